"""A unit that work is sent to, and that is not in being when it falls due.

Those who lead or do it are warned of while the rules are bound. Those who cooperate are not: the
work has somebody who answers for it, and a plan names them by the dozen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from dxplan.analysis.lint import Said
from dxplan.analysis.lints.rules import deadline, works_by_span
from dxplan.engine.responsible import unit_of
from dxplan.messages import Phrase
from dxplan.plan.book import names
from dxplan.plan.model import Duty, Plan, Task, Unit
from dxplan.plan.succession import succession


def check(plan: Plan) -> Iterator[Said]:
    """Every recipient of a task on its deadline, of a duty on the last day it may fall due."""
    works: tuple[Task | Duty, ...] = (*plan.tasks, *plan.duties)
    written = works_by_span(plan)
    for rule in works:
        day = _last_day(plan, rule)
        statement = None if rule.span is None else written.get(rule.span)
        if day is None or statement is None:
            continue
        for name, unit in zip(names(statement.clauses, "sent_to"), rule.to, strict=True):
            if not unit.exists_on(day):
                yield name.span, {**_why(plan, unit, day), "day": day}


def _last_day(plan: Plan, rule: Task | Duty) -> date | None:
    if isinstance(rule, Task):
        return deadline(rule)
    return rule.end or (plan.period.end if plan.period else None)


def _why(plan: Plan, unit: Unit, day: date) -> dict[str, object]:
    named: dict[str, object] = {"name": unit.name, "title": unit.title}
    if unit.until is None or day <= unit.until:
        why = Phrase("unit-begins-on", {"day": unit.since})
        return {**named, "why": why, "hint": Phrase("name-who-was-there")}
    heirs = succession(partial(unit_of, plan), unit, day).heirs
    hint = Phrase("no-successor")
    if heirs:
        hint = Phrase("send-to", {"successors": ", ".join(each.title for each in heirs)})
    return {**named, "why": Phrase("unit-ended-on", {"day": unit.until}), "hint": hint}
