"""Moulds: from the pieces of a statement straight to its nodes.

A mould is made from a statement that the parser has read, as the source text of one function that
calls the constructors of the nodes, as those of attrs are. No character of a rule file gets into
that text: only the names of classes, words of the keyword table, and positions of pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias

import attrs

from dxplan.source import Source, Span
from dxplan.syntax import literals, nodes
from dxplan.syntax.shapes import DATE, NAME, NUMBER, TEXT, Shape

Fill: TypeAlias = Callable[[Source, Sequence[str], Sequence[int], tuple[str, ...]], Any]
"""From a source, pieces, their offsets and leading comments to a statement.

Raises :class:`dxplan.syntax.literals.Unreadable` where a number or a time literal is none.
"""

_STATEMENTS = (
    nodes.TargetStatement, nodes.DeclarationStatement, nodes.IndicatorStatement,
    nodes.WorkStatement, nodes.UseStatement,
)  # fmt: skip
_BRANCHES = (
    *_STATEMENTS,
    nodes.Arm, nodes.Comparison, nodes.Range, nodes.Carried, nodes.Change, nodes.Multiple,
    nodes.LevelOf, nodes.Eliminated, nodes.About, nodes.Each, nodes.Time,
    nodes.NamesClause, nodes.TextClause, nodes.MarkClause, nodes.TimeClause, nodes.WhenClause,
    nodes.BaselineClause, nodes.LevelClause, nodes.BeginsClause, nodes.EndsClause,
    nodes.HoldsClause,
    nodes.Declared, nodes.Share, nodes.Count, nodes.ShareWhere, nodes.CountWhere, nodes.Mean,
    nodes.Holding, nodes.Comparing, nodes.Levelled, nodes.Met, nodes.Not, nodes.And, nodes.Or,
)  # fmt: skip
"""Nodes that hold nothing but other nodes and words of the language."""


class NoMould(Exception):
    """A node holds something that cannot be told from its pieces alone."""


def mould(statement: nodes.Statement, shape: Shape, at: Sequence[int]) -> Fill | None:
    """The mould of a shape from a statement that has it; ``None`` where it has none.

    :param at: the offsets of its pieces in the source, and that of its end.
    """
    if type(statement) not in _STATEMENTS or statement.comments or _is_names_in_a_row(statement):
        return None
    try:
        body = _Writer(shape, {offset: index for index, offset in enumerate(at)}).of(statement)
    except NoMould:
        return None
    made: dict[str, Any] = {}
    exec(f"def fill(source, p, at, leading):\n    return {body}\n", dict(_NAMES), made)
    return made["fill"]  # type: ignore[no-any-return]


def _is_names_in_a_row(statement: nodes.Statement) -> bool:
    """Whether it may be a misspelt keyword, which is looked for in every such statement."""
    return isinstance(statement, nodes.TargetStatement) and all(
        arm.threshold is None for arm in statement.arms
    )


@attrs.frozen
class _Writer:
    """Writes the expression that makes a node.

    :param index: the number of the piece that begins at an offset.
    """

    shape: Shape
    index: Mapping[int, int]

    def of(self, value: object) -> str:
        """The expression of a node, or of what a field of one holds."""
        match value:
            case None | bool():
                return repr(value)
            case str():
                return self._word(value)
            case tuple():
                return "(" + "".join(f"{self.of(each)}, " for each in value) + ")"
            case nodes.Name():
                return f"Name(p[{self._only(value, NAME)}], {self._span(value)})"
            case nodes.Text():
                return f"Text(quoted(p[{self._only(value, TEXT)}]), {self._span(value)})"
            case nodes.Number():
                return self._number(value)
            case nodes.TimeLiteral():
                return self._literal(value)
            case nodes.Term():
                return self._term(value)
        return self._branch(value)

    def _word(self, value: str) -> str:
        if not value.replace("_", "").isalnum():
            raise NoMould
        return repr(value)

    def _branch(self, value: Any) -> str:
        if type(value) not in _BRANCHES:
            raise NoMould
        fields = [each for each in attrs.fields(type(value)) if not each.kw_only]
        given = [self.of(getattr(value, each.name)) for each in fields]
        if type(value) in _STATEMENTS:
            given.append("leading=leading")
        if isinstance(value, nodes.Placed):
            given.append(self._span(value))
        return f"{type(value).__name__}({', '.join(given)})"

    def _stretch(self, node: nodes.Placed) -> tuple[int, int]:
        """The first piece of a node, and the one behind its last."""
        span = node.span
        if span is None or span.start not in self.index or span.end not in self.index:
            raise NoMould
        return self.index[span.start], self.index[span.end]

    def _span(self, node: nodes.Placed) -> str:
        first, behind = self._stretch(node)
        return f"span=Span(source, at[{first}], at[{behind}])"

    def _only(self, node: nodes.Placed, kind: int) -> int:
        """The piece that a leaf is; a name may be a word that stands for itself in the shape."""
        first, behind = self._stretch(node)
        found = self.shape[first]
        if behind != first + 1 or not (found == kind or (kind == NAME and isinstance(found, str))):
            raise NoMould
        return first

    def _among(self, node: nodes.Placed, kind: int) -> list[int]:
        first, behind = self._stretch(node)
        return [index for index in range(first, behind) if self.shape[index] == kind]

    def _number(self, node: nodes.Number) -> str:
        found = self._among(node, NUMBER)
        if len(found) != 1:
            raise NoMould
        size = "" if node.magnitude is None else f" * {nodes.SIZE_OF[node.magnitude]}"
        value = f"number(p[{found[0]}], {node.percent}){size}"
        rest = f"{node.percent}, {node.magnitude!r}, {node.money}"
        return f"Number({value}, {rest}, {self._span(node)})"

    def _term(self, node: nodes.Term) -> str:
        # Of a number in it, the sign before it may be a part.
        if self._among(node, NUMBER) or node.factor not in (1, -1):
            raise NoMould
        factor = "one" if node.factor == 1 else "minus_one"
        return f"Term({factor}, {self.of(node.name)}, {self._span(node)})"

    def _literal(self, node: nodes.TimeLiteral) -> str:
        numbers, dates = self._among(node, NUMBER), self._among(node, DATE)
        first, behind = self._stretch(node)
        if node.kind == "year" and len(numbers) == 1 and not dates:
            parts = f"year(p[{numbers[0]}])"
        elif node.kind == "school_year" and len(dates) == 1 and not numbers:
            parts = f"school_year(p[{dates[0]}])"
        elif dates == [first] and behind == first + 1:
            parts = f"separated(p[{first}])"
        else:
            raise NoMould
        return f"TimeLiteral(*{parts}, {self._span(node)})"


@lru_cache(maxsize=4096)
def _short_number(text: str, percent: bool) -> Fraction:
    return literals.number(text, percent)


def _number(text: str, percent: bool) -> Fraction:
    # What is kept must not outlast the limits under which it was read.
    return (_short_number if len(text) <= _SHORT else literals.number)(text, percent)


_SHORT = 16


@lru_cache(maxsize=512)
def _year(text: str) -> tuple[nodes.LiteralKind, tuple[int, ...]]:
    return "year", (literals.year(text),)


@lru_cache(maxsize=512)
def _school_year(text: str) -> tuple[nodes.LiteralKind, tuple[int, ...]]:
    return "school_year", (literals.first_year(text),)


@lru_cache(maxsize=4096)
def _separated(text: str) -> tuple[nodes.LiteralKind, tuple[int, ...]]:
    return literals.separated(text, None)


_NAMES: Mapping[str, Any] = {
    **{each.__name__: each for each in (*_BRANCHES, nodes.Name, nodes.Text, nodes.Number)},
    **{each.__name__: each for each in (nodes.TimeLiteral, nodes.Term)},
    "one": Fraction(1),
    "minus_one": Fraction(-1),
    "Span": Span,
    "quoted": literals.quoted,
    "number": _number,
    "year": _year,
    "school_year": _school_year,
    "separated": _separated,
}
"""What the text of a mould may name."""
