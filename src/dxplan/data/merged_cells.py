"""Merged cells below a header: a text stands in every row it is merged over, a number in none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeAlias

import attrs

from dxplan.data.addresses import address
from dxplan.data.cell_values import is_missing
from dxplan.data.header import Header
from dxplan.data.tables import Merge, Table

# For every row the columns whose number stands in merged cells, and where it is written.
SharedNumbers: TypeAlias = Mapping[int, Mapping[int, str]]


def fill_merged(
    table: Table, header: Header, of_numbers: Collection[int]
) -> tuple[Table, SharedNumbers]:
    """A sheet with everything merged downwards written into every row, except numbers.

    One number over several rows or columns belongs to none of them alone: repeated it would be
    counted several times, and kept in the first cell it would be counted for the wrong one.

    :param of_numbers: the columns of measures and percentages.
    """
    below = [each for each in table.merged if each[0] > header.row]
    if not below:
        return table, {}
    rows = [list(row) for row in table.rows]
    shared: dict[int, dict[int, str]] = {}
    for merge in below:
        top, left, bottom, _ = merge
        if top >= len(rows) or left >= len(rows[top]) or is_missing(rows[top][left]):
            continue
        if left in of_numbers:
            _share(table, merge, of_numbers, shared)
        else:
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
    return attrs.evolve(table, rows=tuple(map(tuple, rows))), shared


def _share(
    table: Table, merge: Merge, of_numbers: Collection[int], shared: dict[int, dict[int, str]]
) -> None:
    top, left, bottom, right = merge
    cells = [(r, c) for r in range(top, min(bottom, len(table.rows) - 1) + 1)
             for c in of_numbers if left <= c <= right]  # fmt: skip
    if len(cells) > 1:
        for row, column in cells:
            shared.setdefault(row, {})[column] = address(table, top, left)
