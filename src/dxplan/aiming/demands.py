"""What a condition asks for: facts that hold, and figures that keep a number or miss it.

A condition is true, or false, in one of several ways; each of them is a list of demands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, islice, product
from typing import TypeAlias, TypeVar

import attrs

from dxplan.aiming.aims import Edge, Forms, edges_of, ways_to
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Inequality
from dxplan.aiming.linear import divides
from dxplan.aiming.ways import MOST_WAYS
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

T = TypeVar("T")
W = TypeVar("W")


@attrs.frozen
class Fact:
    """A fact that must hold, or must not."""

    name: str
    truth: bool


@attrs.frozen
class Demand:
    """A number that some figures must keep on a day, or miss.

    :param about: a target with that number as its threshold.
    """

    about: Target
    moment: Moment
    truth: bool

    @property
    def edges(self) -> list[Edge]:
        """What the quotient is held against."""
        return edges_of(self.about.threshold)

    def ways(self, forms: Forms) -> list[tuple[Inequality, ...]]:
        """The ways in which its sums do so."""
        if self.truth and self.about.comparator == "=" and len(self.edges) == 1:
            aimed = ways_to("on_the_line", self.edges, forms)
        else:
            aimed = ways_to("satisfying" if self.truth else "failing", self.edges, forms)
        return [(*divides(forms), *each) for each in aimed]


Way: TypeAlias = tuple["Fact | Demand | CannotAim", ...]
"""What must all be so; a reason stands where it is not built here."""


def ways_of(plan: Plan, target: Target, moment: Moment, *, truth: bool) -> Iterator[Way]:
    """The ways in which the condition of a target is true or false on a day."""
    if target.when is None:
        return iter([()] if truth else [])
    return islice(_Case(plan, target, moment).ways(target.when, truth), MOST_WAYS)


def first_that_can(target: Target, ways: Iterable[W], make: Callable[[W], T]) -> T:
    """What is made of the first way of which it can be made.

    :raises CannotAim: with the reason of the first one, when it can be made of none.
    """
    reasons: list[CannotAim] = []
    for each in ways:
        try:
            return make(each)
        except CannotAim as reason:
            reasons.append(reason)
    raise reasons[0] if reasons else CannotAim(target.id, "condition")


@attrs.frozen
class _Case:
    """A target on a day, whose condition is looked at."""

    plan: Plan
    target: Target
    moment: Moment

    def ways(self, condition: Condition, truth: bool) -> Iterator[Way]:
        """The ways in which a condition is true or false."""
        match condition:
            case Negation(operand):
                yield from self.ways(operand, not truth)
            case Conjunction() | Disjunction() | SomeOf():
                yield from self._joined(condition, truth)
            case Holds(name):
                yield (Fact(name, truth),)
            case Attains():
                yield (self._attains(condition, truth),)
            case Met() if truth:
                yield from self._met(condition)
            case Met():
                yield from ((self._kept(each, truth),) for each in self._ruling(condition))

    def _joined(self, condition: Conjunction | Disjunction | SomeOf, truth: bool) -> Iterator[Way]:
        operands = operands_of(condition)
        needed = {Conjunction: len(operands), Disjunction: 1}.get(type(condition), 0)
        count = condition.count if isinstance(condition, SomeOf) else needed
        so_many = count if truth else len(operands) - count + 1
        for chosen in combinations(operands, so_many):
            yield from _all([*islice(self.ways(each, truth), MOST_WAYS)] for each in chosen)

    def _attains(self, atom: Attains, truth: bool) -> Demand:
        threshold = Threshold(atom.comparator, atom.value, unit=atom.unit, per=atom.indicator.per)
        about = attrs.evolve(
            self.target, indicator=atom.indicator, scope=Scope(), excluded=(), each="",
            threshold=threshold, when=None,
        )  # fmt: skip
        return Demand(about, self.moment, truth)

    def _ruling(self, atom: Met) -> list[Target]:
        return [
            each
            for each in self.plan.targets
            if (each.indicator.name, each.scope) == (atom.indicator, atom.scope)
            and rules_on(each, self.moment.on)
        ]

    def _met(self, atom: Met) -> Iterator[Way]:
        """All that rule are met, and each applies."""
        ruling = self._ruling(atom)
        if not ruling:
            yield (CannotAim(self.target.id, "condition"),)
            return
        kept: list[list[Way]] = []
        for each in ruling:
            own = self._kept(each, True)
            there = moment_on(self.plan, each, self.moment.on)
            conditions = ways_of(self.plan, each, there, truth=True)
            kept.append([(own, *way) for way in conditions])
        yield from _all(kept)

    def _kept(self, other: Target, truth: bool) -> Demand | CannotAim:
        """Another target met or missed on the day."""
        waived = self.plan.waivers_of(other, self.moment.on)
        if waived or other.each or other.threshold.low is None:
            return CannotAim(self.target.id, "condition-on-target")
        about = attrs.evolve(other, id=self.target.id)
        return Demand(about, moment_on(self.plan, other, self.moment.on), truth)


def _all(ways: Iterable[list[Way]]) -> Iterator[Way]:
    """One way of each, put together."""
    for chosen in product(*ways):
        yield tuple(each for way in chosen for each in way)
