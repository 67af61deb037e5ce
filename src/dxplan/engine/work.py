"""Tasks and duties: what is due when, and what the event list says was done.

Without an event list nothing is known of work, and nothing is called missed. A task without a
deadline is never late: it is ``not_due`` until the plan's period ends. An event without a unit
counts for every unit.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import attrs

from dxplan.data.observations import Event
from dxplan.engine.conditions import facts_on, holds
from dxplan.engine.findings import Finding, Verdict
from dxplan.engine.responsible import Note, responsible_on
from dxplan.plan.model import Duty, Plan, Recurrence, Task, Unit
from dxplan.values import periods
from dxplan.values.periods import Period
from dxplan.values.truth import Truth

Events = Sequence[Event] | None


def judge_tasks(plan: Plan, events: Events, as_of: date) -> Iterator[Finding]:
    """One finding a task."""
    for task in plan.tasks:
        deadline = task.time.end if task.time.kind in ("by", "before", "in") else None
        on = as_of if deadline is None else min(deadline, as_of)
        applies = _applies(plan, task, events, on)
        verdict, notes = _task_verdict(plan, task, deadline, events, as_of)
        if applies is not True:
            verdict, notes = _not_applying(applies, verdict, notes, task.when_text)
        doers = responsible_on(plan, task.lead or task.by, on)
        helpers = responsible_on(plan, task.cooperating, on)
        yield Finding(
            "task",
            task.id,
            plan.id,
            on,
            verdict,
            deadline=deadline,
            lead=doers.units,
            cooperating=helpers.units,
            ended=doers.ended + helpers.ended,
            cite=task.cite,
            notes=notes + doers.notes + helpers.notes,
        )


def _applies(plan: Plan, rule: Task | Duty, events: Events, on: date) -> Truth:
    """Whether the condition of a rule holds on the day that it is judged on."""
    if rule.when is None:
        return True
    return holds(rule.when, facts_on(on, plan.facts.values(), events or ()))


def _not_applying(
    applies: Truth, verdict: Verdict, notes: tuple[Note, ...], text: str
) -> tuple[Verdict, tuple[Note, ...]]:
    """Work whose condition is false does not apply; if nobody knows, it cannot be called missed."""
    if applies is False:
        return "not_applicable", (("condition-false", (("condition", text),)),)
    if verdict == "missed":
        return "undetermined", (*notes, ("facts-unknown", (("facts", text),)))
    return verdict, notes


def _task_verdict(
    plan: Plan, task: Task, deadline: date | None, events: Events, as_of: date
) -> tuple[Verdict, tuple[Note, ...]]:
    names = {task.id, task.alias}
    done = min(
        (e.on for e in events or () if e.rule in names and e.holds and e.on <= as_of), default=None
    )
    if done is not None:
        note: Note = ("done-on", (("date", done.isoformat()),))
        late = deadline is not None and done > deadline
        return ("missed" if late else "met"), (note,)
    if deadline is not None:
        if deadline >= as_of:
            return "not_due", ()
        return ("no_data" if events is None else "missed"), ()
    over = plan.period is not None and plan.period.end < as_of
    return ("no_data" if over else "not_due"), ()


# --- duties ---------------------------------------------------------------------------------------


@attrs.frozen
class Occurrence:
    """One time that a duty falls due.

    :param period: the year, quarter or month it is for.
    :param deadline: the last day that is in time.
    """

    period: Period
    deadline: date


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


def occurrences(plan: Plan, duty: Duty, as_of: date) -> list[Occurrence]:
    """The occurrences whose deadline has come by a day, and the next one."""
    bounds = _bounds(plan, duty, as_of)
    if bounds is None:
        return []
    found: list[Occurrence] = []
    for step in periods.steps(duty.recurrence.step, bounds):
        found.append(Occurrence(step, deadline_in(duty.recurrence, step)))
        if found[-1].deadline > as_of:
            break
    return found


def _bounds(plan: Plan, duty: Duty, as_of: date) -> Period | None:
    """From when to when a duty recurs.

    Its own bounds inside the plan's period, else the year of the day.
    """
    around = plan.period or periods.year(as_of.year)
    start, end = duty.start or around.start, duty.end or around.end
    if plan.period is not None:
        start, end = max(start, plan.period.start), min(end, plan.period.end)
    return None if end < start else Period(start, end)


def judge_duties(plan: Plan, events: Events, as_of: date) -> Iterator[Finding]:
    """One finding for every occurrence that has come due, and one for the next."""
    for duty in plan.duties:
        for occurrence in occurrences(plan, duty, as_of):
            on = min(occurrence.deadline, as_of)
            applies = _applies(plan, duty, events, on)
            verdict, missing, notes = _duty_verdict(plan, duty, occurrence, events, as_of)
            if applies is not True:
                verdict, notes = _not_applying(applies, verdict, notes, duty.when_text)
            finding = _duty_finding(plan, duty, occurrence.deadline, on)
            yield attrs.evolve(
                finding,
                verdict=verdict,
                missing=missing,
                reported=finding.expected - len(missing) if verdict in ("met", "missed") else 0,
                notes=notes + finding.notes,
            )


def _duty_verdict(
    plan: Plan, duty: Duty, occurrence: Occurrence, events: Events, as_of: date
) -> tuple[Verdict, tuple[str, ...], tuple[Note, ...]]:
    period = (
        "period",
        f"{occurrence.period.start.isoformat()}/{occurrence.period.end.isoformat()}",
    )
    about: Note = ("duty-for", (period,))
    done = [e for e in events or () if _fulfils(e, duty, occurrence) and e.on <= as_of]
    in_time = [e for e in done if e.on <= occurrence.deadline]
    on = min(occurrence.deadline, as_of)
    owed = responsible_on(plan, duty.by or duty.lead, on).units
    missing = tuple(unit.name for unit in owed if not _done_by(plan, unit, in_time, on))
    if (owed and not missing) or (not owed and in_time):
        return "met", (), (about,)
    if occurrence.deadline >= as_of:
        return "not_due", (), (about,)
    if events is None:
        return "no_data", (), (about,)
    late = [e.on for e in done if e.on > occurrence.deadline]
    if late:
        return "missed", missing, (about, ("done-on", (("date", min(late).isoformat()),)))
    return "missed", missing, (about,)


def _fulfils(event: Event, duty: Duty, occurrence: Occurrence) -> bool:
    if event.rule not in (duty.id, duty.alias) or not event.holds:
        return False
    if event.period is not None:
        return event.period == occurrence.period
    return occurrence.period.start <= event.on <= occurrence.period.end


def _done_by(plan: Plan, unit: Unit, events: Sequence[Event], on: date) -> bool:
    """Whether a unit did it, or one whose work it took over, or somebody who is not named."""
    for event in events:
        named = (u for u in plan.units.values() if event.unit in (u.name, u.alias, u.title))
        if event.unit is None or unit in responsible_on(plan, named, on).units:
            return True
    return False


def _duty_finding(plan: Plan, duty: Duty, deadline: date, on: date) -> Finding:
    """What is to be said of an occurrence, before its verdict."""
    doers = responsible_on(plan, duty.by or duty.lead, on)
    helpers = responsible_on(plan, duty.cooperating, on)
    return Finding(
        "duty",
        duty.id,
        plan.id,
        on,
        "not_due",
        deadline=deadline,
        expected=len(doers.units),
        lead=doers.units,
        cooperating=helpers.units,
        ended=doers.ended + helpers.ended,
        cite=duty.cite,
        notes=doers.notes + helpers.notes,
    )
