"""What the batches of a table come to, as they go by."""

from __future__ import annotations

from typing import TypeAlias, TypeVar

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.scanning.book import Whole
from dxplan.engine.tables.streaming.columns import Column, Rows
from dxplan.engine.tables.streaming.order import Order
from dxplan.engine.tables.streaming.plain import NotPlainError

_Kind = TypeVar("_Kind", bound=np.generic)
Table: TypeAlias = npt.NDArray[_Kind]

_LARGEST = 2**63
# So many patterns have room at first; memory that nobody writes to costs nothing.
_PATTERNS = 1024
# More marks than that are not held in memory.
_MOST = 2**29


@attrs.define(eq=False)
class Running:
    """Sums by pattern and kind, and who reported what, so far.

    :param present: by pattern and rank, whether there is a row; ``filled`` the same of a column of
        numbers in which some rows have none.
    :param sums: by column, the sums by pattern and kind.
    :param rows: by pattern, how many there are.
    :param lows: by column the least number, ``highs`` the greatest; 0 is among them.
    """

    order: Order
    present: Flags
    sums: list[Whole]
    rows: Whole
    lows: list[int]
    highs: list[int]
    filled: dict[int, Flags] = attrs.field(factory=dict)

    def take(self, rows: Rows, times: Whole) -> None:
        """Adds a batch.

        :param times: how many rows it has of every pattern met so far.
        :raises NotPlainError: when a sum might not fit into 64 bits, or marks not into memory.
        """
        self._make_room(len(times))
        self.rows[: len(times)] += times
        cells = rows.patterns.astype(np.int64)
        places = cells * self.order.count
        places += rows.ranks
        cells *= len(self.order.starts)
        cells += self.order.kinds[rows.ranks]
        for number, column in enumerate(rows.columns):
            self._bound(number, column)
            self._fill(number, column, places)
            np.add.at(self.sums[number].reshape(-1), cells, column.values)
        self.present.reshape(-1)[places] = True

    def _bound(self, number: int, column: Column) -> None:
        self.lows[number] = low = min(self.lows[number], column.low)
        self.highs[number] = high = max(self.highs[number], column.high)
        if max(-low, high) * int(self.rows.sum()) >= _LARGEST:
            raise NotPlainError

    def _fill(self, number: int, column: Column, places: Whole) -> None:
        """Notes which numbers of a column are there, from the first one on that is not."""
        if column.there is None and number not in self.filled:
            return
        filled = self.filled.get(number)
        if filled is None:
            met = int(np.flatnonzero(self.rows).max(initial=-1)) + 1
            filled = self.filled[number] = _longer(self.present[:met], len(self.present))
        filled.reshape(-1)[places if column.there is None else places[column.there]] = True

    def _make_room(self, met: int) -> None:
        if met <= len(self.rows):
            return
        size = 2 * met
        if size * self.order.count > _MOST:
            raise NotPlainError
        self.present = _longer(self.present, size)
        self.filled = {number: _longer(each, size) for number, each in self.filled.items()}
        self.sums = [_longer(each, size) for each in self.sums]
        self.rows = _longer(self.rows, size)


def nothing_yet(order: Order, columns: int) -> Running:
    """Before the first batch.

    :param columns: how many columns of numbers there are.
    :raises NotPlainError: when there are too many organisations.
    """
    if _PATTERNS * order.count > _MOST:
        raise NotPlainError
    return Running(
        order,
        np.zeros((_PATTERNS, order.count), dtype=np.bool_),
        [np.zeros((_PATTERNS, len(order.starts)), dtype=np.int64) for _ in range(columns)],
        np.zeros(_PATTERNS, dtype=np.int64),
        [0] * columns,
        [0] * columns,
    )


def _longer(table: Table[_Kind], size: int) -> Table[_Kind]:
    """A table with more rows, all further ones empty."""
    found: Table[_Kind] = np.zeros((size, *table.shape[1:]), dtype=table.dtype)
    found[: len(table)] = table
    return found
