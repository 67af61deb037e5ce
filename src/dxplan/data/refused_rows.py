"""Whose a row is that could not be read, and what it has figures of, as far as it says so."""

from __future__ import annotations

from typing import Any

from dxplan.data.cell_values import is_missing
from dxplan.data.layouts import Layout, measures_in
from dxplan.data.left_out import LeftOut
from dxplan.data.paired_rows import is_paired, slots_of_pair
from dxplan.data.period_text import serial_day
from dxplan.data.sheet import Row, Sheet
from dxplan.data.tidy_rows import is_tidy, slot_of_text, unit_of
from dxplan.values.periods import Period, day


def refused_row(sheet: Sheet, index: int, row: tuple[Any, ...], layout: Layout) -> LeftOut | None:
    """What a row says that was refused; ``None`` when it names nobody who is known.

    Nothing is noted on the sheet: what is wrong with the row is told already.
    """
    period = _period(sheet, row)
    organisation = _organisation(sheet, row, period)
    if organisation is None:
        return None
    measures = sorted(_measures(sheet, index, row, layout), key=lambda name: name or "")
    return LeftOut(organisation, 1, tuple((period, measure) for measure in measures))


def disagreeing_row(row: Row) -> LeftOut:
    """What a row says that contradicts others."""
    measures = sorted({slot.measure.name for slot, _ in row.numbers})
    return LeftOut(row.organisation, 1, tuple((row.period, measure) for measure in measures))


def _organisation(sheet: Sheet, row: tuple[Any, ...], period: Period | None) -> str | None:
    column, banner = sheet.header.columns.get("organisation"), sheet.given.organisation
    raw = row[column] if column is not None else None if banner is None else banner.text
    found = None if is_missing(raw) else sheet.organisation(raw)
    if isinstance(found, str) and period is not None and sheet.ids.identities is not None:
        found = sheet.ids.reporting(found, period)
    return found if isinstance(found, str) else None


def _period(sheet: Sheet, row: tuple[Any, ...]) -> Period | None:
    column = sheet.header.columns.get("period")
    if column is None:
        return sheet.given.period
    raw = row[column]
    if is_missing(raw):
        return None
    on, found = serial_day(raw), sheet.period(raw)
    return day(on) if found is None and on is not None else found


def _measures(sheet: Sheet, index: int, row: tuple[Any, ...], layout: Layout) -> set[str | None]:
    names = sheet.columns.names
    found: set[str | None] = {names[column] for column in names if not is_missing(row[column])}
    if is_tidy(sheet) or is_paired(sheet):
        found |= _named(sheet, index, row, layout)
    return found


def _named(sheet: Sheet, index: int, row: tuple[Any, ...], layout: Layout) -> set[str | None]:
    """The measures of a row that names them itself, where it has a number."""
    header, paired = sheet.header.columns, is_paired(sheet)
    roles = ("numerator", "denominator") if paired else ("value",)
    text = row[header["measure"]]
    if all(is_missing(row[header[role]]) for role in roles):
        return set()
    if is_missing(text):
        return {None}
    look = slots_of_pair if paired else slot_of_text
    found = look(sheet, index, str(text), unit_of(sheet, row), layout)
    return measures_in(found, lambda column: not is_missing(row[column]))
