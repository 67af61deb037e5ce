"""The numbers of a row that has a column for every measure."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from dxplan.data.addresses import listed, place, problem
from dxplan.data.cell_values import (
    Exact,
    is_digits,
    is_missing,
    measure_value,
    whole_numbers,
)
from dxplan.data.faults import Fault
from dxplan.data.layouts import Layout, Slot, members_of, slot
from dxplan.data.reported import read_reported
from dxplan.data.sheet import Reported, Sheet
from dxplan.values.numbers import exact_text


def wide_numbers(
    sheet: Sheet, index: int, row: tuple[Any, ...], layout: Layout
) -> list[tuple[Slot, Exact]]:
    """The numbers of a row; what is wrong with the others is noted on the sheet."""
    if layout.plain_cells is not None:
        plain = whole_numbers(layout.plain_cells(row))
        if plain is not None:
            return list(zip(layout.slots, plain, strict=True))
    numbers: list[tuple[Slot, Exact]] = []
    for each in layout.slots:
        raw = row[each.column]
        if raw is None or raw == "":
            continue
        if each.is_plain and isinstance(raw, str) and is_digits(raw):
            numbers.append((each, int(raw)))
            continue
        value = number_at(sheet, index, each, raw)
        if value is not None:
            numbers.append((each, value))
    return numbers


def number_at(sheet: Sheet, index: int, of: Slot, raw: object) -> Exact | None:
    """The number in a cell; ``None`` when it is missing or wrong, which is noted on the sheet."""
    if is_missing(raw):
        return None
    value = measure_value(of.measure, raw, lambda: sheet.decimal_mark(of.column), of.scale)
    if isinstance(value, Fault):
        sheet.report(index, of.column, value)
        return None
    return value


def undivided_numbers(
    sheet: Sheet, index: int, row: tuple[Any, ...], layout: Layout
) -> list[tuple[Slot, Exact]]:
    """The numbers of columns that add up others, where a row fills in none of those others.

    Where it fills in all of them, their sum is held against the column.
    """
    numbers: list[tuple[Slot, Exact]] = []
    slots = {slot.column: slot for slot in layout.slots}
    for column, total in sheet.columns.totals.items():
        members = members_of(sheet.words, total.measure, total.members, layout.members)
        if is_missing(row[column]) or isinstance(members, Fault):
            continue
        scale = sheet.columns.scales.get(column, 1)
        whole = slot(total.measure, members, column, sheet.letters(column), scale)
        value = number_at(sheet, index, whole, row[column])
        filled = [slots[each] for each in total.parts
                  if each in slots and not is_missing(row[each])]  # fmt: skip
        if value is not None and not filled:
            numbers.append((whole, value))
        elif value is not None and len(filled) == len(total.parts):
            _hold_together(sheet, index, whole, value, [(s, row[s.column]) for s in filled])
    return numbers


def _hold_together(
    sheet: Sheet, index: int, whole: Slot, total: Exact, parts: list[tuple[Slot, object]]
) -> None:
    values = [_value(sheet, each, raw) for each, raw in parts]
    if any(isinstance(value, Fault) for value in values):
        return
    found = sum(value for value in values if not isinstance(value, Fault))
    if found != total:
        near = place(sheet.table, index, whole.column)
        places = [place(sheet.table, index, each.column) for each, _ in parts]
        params = {
            "total": exact_text(Fraction(total)), "sum": exact_text(Fraction(found)),
            "cells": listed(near, places),
        }  # fmt: skip
        sheet.notices.append(problem(sheet.table, index, whole.column, "total-differs", **params))


def _value(sheet: Sheet, of: Slot, raw: object) -> Exact | Fault:
    return measure_value(of.measure, raw, lambda: sheet.decimal_mark(of.column), of.scale)


def wide_reported(sheet: Sheet, index: int, row: tuple[Any, ...], layout: Layout) -> list[Reported]:
    """The reported percentages of a row."""
    found = [read_reported(sheet, index, each, row[each.column]) for each in layout.reported]
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
