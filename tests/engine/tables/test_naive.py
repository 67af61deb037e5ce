"""The plain way to make figures, on a table that can be counted by hand."""

from __future__ import annotations

from datetime import date

import numpy as np

from dxplan.engine.tables.figures import Point
from dxplan.values.periods import quarter
from tests.engine.rules import plan
from tests.engine.tables.naive import naive_figures, reported_points

ROWS = [
    {"id": "A", "period": "2025-Q1", "online (primary)": 3, "total (primary)": 10},
    {"id": "B", "period": "2025-Q1", "online (primary)": None, "total (primary)": 20},
    {"id": "C", "period": "2025-Q2", "online (primary)": 5, "total (primary)": 10},
]
REGISTER = [{"id": name, "district": district} for name, district in ("AX", "BX", "CY", "DY")]
KEY = (("level", "primary"),)


def test_sums_and_bits_by_hand() -> None:
    rules = plan("online_share >= 5% by 2025")
    figures = naive_figures(rules, ROWS, REGISTER, date(2025, 12, 31), apart=["C"])
    q1, q2 = quarter(2025, 1), quarter(2025, 2)
    online, total = Point("online", KEY, q1), Point("total", KEY, q1)
    column = {point: position for position, point in enumerate(figures.points)}
    assert figures.sums[:, column[online]].tolist() == [3, 0]
    assert figures.sums[:, column[total]].tolist() == [30, 0]
    assert figures.counts[:, column[total]].tolist() == [2, 0]
    assert [reported_points(figures, name) for name in "ABCD"] == [
        {online, total}, {total}, set(), set(),
    ]  # fmt: skip
    assert figures.apart.tolist() == [2]
    later = column[Point("online", KEY, q2)]
    assert figures.values(np.array([0, 2]), np.array([column[online], later])).tolist() == [3, 5]
    assert len(figures.observations(np.array([2]), None).cells) == 2
