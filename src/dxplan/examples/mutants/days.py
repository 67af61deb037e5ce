"""Days and facts for which units, tasks and duties of a plan and of a mutant may differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from dxplan.data.observations import Event, Observations
from dxplan.examples.mutants.difference import Candidate, Difference, facts_asked
from dxplan.examples.mutants.make import Rule
from dxplan.plan.model import Duty, Plan, Target, Task
from dxplan.values.durations import LAST_DAY

_SOME_DAY = date(2025, 12, 31)
"""For rules and a plan without any day of their own."""


def without_data(difference: Difference) -> Iterator[Candidate]:
    """The rules on the days by themselves."""
    for rule in difference.lost:
        events = None if isinstance(rule, Target) else ()
        for day in _days_of(difference):
            yield Candidate(rule.id, Observations(events=events), day)


def of_facts(difference: Difference) -> Iterator[Candidate]:
    """Work when the facts that it is about have come about, and when they have ended.

    They do so at the beginning, or at that of the last year, whose holidays are more likely known.
    """
    facts = _facts_about(difference)
    days = _days_of(difference)
    begins = (min(days), date(max(days).year, 1, 1)) if facts else ()
    for first, holds in product(dict.fromkeys(begins), (True, False)):
        for rule in difference.lost:
            # Whether the rule itself is done is another matter
            names = (name for name in facts if name != rule.id)
            events = tuple(Event(name, first, holds=holds) for name in names)
            for day in _days_of(difference, events):
                yield Candidate(rule.id, Observations(events=events), day)


def _facts_about(difference: Difference) -> list[str]:
    """The facts of conditions, and whatever deadlines are counted from."""
    works = [
        each for each in (*difference.lost, *difference.gained) if not isinstance(each, Target)
    ]
    found = facts_asked(works)
    tasks = (*difference.plan.tasks, *difference.mutant.plan.tasks)
    within = [task.time.within for task in tasks]
    within += [each.recurrence.within for each in works if isinstance(each, Duty)]
    if works:
        found += [each.name for each in within if each and each.origin in ("fact", "task")]
    return list(dict.fromkeys(found))


def done(difference: Difference) -> Iterator[Candidate]:
    """Work that was done on one of the days, looked at on that day."""
    for rule in difference.lost:
        if not isinstance(rule, Target):
            for day in _days_of(difference):
                then = Observations(events=(Event(rule.id, day),))
                yield Candidate(rule.id, then, day)


def _days_of(difference: Difference, events: tuple[Event, ...] = ()) -> list[date]:
    """The days on which something ends, those behind them, and the ends of the plan."""
    found: dict[date, None] = {}
    for plan, rules in (
        (difference.plan, difference.lost),
        (difference.mutant.plan, difference.gained),
    ):
        for rule in rules:
            found.update(dict.fromkeys(_deadlines(plan, rule, events)))
    period = difference.plan.period
    after = [day + timedelta(days=1) for day in found if day < LAST_DAY]
    ends = [] if period is None else [period.start, period.end]
    # Units of the beginning are those that the document names; later ones may be successors.
    if difference.mutant.kind == "unit":
        days = [*ends, *found, *after, *_changes_of_units(difference)]
    else:
        days = [*found, *after, *ends]
    return list(dict.fromkeys(days)) or [_SOME_DAY]


def _changes_of_units(difference: Difference) -> Iterator[date]:
    """The days on which units begin and end; on other days two of them may be one."""
    for unit in difference.plan.units.values():
        yield from (day for day in (unit.until, unit.since) if day is not None)


def _deadlines(plan: Plan, rule: Rule, events: tuple[Event, ...]) -> Iterator[date]:
    if isinstance(rule, Duty):
        from dxplan.engine.deadlines import occurrences

        found = occurrences(plan, rule, _last_day_of(plan, rule), events)
        yield from (each.deadline for each in found)
        return
    time = rule.time
    yield from (day for day in (time.end, time.start) if day is not None)
    if isinstance(rule, Task) and time.within is not None:
        from dxplan.engine.deadlines import task_deadline

        due = task_deadline(plan, rule, events)
        yield from () if due is None else (due.day,)


def _last_day_of(plan: Plan, duty: Duty) -> date:
    """The end of the plan; without one a day on which the duty recurs."""
    if plan.period is not None:
        return plan.period.end
    return duty.end or duty.start or _SOME_DAY
