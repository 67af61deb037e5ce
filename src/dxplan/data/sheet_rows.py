"""From a data sheet to rows of exact numbers, with everything that is wrong inside one row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from dxplan.data.addresses import problem
from dxplan.data.cell_values import is_blank, is_missing
from dxplan.data.columns import match_columns, unknown_column
from dxplan.data.faults import Fault
from dxplan.data.header import Header, lacking_column, repeats_header
from dxplan.data.heading_words import DATA
from dxplan.data.layouts import Layout
from dxplan.data.lexicon import Lexicon
from dxplan.data.organisation_ids import OrganisationIds
from dxplan.data.problems import Problem
from dxplan.data.reported import drop_unclear_percentages
from dxplan.data.sheet import Row, Sheet
from dxplan.data.tables import Table
from dxplan.data.tidy_rows import is_tidy, tidy_number
from dxplan.data.totals import is_total
from dxplan.data.wide_rows import note_what_does_not_fit, wide_numbers, wide_reported
from dxplan.data.wording import shown
from dxplan.values.periods import Period

_KEYS = ("organisation", "period")


def read_sheet(
    table: Table, header: Header, words: Lexicon, ids: OrganisationIds
) -> Sheet | list[Problem]:
    """The rows of a sheet, or why it cannot be read at all."""
    columns, problems = match_columns(table, header, words)
    problems.extend(unknown_column(table, header, words, c) for c in columns.unmatched)
    sheet = Sheet(table, header, columns, words, ids, problems=problems)
    problems.extend(_without_numbers(sheet))
    if any(each.fatal for each in problems):
        return problems
    width = len(header.texts)
    for index in range(header.row + 1, len(table.rows)):
        row = table.rows[index]
        _read_row(sheet, index, row + ("",) * (width - len(row)))
    _tell_misfits(sheet)
    _tell_if_empty(sheet)
    drop_unclear_percentages(sheet)
    return sheet


def _without_numbers(sheet: Sheet) -> list[Problem]:
    """What is wrong with a sheet whose columns hold no numbers, or half of a tidy sheet."""
    table, header = sheet.table, sheet.header
    one = {"measure", "value"} & set(header.columns)
    wide = sheet.columns.measures or sheet.columns.indicators
    if len(one) == 1 and not wide:
        lacking = ({"measure", "value"} - one).pop()
        return [lacking_column(table, header.row, header.texts, DATA, lacking)]
    if len(one) == 1:
        return [unknown_column(table, header, sheet.words, header.columns[one.pop()])]
    if not one and not wide:
        found = problem(table, header.row, 0, "no-measure-column")
        return [attrs.evolve(found, fatal=True)]
    return []


def _read_row(sheet: Sheet, index: int, row: tuple[Any, ...]) -> None:
    if is_blank(row) or repeats_header(sheet.header, row):
        return
    layout = sheet.layout(row)
    total = _total(sheet, row, layout)
    if total is not None:
        sheet.report(index, total, Fault("total-row", {"text": shown(row[total])}))
        return
    before = len(sheet.problems)
    found = _row(sheet, index, row, layout)
    if len(sheet.problems) > before:
        sheet.left_out += 1
    elif found is not None:
        sheet.rows.append(found)


def _total(sheet: Sheet, row: tuple[Any, ...], layout: Layout) -> int | None:
    """The column whose text marks the row as the sum of others."""
    unknown_members = (column for column, _ in layout.faults)
    for column in (*sheet.columns.labels, *unknown_members):
        raw = row[column]
        if isinstance(raw, str) and is_total(raw, sheet.totals):
            return column
    return None


def _row(sheet: Sheet, index: int, row: tuple[Any, ...], layout: Layout) -> Row | None:
    """What a row says; everything wrong with it is noted on the sheet."""
    columns = sheet.header.columns
    keyless = any(is_missing(row[columns[role]]) for role in _KEYS)
    if keyless and not _says_something(sheet, row):
        # The heading of a group of rows, or an organisation that has not filled in its row.
        return None
    table, width = sheet.table, len(sheet.header.texts)
    if not is_blank(row[width:]):
        sheet.report(index, width, Fault("too-many-cells"))
    organisation = _organisation(sheet, index, row[columns["organisation"]])
    period = _period(sheet, index, row[columns["period"]])
    for column, fault in layout.faults:
        sheet.report(index, column, fault)
    note_what_does_not_fit(sheet, index, row, layout)
    _hold_against_register(sheet, index, organisation, layout)
    numbers = wide_numbers(sheet, index, row, layout)
    reported = wide_reported(sheet, index, row, layout)
    if is_tidy(sheet):
        number, percentage = tidy_number(sheet, index, row, layout)
        numbers = sorted(numbers + number, key=lambda each: each[0].key)
        reported = reported + percentage
    if organisation is None or period is None:
        return None
    line = table.first_row + index
    return Row(organisation, period, table.file, table.sheet, line, numbers, reported)


def _says_something(sheet: Sheet, row: tuple[Any, ...]) -> bool:
    value = sheet.header.columns.get("value")
    columns = (*sheet.columns.measures, *sheet.columns.indicators)
    return any(not is_missing(row[c]) for c in (columns if value is None else (*columns, value)))


def _organisation(sheet: Sheet, index: int, raw: object) -> str | None:
    column = sheet.header.columns["organisation"]
    found = Fault("missing-organisation") if is_missing(raw) else sheet.organisation(raw)
    if isinstance(found, Fault):
        sheet.report(index, column, found)
        return None
    return found


def _period(sheet: Sheet, index: int, raw: object) -> Period | None:
    column = sheet.header.columns["period"]
    found = None if is_missing(raw) else sheet.period(raw)
    if is_missing(raw):
        sheet.report(index, column, Fault("missing-period"))
    elif found is None:
        sheet.report(index, column, Fault("unknown-period", {"text": shown(raw)}))
    return found


def _hold_against_register(
    sheet: Sheet, index: int, organisation: str | None, layout: Layout
) -> None:
    """Notes a member of the organisation that contradicts the register."""
    known = (sheet.ids.register or {}).get(organisation or "") if layout.members else None
    if known is None:
        return
    for name, member in layout.members.items():
        dimension = sheet.words.plan.dimensions[name]
        carried = known.members.get(name, frozenset())
        related = (dimension.within(c, member) or dimension.within(member, c) for c in carried)
        if dimension.of_organisations and carried and not any(related):
            params = {"organisation": known.id, "text": member}
            fault = Fault("member-not-of-organisation", {**params, "carried": _listed(carried)})
            sheet.report(index, sheet.columns.dimensions[name], fault)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _tell_if_empty(sheet: Sheet) -> None:
    """One problem for a sheet that names who and when, and has no figure at all."""
    says_something = any(row.numbers or row.reported for row in sheet.rows)
    if sheet.rows and not sheet.left_out and not says_something and not sheet.misfits:
        empty = Problem("no-figures", sheet.table.file, sheet.table.sheet)
        sheet.problems.append(empty)


def _tell_misfits(sheet: Sheet) -> None:
    """One problem for every column whose measure is not broken down as the rows are."""
    for column, (first, fault, count) in sheet.misfits.items():
        told = Fault(fault.code, {**fault.params, "count": count})
        sheet.report(first, column, told)
