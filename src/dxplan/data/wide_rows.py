"""The numbers of a row that has a column for every measure."""

from __future__ import annotations

from typing import Any

from dxplan.data.cell_values import Exact, is_missing, measure_value
from dxplan.data.faults import Fault
from dxplan.data.layouts import Layout, Slot
from dxplan.data.reported import read_reported
from dxplan.data.sheet import Reported, Sheet


def wide_numbers(
    sheet: Sheet, index: int, row: tuple[Any, ...], layout: Layout
) -> list[tuple[Slot, Exact]]:
    """The numbers of a row; what is wrong with the others is noted on the sheet."""
    numbers: list[tuple[Slot, Exact]] = []
    for slot in layout.slots:
        raw = row[slot.column]
        if raw is None or raw == "":
            continue
        value = number_at(sheet, index, slot, raw)
        if value is not None:
            numbers.append((slot, value))
    return numbers


def number_at(sheet: Sheet, index: int, slot: Slot, raw: object) -> Exact | None:
    """The number in a cell; ``None`` when it is missing or wrong, which is noted on the sheet."""
    if is_missing(raw):
        return None
    value = measure_value(slot.measure, raw, lambda: sheet.decimal_mark(slot.column))
    if isinstance(value, Fault):
        sheet.report(index, slot.column, value)
        return None
    return value


def wide_reported(sheet: Sheet, index: int, row: tuple[Any, ...], layout: Layout) -> list[Reported]:
    """The reported percentages of a row."""
    found = [read_reported(sheet, index, slot, row[slot.column]) for slot in layout.reported]
    return [each for each in found if each is not None]


def note_what_does_not_fit(sheet: Sheet, index: int, row: tuple[Any, ...], layout: Layout) -> None:
    """Notes cells whose column and row do not go together.

    Where the row contradicts the heading, the row is wrong. Where the measure is merely not broken
    down like that, the column is, and one problem tells of all its cells.
    """
    for column, fault in layout.clashes:
        if not is_missing(row[column]):
            sheet.report(index, column, fault)
    for column, fault in layout.misfits:
        if not is_missing(row[column]):
            first, reason, count = sheet.misfits.get(column, (index, fault, 0))
            sheet.misfits[column] = (first, reason, count + 1)
