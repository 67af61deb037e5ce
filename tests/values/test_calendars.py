"""Calendars: school years and semesters as days."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.values import periods
from dxplan.values.calendars import (
    MINISTRY,
    WINDOW_15_14,
    Calendar,
    Deadline,
    Holidays,
)
from dxplan.values.durations import Duration
from dxplan.values.periods import Period, Step


def test_the_ministrys_school_year_opens_on_5_september_and_ends_on_31_may() -> None:
    assert MINISTRY.name == "ministry"
    assert MINISTRY.school_year(2024) == Period(date(2024, 9, 5), date(2025, 5, 31))


def test_the_ministrys_semesters_part_before_18_january() -> None:
    assert MINISTRY.semester(2024, 1) == Period(date(2024, 9, 5), date(2025, 1, 17))
    assert MINISTRY.semester(2024, 2) == Period(date(2025, 1, 18), date(2025, 5, 31))


def test_a_province_sets_its_own_days() -> None:
    city = Calendar("city", opens=(8, 28), second_semester=(1, 6), closes=(5, 25), staleness=100)
    assert city.school_year(2023) == Period(date(2023, 8, 28), date(2024, 5, 25))
    assert city.semester(2023, 1) == Period(date(2023, 8, 28), date(2024, 1, 5))
    assert city.semester(2023, 2) == Period(date(2024, 1, 6), date(2024, 5, 25))


@pytest.mark.parametrize("number", [0, 3])
def test_a_school_year_has_two_semesters(number: int) -> None:
    with pytest.raises(ValueError, match=f"there is no semester {number}"):
        MINISTRY.semester(2024, number)


@given(first=st.integers(1900, 2198))
def test_the_semesters_tile_the_school_year(first: int) -> None:
    whole, one, two = (
        MINISTRY.school_year(first), MINISTRY.semester(first, 1), MINISTRY.semester(first, 2)
    )  # fmt: skip
    assert (one.start, two.end) == (whole.start, whole.end)
    assert two.start == one.end + timedelta(days=1)


# --- steps ----------------------------------------------------------------------------------------


def between(first: int, last: int) -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31))


@pytest.mark.parametrize(
    ("step", "ends"),
    [
        ("year", ["2024-12-31", "2025-12-31"]),
        ("half_year", ["2024-06-30", "2024-12-31", "2025-06-30", "2025-12-31"]),
        ("school_year", ["2025-05-31"]),
        ("semester", ["2024-05-31", "2025-01-17", "2025-05-31"]),
    ],
)
def test_whole_steps_inside_two_years(step: Step, ends: list[str]) -> None:
    found = MINISTRY.steps(step, between(2024, 2025))
    assert [period.end.isoformat() for period in found] == ends


def test_school_years_are_counted_from_end_to_end_of_the_calendar() -> None:
    assert MINISTRY.steps("school_year", Period(date.min, date(3, 12, 31))) == [
        MINISTRY.school_year(1),
        MINISTRY.school_year(2),
    ]
    assert MINISTRY.steps("school_year", Period(date(9997, 1, 1), date.max)) == [
        MINISTRY.school_year(9997),
        MINISTRY.school_year(9998),
    ]


@given(first=st.integers(1901, 2190), years=st.integers(1, 5))
def test_semesters_come_in_order_and_fill_their_school_years(first: int, years: int) -> None:
    around = Period(date(first, 9, 5), date(first + years, 5, 31))
    whole = MINISTRY.steps("school_year", around)
    semesters = MINISTRY.steps("semester", around)
    assert [p.start.year for p in whole] == list(range(first, first + years))
    assert sum(p.days for p in semesters) == sum(p.days for p in whole)
    assert all(a.end < b.start for a, b in itertools.pairwise(semesters))


# --- the days that reports cover ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (1, "2023-12-15", "2024-03-14"), (2, "2024-03-15", "2024-06-14"),
        (3, "2024-06-15", "2024-09-14"), (4, "2024-09-15", "2024-12-14"),
    ],
)  # fmt: skip
def test_a_window_goes_from_the_15th_before_a_quarter_to_the_14th_of_its_last_month(
    number: int, first: str, last: str
) -> None:
    window = WINDOW_15_14.reported(periods.quarter(2024, number))
    assert window == Period(date.fromisoformat(first), date.fromisoformat(last))
    assert WINDOW_15_14.named(window) == periods.quarter(2024, number)


@given(first=st.integers(1900, 2190), years=st.integers(1, 4), day=st.integers(1, 28))
def test_windows_partition_time(first: int, years: int, day: int) -> None:
    calendar = Calendar("c", reports_from=day)
    quarters = periods.steps("quarter", between(first, first + years))
    windows = [calendar.reported(quarter) for quarter in quarters]
    for before, after in itertools.pairwise(windows):
        assert after.start == before.end + timedelta(days=1)
    for step in ("year", "half_year"):
        for whole in calendar.steps(step, between(first, first + years)):  # type: ignore[arg-type]
            inside = [w for q, w in zip(quarters, windows, strict=True) if whole.contains(q)]
            reported = calendar.reported(whole)
            assert (reported.start, reported.end) == (inside[0].start, inside[-1].end)
            assert calendar.named(reported) == whole


@given(on=st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_what_is_no_row_of_quarters_has_no_window(on: date) -> None:
    for period in (periods.day(on), periods.month(on.year, on.month)):
        assert WINDOW_15_14.reported(period) == period
        assert WINDOW_15_14.named(period) == period
    assert MINISTRY.reported(periods.year(on.year)) == periods.year(on.year)


@pytest.mark.parametrize(
    ("on", "start", "end"),
    [
        ("2024-03-14", "2023-12-15", "2024-03-14"),
        ("2024-03-15", "2024-03-15", "2024-06-14"),
        ("2024-03-31", "2024-03-15", "2024-06-14"),
        ("2024-04-01", "2024-03-15", "2024-06-14"),
    ],
)
def test_the_windows_of_two_quarters_part_between_two_days(on: str, start: str, end: str) -> None:
    found = WINDOW_15_14.quarter_of(date.fromisoformat(on))
    assert found == Period(date.fromisoformat(start), date.fromisoformat(end))


# --- working days ---------------------------------------------------------------------------------

OFF = frozenset({date(2024, 4, 29), date(2024, 4, 30), date(2024, 5, 1)})
WORKED = frozenset({date(2024, 5, 4)})
KNOWN = Calendar("k", holidays=Holidays(OFF, WORKED, 2024, 2024))


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2024-04-26", 1, "2024-05-02"),  # Friday; Monday to Wednesday are holidays
        ("2024-04-25", 1, "2024-04-26"),
        ("2024-04-26", 3, "2024-05-04"),  # a Saturday that is worked in exchange
        ("2024-04-26", 4, "2024-05-06"),
        ("2024-06-07", 5, "2024-06-14"),
        ("2024-06-08", 1, "2024-06-10"),  # a Saturday is no working day, so Monday is the first
    ],
)
def test_working_days_leave_out_rest_days_and_holidays(
    start: str, count: int, expected: str
) -> None:
    found = KNOWN.deadline(date.fromisoformat(start), Duration(count, "working_day"))
    assert found == Deadline(date.fromisoformat(expected))
    assert (found.certain, found.surely_in_time) == (True, found.day)


def test_where_holidays_are_not_known_a_deadline_is_not_certain() -> None:
    found = KNOWN.deadline(date(2024, 12, 30), Duration(3, "working_day"))
    assert found == Deadline(date(2025, 1, 2), earliest=date(2025, 1, 2))
    assert (found.certain, found.surely_in_time) == (False, date(2025, 1, 2))
    assert KNOWN.deadline(date(2024, 12, 30), Duration(3, "day")).certain
    assert not MINISTRY.deadline(date(2024, 6, 3), Duration(1, "working_day")).certain


def test_the_day_that_is_counted_from_need_not_be_known() -> None:
    found = KNOWN.deadline(date(2023, 12, 31), Duration(2, "working_day"))
    assert found == Deadline(date(2024, 1, 2))


def test_deadlines_end_with_the_calendar() -> None:
    found = KNOWN.deadline(date(9998, 12, 30), Duration(9, "working_day"))
    assert found.day == date(9998, 12, 31)


def test_rest_days_are_the_calendars_own() -> None:
    six_days = Calendar("six", rest_days=(6,), holidays=Holidays(first_year=2024, last_year=2024))
    found = six_days.deadline(date(2024, 6, 7), Duration(2, "working_day"))
    assert found == Deadline(date(2024, 6, 10))


@given(start=st.dates(date(1900, 1, 1), date(2199, 12, 31)), count=st.integers(1, 60))
def test_counting_working_days_is_walking_day_by_day(start: date, count: int) -> None:
    found = KNOWN.deadline(start, Duration(count, "working_day"))
    passed = [start + timedelta(days=n) for n in range(1, (found.day - start).days + 1)]
    assert sum(map(KNOWN.is_worked, passed)) == count
    assert KNOWN.is_worked(found.day)
    assert start < found.surely_in_time <= found.day
    assert found.certain == all(day.year == 2024 for day in passed)
