"""What rules are about, by meaning: two rules about the same thing have the same key.

A key is a nest of tuples and frozen sets that can be compared and hashed, and nothing else. How
things are called and in which order they stand makes no difference to it; what a measure is
declared to be does. Conditions are brought to a normal form, not proven equal: two that mean the
same by a longer way round have two keys.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from dxplan.plan.model import (
    AtLevel,
    Attains,
    Comparator,
    Compares,
    Condition,
    Conjunction,
    Disjunction,
    Group,
    Holds,
    Indicator,
    Measure,
    Met,
    Negation,
    Plan,
    Quantity,
    SomeOf,
    Sum,
    Tally,
    Target,
)
from dxplan.values.money import dong_in
from dxplan.values.scopes import Dimension, Member, Scope

Key: TypeAlias = tuple[object, ...]

_OPPOSITE: dict[Comparator, Comparator] = {">=": "<", "<": ">=", ">": "<=", "<=": ">"}


def measure_key(plan: Plan, measure: Measure) -> Key:
    """What a measure is declared to be: its name, and everything that its numbers depend on."""
    return (measure.name, *(value for _, value in measure_parts(plan, measure)))


def measure_parts(plan: Plan, measure: Measure) -> tuple[tuple[str, object], ...]:
    """What a measure's numbers depend on, each part with a code for what it says."""
    dimensions = frozenset(_dimension_key(plan.dimensions[name]) for name in measure.dimensions)
    return (
        ("kind", measure.kind),
        ("flow", measure.flow),
        ("dimensions", dimensions),
        ("reported_by", _members_key(measure.reported_by)),
        ("measured_in", dong_in(measure.measured_in)),
    )


def _dimension_key(dimension: Dimension) -> Key:
    members = frozenset((member.name, member.parent) for member in dimension.members)
    return (dimension.name, dimension.of_organisations, members)


def _members_key(members: Iterable[Member]) -> frozenset[tuple[str, str]]:
    return frozenset((member.dimension, member.name) for member in members)


# --- quotients ------------------------------------------------------------------------------------


def quotient_key(plan: Plan, indicator: Indicator) -> Key:
    """What an indicator counts, divided by what; a factor of both sums makes no difference."""
    scale = _scale(indicator.denominator)
    numerator, denominator = indicator.numerator, indicator.denominator
    return (_quantity_key(plan, numerator, scale), _quantity_key(plan, denominator, scale))


def _scale(denominator: Quantity) -> Fraction:
    """The size of the first factor of a denominator, in the order of the measures' names.

    Its sign stays: whoever divides by a negative number turns the comparison round.
    """
    if isinstance(denominator, Tally):
        return Fraction(1)
    terms = _added_up(denominator)
    first = min(terms, default=None)
    return abs(denominator.constant if first is None else terms[first]) or Fraction(1)


def _added_up(total: Sum) -> dict[tuple[str, ...], Fraction]:
    """The factors of a sum by measure, or by the two measures of a product; none of them 0."""
    found: dict[tuple[str, ...], Fraction] = {}
    for factor, measure, weight in total.terms:
        names = tuple(sorted([measure] if weight is None else [measure, weight]))
        found[names] = found.get(names, Fraction(0)) + factor
    return {names: factor for names, factor in found.items() if factor}


def _quantity_key(plan: Plan, quantity: Quantity, scale: Fraction) -> Key:
    if isinstance(quantity, Tally):
        return ("tally", _tally_key(plan, quantity), 1 / scale)
    terms = frozenset(
        (tuple(measure_key(plan, plan.measures[name]) for name in names), factor / scale)
        for names, factor in _added_up(quantity).items()
    )
    return ("sum", terms, quantity.constant / scale, _asked_in(quantity.groups))


def _tally_key(plan: Plan, tally: Tally) -> Key:
    """What is counted, and who is asked: all that an organisation needs to be asked for."""
    condition = None if tally.condition is None else condition_key(plan, tally.condition)
    asked = {_members_key(plan.measures[name].reported_by) for name in tally.measures_needed}
    by = frozenset(asked) if tally.of else frozenset(asked) - {frozenset()}
    return (condition, tally.of, by, _asked_in(tally.groups))


