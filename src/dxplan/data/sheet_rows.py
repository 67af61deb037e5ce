"""From a data sheet to rows of exact numbers, with everything that is wrong inside one row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from dxplan.data.addresses import problem
from dxplan.data.cell_values import Exact, is_blank, is_missing
from dxplan.data.columns import match_columns, unknown_column, with_unit_of_banner
from dxplan.data.faults import Fault
from dxplan.data.footers import begins_footer, has_numbers, may_be_number
from dxplan.data.header import Header, lacking_column, repeats_header
from dxplan.data.header_rows import texts_of
from dxplan.data.heading_words import DATA
from dxplan.data.layouts import Layout, Slot
from dxplan.data.lexicon import Lexicon
from dxplan.data.merged_cells import fill_merged
from dxplan.data.organisation_ids import OrganisationIds
from dxplan.data.paired_rows import is_paired, paired_numbers
from dxplan.data.persons import heads_persons
from dxplan.data.problems import Problem
from dxplan.data.reported import drop_unclear_percentages
from dxplan.data.row_keys import (
    note_flows_of_a_day,
    organisation_of,
    period_of,
    refuse_flows_of_before,
    who_had,
)
from dxplan.data.sheet import Row, Sheet
from dxplan.data.surroundings import surroundings
from dxplan.data.tables import Table
from dxplan.data.tidy_rows import is_tidy, tidy_number
from dxplan.data.total_rows import hold_totals_against_rows, settle_unlabelled
from dxplan.data.totals import heads_a_group, is_average, is_total
from dxplan.data.wide_rows import (
    note_what_does_not_fit,
    undivided_numbers,
    wide_numbers,
    wide_reported,
)
from dxplan.data.wording import shown
from dxplan.steps import steps

_KEYS = ("organisation", "period")


def read_sheet(
    table: Table, header: Header, words: Lexicon, ids: OrganisationIds
) -> Sheet | list[Problem]:
    """The rows of a sheet, or why it cannot be read at all."""
    sheet, problems = _begun(table, header, words, ids)
    if any(each.fatal for each in problems):
        return problems
    width = len(header.texts)
    for index in steps("reading", range(header.row + 1, len(sheet.table.rows))):
        row = sheet.table.rows[index]
        _read_row(sheet, index, row + ("",) * (width - len(row)))
        if sheet.of_persons:
            return [Problem("person-sheet", table.file, table.sheet, fatal=True)]
    settle_unlabelled(sheet)
    hold_totals_against_rows(sheet)
    _tell_misfits(sheet)
    _tell_if_empty(sheet)
    drop_unclear_percentages(sheet)
    sheet.problems.extend(sheet.notices)
    return sheet


def _begun(
    table: Table, header: Header, words: Lexicon, ids: OrganisationIds
) -> tuple[Sheet, list[Problem]]:
    """A sheet whose rows are not read yet, and what is wrong with its columns."""
    columns, problems = match_columns(table, header, words)
    problems.extend(unknown_column(table, header, words, c) for c in columns.unmatched)
    given = surroundings(table, header, columns, words, ids)
    columns, of_unit = with_unit_of_banner(table, header, columns, given.unit)
    problems.extend((*given.problems, *of_unit))
    sheet = Sheet(table, header, columns, words, ids, problems=problems, given=given)
    problems.extend(_without_numbers(sheet))
    problems.extend(_without_keys(sheet))
    if table.merged:
        sheet.table, sheet.shared = fill_merged(table, header, sheet.number_columns())
    return sheet, problems


def _without_keys(sheet: Sheet) -> list[Problem]:
    """The first key that neither a column nor the banner gives."""
    given = {"organisation": sheet.given.organisation, "period": sheet.given.period}
    told = any(each.fatal for each in sheet.given.problems)
    for role in _KEYS:
        if role not in sheet.header.columns and given[role] is None and not told:
            row = sheet.header.lowest[0] if sheet.header.lowest else sheet.header.row
            return [lacking_column(sheet.table, row, sheet.header.texts, DATA, role)]
    return []


def _without_numbers(sheet: Sheet) -> list[Problem]:
    """What is wrong with a sheet whose columns hold no numbers, or half of a tidy sheet."""
    table, header = sheet.table, sheet.header
    if is_paired(sheet):
        return []
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
        sheet.passed.add(index)
        return
    layout = sheet.layout(row)
    total = _total(sheet, row, layout)
    if total is not None and is_average(str(row[total])):
        sheet.passed.add(index)
        sheet.report_total(index, total, row[total])
        return
    if total is not None:
        sheet.marks[index] = total
        sheet.report(index, total, Fault("total-row", {"text": shown(row[total])}))
        return
    before = len(sheet.problems)
    found = _row(sheet, index, row, layout)
    if len(sheet.problems) > before:
        _leave_out(sheet, index, row, layout)
    elif found is not None:
        sheet.rows.append(found)
        if found.period.start == found.period.end:
            note_flows_of_a_day(sheet, index, found)


def _leave_out(sheet: Sheet, index: int, row: tuple[Any, ...], layout: Layout) -> None:
    """Counts a row that could not be read, unless it heads a list of persons."""
    # Most files have no such row.
    from dxplan.data.refused_rows import refused_row

    sheet.left_out += 1
    sheet.of_persons |= heads_persons(texts_of(row))
    refused = refused_row(sheet, index, row, layout)
    if refused is not None:
        sheet.refused.append(refused)


def _total(sheet: Sheet, row: tuple[Any, ...], layout: Layout) -> int | None:
    """The column whose text marks the row as the sum of others."""
    unknown_members = (column for column, _ in layout.faults)
    for column in (*sheet.columns.labels, *unknown_members):
        raw = row[column]
        if isinstance(raw, str) and (is_total(raw, sheet.totals) or is_average(raw)):
            return column
    return None


def _row(sheet: Sheet, index: int, row: tuple[Any, ...], layout: Layout) -> Row | None:
    """What a row says; everything wrong with it is noted on the sheet."""
    if _is_no_data(sheet, index, row):
        return None
    table, width = sheet.table, len(sheet.header.texts)
    if not is_blank(row[width:]):
        sheet.report(index, width, Fault("too-many-cells"))
    code = organisation_of(sheet, index, row)
    period = period_of(sheet, index, row)
    organisation = code
    if code is not None and period is not None and sheet.ids.identities is not None:
        organisation = who_had(sheet, index, code, period)
    for column, fault in layout.faults:
        sheet.report(index, column, fault)
    if sheet.shared:
        _refuse_shared(sheet, index)
    note_what_does_not_fit(sheet, index, row, layout)
    _hold_against_register(sheet, index, organisation, layout)
    numbers = wide_numbers(sheet, index, row, layout)
    reported = wide_reported(sheet, index, row, layout)
    if sheet.columns.totals:
        numbers = _in_order(numbers + undivided_numbers(sheet, index, row, layout))
    if is_tidy(sheet):
        number, percentage = tidy_number(sheet, index, row, layout)
        numbers = _in_order(numbers + number)
        reported = reported + percentage
    if is_paired(sheet):
        numbers = _in_order(numbers + paired_numbers(sheet, index, row, layout))
    if organisation is None or period is None:
        return None
    refuse_flows_of_before(sheet, index, organisation, period, numbers)
    line, key = table.first_row + index, sheet.header.columns.get("organisation")
    letters = None if key is None else sheet.letters(key)
    where = table.file, table.sheet, line
    return Row(organisation, period, *where, numbers, reported, letters, code or "")


def _refuse_shared(sheet: Sheet, index: int) -> None:
    for column, first in sheet.shared.get(index, {}).items():
        sheet.report(index, column, Fault("merged-number", {"first": first}))


def _in_order(numbers: list[tuple[Slot, Exact]]) -> list[tuple[Slot, Exact]]:
    return sorted(numbers, key=lambda each: each[0].key)


def _is_no_data(sheet: Sheet, index: int, row: tuple[Any, ...]) -> bool:
    """Whether a row holds no data: the heading of a group, a footer, a row nobody filled in."""
    keyed = [not is_missing(row[column]) for column in sheet.keys]
    if sheet.below or len(keyed) < len(_KEYS) or not all(keyed):
        return _may_be_no_data(sheet, index, row, keyed)
    return False


def _may_be_no_data(sheet: Sheet, index: int, row: tuple[Any, ...], keyed: list[bool]) -> bool:
    if not all(keyed) or len(keyed) < len(_KEYS):
        if not _says_something(sheet, row):
            # The heading of a group of rows, or an organisation that has not filled in its row.
            sheet.passed.add(index)
            sheet.marks.update({} if any(keyed) else {index: None})
            return True
        if _is_subtotal(sheet, index, row):
            return True
    if not (sheet.below or begins_footer(row)) or has_numbers(row, sheet.number_columns()):
        return False
    sheet.below = True
    sheet.passed.add(index)
    return True


def _is_subtotal(sheet: Sheet, index: int, row: tuple[Any, ...]) -> bool:
    """Whether a row without an organisation is a total by its place, or may be one."""
    column = sheet.header.columns.get("organisation")
    of_rows = is_tidy(sheet) or is_paired(sheet)
    if column is None or not is_missing(row[column]) or of_rows:
        return False
    ordinal = sheet.header.columns.get("ordinal")
    if ordinal is not None and heads_a_group(row[ordinal]):
        sheet.marks[index] = ordinal
        sheet.report_total(index, ordinal, row[ordinal])
        return True
    labels = [c for c in sheet.columns.labels if c != column]
    numbers = [row[c] for c in sheet.number_columns() if not is_missing(row[c])]
    if all(is_missing(row[c]) for c in labels) and all(map(may_be_number, numbers)):
        sheet.unlabelled.append(index)
        return True
    return False


def _says_something(sheet: Sheet, row: tuple[Any, ...]) -> bool:
    return any(not is_missing(row[column]) for column in sheet.number_columns())


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
