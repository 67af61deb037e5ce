"""Declarations: dimensions, measures, flags, facts and units, from syntax to values."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Literal

from dxplan.limits import current
from dxplan.plan.book import Book, check_once, joined, names, texts
from dxplan.plan.model import AdminLevel, Fact, Measure, Unit
from dxplan.plan.succession import too_long
from dxplan.plan.timing import literal_period
from dxplan.source import Span
from dxplan.syntax import lexicon, nodes
from dxplan.territories.levels import DISTRICT_LEVEL_ENDED
from dxplan.values.scopes import Dimension, Member

_LEVELS = {"NATION_LEVEL", "PROVINCE_LEVEL", "DISTRICT_LEVEL", "COMMUNE_LEVEL", "SCHOOL_LEVEL"}
# Keywords of examples alone: rules may use them as names, and examples may say a rule by its id.
_OF_EXAMPLES = {
    "SCHOOLS", "IN_GROUP", "SILENT", "YES", "NO", "MISSED", "UNDETERMINED", "ON_TRACK", "BEHIND",
    "NOT_DUE", "NO_DATA", "CONFLICT", "NOT_APPLICABLE", "UNSET", "WAIVED", "DONE",
    "NOT_DONE_IN_TIME",
}  # fmt: skip
_SOFT = _LEVELS | _OF_EXAMPLES


def reserved(name: str) -> bool:
    """Whether a name is a keyword, so that a rule could not use it.

    >>> reserved("by"), reserved("primary"), reserved("school"), reserved("schools")
    (True, False, False, False)
    """
    folded = name.casefold()
    return any(
        folded in words for terminal, words in lexicon.own_words().items() if terminal not in _SOFT
    )


def check_names(book: Book, declared: nodes.Declared, allowed: Container[str] = ()) -> None:
    """Refuse names that no rule could use: keywords, and dotted ones.

    :param allowed: keywords that never stand where this is named.
    """
    for name in filter(None, (declared.name, declared.alias)):
        if reserved(name.text) and name.text not in allowed:
            book.say("reserved-word", name.span, found=name.text)
        elif "." in name.text:
            book.say("dotted-name", name.span, found=name.text)


def title(declared: nodes.Declared) -> str:
    """The declared title, or the name where there is none."""
    return declared.name.text if declared.title is None else declared.title.value


def alias_span(declared: nodes.Declared) -> Span | None:
    """Where the declared alias stands."""
    return None if declared.alias is None else declared.alias.span


def alias(declared: nodes.Declared) -> str | None:
    """The declared alias."""
    return None if declared.alias is None else declared.alias.text


def declare_dimension(book: Book, statement: nodes.DimensionStatement) -> None:
    """Add a dimension and its members to the book."""
    declared = statement.declared
    check_names(book, declared)
    dimension_name = declared.name.text
    members = tuple(_members(book, dimension_name, statement.members, None))
    dimension = Dimension(
        dimension_name,
        title(declared),
        alias(declared),
        members,
        statement.of_organisations,
        span=declared.name.span,
    )
    book.collect(book.dimensions.declare(dimension, alias_span(declared)))
    for member, span in zip(members, _alias_spans(statement.members), strict=True):
        book.collect(book.members.declare(member, span))


def _alias_spans(members: tuple[nodes.MemberNode, ...]) -> Iterator[Span | None]:
    for node in members:
        yield alias_span(node.declared)
        yield from _alias_spans(node.members)


def _members(
    book: Book, dimension: str, members: tuple[nodes.MemberNode, ...], parent: str | None
) -> Iterator[Member]:
    for node in members:
        declared = node.declared
        check_names(book, declared)
        yield Member(
            dimension,
            declared.name.text,
            title(declared),
            alias(declared),
            parent,
            tuple(text.value for text in node.also),
            declared.name.span,
        )
        yield from _members(book, dimension, node.members, declared.name.text)


def declare_measure(book: Book, statement: nodes.DeclarationStatement) -> None:
    """Add a measure or flag to the book; its dimensions must be declared already."""
    declared, clauses = statement.declared, statement.clauses
    check_names(book, declared)
    marks = {c.kind: c for c in clauses if isinstance(c, nodes.MarkClause)}
    if "flow" in marks and "stock" in marks:
        book.say("flow-and-stock", marks["stock"].span, name=declared.name.text)
    _check_rank(book, declared.name, clauses)
    dimensions = [
        book.dimensions.resolve(name, book.diagnostics) for name in names(clauses, "by_dimension")
    ]
    if None in dimensions:
        book.half_known.add(declared.name.text)
    measure = Measure(
        declared.name.text,
        title(declared),
        alias(declared),
        texts(clauses, "also"),
        tuple(dimension.name for dimension in dimensions if dimension is not None),
        flow="flow" in marks,
        kind="flag" if statement.kind == "flag" else _kind_of_number(marks),
        measured_in=joined(clauses, "measured_in"),
        reported_by=reporters(book, names(clauses, "reported_by")),
        note=joined(clauses, "note"),
        span=declared.name.span,
    )
    book.collect(book.measures.declare(measure, alias_span(declared)))


def _kind_of_number(marks: Container[str]) -> Literal["rank", "amount", "count"]:
    return "rank" if "rank" in marks else "amount" if "amount" in marks else "count"


def _check_rank(book: Book, name: nodes.Name, clauses: tuple[nodes.Clause, ...]) -> None:
    """A place in a ranking is true on a day, whole, and of nothing but the whole."""
    kinds = (nodes.MarkClause, nodes.NamesClause)
    marks = [clause for clause in clauses if isinstance(clause, kinds)]
    if any(clause.kind == "rank" for clause in marks):
        for clause in marks:
            if clause.kind in ("flow", "amount", "by_dimension") and clause.span is not None:
                written = lexicon.keyword_at(clause.span.text, 0) or clause.span.text
                book.say("rank-with-mark", clause.span, name=name.text, keyword=written)


def reporters(book: Book, who: tuple[nodes.Name, ...]) -> tuple[Member, ...]:
    """Members that say who reports: only those of organisation dimensions can."""
    result = []
    for name in who:
        member = book.members.resolve(name, book.diagnostics)
        if member is None:
            continue
        dimension = book.dimensions.find(member.dimension)
        if dimension is not None and not dimension.of_organisations:
            book.say("not-of-organisations", name.span, name=name.text, dimension=dimension.name)
        result.append(member)
    return tuple(result)


def declare_fact(book: Book, statement: nodes.DeclarationStatement) -> None:
    """Add a fact to the book."""
    declared, clauses = statement.declared, statement.clauses
    check_names(book, declared)
    check_once(book, clauses)
    holds = None
    for clause in clauses:
        if isinstance(clause, nodes.HoldsClause):
            first = literal_period(clause.first, book.calendar).start
            last = None if clause.last is None else literal_period(clause.last, book.calendar).end
            if last is not None and last < first:
                book.say("reversed-period", clause.span, first=first, last=last)
                last = None
            holds = (first, last)
    fact = Fact(
        declared.name.text,
        title(declared),
        holds,
        joined(clauses, "cite"),
        alias(declared),
        texts(clauses, "also"),
        joined(clauses, "note"),
        span=declared.name.span,
    )
    book.collect(book.facts.declare(fact, alias_span(declared)))


def declare_unit(book: Book, statement: nodes.DeclarationStatement) -> None:
    """Add a unit to the book.

    A district office ends with the district level unless it says otherwise.
    """
    declared, clauses = statement.declared, statement.clauses
    check_names(book, declared)
    check_once(book, clauses)
    level: AdminLevel | None = None
    since = until = None
    successors: tuple[str, ...] = ()
    for clause in clauses:
        if isinstance(clause, nodes.LevelClause):
            level = clause.level
        elif isinstance(clause, nodes.BeginsClause):
            since = literal_period(clause.first, book.calendar).start
        elif isinstance(clause, nodes.EndsClause):
            until = literal_period(clause.last, book.calendar).end
            successors = tuple(name.text for name in clause.successors)
    if since is not None and until is not None and until < since:
        book.say("reversed-period", declared.name.span, first=since, last=until)
    if level == "district" and until is None:
        until = DISTRICT_LEVEL_ENDED
    unit = Unit(
        declared.name.text,
        title(declared),
        level,
        since,
        until,
        successors,
        joined(clauses, "note"),
        alias(declared),
        texts(clauses, "also"),
        joined(clauses, "cite"),
        span=declared.name.span,
    )
    book.collect(book.units.declare(unit, alias_span(declared)))


def check_successors(book: Book, statements: Sequence[nodes.DeclarationStatement]) -> None:
    """The successors of a unit must be units, and not too many one after the other.

    They may be declared after it.
    """
    for statement in statements:
        for clause in statement.clauses:
            if isinstance(clause, nodes.EndsClause):
                book.find_units(clause.successors)
    limit = current().nesting
    for unit in too_long(book.units.find, book.units.entries.values()):
        book.say("succession-too-long", unit.span, name=unit.name, limit=limit)
        book.units.broken.add(unit.name)
