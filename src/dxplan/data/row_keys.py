"""Whom and which period a row is about: its own columns, or what holds for the whole sheet."""

from __future__ import annotations

from datetime import date
from typing import Any

from dxplan.data.cell_values import Exact, is_missing
from dxplan.data.faults import Fault
from dxplan.data.layouts import Slot
from dxplan.data.period_text import serial_day
from dxplan.data.sheet import Row, Sheet
from dxplan.data.wording import shown
from dxplan.values.periods import Period, day


def organisation_of(sheet: Sheet, index: int, row: tuple[Any, ...]) -> str | None:
    """The organisation of a row; ``None`` when it names none, which is noted on the sheet."""
    column = sheet.header.columns.get("organisation")
    if column is None:
        return _organisation_of_banner(sheet, index)
    raw = row[column]
    found = Fault("missing-organisation") if is_missing(raw) else sheet.organisation(raw)
    if isinstance(found, Fault):
        sheet.report(index, column, found)
        return None
    return found


def _organisation_of_banner(sheet: Sheet, index: int) -> str | None:
    said = sheet.given.organisation
    if said is None:
        return None
    found = sheet.organisation(said.text)
    if isinstance(found, Fault):
        sheet.note_once(said.row, said.column, said.text, found)
        sheet.report(index, 0, Fault("missing-organisation"))
        return None
    params = {"organisation": found}
    sheet.note_once(said.row, said.column, said.text, Fault("organisation-from-banner", params))
    return found


def who_had(sheet: Sheet, index: int, code: str, period: Period) -> str | None:
    """The organisation that had a code in a period; ``None``, and noted, when nobody surely had."""
    found = sheet.ids.reporting(code, period)
    if isinstance(found, Fault):
        sheet.report(index, sheet.header.columns.get("organisation", 0), found)
        return None
    return found


def refuse_flows_of_before(
    sheet: Sheet, index: int, organisation: str, period: Period, numbers: list[tuple[Slot, Exact]]
) -> None:
    """Notes a flow that begins before its organisation was made of others, which reported too."""
    identities = sheet.ids.identities
    born = None if identities is None else identities.born.get(organisation)
    if born is None or born <= period.start:
        return
    flow = next((slot for slot, _ in numbers if slot.measure.flow), None)
    if flow is not None:
        params = {"measure": flow.measure.name, "day": born, "organisation": organisation}
        sheet.report(index, flow.column, Fault("flow-from-before", params))


def period_of(sheet: Sheet, index: int, row: tuple[Any, ...]) -> Period | None:
    """The period of a row; ``None`` when it names none, which is noted on the sheet."""
    column = sheet.header.columns.get("period")
    if column is None:
        return sheet.given.period
    raw = row[column]
    found = None if is_missing(raw) else sheet.period(raw)
    on = serial_day(raw) if found is None else None
    if on is not None:
        sheet.note_once(index, column, raw, Fault("date-as-number", {"text": str(raw), "day": on}))
        return day(on)
    if is_missing(raw):
        sheet.report(index, column, Fault("missing-period"))
    elif found is None:
        sheet.report(index, column, Fault("unknown-period", {"text": shown(raw)}))
    elif isinstance(raw, date) and raw.day == 1:
        params = {"day": date(raw.year, raw.month, 1), "month": f"{raw.month}/{raw.year}"}
        sheet.note_once(index, column, raw, Fault("date-may-be-a-month", params))
    return found


def note_flows_of_a_day(sheet: Sheet, index: int, found: Row) -> None:
    """Notes that a row reports for one day what adds up over a longer time."""
    column = sheet.header.columns.get("period")
    flow = next((slot.measure.name for slot, _ in found.numbers if slot.measure.flow), None)
    if column is not None and flow is not None:
        params = {"day": found.period.start, "measure": flow}
        sheet.note_once(index, column, found.period, Fault("flow-of-one-day", params))
