"""The number of a row that names its measure: one row a measure."""

from __future__ import annotations

from typing import Any

import attrs

from dxplan.data.cell_values import Exact, is_missing
from dxplan.data.columns import converted
from dxplan.data.faults import Fault
from dxplan.data.layouts import Layout, ReportedSlot, Slot, members_of, slot
from dxplan.data.lexicon import read_heading
from dxplan.data.reported import read_reported
from dxplan.data.sheet import Reported, Sheet
from dxplan.data.units import scale
from dxplan.data.wide_rows import number_at
from dxplan.data.wording import hint, shown, suggestion
from dxplan.plan.model import Indicator, Measure

# So many unknown names are a wrong column rather than misspelt names.
_MOST_SUGGESTIONS = 50


def is_tidy(sheet: Sheet) -> bool:
    """Whether its rows name their measure."""
    return all(role in sheet.header.columns for role in ("measure", "value"))


def tidy_number(
    sheet: Sheet, index: int, row: tuple[Any, ...], layout: Layout
) -> tuple[list[tuple[Slot, Exact]], list[Reported]]:
    """The number of a row; what is wrong with it is noted on the sheet."""
    measure, value = sheet.header.columns["measure"], sheet.header.columns["value"]
    raw = row[value]
    if is_missing(raw):
        return [], []
    if is_missing(row[measure]):
        sheet.report(index, measure, Fault("missing-measure"))
        return [], []
    found = slot_of_text(sheet, index, str(row[measure]), unit_of(sheet, row), layout)
    if isinstance(found, Fault):
        sheet.report(index, measure, found)
        return [], []
    if isinstance(found, ReportedSlot):
        reported = read_reported(sheet, index, found, raw)
        return [], [] if reported is None else [reported]
    number = number_at(sheet, index, found, raw)
    return [] if number is None else [(found, number)], []


def slot_of_text(
    sheet: Sheet, index: int, text: str, unit: str, layout: Layout
) -> Slot | ReportedSlot | Fault:
    """Where the value of a row belongs, worked out once for its measure, unit and members."""
    # The layouts of a sheet live as long as it does, so that their identity will do for a key.
    key = (text, unit, id(layout))
    if key not in sheet.tidy_slots:
        found = _new_slot(sheet, text, layout)
        if isinstance(found, Slot):
            found = in_unit(sheet, index, found, unit)
        sheet.tidy_slots[key] = found
    return sheet.tidy_slots[key]


def unit_of(sheet: Sheet, row: tuple[Any, ...]) -> str:
    """The unit that a row names, else the one of the whole sheet."""
    column = sheet.header.columns.get("unit")
    return sheet.given.unit if column is None or is_missing(row[column]) else str(row[column])


def in_unit(sheet: Sheet, index: int, of: Slot, unit: str) -> Slot | Fault:
    """The place of a number in a unit, as its row or the whole sheet gives it."""
    factor = scale(of.measure, unit) if unit and of.scale == 1 and of.measure.kind != "flag" else 1
    if isinstance(factor, Fault):
        return factor
    if factor is None:
        params = {
            "unit": unit,
            "measure": of.measure.name,
            "declared": of.measure.measured_in or "–",
        }
        return Fault("unit-does-not-fit", params) if of.measure.kind == "amount" else of
    found = attrs.evolve(of, scale=of.scale * factor)
    if found.scale != 1:
        told = converted(of.measure, unit, found.scale)
        sheet.note_once(index, of.column, (of.measure.name, unit), told)
    return found


def _new_slot(sheet: Sheet, text: str, layout: Layout) -> Slot | ReportedSlot | Fault:
    heading = read_heading(sheet.words, text)
    if isinstance(heading, Fault):
        return heading
    column = sheet.header.columns["value"]
    if heading is not None and isinstance(heading.named, (Measure, Indicator)):
        members = members_of(sheet.words, heading.named, heading.members, layout.members)
        if isinstance(members, Fault):
            return members
        if isinstance(heading.named, Measure):
            letters = sheet.letters(column)
            return slot(heading.named, members, column, letters, heading.scale)
        return ReportedSlot(heading.named, members, column, sheet.letters(column))
    many = len(sheet.tidy_slots) > _MOST_SUGGESTIONS
    suggested = "" if many else suggestion(text, sheet.words.measure_headings)
    return Fault("unknown-measure", {"text": shown(text), "hint": hint(suggested)})
