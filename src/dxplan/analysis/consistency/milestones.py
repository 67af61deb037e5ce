"""Paths on which a later milestone asks for less than the one before it."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.consistency.results import FallingBack
from dxplan.analysis.linear.times import Rule, is_flow, moment_of
from dxplan.analysis.strictness import Kept, kept_by, stricter_of
from dxplan.plan.model import Plan, Target, Threshold


def falling_back(plan: Plan) -> Iterator[FallingBack]:
    """Every milestone that asks for less than the one before it on its path."""
    by_id = {target.id: target for target in plan.targets}
    for target in plan.targets:
        before = by_id.get(target.milestone_before or "")
        if before is not None and _asks_less(plan, target, before):
            yield FallingBack(target, before)


def _asks_less(plan: Plan, later: Target, earlier: Target) -> bool:
    mine, theirs = asked(later.threshold), asked(earlier.threshold)
    if mine is None or theirs is None or not _comparable(plan, later, earlier):
        return False
    return stricter_of(mine, theirs) == "weaker"


def asked(threshold: Threshold) -> Kept | None:
    """What a threshold asks for; of a change, how large it is to be."""
    change = threshold.change
    if change is None:
        return kept_by(threshold)
    if change.kind == "keeps":
        return None
    written = Threshold(change.comparator, change.low, change.high, unit="")
    return kept_by(written)


def _comparable(plan: Plan, later: Target, earlier: Target) -> bool:
    """Whether the two numbers are about the same kind of value.

    What adds up over a year is more than what adds up over a quarter; a share of either is not.
    """
    mine, theirs = later.threshold.change, earlier.threshold.change
    if (mine and (mine.kind, mine.since)) != (theirs and (theirs.kind, theirs.since)):
        return False
    first, second = Rule(plan, earlier), Rule(plan, later)
    if later.indicator.kind == "share" or not is_flow(second):
        return True
    days = [_window(rule) for rule in (first, second)]
    return abs(days[0] - days[1]) <= _LEAP


_LEAP = 2
"""By how many days two years, or two quarters, may differ."""


def _window(rule: Rule) -> int:
    end = rule.target.time.end
    return 0 if end is None else moment_of(rule, end).window.days
