"""The title of a task says what is to be done; who does it stands below."""

from __future__ import annotations

import pytest

from dxplan.draft.deeds import deed_of


@pytest.mark.parametrize(
    ("sentence", "deed"),
    [
        ("Phòng GDĐT chủ trì, phối hợp với Phòng Nội vụ, Phòng Tư pháp xây dựng kho sách mở.",
         "xây dựng kho sách mở."),
        ("Giao Văn phòng Sở chủ trì rà soát phần mềm.", "rà soát phần mềm."),
        ("Thanh tra Sở phối hợp với Văn phòng Sở kiểm tra kho sách hằng quý.",
         "kiểm tra kho sách hằng quý."),
        ("Các trường báo cáo kết quả về Sở GDĐT hằng quý.", "báo cáo kết quả hằng quý."),
        ("Schools shall appoint a contact.", "appoint a contact."),
        ("Văn phòng Sở chủ trì.", "Văn phòng Sở chủ trì."),
        ("Lập danh mục, gửi Sở GDĐT.", "Lập danh mục, gửi Sở GDĐT."),
        ("Phòng GDĐT theo dõi, đôn đốc các trường.", "theo dõi, đôn đốc các trường."),
    ],
)  # fmt: skip
def test_units_are_left_out_where_the_sentence_goes_on_without_them(
    sentence: str, deed: str
) -> None:
    assert deed_of(sentence, 90) == deed


def test_a_long_deed_ends_before_its_time_and_a_short_one_keeps_it() -> None:
    text = "Xây dựng kho sách mở, hoàn thành trước ngày 30/9/2026."
    assert deed_of(text, 90) == text
    assert deed_of(text, 30) == "Xây dựng kho sách mở"
