"""Nodes of statements, and of a whole file."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from dxplan.messages import Language
from dxplan.source import Placed
from dxplan.syntax.nodes.clauses import Clause
from dxplan.syntax.nodes.expressions import Expression, Linear
from dxplan.syntax.nodes.leaves import Declared, Name, Text, TimeLiteral
from dxplan.syntax.nodes.rules import Arm, Word


@attrs.frozen
class Comment:
    """A comment inside a statement.

    Its place is counted in pieces: piece 0 is the head (for a target with its first part), then
    come a target's further parts or a dimension's members, then the clauses; the criteria of a
    scale's group follow the clause that the group is.

    :param text: with its ``#``.
    :param own_line: whether it stands alone, before the piece, or behind the piece on its line.
    """

    piece: int
    own_line: bool
    text: str


@attrs.frozen
class _Statement(Placed):
    """Whatever may have comments before it and inside it."""

    leading: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    comments: tuple[Comment, ...] = attrs.field(default=(), kw_only=True)


@attrs.frozen
class PlanStatement(_Statement):
    """``plan``: which document these rules are."""

    name: Name
    title: Text | None
    clauses: tuple[Clause, ...] = ()


@attrs.frozen
class UseStatement(_Statement):
    """``use education``."""

    name: Name


@attrs.frozen
class DeclarationStatement(_Statement):
    """``unit``, ``measure``, ``flag``, ``fact``: a declared name with clauses."""

    kind: Literal["unit", "measure", "flag", "fact"]
    declared: Declared
    clauses: tuple[Clause, ...] = ()


@attrs.frozen
class MemberNode(Placed):
    """A member of a dimension with its parts."""

    declared: Declared
    also: tuple[Text, ...] = ()
    members: tuple[MemberNode, ...] = ()


@attrs.frozen
class DimensionStatement(_Statement):
    """``dimension level { … }``."""

    declared: Declared
    of_organisations: bool
    members: tuple[MemberNode, ...]


@attrs.frozen
class IndicatorStatement(_Statement):
    """``indicator online_share "…" = lessons_online / lessons_total``."""

    declared: Declared
    expression: Expression
    clauses: tuple[Clause, ...] = ()


@attrs.frozen
class ScaleStatement(_Statement):
    """``scale digital "…"`` with groups of criteria and bands."""

    declared: Declared
    clauses: tuple[Clause, ...] = ()


@attrs.frozen
class TargetStatement(_Statement):
    """``online_share primary >= 5%, secondary >= 10% by 2025``."""

    indicator: Name
    arms: tuple[Arm, ...]
    clauses: tuple[Clause, ...] = ()


@attrs.frozen
class PledgeStatement(_Statement):
    """``no target below parent``: nothing here asks for less than the parent does."""

    clauses: tuple[Clause, ...] = ()


@attrs.frozen
class WorkStatement(_Statement):
    """``task`` (once) or ``duty`` (again and again)."""

    kind: Literal["task", "duty"]
    declared: Declared
    clauses: tuple[Clause, ...] = ()


@attrs.frozen
class CheckStatement(_Statement):
    """``check a <= b "…"``; ``word`` is one of the five symbols."""

    left: Linear
    word: Word
    right: Linear
    title: Text | None = None
    clauses: tuple[Clause, ...] = ()


@attrs.frozen
class WaiveStatement(_Statement):
    """``waive online_share primary until … because "…" cite "…"``."""

    indicator: Name
    scope: tuple[Name, ...]
    clauses: tuple[Clause, ...] = ()


@attrs.frozen
class ExampleStatement(_Statement):
    """``example "exactly on the line" on 2025-12-31`` with what is given and what comes out."""

    title: Text
    day: TimeLiteral | None = None
    clauses: tuple[Clause, ...] = ()


Statement: TypeAlias = (
    PlanStatement | UseStatement | DeclarationStatement | DimensionStatement | IndicatorStatement
    | ScaleStatement | TargetStatement | PledgeStatement | WorkStatement | CheckStatement
    | WaiveStatement | ExampleStatement
)  # fmt: skip


@attrs.frozen
class Broken(Placed):
    """A statement that could not be read; using what it seems to declare is no second error.

    :param head: the keyword it begins with, or the one that it nearly is.
    :param declares: what stands where a declared name and its alias would.
    """

    head: str
    declares: tuple[str, ...]


@attrs.frozen
class RuleFile(Placed):
    """A whole file.

    ``leading`` of a statement and ``trailing`` of the file hold the lines of comments between
    statements; an empty string stands for one blank line. A file begins without blank lines and
    ends without.

    :param language: which vocabulary most of its keywords are from.
    :param broken: statements left out because they could not be read.
    """

    statements: tuple[Statement, ...]
    trailing: tuple[str, ...] = ()
    language: Language = attrs.field(default="en", eq=False)
    broken: tuple[Broken, ...] = ()
