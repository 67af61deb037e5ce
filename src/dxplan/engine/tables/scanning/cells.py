"""Single numbers of a table, fetched where they are asked for."""

from __future__ import annotations

from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.scanning.book import Whole
from dxplan.engine.tables.scanning.rows import collected, joined
from dxplan.engine.tables.scanning.scan import Coded
from dxplan.engine.tables.scanning.sources import told_apart
from dxplan.engine.tables.scanning.spread import Layout

Objects: TypeAlias = npt.NDArray[np.object_]
_LARGEST = 2**63


@attrs.frozen(eq=False)
class Cells:
    """What organisations reported for points."""

    found: Coded
    layout: Layout

    def __call__(self, codes: Codes, points: Codes) -> Numbers:
        """The numbers of some organisations, each for a point that it reported."""
        with told_apart(self.found.rows.source.name):
            return self._numbers(codes, points)

    def _numbers(self, codes: Codes, points: Codes) -> Numbers:
        listed = np.zeros(len(codes), dtype=np.object_)
        for column in self.found.rows.positions:
            patterns = np.flatnonzero(np.isin(self.layout.at[:, column], points))
            asked = np.flatnonzero(np.isin(points, self.layout.at[patterns, column]))
            if asked.size:
                keys, values = self._fetched(column, patterns, codes[asked])
                wanted = self._key(codes[asked], points[asked])
                places = np.searchsorted(keys, wanted)
                places[places == keys.size] = 0
                hits = keys[places] == wanted if keys.size else np.zeros(wanted.size, dtype=bool)
                listed[asked[hits]] = values[places[hits]]
        large = any(abs(value) >= _LARGEST for value in listed)
        found: Numbers = listed if large else listed.astype(np.int64)
        return found

    def _key(self, codes: Codes, points: Codes) -> Whole:
        """Organisation and point as one number."""
        return codes * len(self.layout.points) + points

    def _fetched(self, column: int, patterns: Whole, codes: Codes) -> tuple[Whole, Objects]:
        """What stands in a column of numbers, sorted by organisation and point."""
        import narwhals as nw

        hand_over = self.found.rows.source.hand_over
        who, what = hand_over({"code": np.unique(codes)}), hand_over({"p": patterns})
        frame = joined(joined(self.found.frame, who, ["code"]), what, ["p"])
        there = frame.filter(nw.col(f"q{column}") > 0).select("code", "p", f"v{column}")
        answer = collected(self.found.rows, there)
        numbers = answer["p"].astype(np.int64)
        keys = self._key(answer["code"].astype(np.int64), self.layout.at[numbers, column])
        values = answer[f"v{column}"].astype(np.object_) * self.layout.factors[numbers, column]
        order = np.argsort(keys)
        return keys[order], values[order]
