"""The syntax tree: one frozen class a construct, as written and not yet resolved.

Spans say where a node stands and take no part in equality, so a tree that was printed and parsed
again equals the first one. Which word was written for a comparator is kept
(:attr:`Comparison.word`); which language it was written in is not.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, TypeAlias

import attrs

from dxplan.messages import Language
from dxplan.source import Span


def _place() -> Any:
    return attrs.field(default=None, eq=False, repr=False, kw_only=True)


@attrs.frozen
class Name:
    """A name, perhaps dotted."""

    text: str
    span: Span | None = _place()


@attrs.frozen
class Text:
    """A quoted text, without its quotes."""

    value: str
    span: Span | None = _place()


@attrs.frozen
class Declared:
    """What a declaration declares: ``name | alias "title"``."""

    name: Name
    alias: Name | None = None
    title: Text | None = None


@attrs.frozen
class Number:
    """A number, never negative, perhaps with a percent sign; ``value`` is as written (5 for 5%)."""

    value: Fraction
    percent: bool = False
    span: Span | None = _place()


LiteralKind = Literal["year", "quarter", "month", "day", "school_year", "semester"]


@attrs.frozen
class TimeLiteral:
    """A closed interval of days as written.

    ``parts`` by kind: year (y,) · quarter (y, q) · month (y, m) · day (y, m, d) · school_year
    (first,) · semester (first, n). They are known to exist in the calendar (2025-13 never becomes
    a literal).
    """

    kind: LiteralKind
    parts: tuple[int, ...]
    span: Span | None = _place()


# --- time and thresholds --------------------------------------------------------------------------


@attrs.frozen
class Time:
    """When a rule is judged.

    ``by``, ``before``, ``in`` have ``literal``; ``from`` has ``literal`` and perhaps ``until``;
    ``every`` has ``step``.
    """

    kind: Literal["by", "before", "in", "from", "every"]
    literal: TimeLiteral | None = None
    until: TimeLiteral | None = None
    step: Literal["year", "quarter", "month"] | None = None
    span: Span | None = _place()


Word = Literal[
    "GE", "GT", "LE", "LT", "EQ",
    "REACHES", "AT_LEAST", "REACHES_AT_LEAST", "NO_LESS", "OR_MORE",
    "OVER", "REACHES_OVER", "EXCEEDS", "UNDER", "NO_MORE", "AT_MOST",
]  # fmt: skip
"""A comparator as written: a symbol, or a row of the keyword table."""

Comparator = Literal[">=", ">", "<=", "<", "="]

COMPARATOR_OF: dict[Word, Comparator] = {
    "GE": ">=", "GT": ">", "LE": "<=", "LT": "<", "EQ": "=",
    "REACHES": ">=", "AT_LEAST": ">=", "REACHES_AT_LEAST": ">=", "NO_LESS": ">=", "OR_MORE": ">=",
    "OVER": ">", "REACHES_OVER": ">", "EXCEEDS": ">",
    "UNDER": "<", "NO_MORE": "<=", "AT_MOST": "<=",
}  # fmt: skip


@attrs.frozen
class Comparison:
    """``>= 5%``, ``trên 50%``, ``50% or more``, ``>= parent`` (then ``value`` is ``None``)."""

    word: Word
    value: Number | None
    span: Span | None = _place()


@attrs.frozen
class Range:
    """``2% .. 5%``, both ends included."""

    low: Number
    high: Number
    span: Span | None = _place()


@attrs.frozen
class Carried:
    """A bare value that takes its comparator from the part of the list before it."""

    value: Number
    span: Span | None = _place()


Threshold: TypeAlias = Comparison | Range | Carried


@attrs.frozen
class Arm:
    """One part of a target's list; a part without threshold only names a scope."""

    scope: tuple[Name, ...]
    threshold: Threshold | None
    time: Time | None = None
    span: Span | None = _place()


# --- conditions and expressions -------------------------------------------------------------------


@attrs.frozen
class Holding:
    """A fact or flag that must hold."""

    name: Name
    span: Span | None = _place()


@attrs.frozen
class Comparing:
    """A measure held against a number, for one organisation."""

    name: Name
    word: Word
    value: Number
    span: Span | None = _place()


@attrs.frozen
class Not:
    """``not x``."""

    operand: Condition


@attrs.frozen
class And:
    """``x and y and …``, at least two."""

    operands: tuple[Condition, ...]


@attrs.frozen
class Or:
    """``x or y or …``, at least two."""

    operands: tuple[Condition, ...]


