"""The register: who should report, what each carries, and the denominators known anyway."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeAlias

from dxplan.data.cell_values import formula_fault, is_blank, is_missing
from dxplan.data.faults import Fault
from dxplan.data.footers import begins_footer, is_plain_id
from dxplan.data.header import Header, find_headers, repeats_header
from dxplan.data.header_rows import texts_of
from dxplan.data.heading_words import REGISTER
from dxplan.data.lexicon import Lexicon, says_something
from dxplan.data.observations import Organisation
from dxplan.data.odd_ids import nearly_the_same
from dxplan.data.problems import Problem
from dxplan.data.register_columns import RegisterColumns
from dxplan.data.register_numbers import marks_total, note_row_without_id
from dxplan.data.register_regular import as_columns
from dxplan.data.register_rows import by_id
from dxplan.data.register_sheet import RegisterSheet, begun, organisation_in
from dxplan.data.sheet import Sheet
from dxplan.data.stacked_tables import tables_in
from dxplan.data.tables import Table
from dxplan.data.total_rows import hold_totals_against_rows, settle_unlabelled

_REQUIRED = ("organisation",)

Register: TypeAlias = Mapping[str, Organisation]
Part: TypeAlias = tuple[Table, Header] | Problem


def register_from_tables(
    name: str, tables: list[Table], problems: list[Problem], words: Lexicon
) -> tuple[Register | None, list[Problem]]:
    """The organisations in the sheets of a register, by id; ``None`` when it cannot be used.

    A sheet in which nothing is odd is understood column by column, any other row by row.

    :param problems: what was wrong with reading the sheets.
    """
    parts, problems = _parts(tables, problems, words)
    register: Register | None = _in_columns(parts, words, problems)
    if register is None:
        register = by_id(_rows(name, parts, words, problems), problems)
        problems.extend(nearly_the_same((name, each.place) for name, each in register.items()))
    fatal = any(each.fatal for each in problems)
    return (None if fatal else register), problems


def rows_from_tables(
    name: str, tables: list[Table], problems: list[Problem], words: Lexicon
) -> tuple[list[Organisation], list[Problem]]:
    """The organisations of every row of a register; one may stand in several."""
    parts, problems = _parts(tables, problems, words)
    return _rows(name, parts, words, problems), problems


def _parts(
    tables: list[Table], problems: list[Problem], words: Lexicon
) -> tuple[list[Part], list[Problem]]:
    """The tables in the sheets of a register, and what is wrong so far."""
    known = partial(says_something, words)
    sheets, of_headers = find_headers(tables, REGISTER, _REQUIRED, known)
    parts = [
        part
        for table, header in sheets
        for part in tables_in(table, header, REGISTER, _REQUIRED, known)
    ]
    return parts, [*problems, *of_headers]


def _in_columns(
    parts: list[Part], words: Lexicon, problems: list[Problem]
) -> RegisterColumns | None:
    """The organisations of the only sheet of a register when nothing in its rows is odd."""
    if len(parts) != 1 or isinstance(parts[0], Problem):
        return None
    read = begun(*parts[0], words)
    found = as_columns(read)
    if found is not None:
        problems.extend((*read.sheet.problems, *read.sheet.notices))
    return found


def _rows(
    name: str, parts: list[Part], words: Lexicon, problems: list[Problem]
) -> list[Organisation]:
    found: list[Organisation] = []
    for part in parts:
        if isinstance(part, Problem):
            problems.append(part)
        else:
            found.extend(_read_sheet(*part, words, problems))
    if not found and not any(each.fatal for each in problems):
        problems.append(Problem("empty-register", name, fatal=True))
    return found


def _read_sheet(
    table: Table, header: Header, words: Lexicon, problems: list[Problem]
) -> list[Organisation]:
    read = begun(table, header, words)
    sheet, found = read.sheet, list[Organisation]()
    for index in range(header.row + 1, len(sheet.table.rows)):
        row = sheet.table.rows[index] + ("",) * (len(header.texts) - len(sheet.table.rows[index]))
        if _is_no_row(sheet, row):
            sheet.passed.add(index)
        elif not marks_total(sheet, index, row):
            organisation = _read_row(read, index, row)
            found.extend([organisation] if organisation is not None else [])
    settle_unlabelled(sheet)
    hold_totals_against_rows(sheet)
    problems.extend((*sheet.problems, *sheet.notices))
    return found


def _is_no_row(sheet: Sheet, row: tuple[Any, ...]) -> bool:
    """Whether a row tells of nothing: blank, the header again, or below the list."""
    # Nearly all rows show by their id that they are none of these.
    if is_plain_id(row[sheet.header.columns["organisation"]]) and len(sheet.header.lines) == 1:
        return False
    return is_blank(row) or repeats_header(sheet.header, row) or _is_below(sheet, row)


def _is_below(sheet: Sheet, row: tuple[Any, ...]) -> bool:
    """Whether a row belongs to what stands below the list: signatures, place and date, notes.

    Nobody who signed is an organisation. Below a signature a row without any digit names people.
    """
    raw = row[sheet.header.columns["organisation"]]
    begins = begins_footer(row) and (is_missing(raw) or begins_footer((raw,)))
    sheet.below |= begins
    return begins or (sheet.below and not any(map(str.isdigit, " ".join(texts_of(row)))))


def _read_row(read: RegisterSheet, index: int, row: tuple[Any, ...]) -> Organisation | None:
    column = read.columns["organisation"]
    raw = row[column]
    if is_plain_id(raw):
        return organisation_in(read, index, row, raw)
    if is_missing(raw):
        note_row_without_id(read.sheet, index, row)
        return None
    identified = formula_fault(raw) or read.sheet.ids.identify(raw)
    if isinstance(identified, Fault):
        read.report(index, column, identified)
        return None
    return organisation_in(read, index, row, identified)
