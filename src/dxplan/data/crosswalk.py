"""The crosswalk: which code became which on a day.

A row that cannot be read would change what the others mean (of three schools that merged, two would
be left), so that a crosswalk with one is not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from dxplan.data.addresses import place, problem, seen_from
from dxplan.data.cell_values import is_blank, is_missing
from dxplan.data.codes import Change, Codes
from dxplan.data.faults import Fault
from dxplan.data.header import Header, find_headers, repeats_header
from dxplan.data.heading_words import CROSSWALK, roles_of
from dxplan.data.id_forms import id_fault
from dxplan.data.merged_cells import fill_merged
from dxplan.data.organisation_ids import OrganisationIds, id_text
from dxplan.data.period_text import read_day, serial_day
from dxplan.data.problems import Problem
from dxplan.data.stacked_tables import tables_in
from dxplan.data.tables import Table
from dxplan.data.wording import shown
from dxplan.values.calendars import Calendar

_REQUIRED = ("old", "new", "on")
_NOBODY = frozenset(("-", "–", "—"))


@attrs.frozen
class CrosswalkSheet:
    """A sheet of a crosswalk while it is read.

    :param ids: the codes of the register, so that lost zeros are found again.
    """

    table: Table
    header: Header
    ids: OrganisationIds
    calendar: Calendar
    problems: list[Problem] = attrs.field(factory=list)

    def report(self, row: int, role: str, fault: Fault) -> None:
        """Notes what is wrong with a cell."""
        told = problem(self.table, row, self.header.columns[role], fault.code, **fault.params)
        self.problems.append(attrs.evolve(told, fatal=True))


def codes_from_tables(
    name: str,
    tables: list[Table],
    problems: list[Problem],
    ids: OrganisationIds,
    calendar: Calendar,
) -> tuple[Codes | None, list[Problem]]:
    """The changes in some sheets; ``None`` when they cannot be used.

    :param problems: what was wrong with reading the sheets.
    """
    sheets, of_headers = find_headers(tables, CROSSWALK, _REQUIRED, _is_role)
    problems = [*problems, *of_headers]
    found: list[Change] = []
    for table, header in sheets:
        for part in tables_in(table, header, CROSSWALK, _REQUIRED, _is_role):
            if isinstance(part, Problem):
                problems.append(part)
                continue
            filled, _ = fill_merged(*part, ())
            sheet = CrosswalkSheet(filled, part[1], ids, calendar)
            found.extend(_changes(sheet))
            problems.extend(sheet.problems)
    if not found and not any(each.fatal for each in problems):
        problems.append(Problem("empty-crosswalk", name, fatal=True))
    codes = Codes(tuple(_each_once(found, problems)))
    problems.extend(_contradictions(codes))
    return (None if any(each.fatal for each in problems) else codes), problems


def _is_role(text: str) -> bool:
    return bool(roles_of((text,), CROSSWALK))


def _changes(sheet: CrosswalkSheet) -> Iterator[Change]:
    width = len(sheet.header.texts)
    for index in range(sheet.header.row + 1, len(sheet.table.rows)):
        row = sheet.table.rows[index] + ("",) * (width - len(sheet.table.rows[index]))
        if is_blank(row) or repeats_header(sheet.header, row):
            continue
        before = len(sheet.problems)
        old, new = _code(sheet, index, row, "old"), _new(sheet, index, row)
        on = _day(sheet, index, row)
        if old is not None and on is not None and len(sheet.problems) == before:
            where = place(sheet.table, index, sheet.header.columns["old"])
            yield Change(on, old, new, where)


def _new(sheet: CrosswalkSheet, index: int, row: tuple[Any, ...]) -> str | None:
    """The new code; ``None`` where a dash says that nobody took over."""
    raw = row[sheet.header.columns["new"]]
    if isinstance(raw, str) and raw.strip() in _NOBODY:
        return None
    return _code(sheet, index, row, "new")


def _code(sheet: CrosswalkSheet, index: int, row: tuple[Any, ...], role: str) -> str | None:
    raw = row[sheet.header.columns[role]]
    if is_missing(raw):
        sheet.report(index, role, Fault("missing-code"))
        return None
    found = sheet.ids.identify(raw)
    if isinstance(found, str):
        return found
    # Codes of before, or of elsewhere, need not be in the register.
    fault = found if found.code == "ambiguous-organisation" else id_fault(raw)
    fault = fault or _as_text(raw)
    if fault is not None:
        sheet.report(index, role, fault)
        return None
    return id_text(raw)


def _as_text(raw: object) -> Fault | None:
    found = OrganisationIds(None).identify(raw)
    return found if isinstance(found, Fault) else None


def _day(sheet: CrosswalkSheet, index: int, row: tuple[Any, ...]) -> date | None:
    raw = row[sheet.header.columns["on"]]
    found = serial_day(raw) or read_day(raw, sheet.calendar)
    if found is None:
        text = {"text": shown(raw)}
        sheet.report(
            index, "on", Fault("missing-date" if is_missing(raw) else "unknown-date", text)
        )
    return found


def _each_once(found: list[Change], problems: list[Problem]) -> list[Change]:
    firsts: dict[Change, Change] = {}
    for change in found:
        first = firsts.setdefault(change, change)
        if first is not change:
            problems.append(_told("repeated-change", change, first=first))
    return list(firsts)


def _contradictions(codes: Codes) -> Iterator[Problem]:
    """Rows that cannot be true together, or say nothing."""
    of_old = _by_code((change.old, change) for change in codes.changes)
    of_new = _by_code((change.new, change) for change in codes.changes)
    for change in codes.changes:
        key = (change.old, change.on)
        others = [o for o in of_old[key] if o.new is not None]
        if change.old == change.new and of_old[key] == of_new[key] == [change]:
            yield _told("code-unchanged", change, fatal=True)
        if change.new is None and others:
            yield _told("closed-and-continued", change, first=others[0], fatal=True)
    for change in codes.arrived_twice():
        yield _told("code-in-use", change, fatal=True, new=change.new, day=change.on)


def _by_code(
    named: Iterable[tuple[str | None, Change]],
) -> dict[tuple[str | None, date], list[Change]]:
    found: dict[tuple[str | None, date], list[Change]] = {}
    for code, change in named:
        found.setdefault((code, change.on), []).append(change)
    return found


def _told(
    code: str,
    change: Change,
    *,
    first: Change | None = None,
    fatal: bool = False,
    **more: object,
) -> Problem:
    where = change.place
    params = {"old": change.old, **more}
    if first is not None:
        params["first"] = seen_from(where, first.place)
    return Problem(code, where.file, where.sheet, where.cell, params, fatal)
