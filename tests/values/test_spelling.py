"""What two spellings are folded to, so that they count as the same."""

from __future__ import annotations

import pytest

from dxplan.values.spelling import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Tong_So  truong", "tong so truong"),
        ("ky_luat", "ki luat"),
        ("quy", "qui"),
        ("may", "may"),
        ("TỔNG_SỐ", "tông\u0309 sô\u0301"),
        ("a\u0301\u0300n", "an\u0300\u0301"),
        ("kỷ_luật", "ki\u0309 luât\u0323"),
    ],
)
def test_case_blanks_underscores_and_y_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded
