"""Indicators and conditions: from syntax to quotients of sums."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from dxplan.plan.book import Book, joined, texts
from dxplan.plan.declare import alias, alias_span, check_names, title
from dxplan.plan.levels import find_group, find_level
from dxplan.plan.model import (
    AtLevel,
    Check,
    Compares,
    Condition,
    Conjunction,
    Disjunction,
    Group,
    Holds,
    Indicator,
    Negation,
    Quantity,
    Sum,
    Tally,
)
from dxplan.syntax import nodes
from dxplan.syntax.chunks import without_comments
from dxplan.syntax.nodes import COMPARATOR_OF

Kind = Literal["share", "rate", "count"]
ONE = Sum((), Fraction(1))


def declare_indicator(book: Book, statement: nodes.IndicatorStatement) -> None:
    """Add an indicator to the book; its measures must be declared already."""
    declared, clauses = statement.declared, statement.clauses
    check_names(book, declared)
    before = len(book.diagnostics)
    kind, numerator, denominator = _quotient(book, statement.expression)
    if len(book.diagnostics) > before:
        book.indicators.broken.update(name.text for name in (declared.name, declared.alias) if name)
        return
    indicator = Indicator(
        declared.name.text,
        kind,
        numerator,
        denominator,
        title(declared),
        alias(declared),
        texts(clauses, "also"),
        texts(clauses, "assume"),
        joined(clauses, "cite"),
        joined(clauses, "measured_in"),
        joined(clauses, "note"),
        text=_expression_text(statement),
        span=declared.name.span,
    )
    book.collect(book.indicators.declare(indicator, alias_span(declared)))


def _expression_text(statement: nodes.IndicatorStatement) -> str:
    """The right-hand side as it was written, in one line."""
    if statement.span is None:
        return ""
    text = statement.span.text
    first = min(
        (c.span.start - statement.span.start for c in statement.clauses if c.span is not None),
        default=len(text),
    )
    name = statement.declared.title or statement.declared.name
    begin = 0 if name.span is None else name.span.end - statement.span.start
    return without_comments(text[begin:first]).partition("=")[2].strip()


def _quotient(book: Book, expression: nodes.Expression) -> tuple[Kind, Quantity, Quantity]:
    match expression:
        case nodes.Share(numerator, denominator):
            return "share", linear(book, numerator), linear(book, denominator)
        case nodes.Rate(numerator, denominator):
            return "rate", linear(book, numerator), linear(book, denominator)
        case nodes.Count(total):
            return "count", linear(book, total), ONE
        case nodes.ShareWhere(where):
            some = _tally(book, where)
            return "share", some, Tally(None, some.measures_needed, some.groups)
        case nodes.CountWhere(where):
            return "count", _tally(book, where), ONE
        case nodes.Mean(measure, weight):  # pragma: no branch - there is no other kind
            return _mean(book, measure, weight)


def _mean(
    book: Book, measure: nodes.Name, weight: nodes.Name | None
) -> tuple[Kind, Quantity, Quantity]:
    if weight is None and book.measures.find(measure.text) is None and is_scale(book, measure):
        return _mean_score(book, measure)
    found = book.measures.resolve(measure, book.diagnostics)
    name = measure.text if found is None else found.name
    if weight is None:
        return "rate", Sum(((Fraction(1), name, None),)), Tally(None, (name,))
    by = book.measures.resolve(weight, book.diagnostics)
    weight_name = weight.text if by is None else by.name
    numerator = Sum(((Fraction(1), name, weight_name),))
    return "rate", numerator, Sum(((Fraction(1), weight_name, None),))


def is_scale(book: Book, name: nodes.Name) -> bool:
    """Whether a name, up to its dot, is the name of a scale."""
    return book.scales.find(name.text.partition(".")[0]) is not None


def _mean_score(book: Book, name: nodes.Name) -> tuple[Kind, Quantity, Quantity]:
    """The mean score of a group: what its criteria were given, over those that are levelled."""
    group = find_group(book, name)
    if group is None:
        return "rate", ONE, ONE
    scored = [each for each in group.criteria if not each.mandatory]
    others = [each.name for each in scored if each.is_open or each.condition is not None]
    if others or not scored:
        book.say("score-not-reported", name.span, group=group.id, criteria=", ".join(others) or "-")
    names = tuple(each.name for each in scored)
    total = Sum(tuple((Fraction(1), each, None) for each in names), groups=(group,))
    return "rate", total, Tally(None, names, (group,))


def linear(book: Book, terms: nodes.Linear) -> Sum:
    """A linear combination; unknown measures are collected."""
    found: list[tuple[Fraction, str, str | None]] = []
    constant = Fraction(0)
    for term in terms:
        if term.name is None:
            constant += term.factor
            continue
        measure = book.measures.resolve(term.name, book.diagnostics)
        if measure is not None:
            found.append((term.factor, measure.name, None))
    return Sum(tuple(found), constant)


def _tally(book: Book, where: nodes.Condition) -> Tally:
    condition = organisation_condition(book, where)
    facts = {name for name in names_in(condition) if book.measures.find(name) is None}
    facts &= book.facts.entries.keys()
    needed = tuple(name for name in dict.fromkeys(names_in(condition)) if name not in facts)
    return Tally(condition, needed, tuple(dict.fromkeys(groups_in(condition))))


def names_in(condition: Condition) -> Iterator[str]:
    """The names that a condition asks for."""
    match condition:
        case Holds(name) | Compares(name, _, _):
            yield name
        case AtLevel(group):
            for criterion in group.criteria:
                if criterion.condition is not None:
                    yield from names_in(criterion.condition)
                elif not criterion.is_open:
                    yield criterion.name
        case Negation(operand):
            yield from names_in(operand)
        case Conjunction(operands) | Disjunction(
            operands
        ):  # pragma: no branch - there is no other kind
            for operand in operands:
                yield from names_in(operand)


def groups_in(condition: Condition) -> Iterator[Group]:
    """The groups whose levels a condition asks for."""
    match condition:
        case AtLevel(group):
            yield group
        case Negation(operand):
            yield from groups_in(operand)
        case Conjunction(operands) | Disjunction(operands):
            for operand in operands:
                yield from groups_in(operand)


def organisation_condition(book: Book, node: nodes.Condition) -> Condition:
    """A condition about one organisation.

    Flags, measures held against numbers, levels, and facts, which are the same for all.
    """
    match node:
        case nodes.Holding(name) if book.measures.find(name.text) is None and (
            fact := book.facts.find(name.text)
        ):
            return Holds(fact.name)
        case nodes.Levelled(name):
            return find_level(book, node) or Holds(name.text)
        case nodes.Holding(name):
            measure = book.measures.resolve(name, book.diagnostics)
            if measure is not None and measure.kind != "flag":
                book.say("not-a-flag", name.span, name=name.text)
            return Holds(name.text if measure is None else measure.name)
        case nodes.Comparing(name, word, value):
            measure = book.measures.resolve(name, book.diagnostics)
            found = name.text if measure is None else measure.name
            return Compares(found, COMPARATOR_OF[word], value.value)
        case nodes.Not(operand):
            return Negation(organisation_condition(book, operand))
        case nodes.And(operands):
            return Conjunction(tuple(organisation_condition(book, each) for each in operands))
        case nodes.Or(operands):  # pragma: no branch - there is no other kind
            return Disjunction(tuple(organisation_condition(book, each) for each in operands))


def fact_condition(book: Book, node: nodes.Condition) -> Condition:
    """A condition about the plan's surroundings: facts."""
    match node:
        case nodes.Holding(name):
            fact = book.facts.resolve(name, book.diagnostics)
            return Holds(name.text if fact is None else fact.name)
        case nodes.Comparing(name, _, _) | nodes.Levelled(name, _, _):
            book.say("fact-compared", node.span, name=name.text)
            return Holds(name.text)
        case nodes.Not(operand):
            return Negation(fact_condition(book, operand))
        case nodes.And(operands):
            return Conjunction(tuple(fact_condition(book, each) for each in operands))
        case nodes.Or(operands):  # pragma: no branch - there is no other kind
            return Disjunction(tuple(fact_condition(book, each) for each in operands))


def bind_check(book: Book, statement: nodes.CheckStatement) -> Check:
    """A relation that data must satisfy."""
    return Check(
        linear(book, statement.left),
        COMPARATOR_OF[statement.word],
        linear(book, statement.right),
        "" if statement.title is None else statement.title.value,
        joined(statement.clauses, "cite"),
        _relation_text(statement),
        joined(statement.clauses, "note"),
        span=statement.span,
    )


def _relation_text(statement: nodes.CheckStatement) -> str:
    first, last = statement.left[0].span, statement.right[-1].span
    return "" if first is None or last is None else without_comments(first.to(last).text)
