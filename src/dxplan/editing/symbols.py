"""The outline of a file: its statements under the headings, or the sections that rules cite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import attrs

from dxplan.source import Source, Span
from dxplan.syntax import nodes

SymbolKind: TypeAlias = Literal[
    "section", "plan", "vocabulary", "unit", "dimension", "member", "measure", "flag", "fact",
    "indicator", "scale", "group", "target", "pledge", "task", "duty", "check", "waiver", "example",
]  # fmt: skip


@attrs.frozen
class Symbol:
    """An entry of the outline.

    :param span: all of it; ``name_span`` what stands for it, which lies inside.
    """

    name: str
    detail: str
    kind: SymbolKind
    span: Span
    name_span: Span
    parts: tuple[Symbol, ...] = ()


def outline(file: nodes.RuleFile) -> tuple[Symbol, ...]:
    """The sections of a file with their statements.

    A section begins at a comment that is a heading (``# --- II.2.a Goals ---``); what stands before
    the first one stands for itself. In a file without headings, a section is what the document
    calls one: rules one behind another that cite the same place, with what stands between them.
    """
    assert file.span is not None, "INVARIANT: whatever was read from a text has its place"
    headings = list(_headings(file.span.source))
    if not headings:
        return tuple(_cited(file))
    symbols = [each for statement in file.statements for each in _symbol(statement)]
    found = [each for each in symbols if each.span.start < headings[0].start]
    ends = [each.start for each in headings[1:]] + [len(file.span.source.text) + 1]
    for heading, end in zip(headings, ends, strict=False):
        inside = tuple(each for each in symbols if heading.start <= each.span.start < end)
        span = attrs.evolve(heading, end=inside[-1].span.end) if inside else heading
        found.append(Symbol(_title(heading.text), "", "section", span, heading, inside))
    return tuple(found)


def _cited(file: nodes.RuleFile) -> Iterator[Symbol]:
    """Statements under what they cite.

    INVARIANT: an editor takes an entry to enclose its parts, so a section that is gone on with
    behind another one is two.
    """
    open_name = ""
    inside: list[Symbol] = []
    behind: list[Symbol] = []
    for statement in file.statements:
        cited = _place_cited(statement)
        if cited and cited != open_name:
            yield from _section(open_name, inside)
            yield from behind
            open_name, inside, behind = cited, [*_symbol(statement)], []
        elif cited:
            inside += [*behind, *_symbol(statement)]
            behind = []
        else:
            behind += _symbol(statement)
    yield from _section(open_name, inside)
    yield from behind


def _section(name: str, inside: list[Symbol]) -> Iterator[Symbol]:
    if inside:
        first, last = inside[0], inside[-1]
        span = attrs.evolve(first.span, end=last.span.end)
        yield Symbol(name, "", "section", span, first.name_span, tuple(inside))


def _place_cited(statement: nodes.Statement) -> str:
    """The place of the document that a rule cites; that of a declaration says what it means."""
    if not isinstance(statement, _RULES):
        return ""
    texts = [each for each in statement.clauses if isinstance(each, nodes.TextClause)]
    return next((each.text.value.strip() for each in texts if each.kind == "cite"), "")


_RULES = (
    nodes.TargetStatement, nodes.WorkStatement, nodes.WaiveStatement, nodes.CheckStatement,
    nodes.PledgeStatement,
)  # fmt: skip


def _headings(source: Source) -> Iterator[Span]:
    """Comments in column 0 that begin with a dash or an equals sign, and say something."""
    start = 0
    for line in source.text.split("\n"):
        marked = line.startswith("#") and line[1:].lstrip().startswith(("--", "=="))
        if marked and _title(line):
            yield Span(source, start, start + len(line))
        start += len(line) + 1


def _title(line: str) -> str:
    return line.lstrip("#").strip(" \t-=")


# --- statements -----------------------------------------------------------------------------------


def _symbol(statement: nodes.Statement) -> Iterator[Symbol]:
    span = statement.span
    if span is None:
        return
    match statement:
        case nodes.PlanStatement(name=name, title=title):
            yield _named(name.text, title, "plan", span, name.span)
        case nodes.UseStatement(name=name):
            yield _named(name.text, None, "vocabulary", span, name.span)
        case nodes.DeclarationStatement(kind=kind, declared=declared):
            yield _named(declared.name.text, declared.title, kind, span, declared.name.span)
        case nodes.DimensionStatement(declared=declared, members=members):
            parts = tuple(_members(members))
            yield attrs.evolve(_of(declared, "dimension", span), parts=parts)
        case nodes.IndicatorStatement(declared=declared):
            yield _of(declared, "indicator", span)
        case nodes.ScaleStatement(declared=declared, clauses=clauses):
            groups = [each for each in clauses if isinstance(each, nodes.GroupClause)]
            parts = tuple(_of(e.declared, "group", e.span) for e in groups if e.span is not None)
            yield attrs.evolve(_of(declared, "scale", span), parts=parts)
        case nodes.WorkStatement(kind=kind, declared=declared):
            yield _of(declared, kind, span)
        case _:
            yield _rule(statement, span)


def _rule(statement: nodes.Statement, span: Span) -> Symbol:
    first = Span(span.source, span.start, _line_end(span))
    match statement:
        case nodes.TargetStatement(indicator=indicator):
            rest = attrs.evolve(first, start=indicator.span.end) if indicator.span else first
            symbol = _named(indicator.text, None, "target", span, indicator.span)
            return attrs.evolve(symbol, detail=" ".join(rest.text.split()))
        case nodes.WaiveStatement(indicator=indicator):
            return _named(indicator.text, None, "waiver", span, indicator.span)
        case nodes.ExampleStatement(title=title):
            return _named(title.value, None, "example", span, title.span)
        case nodes.CheckStatement():
            return _named(first.text, statement.title, "check", span, first)
    return _named(first.text, None, "pledge", span, first)


def _line_end(span: Span) -> int:
    end = span.source.text.find("\n", span.start, span.end)
    return span.end if end < 0 else end


def _of(declared: nodes.Declared, kind: SymbolKind, span: Span) -> Symbol:
    return _named(declared.name.text, declared.title, kind, span, declared.name.span)


def _named(
    name: str,
    title: nodes.Text | None,
    kind: SymbolKind,
    span: Span,
    name_span: Span | None,
) -> Symbol:
    said = title.value if title is not None else ""
    # An outline refuses an entry without a name.
    return Symbol(name or "…", said, kind, span, name_span or span)


def _members(members: tuple[nodes.MemberNode, ...]) -> Iterator[Symbol]:
    for member in members:
        if member.span is not None:
            symbol = _of(member.declared, "member", member.span)
            yield attrs.evolve(symbol, parts=tuple(_members(member.members)))
