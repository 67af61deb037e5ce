"""Conditions of rules made true or false: facts that hold, and other figures that go with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, product
from typing import TypeAlias

import attrs

from dxplan.aiming.errors import CannotAim
from dxplan.aiming.linear import Linear, linear
from dxplan.aiming.places import Ground, ground_of
from dxplan.aiming.ways import plain_sums
from dxplan.data.observations import Event
from dxplan.engine.conditions import facts_on
from dxplan.engine.moments import Moment, moment_on, rules_on
from dxplan.plan.model import (
    Attains,
    Condition,
    Conjunction,
    Disjunction,
    Holds,
    Met,
    Negation,
    Plan,
    SomeOf,
    Target,
    Threshold,
    operands_of,
)
from dxplan.values.scopes import Scope

Atom: TypeAlias = tuple[Holds | Attains | Met, bool]


@attrs.frozen
class When:
    """What makes a condition true, or false.

    :param facts: those that events have to tell of.
    :param beside: other figures of the same organisations.
    """

    facts: Mapping[str, bool]
    beside: tuple[Linear, ...] = ()

    def events(self, on: date) -> tuple[Event, ...] | None:
        """What must have come about by a day."""
        told = (Event(name, on, holds=holds) for name, holds in sorted(self.facts.items()))
        return tuple(told) if self.facts else None


def when_of(plan: Plan, target: Target, moment: Moment, ground: Ground, *, truth: bool) -> When:
    """What makes the condition of a target true or false on a day.

    :raises CannotAim: when nothing does that can be reported beside the target's own figures.
    """
    if target.when is None:
        return When({})
    reasons: list[CannotAim] = []
    for atoms in _ways(target.when, truth):
        try:
            return _made(plan, target, moment, ground, atoms)
        except CannotAim as reason:
            reasons.append(reason)
    raise reasons[0] if reasons else CannotAim(target.id, "condition")


def _made(
    plan: Plan, target: Target, moment: Moment, ground: Ground, atoms: Sequence[Atom]
) -> When:
    known = facts_on(moment.on, plan.facts.values(), ())
    facts: dict[str, bool] = {}
    beside: list[Linear] = []
    for atom, truth in atoms:
        if not isinstance(atom, Holds):
            beside += _beside(plan, target, moment, atom, truth)
            continue
        told = known.get(atom.name)
        if (told is not None and (told != 0) != truth) or facts.get(atom.name, truth) != truth:
            raise CannotAim(target.id, "condition")
        if told is None:
            facts[atom.name] = truth
    grounds = [ground, *(each.figures.ground for each in beside)]
    for number, one in enumerate(grounds):
        if any(one.shares_figures_with(other) for other in grounds[:number]):
            raise CannotAim(target.id, "condition-on-its-figures")
        if any(ground.carried.get(key, own) != own for key, own in one.carried.items()):
            raise CannotAim(target.id, "condition-of-others")
    return When(facts, tuple(beside))


def _beside(
    plan: Plan, target: Target, moment: Moment, atom: Attains | Met, truth: bool
) -> list[Linear]:
    if isinstance(atom, Attains):
        threshold = Threshold(atom.comparator, atom.value, unit=atom.unit, per=atom.indicator.per)
        about = attrs.evolve(
            target, indicator=atom.indicator, scope=Scope(), excluded=(), each="",
            threshold=threshold, when=None,
        )  # fmt: skip
        return [_linear(plan, about, moment, truth)]
    ruling = [
        each
        for each in plan.targets
        if (each.indicator.name, each.scope) == (atom.indicator, atom.scope)
        and rules_on(each, moment.on)
    ]
    if len(ruling) != 1 or ruling[0].when is not None or ruling[0].each:
        raise CannotAim(target.id, "condition-on-target")
    return [_linear(plan, ruling[0], moment_on(plan, ruling[0], moment.on), truth)]


def _linear(plan: Plan, target: Target, moment: Moment, truth: bool) -> Linear:
    plain_sums(target.indicator, target.id)
    if target.threshold.low is None:
        raise CannotAim(target.id, "condition-on-target")
    there = ground_of(plan, target, moment)
    return linear(plan, target, there, "satisfying" if truth else "failing")


def _ways(condition: Condition, truth: bool) -> Iterator[list[Atom]]:
    match condition:
        case Negation(operand):
            yield from _ways(operand, not truth)
        case Conjunction() | Disjunction() | SomeOf():
            yield from _joined(condition, truth)
        case Holds() | Attains() | Met():
            yield [(condition, truth)]


def _joined(condition: Conjunction | Disjunction | SomeOf, truth: bool) -> Iterator[list[Atom]]:
    operands = operands_of(condition)
    needed = {Conjunction: len(operands), Disjunction: 1}.get(type(condition), 0)
    count = condition.count if isinstance(condition, SomeOf) else needed
    so_many = count if truth else len(operands) - count + 1
    for chosen in combinations(operands, so_many):
        for ways in product(*(list(_ways(each, truth)) for each in chosen)):
            yield [atom for way in ways for atom in way]
