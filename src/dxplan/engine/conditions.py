"""Conditions in three-valued logic: over one organisation's numbers, or over dated facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from typing import TypeAlias

from dxplan.data.observations import Event
from dxplan.engine.scoring import at_level
from dxplan.plan.model import (
    AtLevel,
    Attains,
    Comparator,
    Compares,
    Condition,
    Conjunction,
    Fact,
    Holds,
    Met,
    Negation,
    SomeOf,
    operands_of,
)
from dxplan.values.comparators import RELATIONS
from dxplan.values.truth import Truth, at_least, conjunction, disjunction, negation

Values: TypeAlias = dict[str, Fraction | None]


def holds(
    condition: Condition,
    values: Mapping[str, Fraction | None],
    judge: Callable[[Attains | Met], Truth] | None = None,
) -> Truth:
    """Whether a condition holds; a value that is not known may leave it open.

    :param judge: says whether an indicator attains a number, and a target is met; without it,
        neither is known.

    >>> holds(Compares("rooms", ">=", Fraction(1)), {"rooms": Fraction(2)})
    True
    """
    match condition:
        case Holds(name):
            value = values.get(name)
            return None if value is None else value != 0
        case Compares(name, comparator, threshold):
            value = values.get(name)
            return None if value is None else compares(value, comparator, threshold)
        case AtLevel():
            return at_level(condition, values, partial(holds, judge=judge))
        case Attains() | Met():
            return None if judge is None else judge(condition)
    operands = (holds(operand, values, judge) for operand in operands_of(condition))
    match condition:
        case Negation():
            return negation(next(operands))
        case Conjunction():
            return conjunction(operands)
        case SomeOf(count, _):
            return at_least(count, operands)
    return disjunction(operands)


def compares(value: int | Fraction, comparator: Comparator, threshold: int | Fraction) -> bool:
    """Whether a number stands in a relation to another."""
    found: bool = RELATIONS[comparator](value, threshold)
    return found


def facts_on(day: date, facts: Iterable[Fact], events: Iterable[Event]) -> Values:
    """What is known of facts on a day: 1, 0, or ``None`` for those of which nothing says anything.

    Before the first thing that is known of a fact, the opposite of it holds.
    """
    listed = list(events)
    found: Values = {}
    for fact in facts:
        timeline = sorted(_timeline(fact, listed))
        if not timeline:
            found[fact.name] = None
            continue
        past = [entry for entry in timeline if entry[0] <= day]
        if not past:
            found[fact.name] = Fraction(not timeline[0][1])
            continue
        last = {holding for on, holding in past if on == past[-1][0]}
        found[fact.name] = Fraction(last.pop()) if len(last) == 1 else None
    return found


def _timeline(fact: Fact, events: Iterable[Event]) -> Iterable[tuple[date, bool]]:
    if fact.holds is not None:
        first, last = fact.holds
        yield first, True
        if last is not None:
            yield last + timedelta(days=1), False
    for event in events:
        if event.rule in (fact.name, fact.alias):
            yield event.on, event.holds
