"""Periods as people write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from dxplan.data.period_text import read_day, read_period, said_period
from dxplan.values.calendars import MINISTRY, Calendar
from dxplan.values.periods import Period, day, month, quarter, year


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2024", year(2024)),
        (2024, year(2024)),
        ("năm 2024", year(2024)),
        ("Cả năm 2024", year(2024)),
        ("2024-Q2", quarter(2024, 2)),
        ("2024Q2", quarter(2024, 2)),
        ("Q2/2024", quarter(2024, 2)),
        ("q2 2024", quarter(2024, 2)),
        ("Quý II/2024", quarter(2024, 2)),
        ("QUÝ II NĂM 2024", quarter(2024, 2)),
        ("quí 2 năm 2024", quarter(2024, 2)),
        ("Quý IV-2024", quarter(2024, 4)),
        ("quý I, năm 2024", quarter(2024, 1)),
        ("2024-07", month(2024, 7)),
        ("tháng 7/2024", month(2024, 7)),
        ("Tháng 07 năm 2024", month(2024, 7)),
        ("tháng7/2024", month(2024, 7)),
        ("T7/2024", month(2024, 7)),
        ("7/2024", month(2024, 7)),
        ("31/5/2024", day(date(2024, 5, 31))),
        ("31-05-2024", day(date(2024, 5, 31))),
        ("31.5.2024", day(date(2024, 5, 31))),
        ("ngày 31/5/2024", day(date(2024, 5, 31))),
        ("ngày 31 tháng 5 năm 2024", day(date(2024, 5, 31))),
        ("2024-05-31", day(date(2024, 5, 31))),
        ("2024-05-31 00:00:00", day(date(2024, 5, 31))),
        (date(2024, 5, 31), day(date(2024, 5, 31))),
        (datetime(2024, 5, 31, 7, 30), day(date(2024, 5, 31))),
        ("năm học 2024-2025", MINISTRY.school_year(2024)),
        ("Năm học 2024 – 2025", MINISTRY.school_year(2024)),
        ("school year 2024-2025", MINISTRY.school_year(2024)),
        ("học kỳ II năm học 2024-2025", MINISTRY.semester(2024, 2)),
        ("HK1 2024-2025", MINISTRY.semester(2024, 1)),
        ("6 tháng đầu năm 2024", Period(date(2024, 1, 1), date(2024, 6, 30))),
        ("6 tháng cuối năm 2024", Period(date(2024, 7, 1), date(2024, 12, 31))),
        ("15/12/2023 - 14/3/2024", Period(date(2023, 12, 15), date(2024, 3, 14))),
        ("từ ngày 15/12/2023 đến ngày 14/3/2024", Period(date(2023, 12, 15), date(2024, 3, 14))),
    ],
)
def test_written_periods_are_read(written: object, period: Period) -> None:
    assert read_period(written, MINISTRY) == period


@pytest.mark.parametrize(
    "written",
    [
        "",
        "abc",
        "2024-13",
        "13/2024",
        "Q5/2024",
        "quý V/2024",
        "quý 0/2024",
        "31/2/2024",
        "5/31/2024",
        "2024-2025",
        "năm học 2024-2026",
        "năm học 2024",
        "24",
        "0024",
        "1899",
        "2200",
        "II/2024",
        "31/5/24",
        "quý 2",
        "học kỳ III năm học 2024-2025",
        "14/3/2024 - 15/12/2023",
        "2024.0",
        "1" * 200,
        True,
        None,
        202407,
        Decimal(2024),
        2024.0,
    ],
)
def test_anything_else_is_no_period(written: object) -> None:
    assert read_period(written, MINISTRY) is None


def test_school_years_follow_the_calendar_of_the_plan() -> None:
    calendar = Calendar("own", opens=(8, 26), closes=(5, 25))
    assert read_period("năm học 2024-2025", calendar) == Period(
        date(2024, 8, 26), date(2025, 5, 25)
    )


def test_a_calendar_without_such_a_day_gives_no_period() -> None:
    assert read_period("năm học 2024-2025", Calendar("leap", opens=(2, 30))) is None


def test_a_day_is_a_period_of_one_day() -> None:
    assert read_day("31/5/2024", MINISTRY) == date(2024, 5, 31)
    assert read_day("5/2024", MINISTRY) is None
    assert read_day("soon", MINISTRY) is None


@pytest.mark.parametrize(
    ("written", "english", "vietnamese"),
    [
        ("2025", "2025", "năm 2025"),
        ("Quý III/2025", "2025-Q3", "quý III năm 2025"),
        ("tháng 2/2025", "2025-02", "tháng 02/2025"),
        ("tháng 12/2025", "2025-12", "tháng 12/2025"),
        ("31/5/2025", "2025-05-31", "ngày 31/5/2025"),
        ("năm học 2024-2025", "2024-09-05 to 2025-05-31", "từ 05/9/2024 đến 31/5/2025"),
    ],
)
def test_messages_say_a_period_as_a_cell_would(written: str, english: str, vietnamese: str) -> None:
    period = read_period(written, MINISTRY)
    assert period is not None
    said = said_period(period)
    assert (said.text("en"), said.text("vi")) == (english, vietnamese)
