"""Nodes of examples: what organisations report, what happens, and what comes out."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from dxplan.source import Placed
from dxplan.syntax.nodes.leaves import Name, Number, Text, TimeLiteral
from dxplan.syntax.nodes.rules import Time

Expected = Literal[
    "met", "missed", "undetermined", "on_track", "behind", "not_due",
    "no_data", "conflict", "not_applicable", "unset", "waived", "done", "not_done_in_time",
]  # fmt: skip
"""What may come out: a verdict, or one in the words for work; each is a row of the table."""

MOST_SCHOOLS = 1000
"""As many as an example may speak of; it is read by people."""
MOST_ANSWERS = 20_000
"""As many numbers as all of them may give."""


@attrs.frozen
class GroupOf(Placed):
    """``in district "Quy Nhơn"``: a group of a register column, or one school.

    :param by: an administrative level, or the heading of another column.
    """

    by: Literal["province", "district", "commune", "school"] | Text
    name: Text


@attrs.frozen
class Schools(Placed):
    """``8 schools of primary in district "Quy Nhơn"``, or ``school "A"``: who a given is about.

    :param name: of a single one; then ``count`` is 1.
    """

    count: int
    name: Text | None = None
    members: tuple[Name, ...] = ()
    groups: tuple[GroupOf, ...] = ()


@attrs.frozen
class Figure(Placed):
    """``lessons_online primary 5``: a number, or a percentage, as it is reported."""

    name: Name
    scope: tuple[Name, ...]
    value: Number


@attrs.frozen
class Answer(Placed):
    """``has_website yes``: a flag, or whether a fact holds."""

    name: Name
    scope: tuple[Name, ...]
    yes: bool


@attrs.frozen
class Done(Placed):
    """``quarterly_report of 2024-Q1 done by so_gddt``.

    :param of: which time of a duty it was done for.
    """

    name: Name
    of: TimeLiteral | None = None
    units: tuple[Name, ...] = ()


GivenItem: TypeAlias = Figure | Answer | Done


@attrs.frozen
class GivenTime(Placed):
    """``in 2025``, ``on 2025-12-31``, ``from 2024-09 to 2024-12``."""

    first: TimeLiteral
    last: TimeLiteral | None = None


@attrs.frozen
class GivenClause(Placed):
    """``given …``; without items, schools that should report and do not."""

    schools: Schools | None
    items: tuple[GivenItem, ...]
    time: GivenTime | None = None


@attrs.frozen
class ExpectClause(Placed):
    """``expect online_share primary by 2025 met``.

    :param subject: a rule as it is written, or its exact id.
    :param band: the level of a scale.
    """

    subject: tuple[Name, ...] | Text
    time: Time | None = None
    group: GroupOf | None = None
    outcome: Expected | None = None
    band: Name | None = None
    lead: tuple[Name, ...] = ()
    cooperating: tuple[Name, ...] = ()
