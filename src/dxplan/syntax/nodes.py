"""The syntax tree: one frozen class a construct, as written and not yet resolved.

Spans say where a node stands and take no part in equality, so a tree that was printed and parsed
again equals the first one. Which word was written for a comparator is kept
(:attr:`Comparison.word`); which language it was written in is not.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from dxplan.messages import Language
from dxplan.source import Span


@attrs.frozen
class _Placed:
    """Whatever stands somewhere."""

    span: Span | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)


@attrs.frozen
class Name(_Placed):
    """A name, perhaps dotted."""

    text: str


@attrs.frozen
class Text(_Placed):
    """A quoted text, without its quotes."""

    value: str


@attrs.frozen
class Declared:
    """What a declaration declares: ``name | alias "title"``."""

    name: Name
    alias: Name | None = None
    title: Text | None = None


@attrs.frozen
class Number(_Placed):
    """A number, never negative, perhaps with a percent sign; ``value`` is as written (5 for 5%)."""

    value: Fraction
    percent: bool = False


LiteralKind = Literal["year", "quarter", "month", "day", "school_year", "semester"]


@attrs.frozen
class TimeLiteral(_Placed):
    """A closed interval of days as written.

    ``parts`` by kind: year (y,) · quarter (y, q) · month (y, m) · day (y, m, d) · school_year
    (first,) · semester (first, n). They are known to exist in the calendar (2025-13 never becomes
    a literal).
    """

    kind: LiteralKind
    parts: tuple[int, ...]


# --- time and thresholds --------------------------------------------------------------------------


@attrs.frozen
class Time(_Placed):
    """When a rule is judged.

    ``by``, ``before``, ``in`` have ``literal``; ``from`` has ``literal`` and perhaps ``until``;
    ``every`` has ``step``.
    """

    kind: Literal["by", "before", "in", "from", "every"]
    literal: TimeLiteral | None = None
    until: TimeLiteral | None = None
    step: Literal["year", "quarter", "month"] | None = None


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
class Comparison(_Placed):
    """``>= 5%``, ``trên 50%``, ``50% or more``, ``>= parent`` (then ``value`` is ``None``)."""

    word: Word
    value: Number | None


@attrs.frozen
class Range(_Placed):
    """``2% .. 5%``, both ends included."""

    low: Number
    high: Number


@attrs.frozen
class Carried(_Placed):
    """A bare value that takes its comparator from the part of the list before it."""

    value: Number


Threshold: TypeAlias = Comparison | Range | Carried


@attrs.frozen
class Arm(_Placed):
    """One part of a target's list; a part without threshold only names a scope."""

    scope: tuple[Name, ...]
    threshold: Threshold | None
    time: Time | None = None


# --- conditions and expressions -------------------------------------------------------------------


@attrs.frozen
class Holding(_Placed):
    """A fact or flag that must hold."""

    name: Name


@attrs.frozen
class Comparing(_Placed):
    """A measure held against a number, for one organisation."""

    name: Name
    word: Word
    value: Number


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
class Term(_Placed):
    """``3 * x`` (factor 3), ``x`` (1), ``- x`` (-1), or a number (``name`` is ``None``)."""

    factor: Fraction
    name: Name | None


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
class NamesClause(_Placed):
    """A keyword with names behind it."""

    kind: Literal["lead", "with", "except", "done_by", "sent_to", "by_dimension", "reported_by"]
    names: tuple[Name, ...]


@attrs.frozen
class TextClause(_Placed):
    """A keyword with a text behind it."""

    kind: Literal["cite", "assume", "note", "also", "measured_in", "because", "territory"]
    text: Text


@attrs.frozen
class NameClause(_Placed):
    """A keyword with one name behind it."""

    kind: Literal["parent", "calendar"]
    name: Name


@attrs.frozen
class MarkClause(_Placed):
    """A keyword alone."""

    kind: Literal["flow", "stock", "amount"]


@attrs.frozen
class WhenClause(_Placed):
    """``when …``."""

    condition: Condition


@attrs.frozen
class BaselineClause(_Placed):
    """``baseline 2% in 2021``: where the straight line to the threshold begins."""

    value: Number
    at: TimeLiteral


@attrs.frozen
class DocumentClause(_Placed):
    """``document "95/KH-UBND" of "UBND tỉnh Bình Định" on 2022-07-07``; a draft has no number."""

    number: Text | None
    issuer: Text
    issued: TimeLiteral | None
    draft: bool = False


@attrs.frozen
class PeriodClause(_Placed):
    """``period 2022 to 2025``."""

    first: TimeLiteral
    last: TimeLiteral | None = None


AdminLevel = Literal["nation", "province", "district", "commune", "school"]


@attrs.frozen
class LevelClause(_Placed):
    """``at district``."""

    level: AdminLevel


@attrs.frozen
class EndsClause(_Placed):
    """``until 2025-06-30 then so_gddt``."""

    last: TimeLiteral
    successors: tuple[Name, ...] = ()


@attrs.frozen
class BeginsClause(_Placed):
    """``from 2024`` of a unit or a task."""

    first: TimeLiteral


@attrs.frozen
class HoldsClause(_Placed):
    """``from 2023-06-01 to 2025`` of a fact."""

    first: TimeLiteral
    last: TimeLiteral | None = None


@attrs.frozen
class TimeClause(_Placed):
    """The time of a task or duty, except ``from``, which is a :class:`BeginsClause`."""

    time: Time


@attrs.frozen
class DayClause(_Placed):
    """``before day 20 of its last month`` (no month), ``before day 15 of month 6``, ``by day 5``.

    :param inclusive: whether the day itself is still in time (``by``).
    """

    inclusive: bool
    day: int
    last_month: bool = False
    month: int | None = None


@attrs.frozen
class UntilClause(_Placed):
    """``until 2024-12-31`` of a waiver."""

    last: TimeLiteral


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


@attrs.frozen
class _Statement(_Placed):
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
class MemberNode(_Placed):
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
class TargetStatement(_Statement):
    """``online_share primary >= 5%, secondary >= 10% by 2025``."""

    indicator: Name
    arms: tuple[Arm, ...]
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


Statement: TypeAlias = (
    PlanStatement | UseStatement | DeclarationStatement | DimensionStatement | IndicatorStatement
    | TargetStatement | WorkStatement | CheckStatement | WaiveStatement
)  # fmt: skip


@attrs.frozen
class Broken(_Placed):
    """A statement that could not be read; using what it seems to declare is no second error.

    :param head: the keyword it begins with, or the one that it nearly is.
    :param declares: what stands where a declared name and its alias would.
    """

    head: str
    declares: tuple[str, ...]


@attrs.frozen
class RuleFile(_Placed):
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
