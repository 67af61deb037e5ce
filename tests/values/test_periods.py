"""Periods, held against walking through the calendar day by day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.values import periods
from dxplan.values.periods import MONTHS_IN, MonthStep, Period

ONE_DAY = timedelta(days=1)
NEW_YEAR = date(2024, 1, 1)
STEPS: tuple[MonthStep, ...] = ("year", "half_year", "quarter", "month")

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
stretches = st.builds(
    lambda start, length: Period(start, start + timedelta(days=length)),
    st.dates(date(1900, 1, 1), date(2190, 12, 31)),
    st.integers(0, 1200),
)
near = st.builds(
    lambda start, length: Period(NEW_YEAR + start * ONE_DAY, NEW_YEAR + (start + length) * ONE_DAY),
    st.integers(0, 20),
    st.integers(0, 20),
)


def days_of(period: Period) -> list[date]:
    return [period.start + timedelta(days=count) for count in range(period.days)]


# --- what a period is -----------------------------------------------------------------------------


def test_a_period_has_both_its_ends() -> None:
    assert days_of(Period(date(2024, 2, 28), date(2024, 3, 1))) == [
        date(2024, 2, 28),
        date(2024, 2, 29),
        date(2024, 3, 1),
    ]


def test_a_day_is_a_period() -> None:
    assert periods.day(date(2024, 5, 31)) == Period(date(2024, 5, 31), date(2024, 5, 31))
    assert periods.day(date(2024, 5, 31)).days == 1


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before it starts: 2024-01-02 to 2024-01-01"):
        Period(date(2024, 1, 2), date(2024, 1, 1))


def test_periods_are_in_the_order_of_their_first_day_and_then_their_last() -> None:
    inside = Period(date(2024, 1, 1), date(2024, 3, 31))
    assert sorted([periods.quarter(2024, 2), periods.year(2024), inside]) == [
        inside,
        periods.year(2024),
        periods.quarter(2024, 2),
    ]


@given(one=near, other=near)
def test_containing_and_overlapping_are_what_they_are_for_sets_of_days(
    one: Period, other: Period
) -> None:
    mine, theirs = set(days_of(one)), set(days_of(other))
    assert one.contains(other) is (theirs <= mine)
    assert one.overlaps(other) is bool(mine & theirs)


# --- calendar years, quarters, months -------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (1, date(2024, 1, 1), date(2024, 3, 31)),
        (2, date(2024, 4, 1), date(2024, 6, 30)),
        (3, date(2024, 7, 1), date(2024, 9, 30)),
        (4, date(2024, 10, 1), date(2024, 12, 31)),
    ],
)
def test_quarters(number: int, first: date, last: date) -> None:
    assert periods.quarter(2024, number) == Period(first, last)


def test_a_year_and_the_last_day_of_february() -> None:
    assert periods.year(2023) == Period(date(2023, 1, 1), date(2023, 12, 31))
    assert periods.month(2023, 2).end == date(2023, 2, 28)
    assert periods.month(2024, 2).end == date(2024, 2, 29)
    assert periods.month(1900, 2).end == date(1900, 2, 28)


@pytest.mark.parametrize("number", [-1, 0, 5])
def test_there_are_four_quarters(number: int) -> None:
    with pytest.raises(ValueError, match=f"there is no quarter {number}"):
        periods.quarter(2024, number)


@pytest.mark.parametrize("number", [-1, 0, 13])
def test_there_are_twelve_months(number: int) -> None:
    with pytest.raises(ValueError, match=f"there is no month {number}"):
        periods.month(2024, number)


@given(on=days)
def test_the_step_of_a_day_holds_it_and_has_its_months(on: date) -> None:
    for step in STEPS:
        found = periods.step_at(step, on)
        assert found.start <= on <= found.end
        assert (found.start.day, (found.end + ONE_DAY).day) == (1, 1)
        months = {(day.year, day.month) for day in days_of(found)}
        assert len(months) == MONTHS_IN[step]
        assert (found.start.month - 1) % MONTHS_IN[step] == 0


# --- steps of a period ----------------------------------------------------------------------------


@given(within=stretches, step=st.sampled_from(STEPS))
def test_steps_are_those_that_lie_inside_whole_in_order(within: Period, step: MonthStep) -> None:
    touched = sorted({periods.step_at(step, day) for day in days_of(within)})
    assert periods.steps(step, within) == [each for each in touched if within.contains(each)]


@given(first=st.integers(1900, 2190), count=st.integers(1, 5), step=st.sampled_from(STEPS))
def test_steps_tile_whole_years(first: int, count: int, step: MonthStep) -> None:
    whole = Period(date(first, 1, 1), date(first + count - 1, 12, 31))
    found = periods.steps(step, whole)
    assert len(found) == count * 12 // MONTHS_IN[step]
    assert [day for each in found for day in days_of(each)] == days_of(whole)


@pytest.mark.parametrize(
    ("step", "first", "last"),
    [
        ("year", date(2024, 1, 2), date(2025, 12, 30)),
        ("month", date(2024, 2, 2), date(2024, 3, 30)),
    ],
)
def test_a_period_may_hold_no_whole_step(step: MonthStep, first: date, last: date) -> None:
    assert periods.steps(step, Period(first, last)) == []


def test_a_step_that_the_period_cuts_into_is_left_out() -> None:
    assert periods.steps("quarter", Period(date(2024, 2, 1), date(2024, 12, 30))) == [
        periods.quarter(2024, 2),
        periods.quarter(2024, 3),
    ]


@pytest.mark.parametrize("step", STEPS)
def test_steps_end_with_the_calendar(step: MonthStep) -> None:
    found = periods.steps(step, Period(date(9998, 1, 1), date.max))
    assert len(found) == 24 // MONTHS_IN[step]
    assert found[-1].end == date.max


# --- months before a day --------------------------------------------------------------------------


def walked_back(end: date, count: int) -> Period:
    """The months before a day, found by walking back one day at a time."""
    day = end
    for _ in range(count):
        month = day.month
        while day.month == month:
            day -= ONE_DAY
    if (end + ONE_DAY).month == end.month:
        while day.day > end.day:
            day -= ONE_DAY
    return Period(day + ONE_DAY, end)


@given(
    end=st.dates(date(1950, 1, 1), date(2199, 12, 31)),
    count=st.sampled_from((1, 2, 3, 6, 11, 12, 13, 24, 48)),
)
def test_months_before_are_those_walked_back(end: date, count: int) -> None:
    assert periods.months_before(end, count) == walked_back(end, count)


@pytest.mark.parametrize(
    ("end", "count", "start"),
    [
        (date(2025, 12, 31), 12, date(2025, 1, 1)),
        (date(2024, 6, 30), 3, date(2024, 4, 1)),
        (date(2024, 2, 29), 12, date(2023, 3, 1)),
        (date(2025, 2, 28), 12, date(2024, 3, 1)),
        (date(2024, 3, 30), 1, date(2024, 3, 1)),
        (date(2023, 3, 29), 1, date(2023, 3, 1)),
        (date(2024, 3, 31), 1, date(2024, 3, 1)),
        (date(2024, 6, 14), 3, date(2024, 3, 15)),
        (date(2024, 1, 15), 1, date(2023, 12, 16)),
    ],
)
def test_months_before_some_days(end: date, count: int, start: date) -> None:
    assert periods.months_before(end, count) == Period(start, end)


@given(on=days, step=st.sampled_from(STEPS))
def test_the_months_before_the_end_of_a_step_are_the_step(on: date, step: MonthStep) -> None:
    whole = periods.step_at(step, on)
    assert periods.months_before(whole.end, MONTHS_IN[step]) == whole


# --- half-years, and the days that rules are judged on --------------------------------------------


def test_a_year_has_two_halves() -> None:
    first, second = periods.half_year(2024, 1), periods.half_year(2024, 2)
    assert (first.start, second.end) == (periods.year(2024).start, periods.year(2024).end)
    assert (first.end, second.start) == (date(2024, 6, 30), date(2024, 7, 1))


@pytest.mark.parametrize("number", [0, 3])
def test_there_is_no_third_half(number: int) -> None:
    with pytest.raises(ValueError, match=f"there is no half-year {number}"):
        periods.half_year(2024, number)


@pytest.mark.parametrize("on", [date(1900, 1, 1), date(2199, 12, 31)])
def test_days_of_the_years_of_rules_can_be_judged_on(on: date) -> None:
    assert periods.judged_day(on) == on


@pytest.mark.parametrize("on", [date.min, date(1899, 12, 31), date(2200, 1, 1), date.max])
def test_other_days_cannot(on: date) -> None:
    with pytest.raises(ValueError, match=f"outside the years 1900 to 2199: {on}"):
        periods.judged_day(on)


@pytest.mark.parametrize("on", ["2025-12-31", datetime(2025, 12, 31, 12), None, 2025])
def test_what_is_no_day_is_told_apart_from_days(on: Any) -> None:
    with pytest.raises(TypeError, match=r"^the day is a datetime.date, such as date\(2025, 12, 31"):
        periods.judged_day(on)