def _asked_in(groups: Iterable[Group]) -> frozenset[Key]:
    """Who is levelled in some groups of scales."""
    return frozenset((_members_key(g.reported_by), _members_key(g.excluded)) for g in groups)


# --- conditions -----------------------------------------------------------------------------------


def condition_key(
    plan: Plan, condition: Condition, *, holds: bool = True, of_rule: bool = False
) -> Key:
    """What a condition asks for, with every ``not`` drawn in as far as it goes.

    :param holds: whether it is to hold, or not to hold.
    :param of_rule: whether it is the ``when`` of a rule, where a name is that of a fact.
    """
    match condition:
        case Negation(operand):
            return condition_key(plan, operand, holds=not holds, of_rule=of_rule)
        case Conjunction(operands):
            count = len(operands)
        case Disjunction(operands):
            count = 1
        case SomeOf(count, operands):
            pass
        case _:
            return _atom_key(plan, condition, holds, of_rule)
    inner = [condition_key(plan, each, holds=holds, of_rule=of_rule) for each in operands]
    return _joined(inner, count if holds else len(operands) - count + 1)


def _joined(keys: list[Key], count: int) -> Key:
    """So many of some conditions; all of them, and one of them, is as often as it is said."""
    if count not in (1, len(keys)):
        return ("some", count, frozenset(Counter(keys).items()))
    word = "all" if count == len(keys) else "any"
    flat: set[object] = set()
    for key in keys:
        parts = key[1] if key[0] == word else None
        flat.update(parts if isinstance(parts, frozenset) else {key})
    return keys[0] if flat == {keys[0]} else (word, frozenset(flat))


def _atom_key(plan: Plan, atom: Condition, holds: bool, of_rule: bool) -> Key:
    match atom:
        case Compares(name, comparator, value):
            return _compared_key(plan, name, comparator, value, holds)
        case AtLevel(group, comparator, band):
            return ("level", _group_key(plan, group), _bands(group, comparator, band, holds))
        case Attains(indicator, comparator, _):
            found: Key = ("attains", quotient_key(plan, indicator), comparator, atom.quotient)
        case Met(indicator_name, scope):
            found = ("met", _met_key(plan, indicator_name, scope))
        case _:
            assert isinstance(atom, Holds), "INVARIANT: an atom joins nothing"
            found = _held_key(plan, atom.name, of_rule)
    return found if holds else ("not", found)


def _held_key(plan: Plan, name: str, of_rule: bool) -> Key:
    fact = plan.facts.get(name)
    if fact is not None and (of_rule or name not in plan.measures):
        return ("fact", name, fact.holds)
    return ("flag", measure_key(plan, plan.measures[name]))


def _compared_key(
    plan: Plan, name: str, comparator: Comparator, value: Fraction, holds: bool
) -> Key:
    """A measure against a number: a flag is asked for by name, a whole number from one up."""
    measure = plan.measures[name]
    key = measure_key(plan, measure)
    if measure.kind == "flag":
        yes, no = (_keeps(Fraction(n), comparator, value) is holds for n in (1, 0))
        if yes is not no:
            return ("flag", key) if yes else ("not", ("flag", key))
    if comparator == "=":
        found: Key = ("compares", key, comparator, value)
        return found if holds else ("not", found)
    symbol = comparator if holds else _OPPOSITE[comparator]
    if measure.kind != "amount":
        symbol, value = _whole(symbol, value)
    return ("compares", key, symbol, value)


def _keeps(number: Fraction, comparator: Comparator, value: Fraction) -> bool:
    match comparator:
        case ">=":
            return number >= value
        case ">":
            return number > value
        case "<=":
            return number <= value
        case "<":
            return number < value
    return number == value


