"""A data sheet while it is read, and the rows of exact numbers that come out of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from dxplan.data.addresses import column_letters, problem
from dxplan.data.cell_values import Exact
from dxplan.data.columns import Columns
from dxplan.data.faults import Fault
from dxplan.data.header import Header
from dxplan.data.layouts import Layout, ReportedSlot, Slot, layout
from dxplan.data.lexicon import Lexicon
from dxplan.data.number_text import proven_decimal_mark
from dxplan.data.observations import Place
from dxplan.data.organisation_ids import OrganisationIds
from dxplan.data.period_text import read_period
from dxplan.data.problems import Problem
from dxplan.data.tables import Table
from dxplan.values.periods import Period


@attrs.frozen(eq=False)
class Reported:
    """A reported percentage of a row; ``signed`` when it is written with ``%``."""

    slot: ReportedSlot
    value: Fraction
    places: int
    signed: bool


@attrs.frozen(eq=False)
class Row:
    """What one row says: numbers of one organisation in one period.

    :param number: the row as the spreadsheet counts it.
    """

    organisation: str
    period: Period
    file: str
    sheet: str
    number: int
    numbers: list[tuple[Slot, Exact]]
    reported: list[Reported]

    def place(self, letters: str) -> Place:
        """The place of one of its cells."""
        return Place(self.file, self.sheet, f"{letters}{self.number}")


@attrs.define
class Sheet:
    """A sheet while it is read: what its columns mean, and what was found so far.

    What a text means is worked out once a sheet.

    :param left_out: rows that enter no sum because of a problem in them.
    :param misfits: for columns whose measure is not broken down as some rows are: the first such
        row, the reason, and how many cells were not read.
    :param tidy_slots: where the values of measures named by rows belong, by text and layout.
    :param totals: labels, and whether they mark a total row.
    """

    table: Table
    header: Header
    columns: Columns
    words: Lexicon
    ids: OrganisationIds
    rows: list[Row] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)
    left_out: int = 0
    misfits: dict[int, tuple[int, Fault, int]] = attrs.field(factory=dict)
    tidy_slots: dict[tuple[str, int], Slot | ReportedSlot | Fault] = attrs.field(factory=dict)
    totals: dict[str, bool] = attrs.field(factory=dict)
    _organisations: dict[str, str | Fault] = attrs.field(factory=dict)
    _periods: dict[str, Period | None] = attrs.field(factory=dict)
    _layouts: dict[tuple[str, ...], Layout] = attrs.field(factory=dict)
    _marks: dict[int, str | None] = attrs.field(factory=dict)

    def report(self, row: int, column: int, fault: Fault) -> None:
        """Notes what is wrong with a cell."""
        self.problems.append(problem(self.table, row, column, fault.code, **fault.params))

    def letters(self, column: int) -> str:
        """The letters of a column."""
        return column_letters(self.table.first_column - 1 + column)

    def decimal_mark(self, column: int) -> str | None:
        """The decimal mark that the texts of a column prove."""
        if column not in self._marks:
            below = self.table.rows[self.header.row + 1 :]
            texts = (row[column] for row in below if column < len(row))
            self._marks[column] = proven_decimal_mark(texts)
        return self._marks[column]

    def organisation(self, raw: Any) -> str | Fault:
        """The organisation that a cell names."""
        if not isinstance(raw, str):
            return self.ids.identify(raw)
        if raw not in self._organisations:
            self._organisations[raw] = self.ids.identify(raw)
        return self._organisations[raw]

    def period(self, raw: Any) -> Period | None:
        """The period that a cell names."""
        calendar = self.words.plan.calendar
        if not isinstance(raw, str):
            return read_period(raw, calendar)
        if raw not in self._periods:
            self._periods[raw] = read_period(raw, calendar)
        return self._periods[raw]

    def dimension_texts(self, row: tuple[Any, ...]) -> tuple[str, ...]:
        """What stands in the dimension columns of a row."""
        raws = (row[column] for column in self.columns.dimensions.values())
        return tuple("" if raw is None else str(raw) for raw in raws)

    def layout(self, row: tuple[Any, ...]) -> Layout:
        """Where the numbers of a row belong."""
        texts = self.dimension_texts(row)
        if texts not in self._layouts:
            named = dict(zip(self.columns.dimensions, texts, strict=True))
            first = self.table.first_column - 1
            self._layouts[texts] = layout(self.words, self.columns, named, first)
        return self._layouts[texts]
