"""Single numbers of a table, fetched where they are asked for."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.engine.tables.book import Whole
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.rows import collected, joined
from dxplan.engine.tables.scan import Coded
from dxplan.engine.tables.spread import Layout

_LARGEST = 2**63


@attrs.frozen(eq=False)
class Cells:
    """What organisations reported for points."""

    found: Coded
    layout: Layout

    def __call__(self, codes: Codes, points: Codes) -> Numbers:
        """The numbers of some organisations, each for a point that it reported."""
        listed = np.zeros(len(codes), dtype=np.object_)
        for column in self.found.rows.positions:
            at = self.layout.at[:, column]
            patterns = np.flatnonzero(np.isin(at, points))
            asked = np.flatnonzero(np.isin(points, at[patterns]))
            if asked.size:
                self._fetch(column, patterns, codes, points, asked, listed)
        large = any(abs(value) >= _LARGEST for value in listed)
        found: Numbers = listed if large else listed.astype(np.int64)
        return found

    def _fetch(
        self,
        column: int,
        patterns: Whole,
        codes: Codes,
        points: Codes,
        asked: Whole,
        into: npt.NDArray[np.object_],
    ) -> None:
        """Fetches what stands in a column of numbers."""
        import narwhals as nw

        hand_over = self.found.rows.source.hand_over
        who, what = {"code": np.unique(codes[asked])}, {"p": patterns}
        frame = joined(joined(self.found.frame, hand_over(who), ["code"]), hand_over(what), ["p"])
        there = frame.filter(nw.col(f"q{column}") > 0).select("code", "p", f"v{column}")
        answer = collected(self.found.rows, there)
        numbers = answer["p"].astype(np.int64)
        size = len(self.layout.points)
        keys = answer["code"].astype(np.int64) * size + self.layout.at[numbers, column]
        values = answer[f"v{column}"].astype(np.object_) * self.layout.factors[numbers, column]
        order = np.argsort(keys)
        wanted = codes[asked] * size + points[asked]
        places = np.minimum(np.searchsorted(keys, wanted, sorter=order), max(len(keys) - 1, 0))
        if len(keys):
            hits = keys[order][places] == wanted
            into[asked[hits]] = values[order][places[hits]]
