"""What becomes of a target, a task or a duty when its time changes."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from typing import TypeVar

import attrs

from dxplan.engine.deadlines import deadline_in
from dxplan.plan.differences import Aspect, Effect, Kind
from dxplan.plan.model import Duty, Plan, Recurrence, Target, Task, Timing, Within
from dxplan.values.calendars import MINISTRY
from dxplan.values.periods import MONTHS_IN, Period, Step

Change = tuple[Kind, Aspect, Effect]
D = TypeVar("D", date, int)

LATER: Change = ("postponed", "time", "weaker")
EARLIER: Change = ("brought_forward", "time", "stricter")
SHORTER: Change = ("loosened", "time", "weaker")
LONGER: Change = ("tightened", "time", "stricter")
OTHERWISE: Change = ("changed", "time", "unclear")


@attrs.frozen
class Reach:
    """When a target is judged: all the time, once, or at every end of a step.

    :param first: the first day; ``date.min`` without one. ``last`` likewise.
    """

    how: str
    first: date
    last: date


def reach(time: Timing) -> Reach:
    """When a target is judged."""
    first, last = time.start or date.min, time.end or date.max
    match time.kind:
        case "by" | "before":
            return Reach("held", last, date.max)
        case "in":
            return Reach("once", last, last)
        case "every":
            return Reach(str(time.step), first, last)
    return Reach("held", first, last)


def of_target(old: Target, new: Target, plans: tuple[Plan, Plan]) -> Iterator[Change]:
    """What becomes of a target."""
    before, after = reach(old.time), reach(new.time)
    if before.how == after.how:
        yield from _of_reach(before, after)
    else:
        yield _of_manner(before, after, old, plans[0])
    if _adds_up(old, plans[0]) and _window(old.time) != _window(new.time):
        yield "redefined", "time", "unclear"


def _of_reach(before: Reach, after: Reach) -> Iterator[Change]:
    yield from _moved(before.first, after.first, LATER, EARLIER)
    if before.how != "once":
        yield from _moved(before.last, after.last, LONGER, SHORTER)


def _moved(old: D, new: D, later: Change, earlier: Change) -> Iterator[Change]:
    """What a day or a duration makes that is later or earlier now."""
    if new > old:
        yield later
    elif new < old:
        yield earlier


def _of_manner(before: Reach, after: Reach, target: Target, plan: Plan) -> Change:
    """A target that is judged in another manner: once instead of all the time, more often."""
    if {before.how, after.how} == {"once", "held"}:
        if after.how == "held" and after.first <= before.first <= after.last:
            return LONGER
        if before.how == "held" and before.first <= after.first <= before.last:
            return SHORTER
        return OTHERWISE
    if (before.first, before.last) != (after.first, after.last):
        return OTHERWISE
    if target.indicator.kind == "count" and _adds_up(target, plan):
        return OTHERWISE
    finer = _is_part(after.how, before.how)
    if finer or _is_part(before.how, after.how):
        return LONGER if finer else SHORTER
    return OTHERWISE


def _is_part(step: str, whole: str) -> bool:
    """Whether every whole is made of such steps."""
    months = {str(name): count for name, count in MONTHS_IN.items()}
    if step in months and whole in months:
        return months[step] < months[whole]
    return (step, whole) == ("semester", "school_year")


def _adds_up(target: Target, plan: Plan) -> bool:
    """Whether anything that is added up over time enters it."""
    names = [name for name in target.indicator.measures() if name in plan.measures]
    return any(plan.measures[name].flow for name in names)


def _window(time: Timing) -> Hashable:
    """How long a time figures are added up for, as in the evaluator."""
    named = time.span_of_days
    if time.step is not None:
        return None  # a step says so itself
    if named is None or time.kind == "from":
        return 12
    if named.days == 1:
        return "since January"
    return (named.end.year - named.start.year) * 12 + named.end.month - named.start.month + 1


# --- tasks ----------------------------------------------------------------------------------------


def of_task(old: Task, new: Task) -> Iterator[Change]:
    """What becomes of a task: standing work has no deadline, and nothing is late without one."""
    before, after = old.time, new.time
    if before.within is not None or after.within is not None:
        yield from _of_within(before.within, after.within)
        return
    deadlines = _deadline(before), _deadline(after)
    if deadlines[0] != deadlines[1]:
        if deadlines[1] == date.max:
            yield SHORTER
        elif deadlines[0] == date.max:
            yield LONGER
        else:
            yield from _moved(*deadlines, LATER, EARLIER)
    elif (before.start, before.end, before.step) != (after.start, after.end, after.step):
        # The same deadline, another beginning: when it is done in time is not touched by that.
        if deadlines[0] == date.max or before.step != after.step:
            yield OTHERWISE
        else:
            yield "reworded", "time", "none"


def _deadline(time: Timing) -> date:
    """The last day in time; ``date.max`` where nothing is ever late."""
    if time.kind in ("by", "before", "in") and time.end is not None:
        return time.end
    return date.max


def _of_within(before: Within | None, after: Within | None) -> Iterator[Change]:
    if before is None or after is None or (before.origin, before.name) != (
        after.origin, after.name
    ):  # fmt: skip
        yield OTHERWISE
        return
    first, second = before.duration, after.duration
    if first.unit != second.unit:
        yield OTHERWISE
    else:
        yield from _moved(first.count, second.count, LATER, EARLIER)


# --- duties ---------------------------------------------------------------------------------------

_YEARS = Period(date(2023, 9, 1), date(2028, 8, 31))
"""Every length that a month and a year may have."""


def of_duty(old: Duty, new: Duty) -> Iterator[Change]:
    """What becomes of a duty: how often it falls due, on which day, from when and until when."""
    before, after = old.recurrence, new.recurrence
    if before.step != after.step:
        yield _of_steps(before.step, after.step)
    elif before.within is not None or after.within is not None:
        yield from _of_within(before.within, after.within)
    else:
        yield from _of_day(before, after)
    yield from _moved(old.start or date.min, new.start or date.min, SHORTER, LONGER)
    yield from _moved(old.end or date.max, new.end or date.max, LONGER, SHORTER)


def _of_steps(before: Step | None, after: Step | None) -> Change:
    if before is None or after is None:
        return "changed", "recurrence", "unclear"
    if _is_part(after, before):
        return "tightened", "recurrence", "stricter"
    if _is_part(before, after):
        return "loosened", "recurrence", "weaker"
    return "changed", "recurrence", "unclear"


def _of_day(before: Recurrence, after: Recurrence) -> Iterator[Change]:
    if before.step is None:
        return
    steps = MINISTRY.steps(before.step, _YEARS)
    days = [(deadline_in(before, step), deadline_in(after, step)) for step in steps]
    later, earlier = any(b > a for a, b in days), any(b < a for a, b in days)
    if later and earlier:
        yield "changed", "recurrence", "unclear"
    elif later:
        yield "postponed", "recurrence", "weaker"
    elif earlier:
        yield "brought_forward", "recurrence", "stricter"
