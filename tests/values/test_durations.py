"""Durations: how they are written in commands, and the day they lead to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.values.durations import Duration, DurationUnit, read_duration
from dxplan.values.periods import month

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30d", Duration(30, "day")), ("2w", Duration(2, "week")), ("3m", Duration(3, "month")),
        ("1d", Duration(1, "day")),
        ("1y", Duration(1, "year")), (" 1Y ", Duration(1, "year")), ("007d", Duration(7, "day")),
    ],
)  # fmt: skip
def test_durations_are_a_number_and_a_letter(text: str, expected: Duration) -> None:
    assert read_duration(text) == expected


@pytest.mark.parametrize("text", ["", "30", "d", "-1d", "1.5m", "3 m", "30x", "٣d", "1d2w"])
def test_what_is_written_otherwise_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a duration like 30d, 2w, 3m or 1y"):
        read_duration(text)


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("100000d", Duration(100_000, "day")),
        ("14285w", Duration(14_285, "week")),
        ("3225m", Duration(3225, "month")),
        ("273y", Duration(273, "year")),
    ],
)
def test_a_few_centuries_can_be_said_in_every_unit(text: str, longest: Duration) -> None:
    assert read_duration(text) == longest


@pytest.mark.parametrize("text", ["0d", "100001d", "14286w", "3226m", "274y"])
def test_nothing_and_more_than_a_few_centuries_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="too short or too long"):
        read_duration(text)


@pytest.mark.parametrize(
    ("start", "count", "unit", "expected"),
    [
        ("2024-02-28", 1, "day", "2024-02-29"),
        ("2023-02-28", 1, "day", "2023-03-01"),
        ("2024-12-20", 2, "week", "2025-01-03"),
        ("2024-01-31", 1, "month", "2024-02-29"),
        ("2023-01-31", 1, "month", "2023-02-28"),
        ("2024-01-31", 3, "month", "2024-04-30"),
        ("2024-11-30", 3, "month", "2025-02-28"),
        ("2024-12-31", 12, "month", "2025-12-31"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2024-02-29", 4, "year", "2028-02-29"),
        ("9998-11-30", 1, "month", "9998-12-30"),
        ("9998-12-30", 1, "month", "9998-12-31"),
        ("9998-12-30", 2, "week", "9998-12-31"),
    ],
)
def test_the_day_so_long_after(start: str, count: int, unit: DurationUnit, expected: str) -> None:
    assert Duration(count, unit).after(date.fromisoformat(start)) == date.fromisoformat(expected)


def test_working_days_are_not_counted_without_a_calendar() -> None:
    with pytest.raises(AssertionError, match="working days are counted by a calendar"):
        Duration(1, "working_day").after(date(2024, 6, 7))


@given(start=days, count=st.integers(1, 500))
def test_weeks_are_seven_days(start: date, count: int) -> None:
    assert Duration(count, "week").after(start) == start + timedelta(days=7 * count)


@given(start=days, count=st.integers(1, 500))
def test_months_keep_the_day_or_end_with_the_month(start: date, count: int) -> None:
    found = Duration(count, "month").after(start)
    whole = month(found.year, found.month)
    assert (found.year - start.year) * 12 + found.month - start.month == count
    assert found.day == min(start.day, whole.end.day)
    if count % 12 == 0:
        assert Duration(count // 12, "year").after(start) == found
