"""From Lark's tree to conditions, sums and the expressions of indicators."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Protocol, TypeAlias, cast

from lark import Token, Tree

from dxplan.source import Span
from dxplan.syntax import nodes

Branch: TypeAlias = Tree[Token]


class Reads(Protocol):
    """What is needed of the builder of a statement."""

    def span(self, item: Branch | Token) -> Span: ...
    def name(self, token: Token) -> nodes.Name: ...
    def names(self, tree: Branch) -> tuple[nodes.Name, ...]: ...
    def value(self, token: Token) -> Fraction: ...
    def number(self, tree: Branch) -> nodes.Number: ...


def condition(reads: Reads, tree: Branch) -> nodes.Condition:
    """What must hold: of facts, figures, levels and other targets."""
    match tree.data:
        case "or_":
            return nodes.Or(tuple(condition(reads, each) for each in _branches(tree)))
        case "and_":
            return nodes.And(tuple(condition(reads, each) for each in _branches(tree)))
        case "not_":
            return nodes.Not(condition(reads, next(_branches(tree))))
        case "holding":
            return nodes.Holding(reads.names(tree)[0], span=reads.span(tree))
        case "some_of":
            digits = next(_tokens(tree, "NUMBER"))
            count = nodes.Number(reads.value(digits), span=reads.span(digits))
            operands = tuple(condition(reads, each) for each in _branches(tree))
            return nodes.SomeOf(count, operands, span=reads.span(tree))
        case "met":
            indicator, *scope = reads.names(tree)
            return nodes.Met(indicator, tuple(scope), span=reads.span(tree))
        case "levelled":
            name, band = reads.names(tree)
            return nodes.Levelled(name, word(tree), band, span=reads.span(tree))
    value = reads.number(next(_branches(tree)))
    return nodes.Comparing(reads.names(tree)[0], word(tree), value, span=reads.span(tree))


def linear(reads: Reads, tree: Branch) -> nodes.Linear:
    """A sum of terms, each with its sign."""
    terms: list[nodes.Term] = []
    sign = 1
    for child in _branches(tree):
        if child.data == "sign":
            sign = -1 if child.children[0] == "-" else 1
        else:
            terms.append(_term(reads, child, sign))
    return tuple(terms)


def _term(reads: Reads, tree: Branch, sign: int) -> nodes.Term:
    digits = next(_tokens(tree, "NUMBER"), None)
    factor = Fraction(1) if digits is None else reads.value(digits)
    name = next(_tokens(tree, "NAME"), None)
    return nodes.Term(
        sign * factor, None if name is None else reads.name(name), span=reads.span(tree)
    )


def _operand(reads: Reads, tree: Branch) -> nodes.Linear:
    if tree.data == "single":
        return (nodes.Term(Fraction(1), reads.names(tree)[0], span=reads.span(tree)),)
    return linear(reads, tree)


def expression(reads: Reads, tree: Branch) -> nodes.Expression:
    """What an indicator is."""
    parts = list(_branches(tree))
    match tree.data:
        case "share":
            return nodes.Share(_operand(reads, parts[0]), _operand(reads, parts[1]))
        case "rate":
            digits = next(_tokens(tree, "NUMBER"), None)
            each = Fraction(1) if digits is None else reads.value(digits)
            return nodes.Rate(_operand(reads, parts[0]), _operand(reads, parts[1]), each)
        case "count":
            return nodes.Count(linear(reads, parts[0]))
        case "share_where":
            among = condition(reads, parts[1]) if len(parts) > 1 else None
            return nodes.ShareWhere(condition(reads, parts[0]), _counted(tree), among)
        case "count_where":
            return nodes.CountWhere(condition(reads, parts[0]), _counted(tree))
    names = reads.names(tree)
    return nodes.Mean(names[0], names[1] if len(names) > 1 else None)


_COUNTED: dict[str, nodes.Counted] = {
    "PROVINCES": "province", "DISTRICTS": "district", "COMMUNES": "commune", "WHERE": "school",
}  # fmt: skip


def _counted(tree: Branch) -> nodes.Counted:
    """What a share or count is of, by the word that it begins with."""
    return _COUNTED[cast(Token, tree.children[0]).type.partition("_")[2]]


def word(tree: Branch) -> nodes.Word:
    """The comparator of a comparison."""
    for child in tree.children:
        if isinstance(child, Token) and child.type in nodes.COMPARATOR_OF:
            return cast(Any, child.type)  # type: ignore[no-any-return]
    raise AssertionError("INVARIANT: the grammar puts a comparator into every comparison")


def _branches(tree: Branch) -> Iterator[Branch]:
    return (child for child in tree.children if isinstance(child, Tree))


def _tokens(tree: Branch, kind: str) -> Iterator[Token]:
    return (child for child in tree.children if isinstance(child, Token) and child.type == kind)
