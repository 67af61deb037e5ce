"""Single numbers of a table, looked up in its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
import numpy as np

from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.scanning.book import Whole
from dxplan.engine.tables.scanning.sources import told_apart
from dxplan.engine.tables.scanning.spread import Layout
from dxplan.engine.tables.streaming.order import Order
from dxplan.engine.tables.streaming.passing import Coding


@attrs.frozen(eq=False)
class Cells:
    """What organisations reported for points.

    :param met: by part of the table, which patterns are in it.
    :param at: by pattern of the layout, its number in the pass.
    """

    coding: Coding
    order: Order
    met: Mapping[int, set[int]]
    layout: Layout
    at: Codes

    def __call__(self, codes: Codes, points: Codes) -> Numbers:
        """The numbers of some organisations, each for a point that it reported."""
        found = np.zeros(len(codes), dtype=np.int64)
        with told_apart(self.coding.batches.name):
            for column in range(self.layout.at.shape[1]):
                self._look_up(column, codes, points, found)
        return found

    def _look_up(self, column: int, codes: Codes, points: Codes, found: Whole) -> None:
        """Puts what stands in a column where it is asked for."""
        patterns = np.flatnonzero(np.isin(self.layout.at[:, column], points))
        if not patterns.size:
            return
        order = self.order
        rows = np.full(len(self.layout.points), -1, dtype=np.int64)
        rows[self.layout.at[patterns, column]] = np.arange(len(patterns))
        asked = np.flatnonzero(rows[points] >= 0)
        keys, of_asked = np.unique(
            rows[points[asked]] * order.count + order.ranks[codes[asked]], return_inverse=True
        )
        wanted = np.zeros(len(patterns) * order.count, dtype=np.bool_)
        wanted[keys] = True
        values = np.zeros(len(keys), dtype=np.int64)
        there = np.zeros(len(keys), dtype=np.bool_)
        for places, numbers in self._numbers(column, patterns):
            hits = np.flatnonzero(wanted[places])
            at = np.searchsorted(keys, places[hits])
            factors = self.layout.factors[patterns[places[hits] // order.count], column]
            values[at] = numbers[hits] * factors
            there[at] = True
        has = there[of_asked]
        found[asked[has]] = values[of_asked][has]

    def _numbers(self, column: int, patterns: Codes) -> Iterator[tuple[Whole, Whole]]:
        """The numbers of a column in some patterns: pattern and rank as one, and the number."""
        numbers = self.at[patterns]
        row = np.full(len(self.coding.met.patterns), -1, dtype=np.int64)
        row[numbers] = np.arange(len(numbers))
        asked = set(numbers.tolist())
        parts = [part for part, met in self.met.items() if not asked.isdisjoint(met)]
        for rows in self.coding.again([column], parts):
            (values,) = rows.columns
            at = row[rows.patterns]
            keep = at >= 0 if values.there is None else (at >= 0) & values.there
            yield at[keep] * self.order.count + rows.ranks[keep], values.values[keep]
