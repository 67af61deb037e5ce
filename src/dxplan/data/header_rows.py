"""Which rows a header is made of: groups above level names, a row of units, numbered columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import attrs

from dxplan.data.cell_values import is_missing
from dxplan.data.number_text import number_text
from dxplan.data.tables import Table
from dxplan.data.totals import is_total
from dxplan.data.units import read_unit
from dxplan.shown import Shown

Known: TypeAlias = Callable[[str], bool]

# Rows that a header may have above, and below, the row of its keys.
_MOST_ABOVE = 2
_MOST_BELOW = 3
_LEAST_NUMBERED = 3
_ORDINAL = re.compile(r"\(?([0-9]{1,2})\)?(?:\s*=.*)?|\(?([A-Z])\)?")


@attrs.frozen(repr=False)
class HeaderRows(Shown):
    """The rows of a header.

    :param last: the last of them, which may be one of numbered columns; data begin below it.
    :param stacks: for every column what stands in it, from top to bottom, each text once.
    :param lowest: for every column the row of the last of these texts.
    """

    top: int
    last: int
    stacks: tuple[tuple[str, ...], ...]
    lowest: tuple[int, ...]


def texts_of(row: tuple[Any, ...]) -> tuple[str, ...]:
    """The cells of a row as headings."""
    return tuple("" if raw is None else " ".join(str(raw).split()) for raw in row)


def header_rows(table: Table, row: int, keys: frozenset[int], known: Known) -> HeaderRows:
    """The rows of the header that has its keys in a row.

    :param keys: the columns of keys and labels, which no group stands above.
    :param known: whether a text says something in the plan.
    """
    top, bottom = row, _bottom(table, row, keys, known)
    while row - top < _MOST_ABOVE and top and _is_group_row(table, top - 1, top, keys, known):
        top -= 1
    stacks, lowest = _stacks(table, top, bottom, keys)
    own = texts_of(table.rows[row])
    stacks = tuple(
        stack[stack.index(own[c]) :] if c in keys and own[c] in stack else stack
        for c, stack in enumerate(stacks)
    )
    numbered = bottom + 1 < len(table.rows) and _numbers_columns(table, bottom + 1)
    return HeaderRows(top, bottom + numbered, stacks, lowest)


def _bottom(table: Table, row: int, keys: frozenset[int], known: Known) -> int:
    bottom = row
    while bottom + 1 < len(table.rows) and bottom - row < _MOST_BELOW:
        merged = any(
            t <= bottom < b and t >= row and left in keys for t, left, b, _ in table.merged
        )
        if not merged and not _is_sub_heading(table, bottom, keys, known):
            break
        bottom += 1
    return bottom


def _is_sub_heading(table: Table, above: int, keys: frozenset[int], known: Known) -> bool:
    """Whether the row below another one goes on with its headings.

    Nothing stands under a key, and the rest is text that names members, measures or units.
    """
    cells = _written(table.rows[above + 1])
    if not cells or any(column in keys for column in cells):
        return False
    if not all(isinstance(raw, str) and _may_head(raw) for raw in cells.values()):
        return False
    under = {c for t, left, b, right in table.merged for c in range(left, right + 1)
             if t <= above <= b and right > left}  # fmt: skip
    return any(
        column in under
        or known(raw)
        or read_unit(raw.strip("() ")) is not None
        or is_total(raw, {})
        for column, raw in cells.items()
    )


def _may_head(raw: str) -> bool:
    return (not is_missing(raw) and number_text(raw) is None and len(raw.strip()) > 1) or raw == "%"


def _is_group_row(table: Table, row: int, below: int, keys: frozenset[int], known: Known) -> bool:
    """Whether a row stands above headings of another one as the names of their groups."""
    cells = _written(table.rows[row])
    headed = _written(table.rows[below])
    spans = {left: right for t, left, _, right in table.merged if t == row}
    if any(known(str(raw)) for column, raw in cells.items() if column not in keys):
        # A caption over keys alone ("Thông tin chung") says nothing.
        over_keys = {c for c in cells if keys.issuperset(range(c, spans.get(c, -1) + 1))}
        cells = {c: raw for c, raw in cells.items() if c not in over_keys or c not in spans}
    if not cells or any(column in keys or not isinstance(cells[column], str) for column in cells):
        return False
    covered = (c for column in cells for c in range(column, spans.get(column, column) + 1))
    if any(column in keys or column not in headed for column in covered):
        return False
    return all(column in spans or known(str(raw)) for column, raw in cells.items())


def _written(row: tuple[Any, ...]) -> dict[int, Any]:
    return {c: raw for c, raw in enumerate(row) if raw is not None and str(raw).strip()}


def _stacks(
    table: Table, top: int, bottom: int, keys: frozenset[int]
) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
    """What stands in every column of the header, and in which row the last of it."""
    rows = [texts_of(table.rows[index]) for index in range(top, bottom + 1)]
    width = max(map(len, rows))
    grid = [list(row) + [""] * (width - len(row)) for row in rows]
    lowest = [max((i for i, line in enumerate(grid) if line[c]), default=0) for c in range(width)]
    spread = [_spread(table, top, grid, i, keys) for i in range(len(grid))]
    stacks = tuple(
        tuple(dict.fromkeys(line[column] for line in spread if line[column]))
        for column in range(width)
    )
    return stacks, tuple(top + i for i in lowest)


def _spread(
    table: Table, top: int, grid: list[list[str]], i: int, keys: frozenset[int]
) -> list[str]:
    """A row of a header with every group written above all of its columns.

    Groups are merged; where nothing is merged, a group goes on over the blanks to its right that
    have headings below them.
    """
    line = list(grid[i])
    merged = _merged_columns(table, top + i, len(line))
    for t, left, _, right in table.merged:
        if t == top + i and left < right < len(line):
            line[left : right + 1] = [grid[i][left]] * (right - left + 1)
    for column in range(1, len(line)):
        if line[column] or not line[column - 1] or {column, column - 1} & (merged | keys):
            continue
        below = [lower[column - 1 : column + 1] for lower in grid[i + 1 :]]
        if any(each[0] for each in below) and any(each[1] for each in below):
            line[column] = line[column - 1]
    return line


def _merged_columns(table: Table, row: int, width: int) -> frozenset[int]:
    """The columns in which a row has merged cells."""
    touching = ((left, r) for t, left, b, r in table.merged if t <= row <= b)
    return frozenset(
        column for left, right in touching for column in range(left, min(right + 1, width))
    )


def _numbers_columns(table: Table, row: int) -> bool:
    """Whether a row numbers the columns: (1) (2) (3), or A B 1 2 3."""
    texts = [text for text in texts_of(table.rows[row]) if text]
    found = [_ORDINAL.fullmatch(text) for text in texts]
    if len(texts) < _LEAST_NUMBERED or not all(found):
        return False
    letters = [ord(match[2]) - ord("A") for match in found if match and match[2]]
    digits = [int(match[1]) for match in found if match and match[1]]
    first = digits[0] if digits else 1
    in_order = digits == list(range(first, first + len(digits))) and first <= len(texts)
    if letters != list(range(len(letters))) or not in_order:
        return False
    marked = bool(letters) or any("(" in text for text in texts)
    return marked or _begins_again(table, row, len(texts))


def _begins_again(table: Table, row: int, count: int) -> bool:
    """Whether a row 1 2 3 … heads the first line of data, which begins with 1 once more."""
    headed = sum(1 for raw in table.rows[row] if raw not in (None, ""))
    below = table.rows[row + 1] if row + 1 < len(table.rows) else ()
    first = next((str(raw).strip() for raw in below if raw not in (None, "")), "")
    return headed == count and first in ("1", "I", "A")
