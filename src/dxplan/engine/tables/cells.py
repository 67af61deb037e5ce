"""Single numbers of a table, fetched where they are asked for."""

from __future__ import annotations

import attrs
import numpy as np

from dxplan.engine.tables.figures import Numbers, Point
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.rows import collected, joined
from dxplan.engine.tables.scan import Coded
from dxplan.engine.tables.sources import whole_numbers


@attrs.frozen(eq=False)
class Cells:
    """What organisations reported for points.

    :param columns: by point, the patterns and columns where its numbers stand, and their factor.
    """

    found: Coded
    points: tuple[Point, ...]
    columns: list[list[tuple[int, int, int]]]

    def __call__(self, codes: Codes, points: Codes) -> Numbers:
        import narwhals as nw

        values: dict[tuple[int, int], int] = {}
        for column in self.found.rows.positions:
            places = {
                (number, each): factor
                for each in np.unique(points).tolist()
                for number, at, factor in self.columns[each]
                if at == column
            }
            if not places:
                continue
            of_point = {number: (each, factor) for (number, each), factor in places.items()}
            wanted = np.isin(points, sorted({each for each, _ in of_point.values()}))
            who = {"code": np.unique(codes[wanted])}
            what = {"p": whole_numbers(sorted(of_point))}
            hand_over = self.found.rows.source.hand_over
            frame = joined(self.found.frame, hand_over(who), ["code"])
            frame = joined(frame, hand_over(what), ["p"]).filter(nw.col(f"q{column}") > 0)
            answer = collected(self.found.rows, frame.select("code", "p", f"v{column}"))
            cells = zip(*(answer[n].tolist() for n in ("code", "p", f"v{column}")), strict=True)
            for code, number, value in cells:
                point, factor = of_point[int(number)]
                values[int(code), point] = int(value) * factor
        asked = zip(codes.tolist(), points.tolist(), strict=True)
        listed = [values[code, point] for code, point in asked]
        large = any(abs(value) >= 2**63 for value in listed)
        return np.array(listed, dtype=np.object_ if large else np.int64)
