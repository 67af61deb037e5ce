"""What organisations reported, after reading: cells with a place, a register, events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import attrs

from dxplan.data.problems import Problem
from dxplan.shown import Shown
from dxplan.values.periods import Period

if TYPE_CHECKING:
    from dxplan.data.left_out import LeftOut


@attrs.frozen(repr=False)
class Place(Shown):
    """Where a value was read: file, sheet of a workbook, and cell (``C7``)."""

    file: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        inner = "!".join(part for part in (self.sheet, self.cell) if part)
        return ":".join(part for part in (self.file, inner) if part)


Written: TypeAlias = tuple[str, str, str, int]
"""The parts of a place: file, sheet, letters of the column, row."""


@attrs.frozen(repr=False)
class Cell(Shown):
    """One number that one organisation reported for one period.

    :param members: member of each dimension that the row or column names; a measure's dimension
        that is not named here is not broken down in this cell.
    :param value: exact; a flag is 1 (yes) or 0 (no).
    :param place: where it was read, or the parts of that.
    """

    organisation: str
    period: Period
    measure: str
    value: Fraction
    members: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    # A province has hundreds of thousands of cells, and asks for the places of a few.
    _place: Place | Written = attrs.field(factory=Place, eq=False)

    @property
    def place(self) -> Place:
        """Where it was read."""
        if isinstance(self._place, Place):
            return self._place
        file, sheet, letters, row = self._place
        return Place(file, sheet, f"{letters}{row}")


@attrs.frozen(repr=False)
class ReportedValue(Shown):
    """A percentage that an organisation reported beside its counts, to be held against them.

    :param value: as written, 87.5 for 87,5%.
    :param places: decimal places it was written with, which is how exactly it can agree.
    """

    organisation: str
    period: Period
    indicator: str
    value: Fraction
    places: int = 0
    members: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    place: Place = attrs.field(factory=Place, eq=False)


@attrs.frozen(repr=False)
class Stay(Shown):
    """Where an organisation was during some days.

    :param since: first day, ``None`` for no beginning; ``until``: last day.
    :param parents: its place in every grouping column of the register.
    :param known: denominators known from the register.
    """

    since: date | None = None
    until: date | None = None
    parents: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    known: Mapping[tuple[str, tuple[tuple[str, str], ...]], Fraction] = attrs.field(
        factory=dict, hash=False
    )


@attrs.frozen(repr=False)
class Formation(Shown):
    """That an organisation came about, or became another one, on a day.

    :param parts: ids of those whose whole it is from then on, its own among them when it went on;
        empty when that cannot be told, as of one of the halves of a school.
    """

    on: date
    parts: tuple[str, ...] = ()


@attrs.frozen(repr=False)
class Organisation(Shown):
    """An organisation of the register, which should report.

    :param parents: its place in every grouping column of the register: district -> "Quy Nhơn";
        of several stays, in the last.
    :param members: for each dimension named by a register column, the members it carries
        (a school may have several levels).
    :param known: denominators known from the register, by (measure, sorted scope members).
    :param since: first day on which it exists; ``until``: last day.
    :param stays: where it was when, in order; empty when its place is told once for all days.
        After it became a part of another one they go on with the places of that.
    :param formed: what it was made of, in order, as the crosswalk says.
    :param into: ids of those that it became, or became a part of, the day after ``until``.
    """

    id: str
    title: str = ""
    parents: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    members: Mapping[str, frozenset[str]] = attrs.field(factory=dict, hash=False)
    known: Mapping[tuple[str, tuple[tuple[str, str], ...]], Fraction] = attrs.field(
        factory=dict, hash=False
    )
    since: date | None = None
    until: date | None = None
    place: Place = attrs.field(factory=Place, eq=False)
    stays: tuple[Stay, ...] = ()
    formed: tuple[Formation, ...] = ()
    into: tuple[str, ...] = ()


@attrs.frozen(repr=False)
class Event(Shown):
    """Something that happened: a task done, a duty fulfilled, a fact that began or ended to hold.

    :param rule: name of the task, duty or fact.
    :param period: which occurrence of a duty it fulfils, when the list says so.
    :param unit: who did it, when the list says so.
    :param holds: for a fact, whether it holds from that day on; for work, whether it was done.
    """

    rule: str
    on: date
    period: Period | None = None
    unit: str | None = None
    holds: bool = True
    place: Place = attrs.field(factory=Place, eq=False)


@attrs.frozen(repr=False)
class Observations(Shown):
    """All that was read, and all that was wrong with it.

    :param organisations: the register by id; ``None`` when none was given.
    :param events: the event list; ``None`` when none was given (then nothing is known of work).
    :param rows_left_out: how many rows did not enter any sum because of a problem.
    :param left_out: whose these rows are, as far as they say, and what they have figures of.
    """

    cells: tuple[Cell, ...] = ()
    reported_values: tuple[ReportedValue, ...] = ()
    organisations: Mapping[str, Organisation] | None = None
    events: tuple[Event, ...] | None = None
    problems: tuple[Problem, ...] = ()
    rows_left_out: int = 0
    left_out: tuple[LeftOut, ...] = ()
