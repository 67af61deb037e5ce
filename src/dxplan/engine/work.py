"""Tasks and duties: what is due when, and what the event list says was done.

Without an event list nothing is known of work, and nothing is called missed. A task without a
deadline is never late: it is ``not_due`` until the plan's period ends. An event without a unit
counts for every unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from dxplan.data.observations import Event
from dxplan.engine.conditions import facts_on, holds
from dxplan.engine.deadlines import Events, Occurrence, done_on, occurrences, task_deadline
from dxplan.engine.findings import Finding, Verdict
from dxplan.engine.responsible import Note, responsible_on
from dxplan.plan.model import Duty, Plan, Task, Unit, Within
from dxplan.values.calendars import Deadline
from dxplan.values.truth import Truth


def judge_tasks(plan: Plan, events: Events, as_of: date) -> Iterator[Finding]:
    """One finding a task."""
    for task in plan.tasks:
        deadline = task_deadline(plan, task, events)
        on = as_of if deadline is None else min(deadline.day, as_of)
        applies = applies_on(plan, task, events, on)
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
            deadline=None if deadline is None else deadline.day,
            lead=doers.units,
            cooperating=helpers.units,
            ended=doers.ended + helpers.ended,
            cite=task.cite,
            notes=notes + doers.notes + helpers.notes,
        )


def applies_on(plan: Plan, rule: Task | Duty, events: Events, on: date) -> Truth:
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
    plan: Plan, task: Task, deadline: Deadline | None, events: Events, as_of: date
) -> tuple[Verdict, tuple[Note, ...]]:
    notes = origin_notes(plan, task.time.within, deadline)
    done = done_on(task, events)
    if done is not None:
        notes = (("done-on", (("date", done.isoformat()),)), *notes)
        if deadline is None or done <= deadline.surely_in_time:
            return "met", notes
        return ("missed" if deadline.certain else "undetermined"), notes
    if deadline is not None:
        if deadline.surely_in_time >= as_of:
            return "not_due", notes
        if events is None:
            return "no_data", notes
        return ("missed" if deadline.certain else "undetermined"), notes
    over = plan.period is not None and plan.period.end < as_of
    return ("no_data" if over else "not_due"), notes


def origin_notes(
    plan: Plan, within: Within | None, deadline: Deadline | Occurrence | None
) -> tuple[Note, ...]:
    """What must be known of a counted deadline: that it has not begun, or is not certain."""
    if within is None:
        return ()
    if deadline is None:
        origin = ("origin", origin_title(plan, within))
        if within.origin != "deadline":
            return (("not-begun", (origin,)),)
        return (("not-begun-deadline", (origin, ("waiting", _waited_for(plan, within)))),)
    if deadline.earliest is None:
        return ()
    return (("deadline-uncertain", (("date", deadline.earliest.isoformat()),)),)


def _waited_for(plan: Plan, within: Within) -> str:
    """What has to happen before a deadline that is counted from other deadlines is known."""
    tasks = {task.id: task for task in plan.tasks}
    while within.origin == "deadline":
        earlier = tasks[within.name].time.within
        assert earlier is not None, "INVARIANT: a deadline that is not counted is known"
        within = earlier
    return origin_title(plan, within)


def origin_title(plan: Plan, within: Within) -> str:
    """What a deadline is counted from, by its title."""
    if within.origin == "fact":
        fact = plan.facts[within.name]
        return fact.title or fact.name
    return next((task.title for task in plan.tasks if task.id == within.name), within.name)


# --- duties ---------------------------------------------------------------------------------------


def judge_duties(plan: Plan, events: Events, as_of: date) -> Iterator[Finding]:
    """One finding for every occurrence that has come due, and one for the next."""
    for duty in plan.duties:
        found = occurrences(plan, duty, as_of, events)
        if not found and duty.recurrence.step is None:
            notes = origin_notes(plan, duty.recurrence.within, None)
            yield attrs.evolve(_duty_finding(plan, duty, None, as_of), notes=notes)
        for occurrence in found:
            on = min(occurrence.deadline, as_of)
            applies = applies_on(plan, duty, events, on)
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
    notes: tuple[Note, ...] = (
        ("duty-for", (period,)),
        *origin_notes(plan, duty.recurrence.within, occurrence),
    )
    done = [e for e in events or () if _fulfils(e, duty, occurrence) and e.on <= as_of]
    in_time = [e for e in done if e.on <= occurrence.surely_in_time]
    on = min(occurrence.deadline, as_of)
    owed = responsible_on(plan, duty.by or duty.lead, on).units
    missing = not_done_by(plan, owed, in_time, on)
    if (owed and not missing) or (not owed and in_time):
        return "met", (), notes
    if occurrence.surely_in_time >= as_of:
        return "not_due", (), notes
    if events is None:
        return "no_data", (), notes
    late = [e.on for e in done if e.on > occurrence.surely_in_time]
    if late:
        notes = (notes[0], ("done-on", (("date", min(late).isoformat()),)), *notes[1:])
    return ("missed" if occurrence.earliest is None else "undetermined"), missing, notes


def not_done_by(
    plan: Plan, owed: Sequence[Unit], events: Sequence[Event], on: date
) -> tuple[str, ...]:
    """The units that owe something and are named by no event, nor by one without a unit."""
    return tuple(unit.name for unit in owed if not _done_by(plan, unit, events, on))


def fulfilling(duty: Duty, occurrence: Occurrence, events: Events) -> list[Event]:
    """The events that say an occurrence was done, by whomever and whenever."""
    return [event for event in events or () if _fulfils(event, duty, occurrence)]


def _fulfils(event: Event, duty: Duty, occurrence: Occurrence) -> bool:
    if event.rule not in (duty.id, duty.alias) or not event.holds:
        return False
    if event.period is not None:
        return event.period == occurrence.period
    if duty.recurrence.within is None:
        return occurrence.period.start <= event.on <= occurrence.period.end
    before = occurrence.before
    return occurrence.period.end <= event.on and (before is None or event.on < before)


def _done_by(plan: Plan, unit: Unit, events: Sequence[Event], on: date) -> bool:
    """Whether a unit did it, or one whose work it took over, or somebody who is not named."""
    for event in events:
        named = (u for u in plan.units.values() if event.unit in (u.name, u.alias, u.title))
        if event.unit is None or unit in responsible_on(plan, named, on).units:
            return True
    return False


def _duty_finding(plan: Plan, duty: Duty, deadline: date | None, on: date) -> Finding:
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
