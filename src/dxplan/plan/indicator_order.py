"""The order in which indicators are declared: those first that others are made of.

An indicator may stand in the condition or the sum of another one, wherever in the files it is; and
in the criteria of a scale, whose levels may in turn stand in the conditions of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from dxplan.limits import current
from dxplan.plan.book import Book
from dxplan.syntax import nodes


def in_order(
    book: Book, statements: Sequence[nodes.IndicatorStatement]
) -> list[nodes.IndicatorStatement]:
    """The statements, each after those that it refers to; circles are collected and left out."""
    by_name = _by_name(statements)
    found: list[nodes.IndicatorStatement] = []
    done: set[int] = set()

    def visit(statement: nodes.IndicatorStatement, path: list[nodes.IndicatorStatement]) -> None:
        if any(each is statement for each in path):
            _say_circle(book, path[next(i for i, s in enumerate(path) if s is statement) :])
        elif len(path) > current().nesting:
            _say_chain(book, path[0])
        elif id(statement) not in done:
            for name in _refers_to(statement.expression):
                if name.text in by_name and book.measures.find(name.text) is None:
                    visit(by_name[name.text], [*path, statement])
            done.add(id(statement))
            found.append(statement)

    for statement in statements:
        visit(statement, [])
    return [each for each in found if each.declared.name.text not in book.indicators.circular]


def await_indicators(
    book: Book,
    order: Sequence[nodes.IndicatorStatement],
    declare: Callable[[Book, nodes.IndicatorStatement], None],
) -> None:
    """Let what is declared before the indicators ask for one: it and what it needs come first."""
    by_name = _by_name(order)
    for name, statement in by_name.items():
        book.awaited[name] = partial(_declare_needed, book, order, by_name, statement, declare)


def _declare_needed(
    book: Book,
    order: Sequence[nodes.IndicatorStatement],
    by_name: Mapping[str, nodes.IndicatorStatement],
    statement: nodes.IndicatorStatement,
    declare: Callable[[Book, nodes.IndicatorStatement], None],
) -> None:
    needed: set[int] = set()
    todo = [statement]
    while todo:
        each = todo.pop()
        # What was begun has all that it needs.
        if id(each) not in needed and id(each) not in book.begun:
            needed.add(id(each))
            names = (name.text for name in _refers_to(each.expression))
            todo.extend(by_name[name] for name in names if name in by_name)
    for each in order if needed else ():
        if id(each) in needed:
            declare(book, each)


def _by_name(
    statements: Sequence[nodes.IndicatorStatement],
) -> dict[str, nodes.IndicatorStatement]:
    found: dict[str, nodes.IndicatorStatement] = {}
    for statement in statements:
        for name in _declares(statement):
            found.setdefault(name, statement)
    return found


def _declares(statement: nodes.IndicatorStatement) -> Iterator[str]:
    for name in (statement.declared.name, statement.declared.alias):
        if name is not None:
            yield name.text


def _say_chain(book: Book, first: nodes.IndicatorStatement) -> None:
    name = first.declared.name
    if not book.indicators.broken.intersection(_declares(first)):
        book.say("chain-too-long", name.span, name=name.text, limit=current().nesting)
    book.indicators.circular.update(_declares(first))
    book.indicators.broken.update(_declares(first))


def _say_circle(book: Book, circle: Sequence[nodes.IndicatorStatement]) -> None:
    names = [statement.declared.name.text for statement in circle]
    shown = " → ".join([*names, names[0]])
    book.say("circular-indicators", circle[0].declared.name.span, names=shown)
    book.indicators.circular.update(names)
    book.indicators.broken.update(name for each in circle for name in _declares(each))


def _refers_to(expression: nodes.Expression) -> Iterator[nodes.Name]:
    """The names that may be other indicators: all but those of a mean, which are measures."""
    match expression:
        case nodes.Share(first, second) | nodes.Rate(first, second):
            yield from _in_terms((*first, *second))
        case nodes.Count(total):
            yield from _in_terms(total)
        case nodes.ShareWhere(where, _, among):
            yield from _in_condition(where)
            if among is not None:
                yield from _in_condition(among)
        case nodes.CountWhere(where):
            yield from _in_condition(where)


def _in_terms(terms: nodes.Linear) -> Iterator[nodes.Name]:
    return (term.name for term in terms if term.name is not None)


def _in_condition(node: nodes.Condition) -> Iterator[nodes.Name]:
    match node:
        case nodes.Holding(name) | nodes.Comparing(name):
            yield name
        case nodes.Not(operand):
            yield from _in_condition(operand)
        case nodes.And(operands) | nodes.Or(operands) | nodes.SomeOf(_, operands):
            for operand in operands:
                yield from _in_condition(operand)
