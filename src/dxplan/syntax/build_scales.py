"""From Lark's tree to the clauses that only a scale has."""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias, cast

from lark import Token, Tree

from dxplan.source import Span
from dxplan.syntax import nodes
from dxplan.syntax.literals import Unreadable

Branch: TypeAlias = Tree[Token]


class Builds(Protocol):
    """What builds the parts that a scale shares with other statements."""

    def span(self, item: Branch | Token) -> Span: ...
    def wrong(self, error: Unreadable, span: Span) -> None: ...
    def names(self, tree: Branch) -> tuple[nodes.Name, ...]: ...
    def text(self, token: Token) -> nodes.Text: ...
    def number(self, tree: Branch) -> nodes.Number: ...
    def declared(self, tree: Branch) -> nodes.Declared: ...
    def literal(self, tree: Branch) -> nodes.TimeLiteral: ...
    def condition(self, tree: Branch) -> nodes.Condition: ...


def clause(builds: Builds, tree: Branch, span: Span) -> nodes.Clause:
    """A group, a band, a gate, or the times of judging."""
    parts = _branches(tree)
    match tree.data:
        case "group":
            return _group(builds, parts, span)
        case "band":
            return _band(builds, parts, span)
        case "gate":
            return nodes.GateClause(builds.names(tree)[0], span=span)
    return nodes.JudgedClause(tuple(map(builds.literal, parts)), span=span)


def _group(builds: Builds, parts: list[Branch], span: Span) -> nodes.GroupClause:
    points = [builds.number(part) for part in parts if part.data == "number"]
    criteria = tuple(_criterion(builds, part) for part in parts if part.data == "criterion")
    declared = builds.declared(parts[0])
    return nodes.GroupClause(declared, criteria, points[0] if points else None, span=span)


def _criterion(builds: Builds, tree: Branch) -> nodes.CriterionNode:
    parts = _branches(tree)
    points: nodes.Number | None = None
    condition: nodes.Condition | None = None
    for part in parts[1:]:
        if part.data == "number":
            points = builds.number(part)
        elif part.data != "also":
            condition = builds.condition(part)
    kinds = ("MANDATORY", "POINTS", "POINTS_OPEN")
    kind = next(t.type.lower() for t in _tokens(tree) if t.type in kinds)
    return nodes.CriterionNode(
        builds.declared(parts[0]),
        cast(Any, kind),
        points,
        _also(builds, parts),
        condition,
        span=builds.span(tree),
    )


def _also(builds: Builds, parts: list[Branch]) -> tuple[nodes.Text, ...]:
    found = (part for part in parts if part.data == "also")
    return tuple(builds.text(_tokens(part)[-1]) for part in found)


def _band(builds: Builds, parts: list[Branch], span: Span) -> nodes.BandClause:
    limits = [_limits(builds, part) for part in parts if part.data == "limits"]
    declared = builds.declared(parts[0])
    return nodes.BandClause(declared, limits[0] if limits else None, span=span)


def _limits(builds: Builds, tree: Branch) -> nodes.LimitsNode:
    first, *rest = map(builds.number, _branches(tree))
    tokens = _tokens(tree)
    written = (t.type for t in tokens if t.type != "UNDER" or t is tokens[0])
    word = next((each for each in written if each in nodes.COMPARATOR_OF), "GE")
    span = builds.span(tree)
    if not rest:
        return nodes.LimitsNode(cast(Any, word), first, span=span)
    comparator = nodes.COMPARATOR_OF[cast(Any, word)]
    if comparator not in (">", ">="):
        builds.wrong(Unreadable("band-not-a-stretch", comparator=str(tokens[0])), span)
    below_last = any(token.type == "UNDER" for token in tokens[1:])
    lowest: nodes.Word = "OVER" if comparator == ">" else "GE"
    return nodes.LimitsNode(lowest, first, rest[0], below_last, span=span)


def _branches(tree: Branch) -> list[Branch]:
    return [child for child in tree.children if isinstance(child, Tree)]


def _tokens(tree: Branch) -> list[Token]:
    return [child for child in tree.children if isinstance(child, Token)]
