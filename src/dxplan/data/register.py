"""The register: who should report, what each carries, and the denominators known anyway."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from dxplan.data.addresses import place, problem
from dxplan.data.cell_values import is_blank, is_missing, measure_value
from dxplan.data.columns import Columns, match_columns
from dxplan.data.faults import Fault
from dxplan.data.files import read_tables
from dxplan.data.groupings import SIDES, Grouping, grouping, plain_side, texts_on
from dxplan.data.header import Header, find_headers, repeats_header
from dxplan.data.heading_words import REGISTER
from dxplan.data.layouts import SeriesKey
from dxplan.data.lexicon import Lexicon, find_member, says_something
from dxplan.data.merged_cells import fill_merged
from dxplan.data.number_text import proven_decimal_mark
from dxplan.data.observations import Organisation, Stay
from dxplan.data.organisation_ids import OrganisationIds, id_text
from dxplan.data.period_text import read_period
from dxplan.data.problems import Problem
from dxplan.data.province_cells import province_texts
from dxplan.data.register_rows import by_id
from dxplan.data.tables import Reader, Table
from dxplan.data.totals import heads_a_group, is_total
from dxplan.data.wording import shown
from dxplan.territories import DISTRICT_LEVEL_ENDED, REORGANISED
from dxplan.values.calendars import Calendar
from dxplan.values.periods import Period

Register: TypeAlias = Mapping[str, Organisation]


@attrs.frozen
class RegisterSheet:
    """A sheet of the register and what its columns mean.

    :param groupings: what every grouping column tells.
    """

    table: Table
    header: Header
    columns: Columns
    words: Lexicon
    groupings: Mapping[int, Grouping]
    problems: list[Problem]

    def report(self, row: int, column: int, fault: Fault) -> None:
        """Notes what is wrong with a cell."""
        self.problems.append(problem(self.table, row, column, fault.code, **fault.params))


def read_register(
    path: Path, words: Lexicon, readers: Sequence[Reader]
) -> tuple[Register | None, list[Problem]]:
    """The organisations of a register file by id; ``None`` when it cannot be read."""
    tables, problems = read_tables(path, readers)
    return register_from_tables(str(path), tables, problems, words)


def register_from_tables(
    name: str, tables: list[Table], problems: list[Problem], words: Lexicon
) -> tuple[Register | None, list[Problem]]:
    """The organisations in the sheets of a register, by id; ``None`` when it cannot be used.

    :param problems: what was wrong with reading the sheets.
    """
    known = partial(says_something, words)
    sheets, of_headers = find_headers(tables, REGISTER, ("organisation",), known)
    problems = [*problems, *of_headers]
    found: list[Organisation] = []
    for table, header in sheets:
        found.extend(_read_sheet(table, header, words, problems))
    register = by_id(found, problems)
    if not found and not any(each.fatal for each in problems):
        problems.append(Problem("empty-register", name, fatal=True))
    fatal = any(each.fatal for each in problems)
    return (None if fatal else register), problems


def _read_sheet(
    table: Table, header: Header, words: Lexicon, problems: list[Problem]
) -> list[Organisation]:
    columns, of_headings = match_columns(table, header, words)
    problems.extend(of_headings)
    found_in = {column: grouping(header.texts[column]) for column in columns.unmatched}
    groupings = {column: each for column, each in found_in.items() if each is not None}
    table, _ = fill_merged(table, header, columns.measures)
    sheet = RegisterSheet(table, header, columns, words, groupings, problems)
    found = []
    for index in range(header.row + 1, len(table.rows)):
        row = table.rows[index] + ("",) * (len(header.texts) - len(table.rows[index]))
        if not is_blank(row) and not repeats_header(header, row):
            organisation = _read_row(sheet, index, row)
            found.extend([organisation] if organisation is not None else [])
    return found


def _read_row(sheet: RegisterSheet, index: int, row: tuple[Any, ...]) -> Organisation | None:
    column = sheet.header.columns["organisation"]
    total = next((c for c in sheet.columns.labels if _says_total(row[c])), None)
    if total is not None:
        sheet.report(index, total, Fault("total-row", {"text": shown(row[total])}))
        return None
    if is_missing(row[column]):
        if not _heads_a_group(sheet, row):
            sheet.report(index, column, Fault("missing-organisation"))
        return None
    identified = OrganisationIds(None).identify(row[column])
    if isinstance(identified, Fault):
        sheet.report(index, column, identified)
        return None
    return _organisation(sheet, index, row, identified)


def _says_total(raw: object) -> bool:
    return isinstance(raw, str) and is_total(raw, {})


def _heads_a_group(sheet: RegisterSheet, row: tuple[Any, ...]) -> bool:
    """Whether a row without an id heads a group: it has no name, or is numbered like a chapter."""
    name, ordinal = (sheet.header.columns.get(role) for role in ("name", "ordinal"))
    if name is None or is_missing(row[name]):
        return True
    return ordinal is not None and heads_a_group(row[ordinal])


def _organisation(
    sheet: RegisterSheet, index: int, row: tuple[Any, ...], identified: str
) -> Organisation:
    """The organisation of a row; what is wrong with a cell leaves only that cell out."""
    name = sheet.header.columns.get("name")
    since = _limit(sheet, index, row, "since")
    until = _limit(sheet, index, row, "until")
    if since is not None and until is not None and until < since:
        sheet.report(index, sheet.header.columns["until"], Fault("ends-before-it-starts"))
    texts = _places(sheet, index, row, since, until)
    known = _known(sheet, index, row)
    stays = _stays(sheet, texts, known)
    return Organisation(
        identified,
        "" if name is None or is_missing(row[name]) else id_text(row[name]),
        stays[-1].parents if stays else texts_on(None, sheet.groupings, texts),
        _members(sheet, index, row),
        known,
        since,
        until,
        place(sheet.table, index, sheet.header.columns["organisation"]),
        stays,
    )


def _days(raw: object, calendar: Calendar) -> Period | None:
    """The days that a cell names; organisations know nothing of windows of reports."""
    return read_period(raw, attrs.evolve(calendar, reports_from=1))


def _limit(sheet: RegisterSheet, index: int, row: tuple[Any, ...], role: str) -> date | None:
    """The first or last day on which the organisation exists."""
    column = sheet.header.columns.get(role)
    if column is None or is_missing(row[column]):
        return None
    period = _days(row[column], sheet.words.plan.calendar)
    if period is None:
        sheet.report(index, column, Fault("unknown-date", {"text": shown(row[column])}))
        return None
    return period.start if role == "since" else period.end


def _places(
    sheet: RegisterSheet, index: int, row: tuple[Any, ...], since: date | None, until: date | None
) -> dict[int, str]:
    """The texts of a row's grouping columns; codes of provinces as the names that they mean."""
    said = {c: id_text(row[c]) for c in sheet.groupings if not is_missing(row[c])}
    texts, faults = province_texts(sheet.groupings, said, since, until)
    for column, fault in faults.items():
        sheet.report(index, column, fault)
    return texts


