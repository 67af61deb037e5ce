"""Numbers of 64 bits whose sums need more."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from dxplan.data.reading import observations_from_rows
from dxplan.engine.reference import evaluate
from dxplan.engine.tables.check import check_table
from tests.engine.rules import plan

DAY = date(2025, 12, 31)
SCHOOLS = 40
REGISTER = [{"id": f"S{school}", "district": f"D{school % 2}"} for school in range(SCHOOLS)]


@pytest.mark.parametrize("largest", [10**3, 2**61, 2**63 - 1])
def test_parts_that_are_not_known_are_added_up_exactly(largest: int) -> None:
    rows = [
        {
            "id": f"S{school}",
            "period": f"2025-Q{quarter}",
            "budget": largest,
            # Of half of the schools only the denominator is known
            "spent": None if school % 4 < 2 else largest // 2,
        }
        for school in range(SCHOOLS)
        for quarter in (1, 2, 3, 4)
    ]
    rules = plan("spending >= 40% by 2025")
    read = observations_from_rows(rules, rows, register=REGISTER)
    expected = evaluate(rules, read, DAY, group_by="district")
    beside = observations_from_rows(rules, [], register=REGISTER)
    found = check_table(rules, pl.DataFrame(rows), beside, DAY, group_by="district")
    assert found is not None
    assert tuple(found.findings) == tuple(expected.findings)
