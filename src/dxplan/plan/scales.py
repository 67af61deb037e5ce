"""Scales: from syntax to groups of criteria with bands, and the measures that are reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial

import attrs

from dxplan.messages import Phrase
from dxplan.plan.bands import bind_bands, check_plain, uneven
from dxplan.plan.book import Book, check_once, joined, names, of_kind, texts
from dxplan.plan.conditions import bound, of_organisation
from dxplan.plan.declare import alias, alias_span, check_names, reporters, title
from dxplan.plan.levels import find_band
from dxplan.plan.model import Band, Criterion, Group, Measure, Scale
from dxplan.plan.names import duplicate
from dxplan.plan.timing import literal_period
from dxplan.syntax import nodes
from dxplan.values.numbers import exact_text
from dxplan.values.periods import Period
from dxplan.values.scopes import Member


def declare_criteria(
    book: Book, statements: Sequence[nodes.ScaleStatement]
) -> list[tuple[Member, ...]]:
    """Add what the criteria of scales report; tells for each scale who reports it."""
    reported_by = [reporters(book, names(each.clauses, "reported_by")) for each in statements]
    for statement, members in zip(statements, reported_by, strict=True):
        for criterion in criteria_of(statement):
            if criterion.condition is None:
                measure = _measure(criterion, members)
                span = alias_span(criterion.declared)
                book.collect(book.measures.declare(measure, span))
    return reported_by


def declare_scales(
    book: Book,
    statements: Sequence[nodes.ScaleStatement],
    reported_by: Sequence[tuple[Member, ...]],
) -> None:
    """Add scales; a scale may rest on the levels of another, and on indicators."""
    todo = [
        partial(_declare_once, book, statement, members)
        for statement, members in zip(statements, reported_by, strict=True)
    ]
    for statement, declare in zip(statements, todo, strict=True):
        for name in _names(statement.declared):
            book.waiting.setdefault(name, declare)
    for declare in todo:
        declare()


def criteria_of(statement: nodes.ScaleStatement) -> Iterator[nodes.CriterionNode]:
    """The criteria of all groups of a scale, in order."""
    for clause in of_kind(statement.clauses, nodes.GroupClause):
        yield from clause.criteria


def _names(declared: nodes.Declared) -> set[str]:
    return {name.text for name in (declared.name, declared.alias) if name is not None}


def _measure(node: nodes.CriterionNode, reported_by: tuple[Member, ...]) -> Measure:
    """What organisations report for a criterion: met or not, or the points it got."""
    declared = node.declared
    return Measure(
        declared.name.text,
        title(declared),
        alias(declared),
        tuple(text.value for text in node.also),
        kind="flag" if node.kind == "mandatory" else "amount",
        reported_by=reported_by,
        highest=None if node.points is None else node.points.value,
        span=declared.name.span,
    )


def _declare_once(
    book: Book, statement: nodes.ScaleStatement, reported_by: tuple[Member, ...]
) -> None:
    """Declare a scale unless that has begun; while it lasts, nothing may refer to it."""
    if id(statement) in book.begun:
        return
    book.begun.add(id(statement))
    written = _names(statement.declared)
    book.declaring |= written
    before = len(book.diagnostics)
    scale = _scale(book, statement, reported_by)
    book.declaring -= written
    found = book.scales.declare(scale, alias_span(statement.declared))
    if found is not None:
        # A second scale of a name is one mistake, however little else of it is right.
        book.diagnostics[before:] = [found]


def _scale(book: Book, statement: nodes.ScaleStatement, reported_by: tuple[Member, ...]) -> Scale:
    declared, clauses = statement.declared, statement.clauses
    check_names(book, declared)
    check_once(book, clauses)
    gates = of_kind(clauses, nodes.GateClause)
    bands = bind_bands(
        book, of_kind(clauses, nodes.BandClause), gates[0].band.text if gates else ""
    )
    name = declared.name.text
    given = find_band(book, bands, gates[0].band, name) if gates and bands else None
    common = Group(
        name,
        "",
        bands=bands,
        gate=None if given is None else given.name,
        reported_by=reported_by,
        excluded=book.find_members(names(clauses, "except")),
    )
    groups = _groups(book, statement, common)
    _check_whole(book, statement, groups, bands)
    return Scale(
        name,
        title(declared),
        alias(declared),
        groups,
        bands,
        tuple(_judged(book, clauses)),
        texts(clauses, "incomplete"),
        texts(clauses, "assume"),
        joined(clauses, "cite"),
        joined(clauses, "note"),
        span=declared.name.span,
    )


def _judged(book: Book, clauses: Sequence[nodes.Clause]) -> Iterator[Period]:
    for clause in of_kind(clauses, nodes.JudgedClause):
        for time in clause.times:
            yield literal_period(time, book.calendar)


# --- groups ---------------------------------------------------------------------------------------


def _groups(book: Book, statement: nodes.ScaleStatement, common: Group) -> tuple[Group, ...]:
    groups: list[Group] = []
    for clause in of_kind(statement.clauses, nodes.GroupClause):
        group = _group(book, clause, common, texts(statement.clauses, "incomplete"))
        for name in filter(None, (clause.declared.name, clause.declared.alias)):
            first = next((each for each in groups if name.text in (each.name, each.alias)), None)
            if first is not None:
                book.diagnostics.append(duplicate("group", name.text, name.span, first.span))
        groups.append(group)
    _check_conditional_names(book, statement)
    return tuple(groups)


def _check_conditional_names(book: Book, statement: nodes.ScaleStatement) -> None:
    """Names of criteria that nobody reports are no measures; they too must differ."""
    first: dict[str, nodes.CriterionNode] = {}
    for node in criteria_of(statement):
        name = node.declared.name
        other = first.setdefault(name.text, node)
        if other is not node and (node.condition is not None or other.condition is not None):
            place = other.declared.name.span
            book.diagnostics.append(duplicate("criterion", name.text, name.span, place))
        check_names(book, node.declared)


def _group(
    book: Book, clause: nodes.GroupClause, common: Group, incomplete: tuple[str, ...]
) -> Group:
    declared = clause.declared
    check_names(book, declared)
    criteria = tuple(_criterion(book, node) for node in clause.criteria)
    for number in filter(None, (clause.points, *(node.points for node in clause.criteria))):
        check_plain(book, number)
    known = sum((each.points for each in criteria if each.points is not None), Fraction(0))
    is_open = any(each.is_open for each in criteria)
    highest: Fraction | None = known
    rest: Fraction | None = Fraction(0)
    if is_open:
        highest = None if clause.points is None else max(known, clause.points.value)
        rest = None if highest is None else highest - known
    group = attrs.evolve(
        common,
        name=declared.name.text,
        title=title(declared),
        alias=alias(declared),
        criteria=criteria,
        highest=highest,
        rest=rest,
        span=declared.name.span,
    )
    _check_points(book, clause, group, known, bool(incomplete))
    return group


def _criterion(book: Book, node: nodes.CriterionNode) -> Criterion:
    condition = None
    if node.condition is not None:
        condition = bound(book, node.condition, of_organisation)
    return Criterion(
        node.declared.name.text,
        title(node.declared),
        node.kind == "mandatory",
        None if node.points is None else node.points.value,
        condition,
        span=node.declared.name.span,
    )


# --- what is wrong with the whole -----------------------------------------------------------------


def _check_points(
    book: Book, clause: nodes.GroupClause, group: Group, known: Fraction, incomplete: bool
) -> None:
    """The points add up to what the group says; open ones are said to be."""
    is_open = any(each.is_open for each in group.criteria)
    if is_open and not incomplete:
        book.say("open-points-unexplained", group.span, group=group.name)
    if clause.points is None:
        return
    whole = clause.points.value
    if known > whole or (known < whole and not is_open):
        code = "points-not-settled" if incomplete else "points-do-not-add-up"
        params = {"sum": exact_text(known), "whole": exact_text(whole), "group": group.name}
        book.say(code, clause.points.span, **params)


def _check_whole(
    book: Book,
    statement: nodes.ScaleStatement,
    groups: tuple[Group, ...],
    bands: tuple[Band, ...],
) -> None:
    """A scale has groups and bands; each score of each group falls into exactly one band."""
    name = statement.declared.name
    for found, what in ((groups, "group"), (bands, "band")):
        if not found:
            book.say("scale-lacks", name.span, name=name.text, what=Phrase(what))
    mandatory = [each.name for group in groups for each in group.criteria if each.mandatory]
    if mandatory and not of_kind(statement.clauses, nodes.GateClause):
        names_of = ", ".join(mandatory)
        book.say("gate-missing", name.span, name=name.text, criteria=names_of)
    if groups:
        bounded = [group.highest for group in groups if group.highest is not None]
        most = max(bounded) if len(bounded) == len(groups) else None
        book.diagnostics.extend(uneven(bands, most))
