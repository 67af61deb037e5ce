"""The header row of a sheet: below which banner rows it stands, and which columns are the keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from dxplan.data.addresses import problem
from dxplan.data.heading_words import Roles, Words, roles_of
from dxplan.data.persons import heads_persons
from dxplan.data.problems import Problem
from dxplan.data.tables import Table
from dxplan.data.wording import folded_once, suggestion

ROWS_SEARCHED = 15
_MAY_STAND_TWICE = ("name", "ordinal")


@attrs.frozen
class Header:
    """The header row of a sheet.

    :param row: its index among the rows of the table.
    :param texts: the heading of every column as written; empty where there is none.
    :param columns: for every role that has a column, which.
    """

    row: int
    texts: tuple[str, ...]
    columns: Mapping[str, int]


def headings(row: tuple[Any, ...]) -> tuple[str, ...]:
    """The cells of a row as headings."""
    return tuple("" if raw is None else " ".join(str(raw).split()) for raw in row)


def find_headers(
    tables: list[Table], roles: Roles, required: tuple[str, ...]
) -> tuple[list[tuple[Table, Header]], list[Problem]]:
    """The sheets of a file that have a header row, and why the others have none.

    A sheet without any key column is only mentioned when another one of the file has data: it may
    hold instructions, or a list to choose from.
    """
    found: list[tuple[Table, Header]] = []
    problems: list[Problem] = []
    for table in tables:
        header = find_header(table, roles, required)
        if isinstance(header, Header):
            found.append((table, header))
        else:
            problems.append(header)
    if found:
        problems = [
            Problem("sheet-not-used", each.file, each.sheet) if each.code == "no-header" else each
            for each in problems
        ]
    return found, problems


def find_header(table: Table, roles: Roles, required: tuple[str, ...]) -> Header | Problem:
    """The first row, among the first few, that has a column for every required role.

    Otherwise the problem that keeps the sheet from being read: a column that is missing or that
    stands there twice, or persons.
    """
    candidates = [headings(row) for row in table.rows[:ROWS_SEARCHED]]
    if any(heads_persons(texts) for texts in candidates):
        return Problem("person-sheet", table.file, table.sheet, fatal=True)
    nearest: tuple[int, int] = (0, 0)
    for row, texts in enumerate(candidates):
        found = roles_of(texts, roles)
        if all(role in found for role in required):
            return _header(table, row, texts, found)
        nearest = max(nearest, (sum(role in found for role in required), -row))
    return _missing(table, candidates, roles, required, nearest)


def _header(
    table: Table, row: int, texts: tuple[str, ...], found: Mapping[str, list[int]]
) -> Header | Problem:
    for role, columns in found.items():
        if len(columns) > 1 and role not in _MAY_STAND_TWICE:
            return duplicate_column(table, row, columns[1], columns[0], texts, fatal=True)
    return Header(row, texts, {role: columns[0] for role, columns in found.items()})


def duplicate_column(
    table: Table, row: int, column: int, first: int, texts: tuple[str, ...], *, fatal: bool = False
) -> Problem:
    """The problem of two columns that say the same."""
    other = problem(table, row, first, "duplicate-column").cell
    found = problem(
        table, row, column, "duplicate-column",
        header=texts[column], first=texts[first], first_cell=other,
    )  # fmt: skip
    return attrs.evolve(found, fatal=fatal)


def _missing(
    table: Table,
    candidates: list[tuple[str, ...]],
    roles: Roles,
    required: tuple[str, ...],
    nearest: tuple[int, int],
) -> Problem:
    """Which key column was looked for in vain, in the row that comes nearest to a header."""
    found_count, row = nearest[0], -nearest[1]
    if not found_count:
        looked_for = "; ".join(_some(roles, role) for role in required)
        params = {"looked_for": looked_for, "rows": ROWS_SEARCHED}
        return Problem("no-header", table.file, table.sheet, params=params, fatal=True)
    found = roles_of(candidates[row], roles)
    lacking = next(role for role in required if role not in found)
    return lacking_column(table, row, candidates[row], roles, lacking)


def lacking_column(
    table: Table, row: int, texts: tuple[str, ...], roles: Roles, role: str
) -> Problem:
    """The problem of a header row without the column of a role."""
    params = {"looked_for": _some(roles, role), "hint": _near_miss(texts, roles[role])}
    return attrs.evolve(problem(table, row, 0, "missing-column", **params), fatal=True)


def _near_miss(texts: tuple[str, ...], words: Words) -> str:
    """The heading that is nearly one of the words, as a hint, or an empty string."""
    known = folded_once(words.all)
    for text in texts:
        suggested = suggestion(text, known) if text else ""
        if suggested:
            return f" (`{text}` → `{suggested}`?)"
    return ""


def _some(roles: Roles, role: str) -> str:
    """Some headings of a role in either language, enough to choose from."""
    words = (*roles[role].perhaps[:2], *roles[role].outright)
    english = [word for word in words if word.isascii()]
    vietnamese = [word for word in words if not word.isascii()]
    return ", ".join((*english[:3], *vietnamese[:4]))


def repeats_header(header: Header, row: tuple[Any, ...]) -> bool:
    """Whether a row says what the header says, as on the second page of a printed list."""
    columns = header.columns.values()
    return all(
        isinstance(row[column], str) and " ".join(row[column].split()) == header.texts[column]
        for column in columns
    )
