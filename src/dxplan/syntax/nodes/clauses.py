"""Nodes of the clauses that follow a statement's head."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from dxplan.source import Placed
from dxplan.syntax.nodes.examples import ExpectClause, GivenClause
from dxplan.syntax.nodes.expressions import Condition
from dxplan.syntax.nodes.leaves import Name, Number, Text, TimeLiteral
from dxplan.syntax.nodes.rules import Time
from dxplan.syntax.nodes.scales import BandClause, GateClause, GroupClause, JudgedClause
from dxplan.values.admin_levels import AdminLevel
from dxplan.values.durations import Duration


@attrs.frozen
class NamesClause(Placed):
    """A keyword with names behind it."""

    kind: Literal["lead", "with", "except", "done_by", "sent_to", "by_dimension", "reported_by"]
    names: tuple[Name, ...]


@attrs.frozen
class TextClause(Placed):
    """A keyword with a text behind it."""

    kind: Literal[
        "cite", "assume", "note", "also", "measured_in", "because", "territory", "incomplete",
    ]  # fmt: skip
    text: Text


@attrs.frozen
class NameClause(Placed):
    """A keyword with one name behind it."""

    kind: Literal["parent", "calendar"]
    name: Name


@attrs.frozen
class MarkClause(Placed):
    """A keyword alone."""

    kind: Literal["flow", "stock", "amount", "rank"]


@attrs.frozen
class WhenClause(Placed):
    """``when …``."""

    condition: Condition


@attrs.frozen
class BaselineClause(Placed):
    """``baseline 2% in 2021``: where the straight line to the threshold begins."""

    value: Number
    at: TimeLiteral


@attrs.frozen
class DocumentClause(Placed):
    """``document "95/KH-UBND" of "UBND tỉnh Bình Định" on 2022-07-07``; a draft has no number."""

    number: Text | None
    issuer: Text
    issued: TimeLiteral | None
    draft: bool = False


@attrs.frozen
class PeriodClause(Placed):
    """``period 2022 to 2025``."""

    first: TimeLiteral
    last: TimeLiteral | None = None


@attrs.frozen
class LevelClause(Placed):
    """``at district``."""

    level: AdminLevel


@attrs.frozen
class EndsClause(Placed):
    """``until 2025-06-30 then so_gddt``."""

    last: TimeLiteral
    successors: tuple[Name, ...] = ()


@attrs.frozen
class BeginsClause(Placed):
    """``from 2024`` of a unit or a task."""

    first: TimeLiteral


@attrs.frozen
class HoldsClause(Placed):
    """``from 2023-06-01 to 2025`` of a fact."""

    first: TimeLiteral
    last: TimeLiteral | None = None


@attrs.frozen
class TimeClause(Placed):
    """The time of a task or duty, except ``from``, which is a :class:`BeginsClause`."""

    time: Time


@attrs.frozen
class DayClause(Placed):
    """``before day 20 of its last month`` (no month), ``before day 15 of month 6``, ``by day 5``.

    :param inclusive: whether the day itself is still in time (``by``).
    """

    inclusive: bool
    day: int
    last_month: bool = False
    month: int | None = None


@attrs.frozen
class WithinClause(Placed):
    """``within 5 working days of received``, ``… of the deadline of other``, ``… of its end``.

    :param origin: what the days are counted from: something that happened, another deadline, or
        the end of the step of a duty (then without ``name``).
    """

    duration: Duration
    origin: Literal["event", "deadline", "end"]
    name: Name | None = None


@attrs.frozen
class UntilClause(Placed):
    """``until 2024-12-31`` of a waiver."""

    last: TimeLiteral


Clause: TypeAlias = (
    NamesClause | TextClause | NameClause | MarkClause | WhenClause | BaselineClause
    | DocumentClause | PeriodClause | LevelClause | EndsClause | BeginsClause | HoldsClause
    | TimeClause | DayClause | WithinClause | UntilClause
    | GroupClause | BandClause | GateClause | JudgedClause | GivenClause | ExpectClause
)  # fmt: skip
