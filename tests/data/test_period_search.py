"""Periods inside titles, labels and names of sheets."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.data.period_search import mentions
from dxplan.values.calendars import MINISTRY
from dxplan.values.periods import Period, day, month, quarter, year


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("BÁO CÁO QUÝ II NĂM 2024", quarter(2024, 2)),
        ("Q3-2024", quarter(2024, 3)),
        ("2024-Q4", quarter(2024, 4)),
        ("quy iv.2024", quarter(2024, 4)),
        ("Tháng 7/2024", month(2024, 7)),
        ("T12.2024", month(2024, 12)),
        ("(6 tháng đầu năm 2024)", Period(date(2024, 1, 1), date(2024, 6, 30))),
        ("9 THÁNG CUỐI NĂM 2024", Period(date(2024, 4, 1), date(2024, 12, 31))),
        ("HỌC KỲ I NĂM HỌC 2024-2025", MINISTRY.semester(2024, 1)),
        ("HK2 2024-2025", MINISTRY.semester(2024, 2)),
        ("Năm học 2024 – 2025".replace("–", "-"), MINISTRY.school_year(2024)),
        ("Tổng hợp năm 2024", year(2024)),
        ("Số liệu đến ngày 30/6/2024", day(date(2024, 6, 30))),
        ("An Lão, ngày 5 tháng 1 năm 2025", day(date(2025, 1, 5))),
    ],
)
def test_a_text_mentions_one_period(text: str, period: Period) -> None:
    (found,) = mentions(text)
    assert found.period(MINISTRY) == period


@pytest.mark.parametrize(
    "text",
    [
        "ngày     tháng     năm 2024", "giai đoạn 2022-2025", "năm 2022-2025", "năm học 2024-2026",
        "Việt Nam 2030", "Sheet1", "Quyết định 131/QĐ-TTg", "31/31/2024", "TH", "",
    ],
)  # fmt: skip
def test_a_text_mentions_none(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "kind"), [("Quý I", "quarter"), ("HK1", "semester"), ("T6", "month")]
)
def test_a_part_of_a_year_waits_for_its_year(text: str, kind: str) -> None:
    (found,) = mentions(text)
    assert (found.kind, found.period(MINISTRY)) == (kind, None)


def test_a_part_of_a_year_takes_the_year_it_is_given() -> None:
    (found,) = mentions("Quý I")
    assert found.period(MINISTRY, 2024) == quarter(2024, 1)


@pytest.mark.parametrize(("text", "first"), [("tháng 13", 2024), ("Quý I", 1000)])
def test_a_period_that_does_not_exist_is_none(text: str, first: int) -> None:
    (found,) = mentions(text)
    assert found.period(MINISTRY, first) is None
