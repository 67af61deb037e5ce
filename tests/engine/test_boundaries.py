"""Exactly on the line and next to it, where arithmetic in floating point goes wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.engine.findings import Finding
from tests.engine.rules import observed, report, single, span

HUGE = 10**18


def share(condition: str, online: int, total: int) -> Finding:
    data = observed(report("A", "2025", online=online, total=total))
    return single(f"online_share {condition} by 2025", data, "2025-12-31")


# n, d and the percentage that n / d is exactly; floats say something else for each of them,
# depending on how the comparison is written.
ON_THE_LINE = [
    (29, 100, "29"), (57, 100, "57"), (29, 50, "58"), (7, 100, "7"), (7, 25, "28"), (11, 20, "55"),
    (7, 20, "35"), (7, 10, "70"), (1, 3 * HUGE, None), (35, 63, None), (1, 8, "12.5"),
    (29 * HUGE, 100 * HUGE, "29"), (HUGE, HUGE, "100"), (0, 7, "0"), (1, 1000, "0.1"),
]  # fmt: skip
EXACT = [(n, d, percent) for n, d, percent in ON_THE_LINE if percent is not None]


@pytest.mark.parametrize(("online", "total", "percent"), EXACT)
def test_exactly_on_the_line(online: int, total: int, percent: str) -> None:
    expected = {">=": "met", ">": "missed", "<=": "met", "<": "missed", "=": "met"}
    for comparator, verdict in expected.items():
        found = share(f"{comparator} {percent}%", online, total)
        assert (found.verdict, found.on_line) == (verdict, True), comparator
        assert (found.value, found.gap) == (span(percent), Fraction(0)), comparator


@pytest.mark.parametrize(("online", "total", "percent"), EXACT)
def test_one_more_or_one_less_is_not_on_the_line(online: int, total: int, percent: str) -> None:
    if online < total:
        above = share(f"> {percent}%", online + 1, total)
        assert (above.verdict, above.on_line) == ("met", False)
        assert share(f"<= {percent}%", online + 1, total).verdict == "missed"
        assert share(f"= {percent}%", online + 1, total).verdict == "missed"
    if online:
        below = share(f">= {percent}%", online - 1, total)
        assert (below.verdict, below.on_line) == ("missed", False)
        assert share(f"< {percent}%", online - 1, total).verdict == "met"
        assert share(f"= {percent}%", online - 1, total).verdict == "missed"


def test_nearly_all_is_not_all() -> None:
    found = share(">= 100%", 2499, 2500)
    assert (found.verdict, found.value, found.gap, found.gap_count) == (
        "missed", span("99.96"), Fraction("0.04"), 1,
    )  # fmt: skip
    huge = share(">= 100%", 10 * HUGE - 1, 10 * HUGE)
    assert (huge.verdict, huge.gap_count) == ("missed", 1)
    assert huge.gap == Fraction(100, 10 * HUGE)


def test_a_threshold_with_decimals() -> None:
    assert share(">= 33.33%", 3333, 10000).verdict == "met"
    assert share(">= 33.34%", 1, 3).verdict == "missed"
    assert share("> 33.33%", 1, 3).verdict == "met"
    assert share(">= 0.0000000000000000001%", 1, 10**21).verdict == "met"
    assert share("> 0.0000000000000000001%", 1, 10**21).verdict == "missed"


# --- how many are lacking or to spare -------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "online", "total", "gap_count"),
    [
        (">= 5%", 5, 100, 0), (">= 5%", 6, 100, -1), (">= 5%", 4, 100, 1), (">= 5%", 0, 101, 6),
        (">= 5%", 6, 101, 0), (">= 5%", 7, 101, -1),
        ("> 5%", 5, 100, 1), ("> 5%", 6, 100, 0), ("> 5%", 7, 100, -1), ("> 5%", 4, 100, 2),
        ("> 5%", 6, 101, 0), ("> 5%", 5, 101, 1),
        ("<= 5%", 5, 100, 0), ("<= 5%", 4, 100, -1), ("<= 5%", 6, 100, 1), ("<= 5%", 7, 101, 2),
        ("< 5%", 5, 100, 1), ("< 5%", 4, 100, 0), ("< 5%", 3, 100, -1), ("< 5%", 6, 101, 1),
        ("< 5%", 5, 101, 0), ("= 5%", 6, 100, None), ("2% .. 5%", 6, 100, None),
    ],
)  # fmt: skip
def test_in_counts(condition: str, online: int, total: int, gap_count: int | None) -> None:
    found = share(condition, online, total)
    assert found.gap_count == gap_count
    # The count is exact: so many more (fewer) are enough, one less is not.
    if gap_count is None:
        return
    towards = 1 if ">" in condition else -1
    enough = online + towards * gap_count
    assert share(condition, enough, total).verdict == "met"
    if enough - towards >= 0:
        assert share(condition, enough - towards, total).verdict == "missed"


@pytest.mark.parametrize(
    ("condition", "online", "verdict", "gap", "on_line"),
    [
        ("2% .. 5%", 1, "missed", 1, False),
        ("2% .. 5%", 2, "met", 0, True),
        ("2% .. 5%", 3, "met", -1, False),
        ("2% .. 5%", 4, "met", -1, False),
        ("2% .. 5%", 5, "met", 0, True),
        ("2% .. 5%", 8, "missed", 3, False),
        ("= 5%", 7, "missed", 2, False),
        ("= 5%", 4, "missed", 1, False),
    ],
)
def test_ranges_and_exact_values(
    condition: str, online: int, verdict: str, gap: int, on_line: bool
) -> None:
    found = share(condition, online, 100)
    assert (found.verdict, found.gap, found.on_line) == (verdict, Fraction(gap), on_line)


def test_counts_and_rates_are_compared_as_numbers() -> None:
    data = observed(report("A", "2025", rooms=30, pupils=301))
    count = single("room_count >= 30 by 2025", data, "2025-12-31")
    assert (count.verdict, count.value, count.denominator, count.on_line) == (
        "met", span(30), span(1), True,
    )  # fmt: skip
    rate = single("pupils_per_room <= 10 by 2025", data, "2025-12-31")
    assert (rate.verdict, rate.value, rate.gap, rate.gap_count) == (
        "missed", span("301/30"), Fraction(1, 30), 1,
    )  # fmt: skip
    percent = single("pupils_per_room >= 1003.3% by 2025", data, "2025-12-31")
    assert (percent.verdict, percent.value) == ("met", span("3010/3"))


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("room_count >= 3 by 2025", 1),
        ("pupils_per_room >= 10 by 2025", 10),
        ("websites >= 50% by 2025", 1),
        ("spending >= 2% by 2025", None),  # amounts are no things to count
        ("spent_total >= 2 by 2025", None),
        ("satisfaction >= 4 by 2025", None),  # nor are products
        ("machines_per_room >= 2 by 2025", None),  # nor is what has a unit of its own
        ("machine_count >= 9 by 2025", 2),
    ],
)
def test_gaps_are_told_in_counts_where_the_numerator_counts(rule: str, told: int | None) -> None:
    data = observed(
        report("A", "2025", rooms=2, pupils=10, website=0, spent="0.5", budget=100, score=3,
               answers=10, devices=7),
    )  # fmt: skip
    more = (
        'indicator machines_per_room = devices per rooms\n    in "máy/phòng"\n'
        'indicator machine_count = devices\n    in "máy"\n'
    )
    assert single(more + rule, data, "2025-12-31").gap_count == told
