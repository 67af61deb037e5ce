"""A plan's territory in the document's words, with what became of it."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report.territory_text import territory_text
from dxplan.values.periods import Period

YEARS = Period(date(2022, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("territory", "language", "text"),
    [
        ("Bình Định", "en", "Bình Định (code 52, from 1 Jul 2025 in tỉnh Gia Lai)"),
        ("Gia Lai", "vi", "Gia Lai (mã 64, từ 01/7/2025 thuộc tỉnh Gia Lai)"),
        ("Quảng Ninh", "vi", "Quảng Ninh (mã 22)"),
        ("cả nước", "vi", "cả nước"),
        ("", "vi", ""),
        (
            "Quận Phú Nhuận, TP. Hồ Chí Minh",
            "vi",
            "Quận Phú Nhuận, TP. Hồ Chí Minh (mã 79, cấp huyện kết thúc ngày 30/6/2025)",
        ),
        (
            "huyện Tuy Phước, Bình Định",
            "en",
            "huyện Tuy Phước, Bình Định (code 52, from 1 Jul 2025 in tỉnh Gia Lai, "
            "the district level ended on 30 Jun 2025)",
        ),
        ("xã Nhơn Lý, Quảng Ninh", "vi", "xã Nhơn Lý, Quảng Ninh (mã 22)"),
    ],
)
def test_the_territory_is_told_with_its_code_and_what_became_of_it(
    territory: str, language: Language, text: str
) -> None:
    assert territory_text(Plan("p", period=YEARS, territory=territory), language) == text


def test_a_province_of_today_has_become_nothing_else() -> None:
    plan = Plan("p", period=Period(date(2026, 1, 1), date(2030, 12, 31)), territory="Gia Lai")
    assert territory_text(plan, "vi") == "Gia Lai (mã 52)"