Condition: TypeAlias = Holding | Comparing | Not | And | Or


@attrs.frozen
class Term:
    """``3 * x`` (factor 3), ``x`` (1), ``- x`` (-1), or a number (``name`` is ``None``)."""

    factor: Fraction
    name: Name | None
    span: Span | None = _place()


Linear: TypeAlias = tuple[Term, ...]


@attrs.frozen
class Share:
    """``a / b``: a part of a whole, 0 <= numerator <= denominator."""

    numerator: Linear
    denominator: Linear


@attrs.frozen
class Rate:
    """``a per b``: a quotient whose numerator may exceed its denominator."""

    numerator: Linear
    denominator: Linear


@attrs.frozen
class Count:
    """A sum by itself."""

    total: Linear


@attrs.frozen
class ShareWhere:
    """The share of reporting organisations for which a condition holds."""

    condition: Condition


@attrs.frozen
class CountWhere:
    """The number of reporting organisations for which a condition holds."""

    condition: Condition


@attrs.frozen
class Mean:
    """The mean of a measure over organisations, weighted by another measure if one is named."""

    measure: Name
    weight: Name | None = None


Expression: TypeAlias = Share | Rate | Count | ShareWhere | CountWhere | Mean


# --- clauses --------------------------------------------------------------------------------------


@attrs.frozen
class NamesClause:
    """A keyword with names behind it."""

    kind: Literal["lead", "with", "except", "done_by", "sent_to", "by_dimension", "reported_by"]
    names: tuple[Name, ...]
    span: Span | None = _place()


@attrs.frozen
class TextClause:
    """A keyword with a text behind it."""

    kind: Literal["cite", "assume", "note", "also", "measured_in", "because", "territory"]
    text: Text
    span: Span | None = _place()


@attrs.frozen
class NameClause:
    """A keyword with one name behind it."""

    kind: Literal["parent", "calendar"]
    name: Name
    span: Span | None = _place()


@attrs.frozen
class MarkClause:
    """A keyword alone."""

    kind: Literal["flow", "stock", "amount"]
    span: Span | None = _place()


@attrs.frozen
class WhenClause:
    """``when …``."""

    condition: Condition
    span: Span | None = _place()


@attrs.frozen
class BaselineClause:
    """``baseline 2% in 2021``: where the straight line to the threshold begins."""

    value: Number
    at: TimeLiteral
    span: Span | None = _place()


@attrs.frozen
class DocumentClause:
    """``document "95/KH-UBND" of "UBND tỉnh Bình Định" on 2022-07-07``; a draft has no number."""

    number: Text | None
    issuer: Text
    issued: TimeLiteral | None
    draft: bool = False
    span: Span | None = _place()


@attrs.frozen
class PeriodClause:
    """``period 2022 to 2025``."""

    first: TimeLiteral
    last: TimeLiteral | None = None
    span: Span | None = _place()


AdminLevel = Literal["nation", "province", "district", "commune", "school"]


@attrs.frozen
class LevelClause:
    """``at district``."""

    level: AdminLevel
    span: Span | None = _place()


@attrs.frozen
class EndsClause:
    """``until 2025-06-30 then so_gddt``."""

    last: TimeLiteral
    successors: tuple[Name, ...] = ()
    span: Span | None = _place()


@attrs.frozen
class BeginsClause:
    """``from 2024`` of a unit or a task."""

    first: TimeLiteral
    span: Span | None = _place()


@attrs.frozen
class HoldsClause:
    """``from 2023-06-01 to 2025`` of a fact."""

    first: TimeLiteral
    last: TimeLiteral | None = None
    span: Span | None = _place()


@attrs.frozen
class TimeClause:
    """The time of a task or duty, except ``from``, which is a :class:`BeginsClause`."""

    time: Time
    span: Span | None = _place()


@attrs.frozen
class DayClause:
    """``before day 20 of its last month`` (no month), ``before day 15 of month 6``, ``by day 5``.

    :param inclusive: whether the day itself is still in time (``by``).
    """

    inclusive: bool
    day: int
    last_month: bool = False
    month: int | None = None
    span: Span | None = _place()


@attrs.frozen
class UntilClause:
    """``until 2024-12-31`` of a waiver."""

    last: TimeLiteral
    span: Span | None = _place()


Clause: TypeAlias = (
    NamesClause | TextClause | NameClause | MarkClause | WhenClause | BaselineClause
    | DocumentClause | PeriodClause | LevelClause | EndsClause | BeginsClause | HoldsClause
    | TimeClause | DayClause | UntilClause
)  # fmt: skip


