"""Binding examples: from their syntax trees and a plan to examples in which names are resolved.

A plan is bound without them, so nothing here is looked at when figures are checked.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dxplan.diagnostics import Diagnostic, Outcome, Severity
from dxplan.plan.book import Book, joined
from dxplan.plan.example_expectations import Rules, expected_of
from dxplan.plan.example_givens import Givens
from dxplan.plan.examples import Example
from dxplan.plan.model import Plan
from dxplan.plan.names import N, Table, duplicate
from dxplan.plan.timing import literal_period
from dxplan.source import Span
from dxplan.syntax import nodes


def bind_examples(plan: Plan, files: Iterable[nodes.RuleFile]) -> Outcome[tuple[Example, ...]]:
    """The examples in some files of a plan, without those that cannot be used.

    :param files: those of the plan, or others that hold nothing but examples.
    """
    book, rules = book_of(plan), Rules(plan)
    found: list[Example] = []
    titles: dict[str, Span | None] = {}
    for statement in (each for file in files for each in file.statements):
        if isinstance(statement, nodes.ExampleStatement):
            example = _bound(book, rules, statement, titles)
            found.extend([] if example is None else [example])
    return Outcome(tuple(found), tuple(book.diagnostics))


def only_examples(files: Iterable[nodes.RuleFile]) -> list[Diagnostic]:
    """What must not stand in a file of examples: a rule there would be read by nobody."""
    return [
        Diagnostic("rule-among-examples", statement.span)
        for file in files
        for statement in file.statements
        if not isinstance(statement, nodes.ExampleStatement)
    ]


def book_of(plan: Plan) -> Book:
    """The names of a plan that is bound, to look others up in."""
    members = [member for each in plan.dimensions.values() for member in each.members]
    return Book(
        dimensions=_table(Table("dimension"), plan.dimensions.values()),
        members=_table(Table("member"), members),
        measures=_table(Table("measure"), plan.measures.values()),
        facts=_table(Table("fact"), plan.facts.values()),
        indicators=_table(Table("indicator"), plan.indicators.values()),
        units=_table(Table("unit"), plan.units.values()),
        calendar=plan.calendar,
    )


def _table(table: Table[N], values: Iterable[N]) -> Table[N]:
    for value in values:
        table.declare(value)
    return table


def _bound(
    book: Book, rules: Rules, statement: nodes.ExampleStatement, titles: dict[str, Span | None]
) -> Example | None:
    """An example; ``None`` when something in it cannot be used, which is collected."""
    before = len(book.diagnostics)
    _check_title(book, statement, titles)
    day = _day(book, statement)
    if day is None:
        return None
    givens = Givens(book, rules.works, day)
    for clause in statement.clauses:
        if isinstance(clause, nodes.GivenClause):
            givens.add(clause)
    expected = [each for each in statement.clauses if isinstance(each, nodes.ExpectClause)]
    if not expected:
        book.say("expects-nothing", statement.title.span)
    found = [expected_of(book, rules, givens.found, each) for each in expected]
    if any(d.severity is Severity.ERROR for d in book.diagnostics[before:]):
        return None
    return Example(
        statement.title.value,
        day,
        tuple(givens.found),
        tuple(givens.events),
        tuple(each for each in found if each is not None),
        joined(statement.clauses, "cite"),
        joined(statement.clauses, "note"),
        span=statement.span,
    )


def _check_title(
    book: Book, statement: nodes.ExampleStatement, titles: dict[str, Span | None]
) -> None:
    title = statement.title
    if title.value in titles:
        first = titles[title.value]
        book.diagnostics.append(duplicate("example", title.value, title.span, first))
    titles.setdefault(title.value, title.span)


# --- the day --------------------------------------------------------------------------------------


def _day(book: Book, statement: nodes.ExampleStatement) -> date | None:
    """The day of the check: as written, or the last one that something is given for."""
    if statement.day is not None:
        return literal_period(statement.day, book.calendar).end
    clauses = (each for each in statement.clauses if isinstance(each, nodes.GivenClause))
    last = [each.time.last or each.time.first for each in clauses if each.time is not None]
    ends = [literal_period(each, book.calendar).end for each in last]
    if not ends:
        book.say("example-without-day", statement.title.span)
        return None
    return max(ends)
