"""The days on which a target is looked at: when it is due, and before that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import attrs

from dxplan.aiming.errors import CannotAim
from dxplan.engine.judge import line_at
from dxplan.engine.moments import Moment, base_moment, base_period, moments
from dxplan.plan.model import Plan, Target, Threshold, Waiver
from dxplan.values.periods import LAST_YEAR


def due_moment(plan: Plan, target: Target) -> Moment:
    """The day on which a target is due: its deadline, or the last day that it surely holds.

    Where it is waived then, it is a day after the waiver on which it is judged again.

    :raises CannotAim: when no such day is inside the plan's period, or it is waived on all of them.
    """
    found = _due(plan, target)
    if not found:
        raise CannotAim(target.id, "never-due")
    waivers = plan.waivers_of(target, found[-1].on)
    return found[-1] if not waivers else _after(plan, target, waivers)


def _after(plan: Plan, target: Target, waivers: Sequence[Waiver]) -> Moment:
    """The first year's end after some waivers on which a target is judged, or its last day.

    :raises CannotAim: when it is not judged any more.
    """
    over = max(each.until for each in waivers) + timedelta(days=1)
    level = target.superseded_on
    ends = [target.time.end if target.time.kind in ("from", "every") else None]
    ends += [None if plan.period is None else plan.period.end]
    ends += [None if level is None else level - timedelta(days=1)]
    years = [date(min(over.year + more, LAST_YEAR), 12, 31) for more in (0, 1)]
    last = min((each for each in ends if each is not None), default=years[-1])
    for day in (min(each, last) for each in (*years, last)):
        moment = moments(plan, target, [day], day)[-1]
        if moment.due and not plan.waivers_of(target, moment.on):
            return moment
    raise CannotAim(target.id, "waived")


def waived_moment(plan: Plan, target: Target) -> Moment | None:
    """A day on which a target is due and waived, if there is one."""
    waived = (each for each in _due(plan, target) if plan.waivers_of(target, each.on))
    return next(waived, None)


def _due(plan: Plan, target: Target) -> list[Moment]:
    day = _last_day(plan, target)
    return [each for each in moments(plan, target, [day], day) if each.due]


def _last_day(plan: Plan, target: Target) -> date:
    time, period = target.time, plan.period
    ends = [time.end, None if period is None else period.end]
    known = [each for each in ends if each is not None]
    if time.kind in ("by", "before", "in") and time.end is not None:
        return time.end
    if known:
        return min(known)
    start = time.start or date(2025, 1, 1)
    return date(start.year, 12, 31)


def earlier_moment(plan: Plan, target: Target) -> tuple[Moment, Threshold]:
    """A day on the way to a target, with the number that the line to it has reached by then.

    :raises CannotAim: when no line leads to the target.
    """
    end = target.time.end
    line = None if end is None else line_at(plan, target, target.threshold, end)
    if end is None or line is None:
        raise CannotAim(target.id, "no-line")
    on = line.since + timedelta(days=(end - line.since).days * 3 // 4)
    (moment,) = moments(plan, target, [], on)
    if plan.waivers_of(target, on):
        raise CannotAim(target.id, "waived")
    there = line_at(plan, target, target.threshold, on)
    assert there is not None, "INVARIANT: the line has begun"
    below = target.comparator in ("<", "<=")
    threshold = attrs.evolve(
        target.threshold, low=there.value, comparator="<=" if below else ">=", high=None
    )
    return moment, threshold


def moment_of_base(plan: Plan, target: Target, moment: Moment) -> Moment | None:
    """When the value is taken that a threshold is counted from; ``None`` when a rule tells it."""
    period = base_period(plan, target, moment.on)
    assert period is not None, "INVARIANT: a change is counted from some time"
    if target.baseline is not None and target.baseline.on == period.end:
        return None
    return base_moment(plan, period)