# --- statements -----------------------------------------------------------------------------------


@attrs.frozen
class Comment:
    """A comment inside a statement.

    Its place is counted in pieces: piece 0 is the head (for a target with its first part), then
    come a target's further parts or a dimension's members, then the clauses.

    :param text: with its ``#``.
    :param own_line: whether it stands alone, before the piece, or behind the piece on its line.
    """

    piece: int
    own_line: bool
    text: str


def _leading() -> tuple[str, ...]:
    return attrs.field(default=(), kw_only=True)


def _comments() -> tuple[Comment, ...]:
    return attrs.field(default=(), kw_only=True)


@attrs.frozen
class PlanStatement:
    """``plan``: which document these rules are."""

    name: Name
    title: Text | None
    clauses: tuple[Clause, ...] = ()
    leading: tuple[str, ...] = _leading()
    comments: tuple[Comment, ...] = _comments()
    span: Span | None = _place()


@attrs.frozen
class UseStatement:
    """``use education``."""

    name: Name
    leading: tuple[str, ...] = _leading()
    comments: tuple[Comment, ...] = _comments()
    span: Span | None = _place()


@attrs.frozen
class DeclarationStatement:
    """``unit``, ``measure``, ``flag``, ``fact``: a declared name with clauses."""

    kind: Literal["unit", "measure", "flag", "fact"]
    declared: Declared
    clauses: tuple[Clause, ...] = ()
    leading: tuple[str, ...] = _leading()
    comments: tuple[Comment, ...] = _comments()
    span: Span | None = _place()


@attrs.frozen
class MemberNode:
    """A member of a dimension with its parts."""

    declared: Declared
    also: tuple[Text, ...] = ()
    members: tuple[MemberNode, ...] = ()
    span: Span | None = _place()


@attrs.frozen
class DimensionStatement:
    """``dimension level { … }``."""

    declared: Declared
    of_organisations: bool
    members: tuple[MemberNode, ...]
    leading: tuple[str, ...] = _leading()
    comments: tuple[Comment, ...] = _comments()
    span: Span | None = _place()


@attrs.frozen
class IndicatorStatement:
    """``indicator online_share "…" = lessons_online / lessons_total``."""

    declared: Declared
    expression: Expression
    clauses: tuple[Clause, ...] = ()
    leading: tuple[str, ...] = _leading()
    comments: tuple[Comment, ...] = _comments()
    span: Span | None = _place()


@attrs.frozen
class TargetStatement:
    """``online_share primary >= 5%, secondary >= 10% by 2025``."""

    indicator: Name
    arms: tuple[Arm, ...]
    clauses: tuple[Clause, ...] = ()
    leading: tuple[str, ...] = _leading()
    comments: tuple[Comment, ...] = _comments()
    span: Span | None = _place()


@attrs.frozen
class WorkStatement:
    """``task`` (once) or ``duty`` (again and again)."""

    kind: Literal["task", "duty"]
    declared: Declared
    clauses: tuple[Clause, ...] = ()
    leading: tuple[str, ...] = _leading()
    comments: tuple[Comment, ...] = _comments()
    span: Span | None = _place()


@attrs.frozen
class CheckStatement:
    """``check a <= b "…"``; ``word`` is one of the five symbols."""

    left: Linear
    word: Word
    right: Linear
    title: Text | None = None
    clauses: tuple[Clause, ...] = ()
    leading: tuple[str, ...] = _leading()
    comments: tuple[Comment, ...] = _comments()
    span: Span | None = _place()


@attrs.frozen
class WaiveStatement:
    """``waive online_share primary until … because "…" cite "…"``."""

    indicator: Name
    scope: tuple[Name, ...]
    clauses: tuple[Clause, ...] = ()
    leading: tuple[str, ...] = _leading()
    comments: tuple[Comment, ...] = _comments()
    span: Span | None = _place()


Statement: TypeAlias = (
    PlanStatement | UseStatement | DeclarationStatement | DimensionStatement | IndicatorStatement
    | TargetStatement | WorkStatement | CheckStatement | WaiveStatement
)  # fmt: skip


@attrs.frozen
class Broken:
    """A statement that could not be read; using what it seems to declare is no second error.

    :param head: the keyword it begins with, or the one that it nearly is.
    :param declares: what stands where a declared name and its alias would.
    """

    head: str
    declares: tuple[str, ...]
    span: Span | None = _place()


@attrs.frozen
class RuleFile:
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
    span: Span | None = _place()
