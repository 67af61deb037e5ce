"""From time as written to days."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.plan.environment import Environment
from dxplan.plan.model import Timing
from dxplan.values import periods
from dxplan.values.calendars import Calendar
from dxplan.values.periods import Period, Step
from tests.plan.rules import plan_of, said_of, target_of

LITERALS = [
    ("2025", date(2025, 1, 1), date(2025, 12, 31), "2025"),
    ("năm 2025", date(2025, 1, 1), date(2025, 12, 31), "2025"),
    ("2024-Q2", date(2024, 4, 1), date(2024, 6, 30), "2024-Q2"),
    ("Q4/2024", date(2024, 10, 1), date(2024, 12, 31), "2024-Q4"),
    ("quý II năm 2024", date(2024, 4, 1), date(2024, 6, 30), "2024-Q2"),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
    ("tháng 7/2024", date(2024, 7, 1), date(2024, 7, 31), "2024-07"),
    ("31/5/2024", date(2024, 5, 31), date(2024, 5, 31), "2024-05-31"),
    ("2024-05-31", date(2024, 5, 31), date(2024, 5, 31), "2024-05-31"),
    ("năm học 2024-2025", date(2024, 9, 5), date(2025, 5, 31), "2024-2025"),
    ("học kỳ I năm học 2024-2025", date(2024, 9, 5), date(2025, 1, 17), "2024-2025-S1"),
    ("học kỳ II năm học 2024-2025", date(2025, 1, 18), date(2025, 5, 31), "2024-2025-S2"),
]
literals = pytest.mark.parametrize(("written", "first", "last", "name"), LITERALS)


def timing_of(time: str) -> Timing:
    return target_of(f"online_share >= 5% {time}").time


@literals
def test_by_lasts_until_the_last_day_named(
    written: str, first: date, last: date, name: str
) -> None:
    assert timing_of(f"by {written}") == Timing(
        "by", end=last, span_of_days=Period(first, last), text=f"by.{name}"
    )


@literals
def test_in_is_the_days_named(written: str, first: date, last: date, name: str) -> None:
    assert timing_of(f"in {written}") == Timing(
        "in", first, last, span_of_days=Period(first, last), text=f"in.{name}"
    )


@literals
def test_from_begins_with_the_first_day_named_and_does_not_end(
    written: str, first: date, last: date, name: str
) -> None:
    assert timing_of(f"from {written}") == Timing(
        "from", first, span_of_days=Period(first, last), text=f"from.{name}"
    )


@pytest.mark.parametrize(
    ("written", "last", "name"),
    [
        ("2024-06-20", date(2024, 6, 19), "2024-06-20"),
        ("ngày 20/6/2024", date(2024, 6, 19), "2024-06-20"),
        ("01/3/2024", date(2024, 2, 29), "2024-03-01"),
        ("2025", date(2024, 12, 31), "2025"),
        ("2024-Q3", date(2024, 6, 30), "2024-Q3"),
        ("school year 2024-2025", date(2024, 9, 4), "2024-2025"),
    ],
)
def test_before_ends_on_the_day_before(written: str, last: date, name: str) -> None:
    assert timing_of(f"before {written}") == Timing(
        "before", end=last, span_of_days=periods.day(last), text=f"before.{name}"
    )


def test_from_may_have_an_end() -> None:
    expected = Timing(
        "from", date(2024, 4, 1), date(2025, 5, 31), span_of_days=periods.quarter(2024, 2),
        text="from.2024-Q2.to.2024-2025",
    )  # fmt: skip
    assert timing_of("from 2024-Q2 to school year 2024-2025") == expected
    assert timing_of("từ quý II năm 2024 đến năm học 2024-2025") == expected


def test_from_cannot_end_before_it_begins() -> None:
    assert said_of("online_share >= 5% from 2025 to 2024") == [
        "1:20 reversed-period from 2025 to 2024"
    ]


@pytest.mark.parametrize(
    ("written", "step"),
    [
        ("every year", "year"),
        ("hằng năm", "year"),
        ("every quarter", "quarter"),
        ("mỗi quý", "quarter"),
        ("every month", "month"),
        ("hàng tháng", "month"),
    ],
)
def test_every_has_a_step(written: str, step: Step) -> None:
    assert timing_of(written) == Timing("every", step=step, text=f"every.{step}")


def test_school_years_and_semesters_follow_the_calendar_of_the_plan() -> None:
    city = Calendar("city", opens=(8, 28), second_semester=(1, 6), closes=(5, 25))
    text = """
online_share >= 5% in school year 2024-2025, >= 6% in semester 1 of school year 2024-2025
plan p
    calendar city
"""
    plan = plan_of(text, environment=Environment(calendars={"city": city}))
    assert plan.calendar is city
    assert [(target.time.start, target.time.end) for target in plan.targets] == [
        (date(2024, 8, 28), date(2025, 5, 25)),
        (date(2024, 8, 28), date(2025, 1, 5)),
    ]
