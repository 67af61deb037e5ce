"""Data that contradict themselves.

A ``check`` that is broken, a percentage that its counts do not give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.data.observations import Observations, ReportedValue
from dxplan.engine.conditions import compares
from dxplan.engine.material import Entry, Exact, Key, Material, whole
from dxplan.plan.model import Check, Indicator, Sum, Target
from dxplan.shown import Shown
from dxplan.values.periods import Period

_Total: TypeAlias = tuple[Exact, list[tuple[Exact, str, str | None]]]
"""A constant, and the terms of a sum."""


@attrs.frozen(repr=False)
class Conflict(Shown):
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
    left, right = _exactly(check.left), _exactly(check.right)
    by_name = [material.entries.get(name, {}) for name in names]
    for organisation in by_name[0]:
        if not all(organisation in entries for entries in by_name):
            continue
        tables = [_by_place(entries[organisation]) for entries in by_name]
        broken: list[tuple[Period, Key]] = []
        for place in set(tables[0]).intersection(*tables[1:]):
            values = {name: table[place] for name, table in zip(names, tables, strict=True)}
            if not compares(_value(left, values), check.comparator, _value(right, values)):
                broken.append(place)
        for place in sorted(broken):
            params = (("check", check.title or check.text), ("organisation", organisation))
            yield Conflict(organisation, *place, frozenset(names), "broken-check", params)


def _by_place(entries: Iterable[Entry]) -> dict[tuple[Period, Key], Exact]:
    return {(e.period, e.key): e.value for e in entries}


def _exactly(total: Sum) -> _Total:
    """A sum in whole numbers, where it is of whole numbers: they multiply several times faster."""
    return whole(total.constant), [(whole(f), name, weight) for f, name, weight in total.terms]


def _value(total: _Total, values: Mapping[str, Exact]) -> Exact:
    found, terms = total
    for factor, measure, weight in terms:
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
        entries = material.entries.get(name, {}).get(value.organisation, [])
        reported = _by_place(entries).get(place)
        if reported is None:
            return None
        values[name] = reported
    below = _value(_exactly(denominator), values)
    return None if below == 0 else Fraction(_value(_exactly(numerator), values)) / below


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
