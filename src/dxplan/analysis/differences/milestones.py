"""What the milestones of a path ask for from which day on, and what becomes of that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dxplan.analysis.differences.matching import Asked
from dxplan.analysis.differences.scopes import kept
from dxplan.analysis.strictness import Kept, Strictness, stricter_of
from dxplan.plan.differences import Effect

_ONE_DAY = timedelta(days=1)


def ruling(path: Iterable[Asked], on: date) -> Kept | None:
    """What a path asks for on a day: nothing before its first deadline.

    ``None`` when that is no plain number.
    """
    come = [each for each in path if each.deadline <= on]
    if not come:
        return Kept()
    last = max(come, key=lambda each: each.deadline)
    return None if last.target.threshold.change is not None else kept(last.target, last.plan)


def of_losing(milestone: Asked, path: Sequence[Asked]) -> Effect:
    """What it makes of a plan that it loses a milestone while the rest of its path is ``path``.

    The milestone rules until the next one of its own path; on those days something else rules now.
    """
    if milestone.mode != "deadline":
        return "weaker"
    own = ruling((milestone,), milestone.deadline)
    if not path or own is None:
        return "weaker" if not path else "unclear"
    until = milestone.target.superseded_on or date.max
    days = {milestone.deadline, *(each.deadline for each in path)}
    found: set[Strictness] = set()
    for day in days:
        if milestone.deadline <= day < until:
            instead = ruling(path, day)
            found.add("incomparable" if instead is None else stricter_of(instead, own))
    return _effect(found)


def _effect(found: set[Strictness]) -> Effect:
    found.discard("equal")
    if not found:
        return "none"
    if found == {"weaker"}:
        return "weaker"
    return "stricter" if found == {"stricter"} else "unclear"


def rises(milestone: Asked, path: Iterable[Asked], on: date) -> bool:
    """Whether a milestone asks for at least what its path asked for before a day."""
    others = [each for each in path if each.target is not milestone.target]
    own, before = kept(milestone.target, milestone.plan), ruling(others, max(on, _FIRST) - _ONE_DAY)
    return own is not None and before is not None and own.is_within(before)


_FIRST = date.min + _ONE_DAY
