"""Several tables below one another in one sheet, each with columns of its own."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from dxplan.data.header import Header, find_header, repeats_header
from dxplan.data.header_rows import Known, texts_of
from dxplan.data.heading_words import Roles, roles_of
from dxplan.data.problems import Problem
from dxplan.data.tables import Table
from dxplan.data.wording import fold

_MOST_ABOVE = 5


def tables_in(
    table: Table, header: Header, roles: Roles, required: tuple[str, ...], known: Known
) -> Iterator[tuple[Table, Header] | Problem]:
    """A sheet cut before every header that says something else than the one above it.

    Rows below such a header would otherwise be read as if they stood under the first one.
    """
    at = _further_header(table, header, roles, required, known)
    if at is None:
        yield table, header
        return
    yield attrs.evolve(table, rows=table.rows[:at]), header
    merged = tuple(
        (top - at, left, bottom - at, right)
        for top, left, bottom, right in table.merged
        if top >= at
    )
    rest = attrs.evolve(table, rows=table.rows[at:], first_row=table.first_row + at, merged=merged)
    below = find_header(rest, roles, required, known)
    if isinstance(below, Header):
        yield from tables_in(rest, below, roles, required, known)
    else:
        yield below


def _further_header(
    table: Table, header: Header, roles: Roles, required: tuple[str, ...], known: Known
) -> int | None:
    """The first row of what belongs to a further header."""
    column = header.columns.get(required[0])
    if column is None:
        return None
    heads = frozenset[str]().union(*(part for words in roles.values() for part in words.folded))
    seen: set[object] = set()
    # Nearly every id ends in a digit, and no heading does.
    unlike_ids = [
        (index, row, raw)
        for index, row in enumerate(table.rows)
        if column < len(row)
        and isinstance(raw := row[column], str)
        and not raw[-1:].isdigit()
        and index > header.row
    ]
    for index, row, raw in unlike_ids:
        if raw in seen:
            continue
        seen.add(raw)
        if fold(raw) not in heads and not known(raw):
            continue
        filled = row + ("",) * (len(header.texts) - len(row))
        if not repeats_header(header, filled) and roles_of(texts_of(row), roles).keys() >= set(
            required
        ):
            return _with_banner(table, header, index, column)
        seen.discard(raw)
    return None


def _with_banner(table: Table, header: Header, index: int, column: int) -> int:
    """Where the rows above a further header begin that name no organisation."""
    first = index
    while first - 1 > header.row and index - first < _MOST_ABOVE:
        above = table.rows[first - 1]
        if column < len(above) and above[column] not in (None, ""):
            break
        first -= 1
    return first
