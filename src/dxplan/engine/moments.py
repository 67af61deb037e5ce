"""When a target is judged, and over which days a flow is added up.

A target with a deadline is judged on it and again on every later reporting date while it holds:
until the plan's period ends or a later milestone takes over. A reporting date is the last day of a
period for which anybody reported one of the indicator's measures.

A flow is added up over as many months as the time of the rule names, ending on the judgement date
(``by 2025`` judged on 2025-12-31: the year 2025; judged again on 2026-03-31: the twelve months
before). A deadline that is a single day adds up from 1 January; an open-ended rule looks back
twelve months. A stock counts when its report is no older than the calendar's staleness limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import attrs

from dxplan.plan.model import Plan, Target, Timing
from dxplan.shown import Shown
from dxplan.values import periods
from dxplan.values.calendars import Calendar
from dxplan.values.periods import Period, Step


@attrs.frozen(repr=False)
class Moment(Shown):
    """A judgement date with what may be used on it.

    :param on: the judgement date.
    :param due: whether the target is due on it.
    :param window: days over which flows are added up.
    :param oldest: stock reports that ended before this day are not used.
    """

    on: date
    due: bool
    window: Period
    oldest: date


def moments(
    plan: Plan, target: Target, reporting_dates: Sequence[date], as_of: date
) -> list[Moment]:
    """All moments at which a target is judged up to a day, in order; never none."""
    due = sorted(set(_due_dates(plan, target, reporting_dates, as_of)))
    found = [_moment(plan, target.time, day, due=True) for day in due]
    if not due or _has_more_to_come(plan, target, as_of):
        on = _pending(plan, target.time, as_of)
        if on not in due:
            found.append(_moment(plan, target.time, on, due=_is_open(plan, target, on)))
    return found


def moment_on(plan: Plan, target: Target, on: date) -> Moment:
    """A day on which a target is looked at because something depends on it."""
    return _moment(plan, target.time, on, due=True)


def rules_on(target: Target, on: date) -> bool:
    """Whether a target is the one of its path that rules on a day.

    The first of some milestones rules before its deadline too, and the last one after it.
    """
    time = target.time
    if time.kind in ("by", "before"):
        begun = target.milestone_before is None or (time.end is not None and time.end <= on)
        return begun and (target.superseded_on is None or on < target.superseded_on)
    if time.kind == "in":
        return time.start is None or time.start <= on
    return (time.start is None or time.start <= on) and (time.end is None or on <= time.end)


def _pending(plan: Plan, time: Timing, as_of: date) -> date:
    """The day to judge on when no date has come: the day asked about, or the last that counts."""
    if time.kind not in ("from", "always"):
        return as_of
    start = _start(plan, time)
    ends = (time.end, None if plan.period is None else plan.period.end)
    last = min([as_of, *(end for end in ends if end is not None)])
    return as_of if start is not None and last < start else last


def _due_dates(
    plan: Plan, target: Target, reporting_dates: Sequence[date], as_of: date
) -> Iterable[date]:
    time = target.time
    last = as_of if plan.period is None else min(as_of, plan.period.end)
    if time.kind == "in":
        return [time.end] if time.end is not None and time.end <= as_of else []
    if time.kind == "every":
        return [
            step.end for step in _steps(plan, target, reporting_dates, as_of) if step.end <= as_of
        ]
    if time.kind in ("by", "before"):
        if time.end is None or time.end > as_of:
            return []
        if target.superseded_on is not None:
            last = min(last, target.superseded_on - timedelta(days=1))
        return [time.end, *(day for day in reporting_dates if time.end < day <= last)]
    start = _start(plan, time)
    end = last if time.end is None else min(last, time.end)
    return [day for day in reporting_dates if (start is None or start <= day) and day <= end]


def _steps(
    plan: Plan, target: Target, reporting_dates: Sequence[date], as_of: date
) -> list[Period]:
    """The steps of a recurring target: inside the plan's period, or where anything was reported."""
    time = target.time
    assert time.step is not None
    if plan.period is not None:
        steps = plan.calendar.steps(time.step, plan.period)
        return [each for each in steps if is_judged_for(target, each)]
    if not reporting_dates:
        return []
    first = min(reporting_dates)
    around = Period(date(first.year - 1, 1, 1), date(max(as_of.year, first.year) + 1, 12, 31))
    steps = [step for step in plan.calendar.steps(time.step, around) if first <= step.end]
    found = [step for step in steps if is_judged_for(target, step)]
    return [step for step in found if step.end <= as_of] or found[:1]


