"""Times and bodies as officers write them."""

from __future__ import annotations

import pytest

from dxplan.draft.spoken import body_said, times_said


@pytest.mark.parametrize(
    ("literal", "vi", "en"),
    [
        ("2025", "năm 2025", "2025"),
        ("2024-Q4", "quý IV năm 2024", "2024-Q4"),
        ("2024-07", "tháng 7/2024", "2024-07"),
        ("2024-06-05", "ngày 5/6/2024", "2024-06-05"),
        ("????-06-20", "20/6", "20 June"),
        ("school year 2024-2025", "năm học 2024-2025", "school year 2024-2025"),
        (
            "semester 2 of school year 2024-2025",
            "học kỳ II năm học 2024-2025",
            "semester 2 of school year 2024-2025",
        ),
        ("5 working days", "5 ngày làm việc", "5 working days"),
        ("1 day", "1 ngày", "1 day"),
        ("3 weeks", "3 tuần", "3 weeks"),
        ("2 months", "2 tháng", "2 months"),
    ],
)
def test_a_time_is_said(literal: str, vi: str, en: str) -> None:
    assert (times_said((literal,), "vi"), times_said((literal,), "en")) == (vi, en)


@pytest.mark.parametrize(
    ("capitals", "said"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH MINH HÀ", "Ủy ban nhân dân tỉnh Minh Hà"),
        ("UBND QUẬN PHÚ NHUẬN", "UBND quận Phú Nhuận"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH MINH HÀ", "Sở Giáo dục và Đào tạo tỉnh Minh Hà"),
        ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("VĂN PHÒNG SỞ", "Văn phòng Sở"),
        ("TRƯỜNG THPT MINH HÀ", "Trường THPT Minh Hà"),
        ("TRUNG TÂM GDNN-GDTX HUYỆN CẦU GÁO", "Trung tâm GDNN-GDTX huyện Cầu Gáo"),
        ("TRƯỜNG PTDTNT THCS&THPT CẦU GÁO", "Trường PTDTNT THCS&THPT Cầu Gáo"),
        ("UBND TP CẦN THƠ", "UBND TP Cần Thơ"),
        ("SỞ GD-ĐT TP. HỒ CHÍ MINH", "Sở GD-ĐT TP. Hồ Chí Minh"),
        ("Sở GDĐT", "Sở GDĐT"),
    ],
)
def test_a_body_in_capitals_is_written_as_in_a_sentence(capitals: str, said: str) -> None:
    assert body_said(capitals) == said
