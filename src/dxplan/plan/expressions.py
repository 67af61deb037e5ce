"""Indicators and conditions: from syntax to quotients of sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from dxplan.limits import current
from dxplan.plan.book import Book, joined, texts
from dxplan.plan.condition_names import names_in
from dxplan.plan.conditions import (
    ONE,
    bound,
    figure,
    groups_in,
    of_group,
    of_organisation,
)
from dxplan.plan.declare import alias, alias_span, check_names, title
from dxplan.plan.levels import find_group
from dxplan.plan.model import (
    Check,
    Conjunction,
    Indicator,
    Measure,
    Quantity,
    Sum,
    Tally,
)
from dxplan.syntax import nodes
from dxplan.syntax.chunks import without_comments
from dxplan.syntax.nodes import COMPARATOR_OF
from dxplan.values.numbers import exact_text

Kind = Literal["share", "rate", "count"]


def declare_indicator(book: Book, statement: nodes.IndicatorStatement) -> None:
    """Add an indicator to the book; its measures must be declared already."""
    declared, clauses = statement.declared, statement.clauses
    check_names(book, declared)
    before = len(book.diagnostics)
    kind, numerator, denominator = _quotient(book, statement.expression)
    ranked = _is_rank(book, statement, kind, numerator, denominator)
    per = _per(book, statement)
    if any(_terms(each) > current().indicator_terms for each in (numerator, denominator)):
        limit = current().indicator_terms
        book.say("indicator-too-large", declared.name.span, name=declared.name.text, limit=limit)
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
        per=per,
        ranked=ranked,
        span=declared.name.span,
    )
    book.collect(book.indicators.declare(indicator, alias_span(declared)))


def _terms(quantity: Quantity) -> int:
    return len(quantity.terms) if isinstance(quantity, Sum) else 0


def _per(book: Book, statement: nodes.IndicatorStatement) -> Fraction:
    """What a rate is counted for."""
    expression = statement.expression
    if not isinstance(expression, nodes.Rate):
        return Fraction(1)
    if expression.each < 1 or expression.each.denominator != 1:
        book.say("per-not-whole", statement.span, value=exact_text(expression.each))
    return expression.each


def _is_rank(
    book: Book,
    statement: nodes.IndicatorStatement,
    kind: Kind,
    numerator: Quantity,
    denominator: Quantity,
) -> bool:
    """Whether it is a place in a ranking; one that is added up or divided is collected."""
    sums = [each for each in (numerator, denominator) if isinstance(each, Sum)]
    found = (book.measures.find(name) for each in sums for name in each.measures())
    place = next((each for each in found if each is not None and each.kind == "rank"), None)
    if place is None:
        return False
    if kind != "count" or numerator != Sum(((Fraction(1), place.name, None),)):
        book.say("rank-added", statement.declared.name.span, measure=place.name)
    return True


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
        case nodes.Rate(numerator, denominator, _):
            return "rate", linear(book, numerator), linear(book, denominator)
        case nodes.Count(total):
            return _total(book, total)
        case nodes.ShareWhere(where, of, among):
            return "share", *_where(book, of, where, among)
        case nodes.CountWhere(where, of):
            return "count", _where(book, of, where, None)[0], ONE
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
        lacking = others or [each.name for each in group.criteria]
        book.say("score-not-reported", name.span, group=group.id, criteria=", ".join(lacking))
    names = tuple(each.name for each in scored)
    total = Sum(tuple((Fraction(1), each, None) for each in names), groups=(group,))
    return "rate", total, Tally(None, names, (group,))


def linear(book: Book, terms: nodes.Linear) -> Sum:
    """A linear combination of measures and counts; what cannot stand in it is collected."""
    found: list[tuple[Fraction, str, str | None]] = []
    constant = Fraction(0)
    for term in terms:
        if term.name is None:
            constant += term.factor
            continue
        part = figure(book, term.name)
        if isinstance(part, Measure):
            found.append((term.factor, part.name, None))
        elif part is not None and part.kind == "count" and isinstance(part.numerator, Sum):
            found += [(term.factor * f, m, weight) for f, m, weight in part.numerator.terms]
            constant += term.factor * part.numerator.constant
        elif part is not None:
            book.say("not-a-count", term.name.span, name=term.name.text)
    return Sum(tuple(found), constant)


def _total(book: Book, terms: nodes.Linear) -> tuple[Kind, Quantity, Quantity]:
    """A sum by itself: of measures and counts, or of quotients with one denominator."""
    found = [None if t.name is None else _indicator(book, t.name) for t in terms]
    quotients = [each for each in found if each is not None and each.kind != "count"]
    if len(terms) == 1 and terms[0].factor == 1 and found[0] is not None:
        return found[0].kind, found[0].numerator, found[0].denominator
    if len(quotients) < len(terms):
        return "count", linear(book, terms), ONE
    return _sum_of_quotients(book, terms, quotients)


def _indicator(book: Book, name: nodes.Name) -> Indicator | None:
    """The indicator of a name that no measure has."""
    return None if book.measures.find(name.text) else book.indicators.find(name.text)


def _sum_of_quotients(
    book: Book, terms: nodes.Linear, quotients: Sequence[Indicator]
) -> tuple[Kind, Quantity, Quantity]:
    first = quotients[0]
    added: list[tuple[Fraction, str, str | None]] = []
    constant = Fraction(0)
    for term, each in zip(terms, quotients, strict=True):
        assert term.name is not None
        if not isinstance(each.numerator, Sum):
            book.say("not-a-count", term.name.span, name=term.name.text)
        elif not same_quantity(each.denominator, first.denominator):
            params = {"first": first.name, "second": each.name}
            book.say("different-denominators", term.name.span, **params)
        else:
            added += [(term.factor * f, m, weight) for f, m, weight in each.numerator.terms]
            constant += term.factor * each.numerator.constant
    kind: Kind = "share" if all(each.kind == "share" for each in quotients) else "rate"
    return kind, Sum(tuple(added), constant), first.denominator


def same_quantity(first: Quantity, second: Quantity) -> bool:
    """Whether two sums are the same, in whatever order they are written."""
    if isinstance(first, Sum) and isinstance(second, Sum):
        return first.constant == second.constant and Counter(first.terms) == Counter(second.terms)
    if isinstance(first, Tally) and isinstance(second, Tally):
        # What a numerator asks for besides does not change what is counted.
        return (first.condition, first.of) == (second.condition, second.of)
    return False


def _where(
    book: Book, of: nodes.Counted, where: nodes.Condition, among: nodes.Condition | None
) -> tuple[Tally, Tally]:
    """How many are counted, and of how many."""
    atom, column = (of_organisation, "") if of == "school" else (of_group, of)
    condition = bound(book, where, atom)
    whole = None if among is None else bound(book, among, atom)
    both = condition if whole is None else Conjunction((whole, condition))
    # What is no measure is a fact, which nobody reports.
    names = dict.fromkeys(names_in(both))
    needed = tuple(name for name in names if book.measures.find(name) is not None)
    groups = tuple(dict.fromkeys(groups_in(both)))
    return Tally(both, needed, groups, column), Tally(whole, needed, groups, column)


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
