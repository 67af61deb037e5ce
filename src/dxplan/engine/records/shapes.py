"""What can be said of a target's verdict before any figure is seen.

When it is judged, what keeps it from being judged, which figures make up its two sums: all of that
depends on which figures a record holds and not on what they are, so that it is found once, by the
functions that the reference evaluator finds it by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.data.observations import Organisation
from dxplan.engine.conditions import Values, facts_on, holds
from dxplan.engine.findings import Verdict
from dxplan.engine.judge import Line, line_at
from dxplan.engine.material import Entry, Exact, Key, Material, gather, whole
from dxplan.engine.moments import Moment, moments
from dxplan.engine.pieces import contribution
from dxplan.engine.records.situation import Figure, Situation
from dxplan.engine.reported import Reported, Slot, reported_by
from dxplan.plan.condition_names import uses
from dxplan.plan.model import AtLevel, Condition, Quantity, Sum, Tally, Target, atoms
from dxplan.shown import Shown
from dxplan.values.truth import Truth


@attrs.frozen(repr=False)
class Total(Shown):
    """A sum of figures: factors with the figures that they multiply, and a constant."""

    terms: tuple[tuple[Fraction, tuple[Figure, ...]], ...]
    constant: Fraction = Fraction(0)


@attrs.frozen(repr=False)
class Count(Shown):
    """1 where a condition on figures holds, else 0; without a condition, as many as it says.

    :param figures: what a measure of the condition is taken from: the sum, of a flag the least.
    :param flags: the names among them that are flags.
    :param facts: what is known of facts, by name.
    """

    condition: Condition | None
    figures: Mapping[str, tuple[Figure, ...]] = attrs.field(factory=dict)
    flags: frozenset[str] = frozenset()
    facts: Mapping[str, bool] = attrs.field(factory=dict)
    always: int = 1


Side: TypeAlias = Total | Count


@attrs.frozen(repr=False)
class Gap(Shown):
    """One of the two sums is reported, and of the other nothing.

    :param above: whether it is the numerator that is missing.
    :param known: the other sum, without its constant.
    :param coupled: whether the numerator cannot exceed the denominator.
    """

    above: bool
    known: Side
    coupled: bool
    constant_above: Exact
    constant_below: Exact


@attrs.frozen(repr=False)
class Shape(Shown):
    """How a record is judged that holds just these figures.

    :param fixed: the verdict that no figure changes.
    :param said: the verdict when nothing is in dispute and there is something to divide by,
        ``None`` when the sums are to be compared.
    :param line: where they should be on a day before the deadline; ``None`` when it is due.
    :param sides: the two sums, when all that they need is there.
    :param gap: when one of the sums is missing, and nothing else is odd.
    :param unused: whether the target uses none of the figures.
    """

    target: Target
    moment: Moment
    organisation: Organisation | None
    fixed: Verdict | None = None
    said: Verdict | None = None
    line: Line | None = None
    sides: tuple[Side, Side] | None = None
    gap: Gap | None = None
    unused: bool = False


def is_compiled(target: Target) -> bool:
    """Whether a target rests on nothing but the two sums of one organisation and on facts."""
    indicator = target.indicator
    grouped = bool(target.each or indicator.counts_groups_of)
    depends = any(True for _ in uses(target.when))
    return not (grouped or depends or indicator.ranked or target.threshold.change is not None)


def shape_of(situation: Situation, target: Target, figures: Sequence[Figure]) -> Shape:
    """How a record with some figures of the target's measures is judged."""
    material = gather(situation.plan, situation.observed(target, ((each, 0) for each in figures)))
    moment = _moment(situation, target, material)
    organisation = _reporting(situation, material, target, moment)
    fixed, applies = _fixed(situation, target, moment, organisation)
    line = None
    if not moment.due and target.threshold.low is not None:
        line = line_at(situation.plan, target, target.threshold, moment.on)
    said: Verdict | None = "undetermined" if moment.due and applies is None else None
    if not moment.due and line is None:
        said = "not_due"
    shape = Shape(target, moment, organisation, fixed, said, line, unused=True)
    if organisation is None:
        return attrs.evolve(shape, said=_of_nothing(shape))
    # Which reports are used, and whether they are all there, no figure changes.
    part = contribution(material, target, organisation, moment)
    if not part.used:
        return attrs.evolve(shape, said=_of_nothing(shape))
    reported = reported_by(material, target, organisation, moment)
    if part.complete:
        return attrs.evolve(shape, sides=_sides(material, target, reported), unused=False)
    return attrs.evolve(shape, gap=_gap(material, target, reported), unused=False)


