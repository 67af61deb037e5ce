"""What a letterhead says of who issued a document."""

from __future__ import annotations

import pytest

from dxplan.draft.head import head_of
from dxplan.draft.text_file import text_blocks


@pytest.mark.parametrize(
    ("letterhead", "issuer"),
    [
        (("UBND HUYỆN CẦU GÁO", "Số: 1/KH-UBND"), "UBND HUYỆN CẦU GÁO"),
        (("ỦY BAN NHÂN DÂN", "TỈNH MINH HÀ", "Số: 1/KH-UBND"), "ỦY BAN NHÂN DÂN TỈNH MINH HÀ"),
        (("UBND TỈNH MINH HÀ", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Số: 1/KH-SGDĐT"),
         "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
        (("ỦY BAN NHÂN DÂN", "HUYỆN CẦU GÁO", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Số: 2/KH-PGDĐT"),
         "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"),
        (("Cầu Gáo, ngày 20 tháng 2 năm 2025",), ""),
    ],
)  # fmt: skip
def test_the_last_body_of_a_letterhead_issued_it(letterhead: tuple[str, ...], issuer: str) -> None:
    lines = "\n\n".join((*letterhead, "KẾ HOẠCH", "Trường học số", "1. Mục", "2. Hết"))
    assert head_of(text_blocks(lines.encode()), "thử").issuer == issuer
