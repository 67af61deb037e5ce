"""The numbers that a register knows of organisations, and its rows that add others up."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from dxplan.data.cell_values import is_missing
from dxplan.data.faults import Fault
from dxplan.data.layouts import SeriesKey
from dxplan.data.sheet import Sheet
from dxplan.data.totals import heads_a_group, is_total
from dxplan.data.wide_rows import undivided_numbers, wide_numbers
from dxplan.data.wording import shown


def known_numbers(sheet: Sheet, index: int, row: tuple[Any, ...]) -> dict[SeriesKey, Fraction]:
    """The numbers of an organisation; what is wrong with a cell leaves only that cell out."""
    cells = list(row)
    for column, first in sheet.shared.get(index, {}).items():
        sheet.report(index, column, Fault("merged-number", {"first": first}))
        cells[column] = None
    # What a row says of its organisation, such as several levels, says nothing of its numbers.
    layout = sheet.layout_of({})
    numbers = wide_numbers(sheet, index, tuple(cells), layout)
    numbers += undivided_numbers(sheet, index, tuple(cells), layout)
    return {slot.key: Fraction(value) for slot, value in numbers}


def marks_total(sheet: Sheet, index: int, row: tuple[Any, ...]) -> bool:
    """Whether a label says that a row adds others up, which is noted."""
    said = (c for c in sheet.columns.labels if isinstance(row[c], str))
    column = next((c for c in said if is_total(row[c], sheet.totals)), None)
    if column is None:
        return False
    sheet.marks[index] = column
    sheet.report_total(index, column, row[column])
    return True


def note_row_without_id(sheet: Sheet, index: int, row: tuple[Any, ...]) -> None:
    """Notes what a row is that names no organisation: the heading of a group, a total, a fault."""
    name, ordinal = (sheet.header.columns.get(role) for role in ("name", "ordinal"))
    in_chapters = ordinal is not None and heads_a_group(row[ordinal])
    nameless = name is None or is_missing(row[name])
    if all(is_missing(row[column]) for column in sheet.number_columns()):
        if nameless or in_chapters:
            sheet.passed.add(index)
            sheet.marks[index] = None
        else:
            sheet.report(index, sheet.header.columns["organisation"], Fault("missing-organisation"))
    elif in_chapters and ordinal is not None:
        sheet.marks[index] = ordinal
        sheet.report_total(index, ordinal, shown(row[ordinal]))
    elif nameless:
        sheet.unlabelled.append(index)
    else:
        sheet.report(index, sheet.header.columns["organisation"], Fault("missing-organisation"))
