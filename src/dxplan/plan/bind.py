"""Binding: from syntax trees and an environment to a plan in which every name is resolved.

Declarations come first, those of the vocabularies before the plan's own, whatever their order in
the files; so the order of statements and files never changes what a plan means.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from dxplan.diagnostics import Outcome
from dxplan.plan.book import Book, of_kind
from dxplan.plan.counted import check_origins
from dxplan.plan.declarations import declare, mark_broken
from dxplan.plan.dependencies import check_dependencies
from dxplan.plan.environment import Environment
from dxplan.plan.expressions import bind_check
from dxplan.plan.milestones import check_unique, link_milestones
from dxplan.plan.model import Check, Duty, Plan, Task, Waiver
from dxplan.plan.names import duplicate
from dxplan.plan.plan_statement import described, head_of
from dxplan.plan.pledges import bind_pledge
from dxplan.plan.targets import bind_target
from dxplan.plan.vocabularies import declare_used, note_elsewhere, used_by
from dxplan.plan.work import bind_duty, bind_task, bind_waiver
from dxplan.source import Span
from dxplan.syntax import nodes
from dxplan.syntax.undisturbed import undisturbed
from dxplan.values.calendars import MINISTRY


def bind(
    files: Sequence[nodes.RuleFile], environment: Environment, fallback_id: str = "plan"
) -> Outcome[Plan]:
    """The plan that some rule files say together.

    :param environment: vocabularies, calendars and what else the files may refer to.
    :param fallback_id: the plan's id when no file has a ``plan`` statement.
    """
    with undisturbed():
        found = declared(files, environment, fallback_id)
        return found.with_rules(found.statements)


@attrs.frozen
class Declared:
    """What some files declare, before their rules are bound.

    :param plan: without any rule.
    :param checks: those of the vocabularies.
    """

    book: Book
    plan: Plan
    statements: tuple[nodes.Statement, ...]
    checks: tuple[nodes.CheckStatement, ...]

    def with_rules(self, statements: Sequence[nodes.Statement]) -> Outcome[Plan]:
        """The plan with the rules of some statements, which may be others than those read."""
        book = attrs.evolve(self.book, diagnostics=[*self.book.diagnostics])
        plan = _with_rules(book, self.plan, statements, self.checks)
        return Outcome(plan, tuple(book.diagnostics))


def declared(
    files: Sequence[nodes.RuleFile], environment: Environment, fallback_id: str = "plan"
) -> Declared:
    """What some rule files declare; parameters as of :func:`bind`."""
    statements = [statement for file in files for statement in file.statements]
    book = Book(calendar=environment.calendars.get(MINISTRY.name, MINISTRY))
    head = head_of(book, statements)
    plan = described(book, head, environment, fallback_id, files)
    used = used_by(book, statements, environment)
    checks = declare_used(book, used)
    mark_broken(book, files)
    note_elsewhere(book, environment, used)
    declare(book, statements)
    uses = tuple(vocabulary.name for vocabulary in used)
    plan = attrs.evolve(plan, uses=uses, files=tuple(files))
    return Declared(book, plan, tuple(statements), tuple(checks))


def _with_rules(
    book: Book,
    plan: Plan,
    statements: Sequence[nodes.Statement],
    vocabulary_checks: Sequence[nodes.CheckStatement],
) -> Plan:
    targets = [
        target
        for statement in of_kind(statements, nodes.TargetStatement)
        for target in bind_target(book, statement)
    ]
    check_dependencies(book, targets)
    tasks, duties = _work(book, statements)
    checks: list[Check] = [
        bind_check(book, statement)
        for statement in (*vocabulary_checks, *of_kind(statements, nodes.CheckStatement))
    ]
    found = (bind_waiver(book, waive) for waive in of_kind(statements, nodes.WaiveStatement))
    waivers: list[Waiver] = [waiver for waiver in found if waiver is not None]
    return attrs.evolve(
        plan,
        dimensions=dict(book.dimensions.entries),
        measures=dict(book.measures.entries),
        facts=dict(book.facts.entries),
        indicators=dict(book.indicators.entries),
        units=dict(book.units.entries),
        scales=dict(book.scales.entries),
        targets=link_milestones(check_unique(targets, book.diagnostics)),
        tasks=tuple(tasks),
        duties=tuple(duties),
        checks=tuple(checks),
        waivers=tuple(waivers),
        pledge=bind_pledge(book, of_kind(statements, nodes.PledgeStatement)),
    )


def _work(book: Book, statements: Sequence[nodes.Statement]) -> tuple[list[Task], list[Duty]]:
    tasks: list[Task] = []
    duties: list[Duty] = []
    first: dict[str, Span | None] = {}
    works = of_kind(statements, nodes.WorkStatement)
    declared = []
    for statement in works:
        own = [name for name in (statement.declared.name, statement.declared.alias) if name]
        second = next((name for name in own if name.text in first), None)
        if second is not None:
            found = duplicate("work", second.text, second.span, first[second.text])
            book.diagnostics.append(found)
            continue
        first.update((name.text, name.span) for name in own)
        book.works.update((name.text, statement) for name in own)
        declared.append(statement)
    for statement in declared:
        if statement.kind == "task":
            tasks.append(bind_task(book, statement))
        else:
            duty = bind_duty(book, statement)
            if duty is not None:
                duties.append(duty)
    check_origins(book, tasks)
    return tasks, duties
