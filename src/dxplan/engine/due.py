"""What is due: every task, duty and target with a day, and how it stands on the day of asking.

Nothing is called overdue unless an event list was given, because without one nothing is known of
what was done. What figures are to be reached by a day is told ahead; whether it was reached is for
a check against figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

import attrs

from dxplan.data.problems import Problem
from dxplan.engine.conditions import facts_on, holds
from dxplan.engine.deadlines import Events, Occurrence, done_on, occurrences, task_deadline
from dxplan.engine.due_items import DueItem, DueList, Rule
from dxplan.engine.due_units import find_unit, of_unit
from dxplan.engine.moments import is_judged_for
from dxplan.engine.responsible import Note, responsible_on
from dxplan.engine.work import fulfilling, not_done_by, origin_notes
from dxplan.engine.world import waiver_note
from dxplan.plan.model import Duty, Plan, Target, Task
from dxplan.values.calendars import Deadline
from dxplan.values.durations import Duration, read_duration
from dxplan.values.periods import Period, judged_day, year
from dxplan.values.truth import Truth

DEFAULT_SPAN = Duration(30, "day")


def due_list(
    plans: Sequence[Plan],
    events: Mapping[str, Events],
    as_of: date,
    *,
    within: Duration | str | None = None,
    unit: str | None = None,
    problems: Sequence[Problem] = (),
) -> DueList:
    """What is due in some plans on a day.

    :param events: what happened, by the id of the plan; what came after the day is not looked at.
    :param within: how far to look ahead, such as ``30d``, ``2w``, ``3m`` or ``1y``; 30 days
        without it.
    :param unit: a unit by name, alias or title: only its own work, and what it took over.
    :raises ValueError: when ``within`` is written otherwise, or the day lies outside the years that
        rules may name.
    :raises UnknownUnit: when no plan has such a unit.
    """
    span = read_duration(within) if isinstance(within, str) else within or DEFAULT_SPAN
    until = span.after(judged_day(as_of))
    asked = None if unit is None else find_unit(plans, unit, as_of)
    known = {plan.id: _known_by(events.get(plan.id), as_of) for plan in plans}
    items = (item for plan in plans for item in _items(_View(plan, known[plan.id], as_of, until)))
    found = items if asked is None else (own for item in items for own in of_unit(item, asked))
    given = any(each is not None for each in known.values())
    ordered = tuple(sorted(found, key=_order))
    return DueList(tuple(plans), as_of, until, given, ordered, asked, tuple(problems))


def _known_by(events: Events, day: date) -> Events:
    return None if events is None else tuple(event for event in events if event.on <= day)


def _order(item: DueItem) -> tuple[object, ...]:
    occurrence = date.min if item.occurrence is None else item.occurrence.start
    return (item.deadline or date.max, item.plan.id, item.rule, item.id, occurrence)


@attrs.frozen
class _View:
    """A plan as it is looked at: on a day, ahead to another, with what is known by then."""

    plan: Plan
    events: Events
    as_of: date
    until: date

    def applies(self, rule: Rule, deadline: date | None) -> Truth:
        """Whether the condition of a rule holds on its deadline, by what is known now.

        A fact may be told ahead: what begins to hold before the deadline is to be done by then.
        """
        if rule.when is None:
            return True
        facts = facts_on(deadline or self.as_of, self.plan.facts.values(), self.events or ())
        return holds(rule.when, facts)

    def open(self, item: DueItem) -> DueItem:
        """An item with a deadline that was not done, as far as is known."""
        assert item.deadline is not None
        if item.deadline >= self.as_of:
            return attrs.evolve(item, status="due" if item.deadline <= self.until else "later")
        certain = self.events is not None and item.earliest is None and not item.conditional
        return attrs.evolve(item, status="overdue" if certain else "passed")


def _items(view: _View) -> Iterator[DueItem]:
    for task in view.plan.tasks:
        yield from _task_items(view, task)
    for duty in view.plan.duties:
        yield from _duty_items(view, duty)
    for target in view.plan.targets:
        yield from _target_items(view, target)


# --- tasks and duties -----------------------------------------------------------------------------


def _task_items(view: _View, task: Task) -> Iterator[DueItem]:
    deadline = task_deadline(view.plan, task, view.events)
    applies = view.applies(task, None if deadline is None else deadline.day)
    item = _item(view, "task", task, deadline)
    if applies is False:
        yield _not_applicable(item)
        return
    done = done_on(task, view.events)
    item = attrs.evolve(
        item,
        done=done,
        missing=() if done else item.by,
        conditional=applies is None,
        notes=(*origin_notes(view.plan, task.time.within, deadline), *item.notes),
    )
    if done is not None:
        yield attrs.evolve(item, status="done")
    elif deadline is not None:
        yield view.open(item)
    else:
        yield attrs.evolve(item, status="waiting") if task.time.within else item


def _duty_items(view: _View, duty: Duty) -> Iterator[DueItem]:
    plan, period = view.plan, view.plan.period
    last = view.until if period is None else max(view.until, period.end)
    found = occurrences(plan, duty, view.as_of, view.events, last)
    if not found and duty.recurrence.step is None:
        yield _waiting(view, duty)
    for occurrence in found:
        applies = view.applies(duty, occurrence.deadline)
        item = _item(view, "duty", duty, Deadline(occurrence.deadline, occurrence.earliest))
        item = attrs.evolve(item, conditional=applies is None, occurrence=occurrence.period)
        if applies is False:
            yield _not_applicable(item)
        else:
            yield _occurred(view, item, duty, occurrence)


def _waiting(view: _View, duty: Duty) -> DueItem:
    """A duty whose event has never come about."""
    applies = view.applies(duty, None)
    item = _item(view, "duty", duty, None)
    if applies is False:
        return _not_applicable(item)
    notes = (*origin_notes(view.plan, duty.recurrence.within, None), *item.notes)
    return attrs.evolve(
        item, status="waiting", missing=item.by, conditional=applies is None, notes=notes
    )


def _occurred(view: _View, item: DueItem, duty: Duty, occurrence: Occurrence) -> DueItem:
    """An occurrence with who has still to do it."""
    done = fulfilling(duty, occurrence, view.events)
    on = max(occurrence.deadline, view.as_of)
    lacking = set(not_done_by(view.plan, item.by, done, on))
    missing = tuple(unit for unit in item.by if unit.name in lacking)
    notes = (*origin_notes(view.plan, duty.recurrence.within, occurrence), *item.notes)
    item = attrs.evolve(item, missing=missing, notes=notes)
    if done and not missing:
        return attrs.evolve(item, status="done", done=min(event.on for event in done))
    return view.open(item)


def _not_applicable(item: DueItem) -> DueItem:
    """An item whose condition does not hold: listed, so that what was told of it is taken back."""
    note: Note = ("condition-false", (("condition", item.source.when_text),))
    return attrs.evolve(item, status="not_applicable", notes=(note,))


# --- targets --------------------------------------------------------------------------------------


def _target_items(view: _View, target: Target) -> Iterator[DueItem]:
    for day, occurrence in _target_days(view, target):
        applies = view.applies(target, day)
        item = attrs.evolve(_item(view, "target", target, Deadline(day)), occurrence=occurrence)
        waiver = waiver_note(view.plan, target, day)
        if waiver is not None:
            yield attrs.evolve(item, status="not_applicable", notes=(waiver,))
        elif applies is False:
            yield _not_applicable(item)
        else:
            item = attrs.evolve(item, conditional=applies is None, missing=item.by)
            yield attrs.evolve(item, status="judged") if day < view.as_of else view.open(item)


def _target_days(view: _View, target: Target) -> Iterator[tuple[date, Period | None]]:
    """The deadlines of a target; one that holds from some day on, or always, has none."""
    time, plan = target.time, view.plan
    if time.kind in ("by", "before", "in") and time.end is not None:
        yield time.end, None
    elif time.step is not None:
        around = plan.period or Period(year(view.as_of.year).start, year(view.until.year).end)
        for step in plan.calendar.steps(time.step, around):
            if is_judged_for(target, step):
                yield step.end, step


# --- units ----------------------------------------------------------------------------------------


def _item(
    view: _View, kind: Literal["target", "task", "duty"], rule: Rule, deadline: Deadline | None
) -> DueItem:
    """An item with the units that answer for it on its day, or now when that has passed."""
    plan = view.plan
    on = view.as_of if deadline is None else max(deadline.day, view.as_of)
    doers = () if isinstance(rule, Target) else rule.by
    groups = (rule.lead, doers or rule.lead, rule.cooperating)
    receivers = () if isinstance(rule, Target) else rule.to
    found = [responsible_on(plan, units, on) for units in (*groups, receivers)]
    lead, by, cooperating, to = found
    ended = {unit.name: unit for each in found for unit in each.ended}
    notes = dict.fromkeys(note for each in found for note in each.notes)
    return DueItem(
        plan,
        kind,
        rule,
        "undated",
        None if deadline is None else deadline.day,
        None if deadline is None else deadline.earliest,
        lead=lead.units,
        by=by.units,
        cooperating=cooperating.units,
        to=to.units,
        ended=tuple(ended.values()),
        named=frozenset(unit.name for units in groups for unit in units),
        notes=tuple(notes),
    )