def _stays(
    sheet: RegisterSheet, texts: dict[int, str], known: dict[SeriesKey, Fraction]
) -> tuple[Stay, ...]:
    """Where an organisation was before July 2025 and since, when the columns tell them apart."""
    if plain_side(sheet.groupings.values()) is None:
        return ()
    before, after = (texts_on(side, sheet.groupings, texts) for side in SIDES)
    last, first = DISTRICT_LEVEL_ENDED, REORGANISED
    return Stay(None, last, before, known), Stay(first, None, after, known)


def _members(sheet: RegisterSheet, index: int, row: tuple[Any, ...]) -> dict[str, frozenset[str]]:
    """The members that an organisation carries; a cell may name several, parted by ``;``."""
    found: dict[str, frozenset[str]] = {}
    for dimension, column in sheet.columns.dimensions.items():
        text = "" if is_missing(row[column]) else str(row[column])
        parts = [part for part in re.split("[;\n]", text) if part.strip()]
        carried = [find_member(sheet.words, dimension, part) for part in parts]
        for fault in carried:
            if isinstance(fault, Fault):
                sheet.report(index, column, fault)
        members = frozenset(each for each in carried if isinstance(each, str))
        if members:
            found[dimension] = members
    return found


def _known(sheet: RegisterSheet, index: int, row: tuple[Any, ...]) -> dict[SeriesKey, Fraction]:
    """The numbers that the register knows of an organisation."""
    known: dict[SeriesKey, Fraction] = {}
    for column, (measure, members) in sheet.columns.measures.items():
        if is_missing(row[column]):
            continue
        value = measure_value(
            measure,
            row[column],
            partial(_decimal_mark, sheet, column),
            sheet.columns.scales.get(column, 1),
        )
        if isinstance(value, Fault):
            sheet.report(index, column, value)
        else:
            known[measure.name, tuple(sorted(members.items()))] = Fraction(value)
    return known


def _decimal_mark(sheet: RegisterSheet, column: int) -> str | None:
    below = sheet.table.rows[sheet.header.row + 1 :]
    return proven_decimal_mark(row[column] for row in below if column < len(row))