def _whole(comparator: Comparator, value: Fraction) -> tuple[Comparator, Fraction]:
    """The same for whole numbers, which are over 9 from 10 up."""
    match comparator:
        case ">":
            return ">=", Fraction(math.floor(value) + 1)
        case "<":
            return "<=", Fraction(math.ceil(value) - 1)
        case ">=":
            return ">=", Fraction(math.ceil(value))
    return comparator, Fraction(math.floor(value))


def _group_key(plan: Plan, group: Group) -> Key:
    criteria = frozenset(
        (
            each.name,
            each.mandatory,
            each.points,
            None if each.condition is None else condition_key(plan, each.condition),
        )
        for each in group.criteria
    )
    bands = tuple(
        (each.low, each.above_low, each.high, each.below_high, each.without_scores)
        for each in group.bands
    )
    gate = [each.name for each in group.bands].index(group.gate) if group.gate else None
    return (criteria, bands, gate, group.rest, *_asked_in([group]))


def _bands(group: Group, comparator: Comparator, band: str, holds: bool) -> frozenset[int]:
    """The places of the levels that are asked for, in the order of the levels."""
    wanted = Fraction([each.name for each in group.bands].index(band))
    return frozenset(
        place
        for place in range(len(group.bands))
        if _keeps(Fraction(place), comparator, wanted) is holds
    )


def _met_key(plan: Plan, indicator: str, scope: Scope) -> frozenset[Key]:
    """The targets that are to be met, with what they ask for: ``met`` is as strict as they are."""
    return frozenset(
        (subject_key(plan, target), rule_key(plan, target))
        for target in plan.targets
        if target.indicator.name == indicator and target.scope == scope
    )


# --- rules ----------------------------------------------------------------------------------------


def subject_key(plan: Plan, target: Target) -> Key:
    """What a target is about: a quotient, over what, on which condition, for which groups."""
    when = None if target.when is None else condition_key(plan, target.when, of_rule=True)
    quotient = quotient_key(plan, target.indicator)
    return (quotient, frozenset(_parts(plan, target)), when, target.each)


def rule_key(plan: Plan, target: Target) -> Key:
    """What a target asks of its subject, word for word, and when; not who leads it."""
    threshold, time = target.threshold, target.time
    change = threshold.change
    asked: Key = (threshold.comparator, threshold.low, threshold.high, threshold.unit)
    if change is not None:
        base = None if target.baseline is None else (target.baseline.value, target.baseline.on)
        asked += (change.kind, change.low, change.high, change.comparator, change.since, base)
    elif threshold.low is None:
        asked += (plan.parent or plan.id,)
    else:
        bounds = (threshold.low, threshold.high)
        asked = (threshold.comparator, *(x and threshold.quotient(x) for x in bounds))
    asked_at = (time.kind, time.start, time.end, time.step, time.span_of_days, plan.calendar.name)
    waived = frozenset(each.until for each in plan.waivers_of(target, date.min))
    return (asked, asked_at, target.superseded_on, waived)


def _parts(plan: Plan, target: Target) -> Iterator[Key]:
    """By dimension, the smallest members that a target is about, unless that is all of them."""
    scope = dict(target.scope)
    for name in {*scope, *(member.dimension for member in target.excluded)}:
        dimension = plan.dimensions[name]
        everything = frozenset(_smallest(dimension, None))
        kept = frozenset(_smallest(dimension, scope[name])) if name in scope else everything
        for member in target.excluded:
            if member.dimension == name:
                kept -= frozenset(_smallest(dimension, member.name))
        if kept != everything:
            yield (_dimension_key(dimension), kept)


def _smallest(dimension: Dimension, parent: str | None) -> Iterator[Key]:
    """The members without parts below one of them, or below none.

    A member with one part only may be more than that part; what else there is stands as one more.
    """
    parts = [each.name for each in dimension.members if each.parent == parent]
    for part in parts:
        yield from _smallest(dimension, part)
    if parent is not None and not parts:
        yield (parent,)
    split = any(each.parent == parts[0] for each in dimension.members) if parts else False
    if len(parts) == 1 and not (parent is None and split):
        yield (parent, "rest")
