"""Conditions: about one organisation, about a group of them, or about what a rule depends on.

How conditions are joined is the same everywhere; what may stand alone in them is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.plan.book import Book
from dxplan.plan.levels import find_level
from dxplan.plan.model import (
    AtLevel,
    Attains,
    Compares,
    Condition,
    Conjunction,
    Disjunction,
    Group,
    Holds,
    Indicator,
    Measure,
    Met,
    Negation,
    SomeOf,
    Sum,
    atoms,
)
from dxplan.plan.thresholds import amount, number_text
from dxplan.syntax import lexicon, nodes
from dxplan.syntax.chunks import without_comments
from dxplan.syntax.nodes import COMPARATOR_OF

Atom: TypeAlias = nodes.Holding | nodes.Comparing | nodes.Levelled | nodes.Met
ONE = Sum((), Fraction(1))
NOTHING = Holds("")
"""Stands where a condition was wrong, so that binding can go on."""


def bound(book: Book, node: nodes.Condition, atom: Callable[[Book, Atom], Condition]) -> Condition:
    """A condition whose parts that stand alone are bound by a function."""
    match node:
        case nodes.Not(operand):
            return Negation(bound(book, operand, atom))
        case nodes.And(operands):
            return Conjunction(tuple(bound(book, each, atom) for each in operands))
        case nodes.Or(operands):
            return Disjunction(tuple(bound(book, each, atom) for each in operands))
        case nodes.SomeOf(count, operands):
            found = tuple(bound(book, each, atom) for each in operands)
            return SomeOf(_choice(book, count, len(found)), found)
    return atom(book, node)


def _choice(book: Book, count: nodes.Number, total: int) -> int:
    """How many of some things; none, or more than there are, is collected."""
    if count.value.denominator != 1 or not 1 <= count.value <= total:
        book.say("impossible-choice", count.span, count=number_text(count), total=total)
    return int(count.value)


def groups_in(condition: Condition) -> Iterator[Group]:
    """The groups of scales whose levels a condition asks for."""
    for each in atoms(condition):
        if isinstance(each, AtLevel):
            yield each.group
        elif isinstance(each, Attains):
            yield from (*each.indicator.numerator.groups, *each.indicator.denominator.groups)


def figure(book: Book, name: nodes.Name) -> Measure | Indicator | None:
    """The measure of a name, or else the indicator; what is unknown is collected."""
    measure = book.measures.find(name.text)
    if measure is None and name.text in book.awaited:
        book.awaited[name.text]()
    indicator = book.indicators.find(name.text)
    if measure is not None or indicator is not None:
        return measure or indicator
    if name.text not in book.indicators.broken:
        book.measures.resolve(name, book.diagnostics)
    return None


# --- one organisation -----------------------------------------------------------------------------


def of_organisation(book: Book, node: Atom) -> Condition:
    """What is said of one organisation.

    Flags, measures and indicators held against numbers, levels, and facts, which are the same for
    all.
    """
    match node:
        case nodes.Met():
            return _met_elsewhere(book, node)
        case nodes.Levelled(name):
            return find_level(book, node) or NOTHING
        case nodes.Holding(name) if book.measures.find(name.text) is None and (
            fact := book.facts.find(name.text)
        ):
            return Holds(fact.name)
        case nodes.Holding(name):
            found = figure(book, name)
            if found is not None and not _is_flag(found):
                _say_number(book, name, found)
            return Holds(name.text if found is None else found.name)
        case nodes.Comparing(name, word, value):  # pragma: no branch - there is no other kind
            found = figure(book, name)
            if isinstance(found, Indicator):
                return attains(book, found, node)
            number = None if found is None else amount(book, summed(found), value)
            measure = name.text if found is None else found.name
            return Compares(
                measure, COMPARATOR_OF[word], value.value if number is None else number[0]
            )


def _is_flag(found: Measure | Indicator) -> bool:
    return isinstance(found, Measure) and found.kind == "flag"


def _say_number(book: Book, name: nodes.Name, found: Measure | Indicator) -> None:
    """Collect that a number stands where yes or no is asked for."""
    is_share = isinstance(found, Indicator) and found.kind == "share"
    book.say("not-a-flag", name.span, name=name.text, number="50%" if is_share else "1")


def _met_elsewhere(book: Book, node: nodes.Met) -> Condition:
    book.say("met-outside-when", node.span, name=node.indicator.text)
    return NOTHING


# --- a group of organisations ---------------------------------------------------------------------


def of_group(book: Book, node: Atom) -> Condition:
    """Sums of measures, and indicators, of a group, held against numbers."""
    match node:
        case nodes.Met():
            return _met_elsewhere(book, node)
        case nodes.Levelled(name):
            book.say("level-over-group", node.span, name=name.text)
            return NOTHING
        case nodes.Holding(name):
            found = figure(book, name)
            if found is not None and _is_flag(found):
                book.say("flag-over-group", name.span, name=name.text)
            elif found is not None:
                _say_number(book, name, found)
            return NOTHING
        case nodes.Comparing(name):  # pragma: no branch - there is no other kind
            found = figure(book, name)
            if found is None:
                return NOTHING
            return attains(book, summed(found) if isinstance(found, Measure) else found, node)


def summed(measure: Measure) -> Indicator:
    """The sum of a measure, as an indicator of its name."""
    total = Sum(((Fraction(1), measure.name, None),))
    return Indicator(
        measure.name, "count", total, ONE, measure.title, measured_in=measure.measured_in,
        ranked=measure.kind == "rank",
    )  # fmt: skip


# --- an indicator against a number ----------------------------------------------------------------


def attains(book: Book, indicator: Indicator, node: nodes.Comparing) -> Condition:
    """An indicator held against a number that can belong to it."""
    if indicator.counts_groups_of:
        book.say("groups-in-condition", node.name.span, name=indicator.name)
        return NOTHING
    if indicator.ranked:
        book.say("rank-in-condition", node.name.span, name=indicator.name)
        return NOTHING
    found = amount(book, indicator, node.value)
    if found is None:
        return NOTHING
    plain = attrs.evolve(indicator, note="", text="", assumptions=(), cite="", also=())
    return Attains(plain, COMPARATOR_OF[node.word], *found)


# --- how a condition is named --------------------------------------------------------------------


def condition_text(clause: nodes.WhenClause) -> str:
    """The condition as it was written, in one line."""
    if clause.span is None:
        return ""
    text = clause.span.text
    return without_comments(text[len(lexicon.keyword_at(text, 0) or "") :])


def condition_id(condition: Condition) -> str:
    """A condition as part of a name: ``portal_live``, ``not_portal_live``, ``a_and_b``."""
    match condition:
        case Holds(name) | Compares(name, _, _) | AtLevel(band=name):
            return name
        case Attains(indicator):
            return indicator.name
        case Met(indicator_name, scope):
            return "_".join(["met", indicator_name, *(member for _, member in scope)])
        case Negation(operand):
            return f"not_{_operand_id(operand)}"
        case SomeOf(count, operands):
            return f"{count}_of_({'_'.join(map(_operand_id, operands))})"
        case Conjunction(operands):
            return "_and_".join(map(_operand_id, operands))
        case Disjunction(operands):  # pragma: no branch - there is no other kind
            return "_or_".join(map(_operand_id, operands))


def _operand_id(condition: Condition) -> str:
    text = condition_id(condition)
    return f"({text})" if isinstance(condition, Conjunction | Disjunction) else text
