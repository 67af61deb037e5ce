"""What lints look at: the rules of a plan, their deadlines and bounds, and their own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias, TypeVar

from dxplan.plan.model import Duty, Plan, Target, Task
from dxplan.source import Span
from dxplan.syntax import nodes

Rule: TypeAlias = Target | Task | Duty
S = TypeVar("S")
_MANY = 4


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


def works_by_span(plan: Plan) -> Mapping[Span, nodes.WorkStatement]:
    """The statements that tasks and duties were read from, by the place of the rule."""
    works = statements_of(plan, nodes.WorkStatement)
    return {each.span: each for each in works if each.span is not None}


def lists_by_span(plan: Plan) -> Mapping[Span, nodes.TargetStatement]:
    """The statements that targets were read from, by the place of the target."""
    lists = statements_of(plan, nodes.TargetStatement)
    return {arm.span: each for each in lists for arm in each.arms if arm.span is not None}


def one_a_statement(plan: Plan, rules: Iterator[Rule]) -> Iterator[tuple[Rule, ...]]:
    """Some rules, the targets of one list together: what its clauses lack is said once."""
    lists = lists_by_span(plan)
    found: dict[object, list[Rule]] = {}
    for rule in rules:
        statement = None if rule.span is None else lists.get(rule.span)
        key = rule.id if statement is None else statement.span
        found.setdefault(key, []).append(rule)
    yield from map(tuple, found.values())


def ids(rules: tuple[Rule, ...]) -> str:
    """The ids of some rules, as they stand between two backticks; of many, the ends of the list."""
    found = [rule.id for rule in rules]
    if len(found) > _MANY:
        found = [found[0], f"{found[1]}` … `{found[-1]}"]
    return "`, `".join(found)
