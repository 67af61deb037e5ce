"""When work is due: on the day that a rule names, or counted from something that happened.

A deadline that is counted from something begins with the day after it. Of several events of a fact
the first one counts for a task; a duty falls due after every one of them. What has not happened
leaves a deadline open.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import attrs

from dxplan.data.observations import Event
from dxplan.plan.model import Duty, Fact, Plan, Recurrence, Task, Within
from dxplan.values import periods
from dxplan.values.calendars import Deadline
from dxplan.values.periods import Period

Events = Sequence[Event] | None


def task_deadline(plan: Plan, task: Task, events: Events) -> Deadline | None:
    """The last day in time; ``None`` without one, or while what it is counted from is to come."""
    time = task.time
    if time.within is not None:
        begin = _origin(plan, time.within, events)
        return None if begin is None else counted(plan, begin, time.within)
    if time.kind in ("by", "before", "in") and time.end is not None:
        return Deadline(time.end)
    return None


def _origin(plan: Plan, within: Within, events: Events) -> Deadline | None:
    """The day that a deadline is counted from."""
    if within.origin == "fact":
        days = fact_days(plan.facts[within.name], events)
        return Deadline(days[0]) if days else None
    other = next(task for task in plan.tasks if task.id == within.name)
    if within.origin == "deadline":
        return task_deadline(plan, other, events)
    done = done_on(other, events)
    return None if done is None else Deadline(done)


def counted(plan: Plan, begin: Deadline, within: Within) -> Deadline:
    """A deadline so long after a day, which may be a deadline that is not certain itself."""
    found = plan.calendar.deadline(begin.day, within.duration)
    if begin.earliest is None:
        return found
    earliest = plan.calendar.deadline(begin.earliest, within.duration)
    return Deadline(found.day, earliest.surely_in_time)


def fact_days(fact: Fact, events: Events) -> list[date]:
    """The days on which a fact came about: as the rules say, and each that an event tells."""
    found = {e.on for e in events or () if e.holds and e.rule in (fact.name, fact.alias)}
    if fact.holds is not None:
        found.add(fact.holds[0])
    return sorted(found)


def done_on(task: Task, events: Events) -> date | None:
    """The first day on which a task was done."""
    names = {task.id, task.alias}
    return min((e.on for e in events or () if e.rule in names and e.holds), default=None)


# --- duties ---------------------------------------------------------------------------------------


@attrs.frozen
class Occurrence:
    """One time that a duty falls due.

    :param period: the step that it is for; the day of the event when it is counted from one.
    :param deadline: the last day that is in time.
    :param earliest: the last day that is surely in time, when holidays leave the deadline open.
    :param before: events without a period, from the end of ``period`` to the day before this one,
        are for this occurrence; only where a deadline is counted.
    """

    period: Period
    deadline: date
    earliest: date | None = None
    before: date | None = None

    @property
    def surely_in_time(self) -> date:
        """The last day that is in time whatever the holidays are."""
        return self.earliest or self.deadline


def deadline_in(recurrence: Recurrence, step: Period) -> date:
    """The last day in time for a step; a day that its month does not have is the month's last.

    >>> deadline_in(Recurrence("quarter", 15, inclusive=False), periods.quarter(2024, 1))
    datetime.date(2024, 3, 14)
    """
    if recurrence.day is None:
        return step.end
    month = recurrence.month or step.end.month
    last = monthrange(step.end.year, month)[1]
    day = date(step.end.year, month, min(recurrence.day, last))
    if recurrence.inclusive or recurrence.day > last:
        return day
    return day - timedelta(days=1)


def occurrences(
    plan: Plan, duty: Duty, as_of: date, events: Events = None, until: date | None = None
) -> list[Occurrence]:
    """The occurrences whose deadline has come by a day, and the next one.

    :param until: all those whose deadline comes by that day, and the next one.
    """
    bounds = _bounds(plan, duty, as_of, until or as_of)
    if bounds is None:
        return []
    found: list[Occurrence] = []
    for step in _steps(plan, duty, events, bounds):
        found.append(_occurrence(plan, duty.recurrence, step))
        if duty.recurrence.step is not None and found[-1].deadline > (until or as_of):
            break
    if duty.recurrence.within is None:
        return found
    following = [occurrence.period.end for occurrence in found[1:]]
    pairs = zip(found, [*following, None], strict=False)
    return [attrs.evolve(occurrence, before=before) for occurrence, before in pairs]


def _steps(plan: Plan, duty: Duty, events: Events, bounds: Period) -> Iterable[Period]:
    """What a duty falls due for: whole steps inside its bounds, or the days of a fact's events."""
    recurrence = duty.recurrence
    if recurrence.step is not None:
        return plan.calendar.steps(recurrence.step, bounds)
    assert recurrence.within is not None, "INVARIANT: a duty recurs by steps or by events"
    days = map(periods.day, fact_days(plan.facts[recurrence.within.name], events))
    return [day for day in days if bounds.contains(day)]


def _occurrence(plan: Plan, recurrence: Recurrence, step: Period) -> Occurrence:
    if recurrence.within is None:
        return Occurrence(step, deadline_in(recurrence, step))
    found = counted(plan, Deadline(step.end), recurrence.within)
    return Occurrence(step, found.day, found.earliest)


def _bounds(plan: Plan, duty: Duty, as_of: date, until: date) -> Period | None:
    """From when to when a duty recurs.

    Its own bounds inside the plan's period, else the year of the day; what is due after the end of
    a step may be for one of the year before.
    """
    around = plan.period
    if around is None:
        first = as_of.year - (1 if duty.recurrence.within is not None else 0)
        around = Period(date(first, 1, 1), date(until.year, 12, 31))
    start, end = duty.start or around.start, duty.end or around.end
    if plan.period is not None:
        start, end = max(start, plan.period.start), min(end, plan.period.end)
    return None if end < start else Period(start, end)
