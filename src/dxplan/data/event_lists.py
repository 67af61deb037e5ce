"""One list of events for several plans: each plan takes the rows that name a rule of its own.

A row that names a task or duty of more than one of them is left out: it must say which it means,
as ``plan.rule``. What came about (a fact) may concern several plans at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs

from dxplan.data.addresses import problem_order
from dxplan.data.events import events_from_tables
from dxplan.data.files import read_tables
from dxplan.data.given_rows import table_from_rows
from dxplan.data.observations import Event, Place
from dxplan.data.problems import Problem
from dxplan.data.tables import Reader, Table
from dxplan.plan.model import Plan

Events = tuple[Event, ...] | None


@attrs.frozen
class EventLists:
    """The events of every plan, by its id, and what is wrong with the list.

    :param events: ``None`` for a plan when the list cannot be read.
    """

    events: Mapping[str, Events]
    problems: tuple[Problem, ...] = ()


def given_events(
    events: str | Path | Iterable[Mapping[str, object]] | None,
    plans: Sequence[Plan],
    readers: Sequence[Reader],
) -> EventLists:
    """The events of a file, of rows, or of nothing, plan by plan."""
    if events is None:
        return EventLists({})
    if isinstance(events, str | Path):
        return read_event_list(Path(events), plans, readers)
    return event_lists([table_from_rows(events, "<events>")], (), plans)


def read_event_list(path: Path, plans: Sequence[Plan], readers: Sequence[Reader]) -> EventLists:
    """The events of a file, plan by plan."""
    tables, problems = read_tables(path, readers)
    return event_lists(tables, problems, plans)


def event_lists(
    tables: list[Table], problems: Iterable[Problem], plans: Sequence[Plan]
) -> EventLists:
    """The events in some sheets, plan by plan.

    :param problems: what was wrong with reading the sheets.
    """
    before = list(problems)
    read = {plan.id: events_from_tables(tables, list(before), plan) for plan in plans}
    events = {plan: found for plan, (found, _) in read.items()}
    told = {plan: of_plan for plan, (_, of_plan) in read.items()}
    said = _said(list(told.values()))
    shared = _shared(plans, events, told)
    for place, (rule, *names) in shared.items():
        params = {"plans": ", ".join(names), "rule": rule, "plan": names[0]}
        said.append(Problem("rule-of-several-plans", place.file, place.sheet, place.cell, params))
    own = {
        plan: None if found is None else tuple(e for e in found if e.place not in shared)
        for plan, found in events.items()
    }
    return EventLists(own, tuple(sorted(said, key=problem_order)))


def _said(by_plan: Sequence[Sequence[Problem]]) -> list[Problem]:
    """What is wrong for the plan that a row is about; an unknown rule is unknown to all of them."""
    foreign = [{_row(p) for p in told if p.code == "unknown-rule"} for told in by_plan]
    nobodys = set.intersection(*foreign) if foreign else set()
    found: dict[tuple[str, ...], Problem] = {}
    for told, rows in zip(by_plan, foreign, strict=True):
        for problem in told:
            if _row(problem) in nobodys or _row(problem) not in rows:
                key = (problem.code, problem.file, problem.sheet, problem.cell)
                found.setdefault(key, problem)
    return list(found.values())


def _row(problem: Problem) -> tuple[str, str, str]:
    """The row that a problem is in, as far as it has a cell."""
    number = re.search(r"(?<![0-9])[0-9]++$", problem.cell)
    return (problem.file, problem.sheet, number[0] if number else "")


def _shared(
    plans: Sequence[Plan], events: Mapping[str, Events], told: Mapping[str, Sequence[Problem]]
) -> dict[Place, list[str]]:
    """The rows whose task or duty another plan knows as well: its name, and the plans."""
    unknown = {
        plan: {Place(p.file, p.sheet, p.cell) for p in said if p.code == "unknown-rule"}
        for plan, said in told.items()
    }
    found: dict[Place, list[str]] = {}
    for plan in plans:
        works = {task.id for task in plan.tasks} | {duty.id for duty in plan.duties}
        for event in events[plan.id] or ():
            knowing = [name for name in events if event.place not in unknown[name]]
            if event.rule in works and len(knowing) > 1:
                found.setdefault(event.place, [event.rule, *knowing])
    return found
