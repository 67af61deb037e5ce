"""Observations cut into parts, and sums that went through a file without one being written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs
import numpy as np

from dxplan.data.observations import Cell, Observations, ReportedValue
from dxplan.engine.tables.travelling import Sums
from dxplan.engine.tables.travelling.blocks import blocks
from dxplan.engine.tables.travelling.carried import carried, everything
from dxplan.engine.tables.travelling.contents import Column, contents
from dxplan.engine.tables.travelling.layout import COLUMNS
from dxplan.engine.tables.travelling.writing import said_of


def cut(
    read: Observations, count: int, part_of: Callable[[Cell | ReportedValue], int]
) -> list[Observations]:
    """Observations in parts; what was wrong with them stands in the first."""
    return [
        attrs.evolve(
            read,
            cells=tuple(cell for cell in read.cells if part_of(cell) == part),
            reported_values=tuple(v for v in read.reported_values if part_of(v) == part),
            problems=() if part else read.problems,
            rows_left_out=0 if part else read.rows_left_out,
            left_out=() if part else read.left_out,
        )
        for part in range(count)
    ]


def carried_over(sums: Sums, *, with_rows: bool) -> Sums:
    """Sums as they are read from the rows of their file."""
    figures = sums.figures
    chosen = everything(figures) if with_rows else carried(sums.plan, figures, sums.until)
    rows: dict[str, list[dict[str, Column]]] = {}
    for block in blocks(sums, chosen):
        rows.setdefault(block.record, []).append(dict(block.columns))

    def found(record: str, names: Sequence[str]) -> dict[str, Column]:
        return {name: _column(name, rows.get(record, [])) for name in names}

    held = contents(found, said_of(sums, chosen), sums.named)
    register = None if sums.register is None else held.register
    return attrs.evolve(sums, figures=held.figures, register=register)


def _column(name: str, given: Sequence[dict[str, Column]]) -> Column:
    parts = [_filled(name, each) for each in given]
    empty = np.zeros(0, dtype=np.object_ if COLUMNS[name] == "VARCHAR" else np.int64)
    return np.concatenate([empty, *parts])


def _filled(name: str, block: dict[str, Column]) -> np.ndarray[Any, Any]:
    size = next(iter(block.values())).size
    if COLUMNS[name] == "VARCHAR":
        return block.get(name, np.full(size, None, dtype=np.object_))
    return np.ma.filled(block.get(name, np.zeros(size, dtype=np.int64)), 0)
