"""Units of money."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.values.money import dong_in, largest_size


@pytest.mark.parametrize(
    ("unit", "dong"),
    [
        ("đồng", 1),
        ("Đồng", 1),
        ("VNĐ", 1),
        ("nghìn đồng", 1000),
        ("triệu đồng", 10**6),
        ("tỷ đồng", 10**9),
        ("nghìn tỷ đồng", 10**12),
        ("million dong", 10**6),
        ("", None),
        ("máy", None),
        ("hợp đồng", None),
        ("đồng hồ", None),
    ],
)
def test_how_many_dong_a_unit_is(unit: str, dong: int | None) -> None:
    assert dong_in(unit) == dong


@pytest.mark.parametrize(
    ("dong", "size"), [(0, 1), (999_999, 1), (10**6, 10**6), (10**9 - 1, 10**6), (-(10**9), 10**9)]
)
def test_the_largest_size_an_amount_is_told_in(dong: int, size: int) -> None:
    assert largest_size(Fraction(dong)) == size
