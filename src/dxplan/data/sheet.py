"""A data sheet while it is read, and the rows of exact numbers that come out of it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from dxplan.data.addresses import column_letters, problem
from dxplan.data.cell_values import Exact
from dxplan.data.columns import Columns
from dxplan.data.faults import Fault
from dxplan.data.header import Header
from dxplan.data.id_forms import id_fault, is_of_citizen
from dxplan.data.layouts import Layout, ReportedSlot, Slot, layout
from dxplan.data.lexicon import Lexicon
from dxplan.data.merged_cells import SharedNumbers
from dxplan.data.number_text import proven_decimal_mark
from dxplan.data.observations import Place
from dxplan.data.organisation_ids import OrganisationIds
from dxplan.data.period_text import read_period
from dxplan.data.problems import Problem
from dxplan.data.surroundings import Given
from dxplan.data.tables import Table
from dxplan.data.wording import shown
from dxplan.shown import Shown
from dxplan.values.periods import Period

if TYPE_CHECKING:
    from dxplan.data.left_out import LeftOut


@attrs.frozen(eq=False, repr=False)
class Reported(Shown):
    """A reported percentage of a row; ``signed`` when it is written with ``%``."""

    slot: ReportedSlot
    value: Fraction
    places: int
    signed: bool


@attrs.frozen(eq=False, repr=False)
class Row(Shown):
    """What one row says: numbers of one organisation in one period.

    :param number: the row as the spreadsheet counts it.
    :param key: the letters of the column that names the organisation, if one does.
    :param code: what the row calls the organisation.
    """

    organisation: str
    period: Period
    file: str
    sheet: str
    number: int
    numbers: list[tuple[Slot, Exact]]
    reported: list[Reported]
    key: str | None = None
    code: str = ""

    def place(self, letters: str) -> Place:
        """The place of one of its cells."""
        return Place(self.file, self.sheet, f"{letters}{self.number}")


@attrs.define(repr=False)
class Sheet(Shown):
    """A sheet while it is read: what its columns mean, and what was found so far.

    What a text means is worked out once a sheet.

    :param left_out: rows that enter no sum because of a problem in them; ``refused`` are those of
        them that say whose they are.
    :param misfits: for columns whose measure is not broken down as some rows are: the first such
        row, the reason, and how many cells were not read.
    :param tidy_slots: where the values of measures named by rows belong, by text, unit and
        layout.
    :param paired_slots: the same where rows name an indicator and have its two sums.
    :param totals: labels, and whether they mark a total row.
    :param given: what holds for all rows and stands outside the columns.
    :param shared: numbers that are merged over several cells.
    :param notices: what was made of the sheet and keeps no row out.
    :param passed: rows that are no data: blank ones, headings of groups, what stands below.
    :param marks: rows that add others up, and headings of groups, with their column of numbers or
        label; ``None`` for a heading without numbers.
    :param unlabelled: rows with numbers that name no organisation and may be totals.
    :param below: whether the footer has begun.
    :param of_persons: whether a row turned out to be about a person.
    """

    table: Table
    header: Header
    columns: Columns
    words: Lexicon
    ids: OrganisationIds
    rows: list[Row] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)
    left_out: int = 0
    refused: list[LeftOut] = attrs.field(factory=list)
    misfits: dict[int, tuple[int, Fault, int]] = attrs.field(factory=dict)
    tidy_slots: dict[tuple[str, str, int], Slot | ReportedSlot | Fault] = attrs.field(factory=dict)
    paired_slots: dict[tuple[str, str, int], tuple[Slot, ...] | Fault] = attrs.field(factory=dict)
    totals: dict[str, bool] = attrs.field(factory=dict)
    given: Given = attrs.field(factory=Given)
    shared: SharedNumbers = attrs.field(factory=dict)
    notices: list[Problem] = attrs.field(factory=list)
    passed: set[int] = attrs.field(factory=set)
    marks: dict[int, int | None] = attrs.field(factory=dict)
    unlabelled: list[int] = attrs.field(factory=list)
    below: bool = False
    of_persons: bool = False
    _keys: tuple[int, ...] = attrs.field(init=False)
    _noted: set[tuple[str, object]] = attrs.field(factory=set)
    _organisations: dict[str, str | Fault] = attrs.field(factory=dict)
    _periods: dict[str, Period | None] = attrs.field(factory=dict)
    _layouts: dict[tuple[str, ...], Layout] = attrs.field(factory=dict)
    _decimal_marks: dict[int, str | None] = attrs.field(factory=dict)

    def report(self, row: int, column: int, fault: Fault) -> None:
        """Notes what is wrong with a cell."""
        self.problems.append(problem(self.table, row, column, fault.code, **fault.params))

    def report_total(self, row: int, column: int, raw: object) -> None:
        """Notes that a row is a total."""
        self.notices.append(
            problem(self.table, row, column, "total-row", text=shown("" if raw is None else raw))
        )

    def note_once(self, row: int | None, column: int, about: object, fault: Fault) -> None:
        """Notes what was made of a value, once a sheet.

        :param row: ``None`` for what the name of the sheet says.
        """
        if (fault.code, about) not in self._noted:
            self._noted.add((fault.code, about))
            where = self.table.file, self.table.sheet
            told = (
                Problem(fault.code, *where, "", fault.params)
                if row is None
                else problem(self.table, row, column, fault.code, **fault.params)
            )
            self.notices.append(told)

    @property
    def keys(self) -> tuple[int, ...]:
        """The columns of organisation and period, as far as there are any."""
        return self._keys

    @_keys.default
    def _find_keys(self) -> tuple[int, ...]:
        columns = self.header.columns
        return tuple(columns[role] for role in ("organisation", "period") if role in columns)

    def number_columns(self) -> tuple[int, ...]:
        """The columns that hold numbers."""
        roles = ("value", "numerator", "denominator")
        of_rows = (self.header.columns[role] for role in roles if role in self.header.columns)
        of_headings = (*self.columns.measures, *self.columns.indicators, *self.columns.totals)
        return (*of_headings, *of_rows)

    def letters(self, column: int) -> str:
        """The letters of a column."""
        return column_letters(self.table.first_column - 1 + column)

    def decimal_mark(self, column: int) -> str | None:
        """The decimal mark that the texts of a column prove."""
        if column not in self._decimal_marks:
            below = self.table.rows[self.header.row + 1 :]
            texts = (row[column] for row in below if column < len(row))
            self._decimal_marks[column] = proven_decimal_mark(texts)
        return self._decimal_marks[column]

    def organisation(self, raw: Any) -> str | Fault:
        """The organisation that a cell names."""
        if not isinstance(raw, str):
            return self._identified(raw)
        if raw not in self._organisations:
            self._organisations[raw] = self._identified(raw)
        return self._organisations[raw]

    def _identified(self, raw: Any) -> str | Fault:
        found = self.ids.identify(raw)
        if isinstance(found, str) and self.ids.register is not None:
            return found
        self.of_persons |= is_of_citizen(raw)
        return id_fault(raw) or found

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
            self._layouts[texts] = self.layout_of(named)
        return self._layouts[texts]

    def layout_of(self, named: Mapping[str, str]) -> Layout:
        """Where the numbers of rows belong that say some texts in the columns of dimensions."""
        first = self.table.first_column - 1
        return layout(self.words, self.columns, named, first, self.given.members)

    @property
    def plain_layout(self) -> Layout:
        """Where the numbers of rows belong that say nothing in the columns of dimensions."""
        if () not in self._layouts:
            self._layouts[()] = self.layout_of({})
        return self._layouts[()]
