"""Registers in which nothing is odd, understood column by column.

Every row has a plain id of its own and tells of one organisation, and what a cell says is found out
once for all rows that share it. Whatever is odd is left to the reading of rows, which says it all.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date, datetime
from itertools import repeat, zip_longest
from typing import Any, TypeAlias

from dxplan.data.cell_values import Exact, is_digits
from dxplan.data.footers import are_plain_ids
from dxplan.data.layouts import SeriesKey, Slot
from dxplan.data.odd_ids import surely_apart
from dxplan.data.register_columns import FirstCell, RegisterColumns
from dxplan.data.register_sheet import RegisterSheet, organisation_in
from dxplan.data.totals import may_hold_total
from dxplan.data.wide_rows import number_at

Column: TypeAlias = Sequence[Any]
Numbers: TypeAlias = dict[SeriesKey, list[Exact | None]]

# Values of these types are equal only where they say the same; ``True`` and ``1`` do not.
_TOLD_APART = frozenset((str, type(None), int, date, datetime))


def as_columns(read: RegisterSheet) -> RegisterColumns | None:
    """The organisations of a sheet that was begun; ``None`` where anything in its rows is odd.

    Then the sheet has to be begun anew.
    """
    header, sheet = read.sheet.header, read.sheet
    rows = sheet.table.rows[header.row + 1 :]
    if not rows or len(header.lines) != 1 or sheet.shared or sheet.columns.totals:
        return None
    columns = _turned(rows, len(header.texts))
    ids = columns[read.columns["organisation"]]
    if not _are_told_apart(ids) or _may_hold_totals(read, columns):
        return None
    begun_with = _noted(read)
    numbers = _numbers(read, columns)
    alike = _alike(read, columns, numbers)
    if alike is None or _noted(read) != begun_with:
        return None
    of, firsts = alike
    filled = ((at, rows[at] + ("",) * (len(header.texts) - len(rows[at]))) for at in firsts)
    examples = tuple(organisation_in(read, header.row + 1 + at, row, ids[at]) for at, row in filled)
    if _noted(read) != begun_with:
        return None
    name = read.columns.get("name")
    return RegisterColumns(
        dict(zip(ids, range(len(ids)), strict=True)),
        () if name is None else columns[name],
        of,
        examples,
        numbers,
        _first_cell(read),
    )


def _turned(rows: Sequence[tuple[Any, ...]], width: int) -> list[Column]:
    """The columns of some rows; where a row ends early, they are blank."""
    columns: list[Column] = list(zip_longest(*rows, fillvalue=""))
    blank = ("",) * len(rows)
    return [*columns, *repeat(blank, width - len(columns))]


def _are_told_apart(ids: Sequence[Any]) -> bool:
    return are_plain_ids(ids) and surely_apart(ids)


def _may_hold_totals(read: RegisterSheet, columns: Sequence[Column]) -> bool:
    """Whether a label may say of any row that it adds others up; no plain id does."""
    names = (c for c in read.sheet.columns.labels if c != read.columns["organisation"])
    return any(
        may_hold_total([raw for raw in columns[column] if isinstance(raw, str)]) for column in names
    )


def _noted(read: RegisterSheet) -> int:
    """How much was noted of a sheet so far."""
    return len(read.sheet.problems) + len(read.sheet.notices)


def _numbers(read: RegisterSheet, columns: Sequence[Column]) -> Numbers:
    """The numbers of every organisation, column by column."""
    slots = read.sheet.plain_layout.slots
    return {slot.key: _numbers_in(read, slot, columns[slot.column]) for slot in slots}


def _numbers_in(read: RegisterSheet, slot: Slot, column: Column) -> list[Exact | None]:
    first = read.sheet.header.row + 1
    known: dict[Hashable, Exact | None] = {}
    found: list[Exact | None] = []
    for position, raw in enumerate(column):
        if slot.is_plain and isinstance(raw, str) and is_digits(raw):
            found.append(int(raw))
            continue
        key = (raw, type(raw))
        if key not in known:
            known[key] = number_at(read.sheet, first + position, slot, raw)
        found.append(known[key])
    return found


def _alike(
    read: RegisterSheet, columns: Sequence[Column], numbers: Numbers
) -> tuple[list[int], list[int]] | None:
    """Of every row which others it is like, and the first row of each of these; ``None`` if unsure.

    Rows are alike when all cells are the same that tell of place, days and members, and when the
    register gives numbers of the same things.
    """
    telling = [columns[column] for column in _telling(read)]
    if any(not _TOLD_APART.issuperset(map(type, column)) for column in telling):
        return None
    given: Iterable[Column] = ([value is None for value in each] for each in numbers.values())
    rows = range(len(columns[read.columns["organisation"]]))
    known: dict[Hashable, int] = {}
    keys = zip(rows, zip(repeat(None, len(rows)), *telling, *given, strict=True), strict=True)
    first_of = [known.setdefault(key, row) for row, key in keys]
    codes = {row: code for code, row in enumerate(known.values())}
    return [codes[row] for row in first_of], list(codes)


def _telling(read: RegisterSheet) -> list[int]:
    """The columns that tell of the places, days and members of organisations."""
    days = (read.columns[role] for role in ("since", "until") if role in read.columns)
    return [*days, *read.groupings, *read.sheet.columns.dimensions.values()]


def _first_cell(read: RegisterSheet) -> FirstCell:
    table, column = read.sheet.table, read.columns["organisation"]
    row = table.first_row + read.sheet.header.row + 1
    return FirstCell(table.file, table.sheet, read.sheet.letters(column), row)
