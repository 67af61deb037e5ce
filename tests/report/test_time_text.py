"""Days, periods and times in the form that documents use."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.plan.model import Recurrence, Timing, Within
from dxplan.report.time_text import (
    day_text,
    period_text,
    plan_period_text,
    recurrence_text,
    timing_text,
)
from dxplan.values.calendars import MINISTRY, WINDOW_15_14
from dxplan.values.durations import Duration
from dxplan.values.periods import Period, day, half_year, month, quarter, year


@pytest.mark.parametrize(
    ("on", "vietnamese", "english"),
    [
        (date(2022, 7, 7), "07/7/2022", "7 Jul 2022"),
        (date(2025, 2, 28), "28/02/2025", "28 Feb 2025"),
        (date(2024, 12, 31), "31/12/2024", "31 Dec 2024"),
    ],
)
def test_days(on: date, vietnamese: str, english: str) -> None:
    assert day_text(on, "vi") == vietnamese
    assert day_text(on, "en") == english


@pytest.mark.parametrize(
    ("period", "vietnamese", "english"),
    [
        (year(2025), "năm 2025", "2025"),
        (quarter(2024, 4), "quý IV năm 2024", "Q4 2024"),
        (month(2024, 7), "tháng 7/2024", "Jul 2024"),
        (month(2024, 1), "tháng 01/2024", "Jan 2024"),
        (day(date(2024, 5, 31)), "ngày 31/5/2024", "31 May 2024"),
        (MINISTRY.school_year(2024), "năm học 2024-2025", "school year 2024-2025"),
        (
            MINISTRY.semester(2024, 1),
            "học kỳ I năm học 2024-2025",
            "semester 1 of school year 2024-2025",
        ),
        (
            MINISTRY.semester(2024, 2),
            "học kỳ II năm học 2024-2025",
            "semester 2 of school year 2024-2025",
        ),
        (
            Period(date(2024, 1, 15), date(2024, 4, 14)),
            "thời gian từ ngày 15/01/2024 đến ngày 14/4/2024",
            "15 Jan 2024 to 14 Apr 2024",
        ),
    ],
)
def test_periods_go_by_their_names(period: Period, vietnamese: str, english: str) -> None:
    assert period_text(period, "vi") == vietnamese
    assert period_text(period, "en") == english


def test_plan_periods_are_counted_in_years_where_they_are_whole() -> None:
    assert plan_period_text(Period(date(2022, 1, 1), date(2025, 12, 31)), "vi") == "2022–2025"
    assert plan_period_text(year(2024), "en") == "2024"
    part = Period(date(2024, 9, 5), date(2025, 5, 31))
    assert plan_period_text(part, "vi") == "05/9/2024–31/5/2025"


@pytest.mark.parametrize(
    ("timing", "vietnamese", "english"),
    [
        (
            Timing("by", end=date(2025, 12, 31), span_of_days=year(2025)),
            "đến hết năm 2025",
            "by 2025",
        ),
        (Timing("by", end=date(2024, 5, 31)), "đến hết ngày 31/5/2024", "by 31 May 2024"),
        (Timing("before", end=date(2024, 6, 19)), "trước ngày 20/6/2024", "before 20 Jun 2024"),
        (
            Timing("in", date(2024, 4, 1), date(2024, 6, 30), span_of_days=quarter(2024, 2)),
            "trong quý II năm 2024",
            "in Q2 2024",
        ),
        (
            Timing("in", date(2024, 5, 31), date(2024, 5, 31)),
            "trong ngày 31/5/2024",
            "on 31 May 2024",
        ),
        (
            Timing("from", date(2024, 4, 1), span_of_days=quarter(2024, 2)),
            "từ quý II năm 2024",
            "from Q2 2024",
        ),
        (Timing("from", date(2024, 4, 15)), "từ ngày 15/4/2024", "from 15 Apr 2024"),
        (
            Timing("from", date(2024, 4, 15), date(2025, 12, 31)),
            "từ ngày 15/4/2024 đến hết năm 2025",
            "from 15 Apr 2024 to 2025",
        ),
        (Timing("every", step="quarter"), "hằng quý", "every quarter"),
        (Timing("always"), "trong cả giai đoạn", "throughout the period"),
    ],
)
def test_times_of_rules(timing: Timing, vietnamese: str, english: str) -> None:
    assert timing_text(timing, "vi") == vietnamese
    assert timing_text(timing, "en") == english


@pytest.mark.parametrize(
    ("recurrence", "vietnamese", "english"),
    [
        (
            Recurrence("quarter", 20, inclusive=False),
            "hằng quý, trước ngày 20 của tháng cuối",
            "every quarter, before day 20 of its last month",
        ),
        (
            Recurrence("year", 15, inclusive=True, month=6),
            "hằng năm, chậm nhất ngày 15 tháng 6",
            "every year, by day 15 of month 6",
        ),
        (
            Recurrence("month", 5),
            "hằng tháng, chậm nhất ngày 5",
            "every month, by day 5",
        ),
        (
            Recurrence("year"),
            "hằng năm, chậm nhất ngày cuối năm",
            "every year, by its last day",
        ),
    ],
)
def test_recurrences(recurrence: Recurrence, vietnamese: str, english: str) -> None:
    assert recurrence_text(recurrence, "vi") == vietnamese
    assert recurrence_text(recurrence, "en") == english


@pytest.mark.parametrize(
    ("within", "vietnamese", "english"),
    [
        (
            Within(Duration(5, "working_day"), "fact", "received"),
            "trong 5 ngày làm việc kể từ “Nhận hồ sơ”",
            "within 5 working days of “Nhận hồ sơ”",
        ),
        (
            Within(Duration(1, "month"), "task", "audit"),
            "trong 1 tháng kể từ khi hoàn thành “Kiểm tra”",
            "within 1 month of the completion of “Kiểm tra”",
        ),
        (
            Within(Duration(2, "week"), "deadline", "audit"),
            "trong 2 tuần kể từ hạn của “Kiểm tra”",
            "within 2 weeks of the deadline of “Kiểm tra”",
        ),
        (Within(Duration(1, "day"), "task", "x"), "trong 1 ngày kể từ khi hoàn thành “x”",
         "within 1 day of the completion of “x”"),
    ],
)  # fmt: skip
def test_counted_deadlines(within: Within, vietnamese: str, english: str) -> None:
    titles = {"received": "Nhận hồ sơ", "audit": "Kiểm tra"}
    timing = Timing("within", within=within)
    assert timing_text(timing, "vi", titles=titles) == vietnamese
    assert timing_text(timing, "en", titles=titles) == english


@pytest.mark.parametrize(
    ("recurrence", "vietnamese", "english"),
    [
        (
            Recurrence("half_year"),
            "6 tháng một lần, chậm nhất ngày cuối kỳ",
            "every half-year, by its last day",
        ),
        (
            Recurrence("school_year"),
            "hằng năm học, chậm nhất ngày cuối năm học",
            "every school year, by its last day",
        ),
        (
            Recurrence("semester", within=Within(Duration(10, "day"), "end")),
            "hằng học kỳ, trong 10 ngày sau khi kết thúc",
            "every semester, within 10 days of its end",
        ),
        (
            Recurrence(None, within=Within(Duration(3, "working_day"), "fact", "received")),
            "trong 3 ngày làm việc sau mỗi lần “Nhận hồ sơ”",
            "within 3 working days of every “Nhận hồ sơ”",
        ),
    ],
)
def test_what_else_duties_recur_by(recurrence: Recurrence, vietnamese: str, english: str) -> None:
    titles = {"received": "Nhận hồ sơ"}
    assert recurrence_text(recurrence, "vi", titles) == vietnamese
    assert recurrence_text(recurrence, "en", titles) == english


def test_half_years_and_the_days_that_reports_cover() -> None:
    first = half_year(2024, 1)
    assert period_text(first, "vi") == "6 tháng đầu năm 2024"
    assert period_text(half_year(2024, 2), "en") == "half 2 of 2024"
    window = WINDOW_15_14.reported(quarter(2024, 2))
    assert period_text(window, "vi", WINDOW_15_14) == (
        "quý II năm 2024 (số liệu từ ngày 15/3/2024 đến hết ngày 14/6/2024)"
    )
    assert period_text(window, "en", WINDOW_15_14) == (
        "Q2 2024 (reported for 15 Mar 2024 to 14 Jun 2024)"
    )
    assert period_text(window, "en") == "15 Mar 2024 to 14 Jun 2024"
