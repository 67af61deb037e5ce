"""Columns that no line is drawn between: told by wide gaps at the same place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import attrs

from dxplan.draft.pdf.model import Line


@attrs.frozen
class Row:
    """The cells of a row that no line is drawn around, and where its first line stands."""

    cells: tuple[str, ...]
    base: int


def rows_by_gaps(lines: Sequence[Line]) -> list[Line | Row]:
    """Lines, and rows where a line has gaps; what stands below a later column is of its row."""
    found: list[Line | Row] = []
    columns: list[int] = []
    last: Line | None = None
    for line in lines:
        parted = len(line.lefts) > 1
        near = last is not None and last.base - line.base <= line.size * 2
        below = _column(columns, line) if columns and near else 0
        if parted and (not near or len(line.lefts) >= len(columns)):
            columns = list(line.lefts)
            found.append(_row(line))
        elif (below or parted) and isinstance(found[-1], Row):
            found[-1] = _added(found[-1], columns, line)
        elif parted:
            columns = list(line.lefts)
            found.append(_row(line))
        else:
            columns = []
            found.append(line)
        last = line
    return found


def _row(line: Line) -> Row:
    return Row(tuple(line.text.split("\t")), line.base)


def _column(columns: Sequence[int], line: Line) -> int:
    """Which column a line begins at; none when it is the first, or at none of them."""
    return _nearest(columns, line.left, line.size)


def _nearest(columns: Sequence[int], left: int, size: int) -> int:
    after = bisect_left(columns, left)
    near = range(max(after - 1, 0), min(after + 1, len(columns)))
    at = min(near, key=lambda number: abs(columns[number] - left))
    return at if abs(columns[at] - left) <= size * 2 else 0


def _added(row: Row, columns: Sequence[int], line: Line) -> Row:
    more = list(row.cells)
    for left, text in zip(line.lefts, line.text.split("\t"), strict=True):
        at = min(_nearest(columns, left, line.size), len(more) - 1)
        more[at] = f"{more[at]} {text}".strip()
    return Row(tuple(more), row.base)
