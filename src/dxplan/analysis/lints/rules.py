"""What lints look at: the rules of a plan, their deadlines and bounds, and their own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias, TypeVar

from dxplan.plan.model import Duty, Plan, Target, Task
from dxplan.syntax import nodes

Rule: TypeAlias = Target | Task | Duty
S = TypeVar("S")


def rules_of(plan: Plan) -> Iterator[Rule]:
    """The targets, tasks and duties of a plan."""
    yield from plan.targets
    yield from plan.tasks
    yield from plan.duties


def statements_of(plan: Plan, kind: type[S]) -> Iterator[S]:
    """The statements of a class in the plan's own files."""
    for file in plan.files:
        yield from (each for each in file.statements if isinstance(each, kind))


def deadline(rule: Rule) -> date | None:
    """The day by which a target or task has to be done; recurring rules have none."""
    if isinstance(rule, Duty) or rule.time.kind not in ("by", "before", "in"):
        return None
    return rule.time.end


def bounds(rule: Rule) -> tuple[date | None, date | None]:
    """The first and the last day that a rule itself names for when it holds."""
    if isinstance(rule, Duty):
        return rule.start, rule.end
    return rule.time.start, rule.time.end


def own_words(rule: Rule) -> tuple[str, ...]:
    """The texts in which a rule says how the document was read, and remarks."""
    return tuple(filter(None, (*rule.assumptions, rule.note)))


def statement_of(plan: Plan, rule: Task | Duty) -> nodes.WorkStatement | None:
    """The statement that a task or duty was read from; ``None`` for one made in Python."""
    works = statements_of(plan, nodes.WorkStatement)
    return next((each for each in works if each.span == rule.span), None)