def _of_nothing(shape: Shape) -> Verdict:
    """The verdict on a target for which nothing is reported."""
    return "no_data" if shape.moment.due or shape.line is not None else "not_due"


def _moment(situation: Situation, target: Target, material: Material) -> Moment:
    """The one of a target's moments that counts now."""
    names = target.indicator.measures()
    dates = sorted({period.end for name in names for period in material.periods(name)})
    every = moments(situation.plan, target, dates, situation.as_of)
    come = [moment for moment in every if moment.on <= situation.as_of]
    return max(come, key=lambda m: m.on) if come else min(every, key=lambda m: m.on)


def _reporting(
    situation: Situation, material: Material, target: Target, moment: Moment
) -> Organisation | None:
    """The organisation, if it should report for the target."""
    if situation.organisation is not None:
        from dxplan.engine.expected import who_should_report
        from dxplan.engine.population import Population

        population = Population(situation.plan, material.organisations, has_register=True)
        return next(iter(who_should_report(material, population, target, moment)), None)
    measures = (situation.plan.measures[name] for name in target.indicator.measures())
    chosen = (material.selected(m, target.scope, target.excluded) for m in measures)
    names = {name for each in chosen for name in each}
    return next((material.organisations[name] for name in names), None)


def _fixed(
    situation: Situation, target: Target, moment: Moment, organisation: Organisation | None
) -> tuple[Verdict | None, Truth]:
    """The verdict that no figure changes, and whether the condition of the rule holds."""
    facts = facts_on(moment.on, situation.plan.facts.values(), situation.events)
    applies = True if target.when is None else holds(target.when, facts)
    if situation.plan.waivers_of(target, moment.on):
        return "waived", applies
    if applies is False:
        return "not_applicable", applies
    if target.threshold.low is None:
        return "unset", applies
    if organisation is None and situation.organisation is not None:
        return "not_applicable", applies
    return None, applies


# --- the two sums ---------------------------------------------------------------------------------


def _sides(material: Material, target: Target, reported: Reported) -> tuple[Side, Side] | None:
    """The two sums; ``None`` when something of them is missing, or is not that simple."""
    slots = reported.slots()
    if len(slots) != 1:
        return None
    indicator = target.indicator
    numerator, used = _side(material, reported, indicator.numerator, slots[0])
    denominator, used_below = _side(material, reported, indicator.denominator, slots[0])
    if numerator is None or denominator is None:
        return None
    # What was not reported together may show that a denominator is out of date.
    everybody = Count(None)
    never_above = isinstance(numerator, Count) and denominator == everybody
    if indicator.kind == "share" and used != used_below and not never_above:
        return None
    return numerator, denominator


def _side(
    material: Material, reported: Reported, quantity: Quantity, slot: Slot
) -> tuple[Side | None, bool]:
    """A sum, and whether it uses any figure."""
    if isinstance(quantity, Tally):
        return _count(material, reported, quantity)
    terms: list[tuple[Fraction, tuple[Figure, ...]]] = []
    for factor, name, weight in quantity.terms:
        found = _entries(reported, name, slot if weight is None else None)
        weights = None if weight is None else _entries(reported, weight, None)
        if found is None or (weight is not None and weights is None):
            return None, False
        if weight is None:
            terms.extend((factor, ((name, entry.key),)) for entry in found)
            continue
        # INVARIANT: where all is there, both are broken down alike.
        terms.extend((factor, ((name, entry.key), (weight, entry.key))) for entry in found)
    return Total(tuple(terms), quantity.constant), bool(terms)


