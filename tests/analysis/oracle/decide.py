"""What follows from some rules, by looking at every model of a small world."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

import attrs

from tests.analysis.oracle.days import Day, quarter, window
from tests.analysis.oracle.rules import Rule, RuleSet
from tests.analysis.oracle.worlds import World

ONE = timedelta(days=1)


class BetweenQuarters(Exception):
    """A rule adds up days that are no whole quarters that the world tells apart."""


@attrs.frozen(eq=False)
class Judgement:
    """A rule that judges on a day, with the models that it divides.

    :param meeting: those in which it applies, has something to divide by, and is kept.
    :param missing: those in which it applies, has something to divide by, and is not kept.
    """

    rule: Rule
    day: Day
    quarters: tuple[int, ...]
    meeting: int
    missing: int

    @property
    def applying(self) -> int:
        """The models in which it applies and has something to divide by."""
        return self.meeting | self.missing


@attrs.frozen(eq=False)
class Situation:
    """Judgements that bear on the same figures: those of a day, or all where flows are added up."""

    world: World
    judgements: tuple[Judgement, ...]

    def of(self, rules: Iterable[Rule]) -> Iterator[Judgement]:
        """The judgements of some rules."""
        wanted = {id(rule) for rule in rules}
        return (each for each in self.judgements if id(each.rule) in wanted)

    def keeping(self, rules: Iterable[Rule]) -> int:
        """The models in which none of some rules is missed on any day."""
        found = self.world.all
        for each in self.of(rules):
            found &= ~each.missing
        return found

    def meeting(self, rules: Iterable[Rule]) -> int:
        """The models in which all of some rules apply and are kept on every day."""
        found = self.world.all
        for each in self.of(rules):
            found &= each.meeting
        return found


def judged(world: World, rule: Rule, day: Day) -> Judgement:
    """A rule on a day."""
    quarters = _quarters(world, rule, day)
    applies = world.where(rule.when, day, quarters)
    keeps = world.keeping(rule, quarters)
    divides = world.divides(rule.figure, rule.leaves, quarters)
    return Judgement(rule, day, quarters, applies & keeps, applies & divides & ~keeps)


def _quarters(world: World, rule: Rule, day: Day) -> tuple[int, ...]:
    """The places of the quarters that a rule adds up on a day."""
    if not world.flow:
        return (0,)
    start = window(rule.time, day)
    found = [n for n, each in enumerate(world.quarters) if start <= each.start and each.end <= day]
    if not found or (world.quarters[found[0]].start, world.quarters[found[-1]].end) != (start, day):
        raise BetweenQuarters
    return tuple(found)


def days(world: World, rules: RuleSet) -> list[Day]:
    """Days that stand for all: where something begins or ends, and every end of a quarter."""
    first, last = rules.plan
    found = {quarter(year, n).end for year in range(first.year, last.year + 1) for n in range(1, 5)}
    if world.flow:
        return sorted(found)
    found.update(rules.plan)
    for rule in rules.rules:
        held = rules.held(rule)
        if held is not None:
            found.update(held.edges())
    found.update(waiver.until + ONE for waiver in rules.waivers)
    for fact in world.facts:
        found.update([fact.since] if fact.since else [])
        found.update([fact.until + ONE] if fact.until else [])
    return sorted(found)


def situations(world: World, rules: RuleSet) -> list[Situation]:
    """What rules say, in each situation that is something else."""
    by_day = {day: rules.judging(day) for day in days(world, rules)}
    if world.flow:
        every = [judged(world, rule, day) for day, judging in by_day.items() for rule in judging]
        return [Situation(world, tuple(every))] if every else []
    found: dict[object, Situation] = {}
    for day, judging in by_day.items():
        key = (tuple(fact.holds(day) for fact in world.facts), tuple(map(id, judging)))
        if judging and key not in found:
            found[key] = Situation(world, tuple(judged(world, rule, day) for rule in judging))
    return list(found.values())


def can_be_kept(found: Iterable[Situation], rules: Sequence[Rule]) -> bool:
    """Whether there are figures that break none of some rules."""
    return all(each.keeping(rules) for each in found)


def follows(found: Iterable[Situation], rule: Rule, others: Sequence[Rule]) -> bool:
    """Whether a rule is missed in no model in which some others are kept."""
    return not any(
        each.missing & situation.keeping(others)
        for situation in found
        for each in situation.of([rule])
    )
