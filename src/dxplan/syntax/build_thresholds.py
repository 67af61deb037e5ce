"""What a target demands, from Lark's tree to nodes: numbers and every form of a threshold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Protocol, TypeAlias, TypeVar, get_args

from lark import Token, Tree

from dxplan.source import Span
from dxplan.syntax import nodes
from dxplan.syntax.literals import Unreadable
from dxplan.syntax.literals import number as number_of

Branch: TypeAlias = Tree[Token]
T = TypeVar("T")

FORMS = frozenset(
    {"comparison", "range", "carried", "change", "multiple", "level_of", "eliminated", "about"}
)
"""The rules of the grammar that :func:`threshold` reads."""


class Reader(Protocol):
    """What is needed of the builder of a statement."""

    def span(self, item: Branch | Token) -> Span:
        """Where a token or tree stands in the source."""

    def value(self, token: Token, percent: bool = False) -> Fraction:
        """The value of a number token."""

    def wrong(self, error: Unreadable, span: Span) -> None:
        """Collect what is wrong with a literal."""

    def literal(self, tree: Branch) -> nodes.TimeLiteral:
        """A time literal."""


def number(reader: Reader, tree: Branch) -> nodes.Number:
    """A number with what stands behind it: ``%``, a magnitude, or that it is money."""
    digits, *behind = (token for token in tree.children if isinstance(token, Token))
    found = {token.type for token in behind}
    magnitude = next((each for each in get_args(nodes.Magnitude) if each in found), None)
    size = 1 if magnitude is None else nodes.SIZE_OF[magnitude]
    value = reader.value(digits, "PERCENT" in found) * size
    return nodes.Number(
        value, "PERCENT" in found, magnitude, "DONG" in found, span=reader.span(tree)
    )


def threshold(reader: Reader, tree: Branch) -> nodes.Threshold:
    """A threshold in any of its forms."""
    span = reader.span(tree)
    if tree.data == "eliminated":
        return nodes.Eliminated(span=span)
    if tree.data == "level_of":
        return nodes.LevelOf(reader.literal(next(_branches(tree))), span=span)
    numbers = [each for child in _branches(tree) for each in _numbers(reader, child)]
    further = numbers[1] if len(numbers) > 1 else None
    match tree.data:
        case "carried":
            return nodes.Carried(numbers[0], span=span)
        case "range":
            return nodes.Range(numbers[0], numbers[1], span=span)
        case "about":
            return nodes.About(numbers[0], further, span=span)
        case "change":
            verb = _first(tree, get_args(nodes.Verb))
            return nodes.Change(verb, _word(tree), numbers[0], further, span=span)
        case "multiple":
            return _multiple(tree, numbers[0], span)
    # `reaches from 50% or more` is `from 50% or more`, as it is read.
    words = list(_of_types(tree, _WORDS))
    word = "OR_MORE" if "OR_MORE" in words else words[0]
    return nodes.Comparison(word, numbers[0] if numbers else None, span=span)


def _numbers(reader: Reader, tree: Branch) -> list[nodes.Number]:
    """A number, or both ends of ``10-15%``."""
    if tree.data != "percents":
        return [number(reader, tree)]
    token = next(child for child in tree.children if isinstance(child, Token))
    ends = re.fullmatch(r"(\d+)-(\d+)", token)
    if ends is None:
        reader.wrong(Unreadable("impossible-date", text=str(token)), reader.span(token))
    low, high = ("0", "0") if ends is None else ends.groups()
    span = reader.span(tree)
    return [nodes.Number(_end(reader, end, span), percent=True, span=span) for end in (low, high)]


def _end(reader: Reader, text: str, span: Span) -> Fraction:
    try:
        return number_of(text, percent=True)
    except Unreadable as error:
        reader.wrong(error, span)
        return Fraction(0)


def _multiple(tree: Branch, times: nodes.Number, span: Span) -> nodes.Threshold:
    """``over 2 times`` and ``grows to over 2 times`` are one form, ``grows to 2 times`` another."""
    word = _word(tree)
    if word is None:
        return nodes.Change("GROWS_TO", None, times, span=span)
    return nodes.Multiple(word, times, span=span)


_WORDS = tuple(nodes.COMPARATOR_OF)


def _word(tree: Branch) -> nodes.Word | None:
    return next((found for found in _of_types(tree, _WORDS)), None)


def _first(tree: Branch, types: tuple[T, ...]) -> T:
    return next(_of_types(tree, types))


def _of_types(tree: Branch, types: tuple[T, ...]) -> Iterator[T]:
    kinds = [child.type for child in tree.children if isinstance(child, Token)]
    return (each for kind in kinds for each in types if each == kind)


def _branches(tree: Branch) -> Iterator[Branch]:
    return (child for child in tree.children if isinstance(child, Tree))