def _entries(reported: Reported, name: str, slot: Slot) -> list[Entry] | None:
    """What is there of a measure; ``None`` when that is not all of it."""
    entries, full = reported.find(reported.material.plan.measures[name], slot)
    return entries if full else None


def _count(material: Material, reported: Reported, quantity: Tally) -> tuple[Side | None, bool]:
    if not material.asks(reported.organisation, quantity):
        return Count(None, always=0), False
    if quantity.condition is None:
        return Count(None), False
    if any(isinstance(each, AtLevel) for each in atoms(quantity.condition)):
        return None, False
    if any(True for _ in uses(quantity.condition)):
        return None, False
    figures: dict[str, tuple[Figure, ...]] = {}
    for name in quantity.measures_needed:
        entries = _entries(reported, name, None)
        if entries is None:
            return None, False
        figures[name] = tuple((name, entry.key) for entry in entries)
    facts: Values = material.facts_on(reported.moment.on)
    named = {each.name for each in atoms(quantity.condition) if hasattr(each, "name")}
    known = {name: facts.get(name) for name in named - figures.keys()}
    if None in known.values():
        return None, False
    flags = frozenset(name for name in figures if material.plan.measures[name].kind == "flag")
    facts_known = {name: value != 0 for name, value in known.items()}
    return Count(quantity.condition, figures, flags, facts_known), any(figures.values())


# --- one sum alone --------------------------------------------------------------------------------


def _gap(material: Material, target: Target, reported: Reported) -> Gap | None:
    """That one of the two sums is missing altogether; ``None`` when more is odd than that."""
    slots = reported.slots()
    indicator = target.indicator
    above, below = indicator.numerator, indicator.denominator
    if len(slots) != 1 or not isinstance(above, Sum) or not isinstance(below, Sum):
        return None
    missing = [_is_missing(reported, each, slots[0]) for each in (above, below)]
    if missing.count(True) != 1:
        return None
    if missing[1] and len(below.terms) == 1:
        measure = material.plan.measures[below.terms[0][1]]
        if reported.stand_in(measure, slots[0]) is not None:
            return None
    known, used = _side(material, reported, below if missing[0] else above, slots[0])
    if not isinstance(known, Total) or not (used or missing[0]):
        return None
    organisation = reported.organisation
    asked = all(material.asks(organisation, each) for each in (above, below))
    return Gap(
        missing[0],
        attrs.evolve(known, constant=Fraction(0)),
        indicator.kind == "share" and asked,
        whole(above.constant),
        whole(below.constant),
    )


def _is_missing(reported: Reported, quantity: Sum, slot: Slot) -> bool:
    """Whether all terms of a sum are asked for, add to it, and nothing is reported of any."""
    return bool(quantity.terms) and all(
        factor > 0
        and weight is None
        and name in reported.measures
        and reported.find(reported.material.plan.measures[name], slot) == ([], False)
        for factor, name, weight in quantity.terms
    )


# --- checks ---------------------------------------------------------------------------------------


def touching(
    situation: Situation, target: Target, figures: Sequence[Figure]
) -> tuple[tuple[int, Key], ...]:
    """The checks that a target's verdict waits for, with the break-down that they are held on.

    :param figures: all that a record may hold.
    """
    material = gather(situation.plan, situation.observed(target, ((each, 0) for each in figures)))
    name = next(iter(material.organisations), "")
    names = target.indicator.measures()
    found: list[tuple[int, Key]] = []
    for number, check in enumerate(situation.plan.checks):
        concerned = {*check.left.measures(), *check.right.measures()}
        for key in _keys_of(concerned, figures):
            if any(
                material.counts(
                    situation.plan.measures[each], name, key, target.scope, target.excluded
                )
                for each in names
                if each in concerned
            ):
                found.append((number, key))
    return tuple(found)


def _keys_of(names: set[str], figures: Sequence[Figure]) -> list[Key]:
    """The break-downs that a record may hold all of some measures for."""
    keys = [{key for measure, key in figures if measure == name} for name in sorted(names)]
    return sorted(set.intersection(*keys)) if keys else []
