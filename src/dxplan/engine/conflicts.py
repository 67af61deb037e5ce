"""Data that contradict themselves.

A ``check`` that is broken, a percentage that its counts do not give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from dxplan.data.observations import Observations, ReportedValue
from dxplan.engine.conditions import compares
from dxplan.engine.material import Exact, Key, Material
from dxplan.plan.model import Check, Indicator, Sum, Target
from dxplan.values.periods import Period


@attrs.frozen
class Conflict:
    """Something an organisation reported for a period that cannot be.

    :param key: the members that the numbers are broken down to.
    :param concerns: names of the measures, or of the indicator, that it is about.
    :param code: note code: ``broken-check`` or ``percentage-disagrees``.
    """

    organisation: str
    period: Period
    key: Key
    concerns: frozenset[str]
    code: str
    params: tuple[tuple[str, str], ...]


def find_conflicts(material: Material, observations: Observations) -> dict[str, list[Conflict]]:
    """All conflicts, by organisation."""
    found: dict[str, list[Conflict]] = {}
    broken = [c for check in material.plan.checks for c in _broken(material, check)]
    wrong = [c for value in observations.reported_values for c in _disagreeing(material, value)]
    for conflict in sorted(
        [*broken, *wrong], key=lambda c: (c.organisation, c.period, c.code, c.params)
    ):
        found.setdefault(conflict.organisation, []).append(conflict)
    return found


def _broken(material: Material, check: Check) -> Iterator[Conflict]:
    """A relation is tested where one organisation reported all its measures.

    Break-down by break-down.
    """
    names = list(dict.fromkeys([*check.left.measures(), *check.right.measures()]))
    if not names:
        return
    for organisation in material.entries.get(names[0], {}):
        tables = [_table(material, name, organisation) for name in names]
        for place in sorted(set(tables[0]).intersection(*tables[1:])):
            values = {name: table[place] for name, table in zip(names, tables, strict=True)}
            left, right = _value(check.left, values), _value(check.right, values)
            if not compares(left, check.comparator, right):
                params = (("check", check.title or check.text), ("organisation", organisation))
                yield Conflict(organisation, *place, frozenset(names), "broken-check", params)


def _table(material: Material, measure: str, organisation: str) -> dict[tuple[Period, Key], Exact]:
    entries = material.entries.get(measure, {}).get(organisation, [])
    return {(e.period, e.key): e.value for e in entries}


def _value(total: Sum, values: dict[str, Exact]) -> Fraction:
    found = total.constant
    for factor, measure, weight in total.terms:
        found += factor * values[measure] * (1 if weight is None else values[weight])
    return found


def _disagreeing(material: Material, value: ReportedValue) -> Iterable[Conflict]:
    """A percentage may differ from its counts by half a unit of its last written place.

    What is not a share may be written as a percentage or not.
    """
    indicator = material.plan.indicators.get(value.indicator)
    exact = None if indicator is None else _quotient(material, indicator, value)
    if indicator is None or exact is None:
        return []
    forms = (Fraction(100),) if indicator.kind == "share" else (Fraction(1), Fraction(100))
    forms = (*forms, indicator.per)
    tolerance = Fraction(1, 2 * 10**value.places)
    if any(abs(exact * form - value.value) <= tolerance for form in forms):
        return []
    params = (
        ("indicator", indicator.title),
        ("organisation", value.organisation),
        ("place", str(value.place)),
    )
    key = tuple(sorted(value.members.items()))
    about = frozenset([indicator.name])
    return [Conflict(value.organisation, value.period, key, about, "percentage-disagrees", params)]


def _quotient(material: Material, indicator: Indicator, value: ReportedValue) -> Fraction | None:
    numerator, denominator = indicator.numerator, indicator.denominator
    if not isinstance(numerator, Sum) or not isinstance(denominator, Sum):
        return None
    place = (value.period, tuple(sorted(value.members.items())))
    values: dict[str, Exact] = {}
    for name in indicator.measures():
        reported = _table(material, name, value.organisation).get(place)
        if reported is None:
            return None
        values[name] = reported
    below = _value(denominator, values)
    return None if below == 0 else _value(numerator, values) / below


def concerning(
    material: Material,
    conflicts: Mapping[str, list[Conflict]],
    target: Target,
    organisation: str,
    used: set[Period],
) -> list[Conflict]:
    """The conflicts of an organisation in what the sums of a target were taken from."""
    indicator = target.indicator

    def touches(conflict: Conflict) -> bool:
        own = conflict.concerns == {indicator.name}
        return any(
            material.counts(
                material.plan.measures[name],
                organisation,
                conflict.key,
                target.scope,
                target.excluded,
            )
            for name in indicator.measures()
            if own or name in conflict.concerns
        )

    return [c for c in conflicts.get(organisation, ()) if c.period in used and touches(c)]
