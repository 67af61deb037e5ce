"""Rows that schools reported, and their sums worked out in plain Python."""

from __future__ import annotations

from collections import defaultdict
from random import Random

import pyarrow as pa

SCHOOLS = 2_000
DISTRICTS = 40
PERIODS = 12
ROWS = SCHOOLS * PERIODS


def reported() -> pa.Table:
    """One row a school and month: learners, where they were reported, and very large numbers."""
    random = Random(5)
    every = [(school, month) for school in range(SCHOOLS) for month in range(1, PERIODS + 1)]
    random.shuffle(every)
    return pa.table(
        {
            "school": [f"S{school:04d}" for school, _ in every],
            "district": [f"D{school % DISTRICTS:02d}" for school, _ in every],
            "month": [month for _, month in every],
            "learners": pa.array(
                [random.randrange(2_000) if random.random() > 0.03 else None for _ in every],
                pa.int64(),
            ),
            "dong": pa.array([10**17 + random.randrange(10**16) for _ in every], pa.int64()),
        }
    )


def sums(table: pa.Table, column: str) -> dict[str, int]:
    """What each district reported."""
    found: dict[str, int] = defaultdict(int)
    for district, number in zip(
        table["district"].to_pylist(), table[column].to_pylist(), strict=True
    ):
        found[district] += number or 0
    return dict(found)
