"""Which target of one state is which of the other: by what it asks, then by what it is about.

Every step asks for less in common than the one before, so that a rule that has not changed is never
taken for a change of another one. What is left over was dropped or added; whether the other rules
ask for it together is a question for a solver, and is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product

import attrs

from dxplan.analysis.differences.correspondence import condition_key
from dxplan.analysis.differences.scopes import kept, relation
from dxplan.plan.model import Plan, Target


@attrs.frozen
class Asked:
    """A target with what it is about, in words that both states share.

    :param path: what milestones of one path have in common, as in the evaluator.
    :param threshold: equal for thresholds that the same values keep.
    """

    target: Target
    plan: Plan
    indicator: str
    excluded: frozenset[tuple[str, str]]
    when: str
    direction: str
    change: Hashable
    mode: str
    threshold: Hashable

    @property
    def path(self) -> Hashable:
        """What milestones of one path have in common."""
        target = self.target
        return (
            self.indicator, target.scope, self.excluded, self.when, target.each,
            self.direction, self.change, self.mode,
        )  # fmt: skip

    @property
    def deadline(self) -> date:
        """The last day in time; where there is none, the first on which it holds."""
        return self.target.time.end or self.target.time.start or date.min

    @property
    def time(self) -> Hashable:
        """When it is judged."""
        time = self.target.time
        return (self.mode, time.start, time.end, time.step)


def asked(target: Target, plan: Plan, names: Mapping[str, str]) -> Asked:
    """A target of a state.

    :param names: what its indicators and facts are called in the old state.
    """
    name = target.indicator.name
    threshold, change = target.threshold, target.threshold.change
    comparator = threshold.comparator
    return Asked(
        target,
        plan,
        names[name],
        frozenset((member.dimension, member.name) for member in target.excluded),
        condition_key(target.when, names),
        "down" if comparator in ("<", "<=") else comparator[:1],
        None if change is None else (change.kind, change.since),
        "deadline" if target.time.kind in ("by", "before") else target.time.kind,
        (kept(target, plan), change and (change.low, change.high, change.comparator)),
    )


_Key = Callable[[Asked], Hashable]
_STEPS: tuple[_Key, ...] = (
    lambda one: one.path,
    lambda one: (
        one.indicator, one.target.scope, one.excluded, one.when, one.target.each, one.direction
    ),
    lambda one: (one.indicator, one.target.scope, one.excluded, one.target.each, one.direction),
    lambda one: (one.indicator, one.target.scope, one.direction),
    lambda one: (one.indicator, one.target.scope),
    lambda one: (one.indicator, one.direction),
    lambda one: one.indicator,
)  # fmt: skip


@attrs.frozen
class Matched:
    """Targets in pairs of old and new, and those that have none."""

    pairs: tuple[tuple[Asked, Asked], ...]
    dropped: tuple[Asked, ...]
    added: tuple[Asked, ...]


def match(old: Sequence[Asked], new: Sequence[Asked]) -> Matched:
    """The targets of two states in pairs."""
    before, after = list(old), list(new)
    pairs: list[tuple[Asked, Asked]] = []
    for key in _STEPS:
        olds, news = _groups(before, key), _groups(after, key)
        found = [pair for group in olds for pair in _pairs(olds[group], news.get(group, []))]
        taken = {id(one) for pair in found for one in pair}
        before = [one for one in before if id(one) not in taken]
        after = [one for one in after if id(one) not in taken]
        pairs += found
    return Matched(tuple(pairs), tuple(before), tuple(after))


def _groups(them: Sequence[Asked], key: _Key) -> dict[Hashable, list[Asked]]:
    found: dict[Hashable, list[Asked]] = {}
    for one in them:
        found.setdefault(key(one), []).append(one)
    return found


def _pairs(olds: list[Asked], news: list[Asked]) -> Iterator[tuple[Asked, Asked]]:
    """Pairs inside a group, the most alike first; the same ones when old and new change places."""
    everything = [*olds, *news]
    alike: tuple[Callable[[Asked, Asked], bool], ...] = (
        lambda one, other: one.threshold == other.threshold and one.time == other.time,
        lambda one, other: one.threshold == other.threshold,
        lambda one, other: one.time == other.time,
        lambda one, other: not _parted(one, other, everything),
    )
    related = sorted((pair for pair in product(olds, news) if _related(*pair)), key=_distance)
    taken: set[int] = set()
    for fits in alike:
        for pair in related:
            if not taken & {id(one) for one in pair} and fits(*pair):
                taken |= {id(one) for one in pair}
                yield pair


def _distance(pair: tuple[Asked, Asked]) -> tuple[int, list[str]]:
    """How far apart two targets are in time, and an order that does not know old from new."""
    days = abs((pair[0].deadline - pair[1].deadline).days)
    return days, sorted(one.target.id for one in pair)


def _related(one: Asked, other: Asked) -> bool:
    return relation(one.target.scope, other.target.scope, (one.plan, other.plan)) != "apart"


def _parted(one: Asked, other: Asked, everything: Sequence[Asked]) -> bool:
    """Whether another milestone of the group lies between two."""
    first, last = sorted((one.deadline, other.deadline))
    return any(first < each.deadline < last for each in everything)
