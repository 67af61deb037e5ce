"""Figures of what was read cell by cell: what the same rows say, counted the plain way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from dxplan.data.reading import observations_from_rows
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.plain import figures_of, until
from dxplan.plan.model import Plan
from tests.engine.rules import plan
from tests.engine.tables.test_figures import same
from tests.engine.tables.test_figures_of_any_rows import REGISTER, ROWS, RULES

Row = Mapping[str, Any]
DAY = date(2025, 12, 31)
LAST_DAY = date(2026, 12, 31)


def figures(rules: Plan, rows: Sequence[Row], register: list[Row] | None = None) -> Figures:
    return figures_of(rules, observations_from_rows(rules, list(rows), register=register))


@given(ROWS, REGISTER)
@settings(max_examples=200, deadline=None)
def test_they_say_what_any_rows_say(rows: list[Row], register: list[Row] | None) -> None:
    same(figures(RULES, rows, register), RULES, rows, register, LAST_DAY)


def apart(rules: Plan, *rows: Row) -> list[str]:
    dated = [{"period": "2025", **row} for row in rows]
    found = figures(rules, dated)
    same(found, rules, dated, None)
    return [found.kinds.organisations[code] for code in found.apart.tolist()]


@pytest.mark.parametrize(
    ("relation", "broken"),
    [
        ("rooms <= devices", ["B"]),
        ("rooms < devices", ["A", "B"]),
        ("rooms >= devices", ["C"]),
        ("rooms > devices", ["A", "C"]),
        ("rooms = devices", ["B", "C"]),
    ],
)
def test_whoever_broke_a_check_is_apart(relation: str, broken: list[str]) -> None:
    rows = [
        {"id": "A", "rooms": 2, "devices": 2},
        {"id": "B", "rooms": 3, "devices": 2},
        {"id": "C", "rooms": 2, "devices": 3},
    ]
    assert apart(plan(f"check {relation}\n"), *rows) == broken


def test_a_check_waits_for_all_its_measures() -> None:
    rows = [{"id": "A", "rooms": 9, "devices": None}, {"id": "B", "rooms": 9, "devices": 1}]
    assert apart(plan("check rooms <= devices\n"), *rows) == ["B"]


def test_factors_constants_and_decimals_of_checks_are_exact() -> None:
    rules = plan("check 0.3 * rooms + 1 <= score\n")
    rows = [
        {"id": "A", "rooms": 10**15 + 1, "score": f"{3 * 10**14 + 1}.2"},
        {"id": "B", "rooms": 10**15 + 1, "score": f"{3 * 10**14 + 1}.3"},
    ]
    assert apart(rules, *rows) == ["A"]


def test_checks_of_numbers_that_do_not_fit_into_64_bits_together() -> None:
    rows = [
        {"id": "A", "rooms": 10**17, "devices": 2 * 10**17},
        {"id": "B", "rooms": 10**14, "devices": 2 * 10**17},
        {"id": "C", "rooms": 10**14, "devices": 2 * 10**17 + 1},
    ]
    assert apart(plan("check 2000 * rooms >= devices\n"), *rows) == ["C"]


def test_sums_take_64_bits_only_where_they_surely_fit() -> None:
    small = figures(RULES, [{"id": "A", "period": "2025", "online": 2**40}])
    both = [{"id": name, "period": "2025", "online": 2**61} for name in ("A", "B")]
    large = figures(RULES, both)
    assert small.sums.dtype == np.int64
    assert large.sums.tolist() == [[2**62]]


def test_whoever_reports_a_percentage_is_apart() -> None:
    rows = [
        {"id": "A", "online": 1, "total": 4, "online_share": "25%"},
        {"id": "B", "online": 1, "total": 4, "online_share": None},
    ]
    assert apart(RULES, *rows) == ["A"]


def test_figures_until_a_day_are_those_of_what_was_known_then() -> None:
    rows = [
        {"id": name, "period": period, "online": number, "total": 9}
        for number, (name, period) in enumerate(
            [("A", "2025-Q1"), ("A", "2025-Q2"), ("B", "2025-Q1"), ("B", "2026-Q1")]
        )
    ]
    found = until(figures(RULES, rows), DAY)
    same(found, RULES, rows, None, DAY)
