"""The header of a sheet: below which banner rows it stands, and which columns are the keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from dxplan.data.addresses import problem
from dxplan.data.header_rows import Known, header_rows, texts_of
from dxplan.data.heading_words import Roles, Words, roles_of
from dxplan.data.persons import heads_persons
from dxplan.data.problems import Problem
from dxplan.data.tables import Table
from dxplan.data.wording import fold, folded_once, suggestion
from dxplan.shown import Shown

ROWS_SEARCHED = 30
_MAY_STAND_TWICE = ("name", "ordinal", "unit")
# Keys of sheets with a row for every measure; elsewhere such words stand above groups of columns.
_PAIR = ("numerator", "denominator")
_OF_ROWS = ("measure", "value", *_PAIR, "unit")
# The rows of one header, in which the headings of persons may be spread.
_TOGETHER = 3


@attrs.frozen(repr=False)
class Header(Shown):
    """The header of a sheet.

    :param row: its last row among those of the table; data begin below it.
    :param texts: the heading of every column as written; empty where there is none. Where several
        stand above one another, all of them.
    :param columns: for every role that has a column, which.
    :param top: its first row.
    :param stacks: for every column the headings that stand above one another.
    :param lowest: for every column the row of its last heading.
    :param lines: all of its rows, as they may be repeated on a further page.
    """

    row: int
    texts: tuple[str, ...]
    columns: Mapping[str, int]
    top: int
    stacks: tuple[tuple[str, ...], ...]
    lowest: tuple[int, ...]
    lines: frozenset[tuple[str, ...]]


def find_headers(
    tables: list[Table],
    roles: Roles,
    required: tuple[str, ...],
    known: Known = lambda _: False,
    fallbacks: tuple[tuple[str, ...], ...] = (),
    *,
    otherwise: Callable[[Table], Header | None] = lambda _: None,
) -> tuple[list[tuple[Table, Header]], list[Problem]]:
    """The sheets of a file that have a header, and why the others have none.

    A sheet without any key column is only mentioned when another one of the file has data: it may
    hold instructions, or a list to choose from.

    :param known: whether a text says something in the plan.
    :param fallbacks: fewer roles that will do where no row has all that are required.
    :param otherwise: finds a header in a sheet where no row has any of the roles.
    """
    found: list[tuple[Table, Header]] = []
    problems: list[Problem] = []
    for table in tables:
        header = find_header(table, roles, required, known, fallbacks)
        if isinstance(header, Problem) and header.code == "no-header":
            header = otherwise(table) or header
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


def find_header(
    table: Table,
    roles: Roles,
    required: tuple[str, ...],
    known: Known = lambda _: False,
    fallbacks: tuple[tuple[str, ...], ...] = (),
) -> Header | Problem:
    """The first header, among the first rows, that has a column for every required role.

    Otherwise the problem that keeps the sheet from being read: a column that is missing or that
    stands there twice, or persons.
    """
    candidates = [texts_of(row) for row in table.rows[:ROWS_SEARCHED]]
    if any(_lists_persons(candidates, row) for row in range(len(candidates))):
        return Problem("person-sheet", table.file, table.sheet, fatal=True)
    found = [roles_of(texts, roles) for texts in candidates]
    row = _first(found, required)
    if row is None:
        fewer = (_widest(candidates, found, needed) for needed in fallbacks)
        row = next((each for each in fewer if each is not None), None)
    if row is None:
        return _missing(table, candidates, roles, required)
    return header_at(table, row, found[row], roles, known)


def _lists_persons(candidates: list[tuple[str, ...]], row: int) -> bool:
    together = candidates[row : row + _TOGETHER]
    return heads_persons(tuple(text for texts in together for text in texts))


def _first(found: list[dict[str, list[int]]], required: tuple[str, ...]) -> int | None:
    return next((i for i, each in enumerate(found) if all(r in each for r in required)), None)


def _widest(
    candidates: list[tuple[str, ...]],
    found: list[dict[str, list[int]]],
    needed: tuple[str, ...],
) -> int | None:
    """Of the rows that have some roles the one with the most headings.

    A banner may say "Đơn vị" too, before the name of one.
    """
    rows = [i for i, each in enumerate(found) if all(role in each for role in needed)]
    widths = {i: sum(map(bool, candidates[i])) for i in rows}
    return max((i for i in rows if widths[i] > 1), key=lambda i: (widths[i], -i), default=None)


def header_at(
    table: Table, row: int, found: Mapping[str, list[int]], roles: Roles, known: Known
) -> Header | Problem:
    """The header that has its keys in a row, with what belongs to it above and below.

    :param found: the columns of every role in that row.
    """
    tidy = "measure" in found and ("value" in found or all(role in found for role in _PAIR))
    keys = frozenset(c for role, columns in found.items() if tidy or role not in _OF_ROWS
                     for c in columns)  # fmt: skip
    made_of = header_rows(table, row, keys, known)
    texts = tuple(" / ".join(stack) for stack in made_of.stacks)
    found = roles_of(tuple(_role_text(stack, roles) for stack in made_of.stacks), roles)
    found = {**_below_captions(made_of.stacks, roles, known), **found}
    if not all(role in found for role in ("measure", *_PAIR)):
        # A plan may have a measure of that name.
        found = {role: columns for role, columns in found.items() if role not in _PAIR}
    for role, columns in found.items():
        if len(columns) > 1 and role not in _MAY_STAND_TWICE:
            where = made_of.lowest[columns[1]], columns[1], made_of.lowest[columns[0]], columns[0]
            return duplicate_column(table, where, texts, fatal=True)
    rows = range(made_of.top, made_of.last + 1)
    lines = frozenset(line_of(table.rows[index]) for index in rows)
    keyed = {role: columns[0] for role, columns in found.items()}
    return Header(made_of.last, texts, keyed, made_of.top, made_of.stacks, made_of.lowest, lines)


def _role_text(stack: tuple[str, ...], roles: Roles) -> str:
    """What a column may be a key by: its only heading, or the last of several that all are keys."""
    if not stack or len(stack) == 1 or all(roles_of((text,), roles) for text in stack):
        return stack[-1] if stack else ""
    return ""


def _below_captions(
    stacks: tuple[tuple[str, ...], ...], roles: Roles, known: Known
) -> dict[str, list[int]]:
    """The columns that say a role outright under captions that say nothing: one for every role."""
    lowest = tuple(
        stack[-1] if stack and not any(known(text) for text in stack[:-1]) else ""
        for stack in stacks
    )
    left_out = _OF_ROWS if "measure" in roles else ()
    return {
        role: columns
        for role, columns in roles_of(lowest, roles).items()
        if role not in left_out and len(columns) == 1
        and fold(lowest[columns[0]]) in roles[role].folded[0]
    }  # fmt: skip


def duplicate_column(
    table: Table,
    where: tuple[int, int, int, int],
    texts: tuple[str, ...],
    *,
    fatal: bool = False,
) -> Problem:
    """The problem of two columns that say the same.

    :param where: row and column of the second, then of the first.
    """
    row, column, first_row, first = where
    other = problem(table, first_row, first, "duplicate-column").cell
    found = problem(
        table, row, column, "duplicate-column",
        header=texts[column], first=texts[first], first_cell=other,
    )  # fmt: skip
    return attrs.evolve(found, fatal=fatal)


def _missing(
    table: Table, candidates: list[tuple[str, ...]], roles: Roles, required: tuple[str, ...]
) -> Problem:
    """Which key column was looked for in vain, in the row that comes nearest to a header."""
    counts = [
        (sum(role in roles_of(texts, roles) for role in required), -row)
        for row, texts in enumerate(candidates)
    ]
    found_count, row = max(counts, default=(0, 0))
    if not found_count:
        looked_for = "; ".join(_some(roles, role) for role in required)
        params = {"looked_for": looked_for, "rows": ROWS_SEARCHED}
        return Problem("no-header", table.file, table.sheet, params=params, fatal=True)
    found = roles_of(candidates[-row], roles)
    lacking = next(role for role in required if role not in found)
    return lacking_column(table, -row, candidates[-row], roles, lacking)


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


def line_of(row: tuple[Any, ...]) -> tuple[str, ...]:
    """A row as texts, without the blanks at its end."""
    texts = list(texts_of(row))
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def repeats_header(header: Header, row: tuple[Any, ...]) -> bool:
    """Whether a row says what the header says, as on the second page of a printed list.

    A row that has the same keys and other headings beside them is a header of its own.
    """
    if _repeats_keys(header, row) and all(
        not text or text == header.texts[column]
        for column, text in enumerate(texts_of(row[: len(header.texts)]))
    ):
        return True
    return len(header.lines) > 1 and line_of(row) in header.lines


def _repeats_keys(header: Header, row: tuple[Any, ...]) -> bool:
    for column in header.columns.values():
        raw = row[column]
        if not isinstance(raw, str) or " ".join(raw.split()) != header.texts[column]:
            return False
    return bool(header.columns)