def is_judged_for(target: Target, step: Period) -> bool:
    """Whether a step lies inside the bounds of a recurring target, and before its level is due."""
    first, last, level = target.time.start, target.time.end, target.superseded_on
    return (
        (first is None or first <= step.start)
        and (last is None or step.end <= last)
        and (level is None or step.end < level)
    )


def _start(plan: Plan, time: Timing) -> date | None:
    if time.kind == "from":
        return time.start
    return None if plan.period is None else plan.period.start


def _has_more_to_come(plan: Plan, target: Target, as_of: date) -> bool:
    """Whether a recurring target falls due again after a day."""
    if target.time.kind != "every" or plan.period is None or target.time.step is None:
        return False
    steps = plan.calendar.steps(target.time.step, plan.period)
    return any(step.end > as_of and is_judged_for(target, step) for step in steps)


def _is_open(plan: Plan, target: Target, as_of: date) -> bool:
    """Whether an open-ended target already holds on a day, so that a missing report is missing."""
    if target.time.kind not in ("from", "always"):
        return False
    start = _start(plan, target.time)
    return start is None or start <= as_of


def _moment(plan: Plan, time: Timing, on: date, *, due: bool) -> Moment:
    oldest = on - timedelta(days=plan.calendar.staleness)
    if time.kind == "in" and due and time.start is not None:
        oldest = max(oldest, time.start)
    return Moment(on, due, plan.calendar.reported(_window(plan.calendar, time, on)), oldest)


def _window(calendar: Calendar, time: Timing, on: date) -> Period:
    if time.step is not None:
        return _step_up_to(calendar, time.step, on)
    named = time.span_of_days
    if named is None or time.kind == "from":
        return periods.months_before(on, 12)
    if named.end == on and named.days > 1:
        return named
    for step, months in periods.MONTHS_IN.items():
        if periods.step_at(step, named.end) == named:
            return periods.months_before(on, months)
    if named.days == 1:
        return Period(date(on.year, 1, 1), on)
    return periods.months_before(on, 12)


def _step_up_to(calendar: Calendar, step: Step, on: date) -> Period:
    """As many months as a step has; of a school year or semester what has passed of it.

    In the summer that is the whole of the last one.
    """
    months = {str(name): count for name, count in periods.MONTHS_IN.items()}.get(step)
    if months is not None:
        return periods.months_before(on, months)
    begun = _begun(calendar, step, on)
    return Period(begun[-1].start, min(on, begun[-1].end))


def _begun(calendar: Calendar, step: Step, on: date) -> list[Period]:
    """The last steps that have begun by a day, in order."""
    around = Period(date(on.year - 3, 1, 1), date(on.year + 1, 12, 31))
    return [found for found in calendar.steps(step, around) if found.start <= on]


def base_period(plan: Plan, target: Target, on: date) -> Period | None:
    """The time that a target's threshold is counted from on a day; ``None`` for a plain level."""
    change, step = target.threshold.change, target.time.step
    if change is None or change.since is not None or step is None:
        return None if change is None else change.since
    return _begun(plan.calendar, step, on)[-2]


def base_moment(plan: Plan, period: Period) -> Moment:
    """When a base is judged: at the end of its time, on nothing that was reported before it."""
    time = Timing("in", period.start, period.end, span_of_days=period)
    return _moment(plan, time, period.end, due=True)


def after_base(moment: Moment, base: Period | None) -> Moment:
    """The moment without reports of the base: one report cannot show both values of a growth."""
    if base is None:
        return moment
    return attrs.evolve(moment, oldest=max(moment.oldest, base.end + timedelta(days=1)))
