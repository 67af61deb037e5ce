"""Whatever rows a table has, its figures say what the same rows say one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.rules import plan
from tests.engine.tables.test_figures import BACKENDS, figures, same

Row = Mapping[str, Any]
IDS = ["01", "02", "1", "A", "B", "Tổng cộng", "Hòa", "C.0", "7.0", None, "-"]
PERIODS = ["2025-Q1", "Quý I/2025", "2025-Q2", "2025", "2026-Q1", "quý 9", None]
LEVELS = [None, "primary", "secondary", "upper_secondary", "nowhere", "Cộng"]
TIERS = [None, "school", "office"]
COUNTS = st.one_of(
    st.none(), st.integers(0, 6), st.sampled_from([-1, 2**40, 4 * 10**18]), st.integers(0, 3)
)
RULES = plan(
    "online_share >= 5% by 2025\ncheck rooms <= devices + 2\ncheck 2 * pupils >= recorded\n"
)
REGISTER = st.none() | st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["01", "02", "A", "B", "Hòa", "Z"]),
            "district": st.sampled_from(["X", "Y"]),
            "tier": st.sampled_from(["school", "office"]),
            "level": st.sampled_from(["primary", "secondary"]),
        }
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda row: row["id"],
)
KEYS = {"id": st.sampled_from(IDS), "period": st.sampled_from(PERIODS)}
WIDE = st.fixed_dictionaries(
    {
        **KEYS,
        "level": st.sampled_from(LEVELS),
        **dict.fromkeys(("online", "total", "recorded", "pupils"), COUNTS),
    }
)
HEADED = st.fixed_dictionaries(
    {
        **KEYS,
        "tier": st.sampled_from(TIERS),
        "online (primary)": COUNTS,
        "total (primary)": COUNTS,
        "online (secondary)": COUNTS,
        "online (Tổng)": COUNTS,
        "rooms": COUNTS,
        "devices": COUNTS,
        "website": COUNTS,
    }
)
TIDY = st.fixed_dictionaries(
    {
        **KEYS,
        "level": st.sampled_from([None, "primary"]),
        "measure": st.sampled_from(
            ["online", "total", "rooms", "devices", "website", "online (primary)", "nothing", None]
        ),
        "value": COUNTS,
    }
)
PAIRED = st.fixed_dictionaries(
    {
        **KEYS,
        "level": st.sampled_from([None, "primary"]),
        "indicator": st.sampled_from(
            ["online_share", "recorded_share", "lesson_count", "pupils_per_room", "pooled", "?"]
        ),
        "numerator": COUNTS,
        "denominator": COUNTS,
    }
)
ROWS = st.one_of(*(st.lists(row, min_size=1, max_size=7) for row in (WIDE, HEADED, TIDY, PAIRED)))
DAYS = st.sampled_from([date(2025, 3, 31), date(2025, 12, 31), date(2026, 12, 31)])


def hold(backend: str, rows: Sequence[Row], register: list[Row] | None, day: date) -> None:
    found = figures(RULES, BACKENDS[backend](rows, Path()), register, day)
    same(found, RULES, rows, register, day)


@given(ROWS, REGISTER, DAYS)
@settings(max_examples=80, deadline=None)
def test_figures_say_what_any_rows_say(
    rows: list[Row], register: list[Row] | None, day: date
) -> None:
    hold("polars", rows, register, day)


@pytest.mark.parametrize("backend", ["pyarrow", "nullable pandas", "duckdb"])
def test_wherever_the_table_is(backend: str, tmp_path: Path) -> None:
    @given(ROWS, REGISTER, DAYS)
    @settings(max_examples=10, deadline=None)
    def hold_there(rows: list[Row], register: list[Row] | None, day: date) -> None:
        found = figures(RULES, BACKENDS[backend](rows, tmp_path), register, day)
        same(found, RULES, rows, register, day)

    hold_there()
