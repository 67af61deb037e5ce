"""What a plan's territory means: provinces of the day of its document."""

from __future__ import annotations

import pytest

from dxplan.plan.territory import areas_of, readings
from tests.plan.rules import plan_of


def meant(*lines: str) -> list[tuple[str, str]]:
    text = "\n    ".join(['plan p "P"', *lines])
    return [(area.province.code, area.name) for area in areas_of(plan_of(text, prelude=""))]


DOCUMENT = 'document "1/KH" of "UBND" on '


@pytest.mark.parametrize(
    ("lines", "areas"),
    [
        ((f"{DOCUMENT}2022-07-07", 'territory "Gia Lai"'), [("64", "")]),
        ((f"{DOCUMENT}2025-07-01", 'territory "Gia Lai"'), [("52", "")]),
        (("period 2022 to 2025", 'territory "Gia Lai"'), [("64", "")]),
        (("period 2026 to 2030", 'territory "tỉnh Gia Lai"'), [("52", "")]),
        ((f"{DOCUMENT}2026-01-05", "period 2024 to 2030", 'territory "Gia Lai"'), [("52", "")]),
        (('territory "Bình Định"',), [("52", "")]),
        (
            (f"{DOCUMENT}2022-06-16", 'territory "Quận Phú Nhuận, Thành phố Hồ Chí Minh"'),
            [("79", "Quận Phú Nhuận")],
        ),
        (
            ("period 2022", 'territory "Bình Định"', 'territory "Phú Yên"'),
            [("52", ""), ("54", "")],
        ),
    ],
)
def test_a_name_means_the_province_of_the_document_or_else_of_the_period(
    lines: tuple[str, ...], areas: list[tuple[str, str]]
) -> None:
    assert meant(*lines) == areas


@pytest.mark.parametrize(
    "lines",
    [
        ('territory "Gia Lai"',),
        ('document "1/KH" of "UBND" in 2025', 'territory "Gia Lai"'),
        (f"{DOCUMENT}2026-01-05", 'territory "Bình Định"'),
        ('territory "cả nước"',),
        ('territory "Bình Định"', 'territory "vùng khác"'),
        (),
    ],
)
def test_what_is_not_certain_is_no_area(lines: tuple[str, ...]) -> None:
    assert meant(*lines) == []


def test_a_name_without_a_day_may_mean_two_provinces() -> None:
    plan = plan_of('plan p "P"\n    territory "Gia Lai"\n    territory "cả nước"', prelude="")
    found = {text: [a.province.code for a in areas] for text, areas in readings(plan).items()}
    assert found == {"Gia Lai": ["64", "52"], "cả nước": []}
