"""Conditions, from Lark's tree to nodes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Protocol, TypeAlias, cast

from lark import Token, Tree

from dxplan.source import Span
from dxplan.syntax import nodes

Branch: TypeAlias = Tree[Token]


class Reader(Protocol):
    """What is needed of the builder of a statement."""

    def span(self, item: Branch | Token) -> Span:
        """Where a token or tree stands in the source."""

    def value(self, token: Token) -> Fraction:
        """The value of a number token."""

    def names(self, tree: Branch) -> tuple[nodes.Name, ...]:
        """The names that stand in a tree."""

    def number(self, tree: Branch) -> nodes.Number:
        """A number."""


def condition(reader: Reader, tree: Branch) -> nodes.Condition:
    """A condition."""
    inner = [child for child in tree.children if isinstance(child, Tree)]
    span = reader.span(tree)
    match tree.data:
        case "or_":
            return nodes.Or(tuple(condition(reader, child) for child in inner))
        case "and_":
            return nodes.And(tuple(condition(reader, child) for child in inner))
        case "not_":
            return nodes.Not(condition(reader, inner[0]))
        case "some_of":
            digits = next(_tokens(tree, "NUMBER"))
            count = nodes.Number(reader.value(digits), span=reader.span(digits))
            operands = tuple(condition(reader, child) for child in inner)
            return nodes.SomeOf(count, operands, span=span)
    first, *others = reader.names(tree)
    match tree.data:
        case "holding":
            return nodes.Holding(first, span=span)
        case "met":
            return nodes.Met(first, tuple(others), span=span)
        case "levelled":
            return nodes.Levelled(first, comparator(tree), others[0], span=span)
    return nodes.Comparing(first, comparator(tree), reader.number(inner[0]), span=span)


def _tokens(tree: Branch, kind: str) -> Iterator[Token]:
    return (child for child in tree.children if isinstance(child, Token) and child.type == kind)


def comparator(tree: Branch) -> nodes.Word:
    """The comparator of a tree, as written."""
    for child in tree.children:
        if isinstance(child, Token) and child.type in nodes.COMPARATOR_OF:
            return cast(Any, child.type)  # type: ignore[no-any-return]
    raise AssertionError("INVARIANT: the grammar puts a comparator into every comparison")


_COUNTED: dict[str, nodes.Counted] = {
    "PROVINCES": "province", "DISTRICTS": "district", "COMMUNES": "commune", "WHERE": "school",
}  # fmt: skip


def counted(tree: Branch) -> nodes.Counted:
    """What a share or count is of, by the word that it begins with."""
    return _COUNTED[cast(Token, tree.children[0]).type.partition("_")[2]]
