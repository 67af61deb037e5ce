"""The numbers that a register knows of organisations, and its rows that add others up."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

from dxplan.data.cell_values import is_missing
from dxplan.data.faults import Fault
from dxplan.data.footers import is_plain_id
from dxplan.data.layouts import SeriesKey
from dxplan.data.once import Once
from dxplan.data.sheet import Sheet
from dxplan.data.totals import heads_a_group, is_total
from dxplan.data.wide_rows import number_at, undivided_numbers, wide_numbers
from dxplan.data.wording import shown


def known_numbers(
    sheet: Sheet, index: int, row: tuple[Any, ...], once: Once
) -> dict[SeriesKey, Fraction]:
    """The numbers of an organisation; what is wrong with a cell leaves only that cell out."""
    if sheet.shared or sheet.columns.totals:
        return _all_numbers(sheet, index, row)
    found: dict[SeriesKey, Fraction] = {}
    for slot in sheet.plain_layout.slots:
        raw = row[slot.column]
        if raw is not None and raw != "":
            read = partial(number_at, sheet, index, slot, raw)
            value = once.told(sheet, (slot.column, raw), read)
            if value is not None:
                found[slot.key] = value if isinstance(value, Fraction) else Fraction(value)
    return found or once.nothing


def _all_numbers(sheet: Sheet, index: int, row: tuple[Any, ...]) -> dict[SeriesKey, Fraction]:
    """The same where cells are merged, or columns add up others."""
    cells = list(row)
    for column, first in sheet.shared.get(index, {}).items():
        sheet.report(index, column, Fault("merged-number", {"first": first}))
        cells[column] = None
    # What a row says of its organisation, such as several levels, says nothing of its numbers.
    layout = sheet.plain_layout
    numbers = wide_numbers(sheet, index, tuple(cells), layout)
    numbers += undivided_numbers(sheet, index, tuple(cells), layout)
    return {slot.key: Fraction(value) for slot, value in numbers}


def marks_total(sheet: Sheet, index: int, row: tuple[Any, ...]) -> bool:
    """Whether a label says that a row adds others up, which is noted."""
    column = next((c for c in sheet.columns.labels if _is_total(sheet, row[c])), None)
    if column is None:
        return False
    sheet.marks[index] = column
    sheet.report_total(index, column, row[column])
    return True


def _is_total(sheet: Sheet, raw: object) -> bool:
    return isinstance(raw, str) and not is_plain_id(raw) and is_total(raw, sheet.totals)


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
