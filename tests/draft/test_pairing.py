"""Each number has its own time: a wrong deadline that nobody asks about is the worst of drafts."""

from __future__ import annotations

import pytest

from tests.draft.drafting import drafted

HEADING = "the time is that of the heading above: 2026"
WITH_ANOTHER = "stands with another number of the sentence: check whether it holds here"


@pytest.mark.parametrize(
    ("sentence", "rules", "asked"),
    [
        ("Ít nhất 70% lớp học dùng bảng số; phấn đấu 90% đến năm 2030.",
         ["lop_hoc_dung_bang_so no less than 70% by 2026, reaches 90% by 2030"],
         [HEADING, "the number has no subject of its own: read as that before it,"
          " “lớp học dùng bảng số”"]),
        ("Tỷ lệ lớp học số đạt 70%, phấn đấu đạt 90% đến năm 2030.",
         ["ty_le_lop_hoc_so reaches 70% by 2026, reaches 90% by 2030"],
         [HEADING, "the number has no subject of its own: read as that before it,"
          " “Tỷ lệ lớp học số”"]),
        ("80% lớp học có bảng số; 90% nhà giáo có máy tính đến năm 2030.",
         ["lop_hoc_co_bang_so reaches 80% by 2026", "nha_giao_co_may_tinh reaches 90% by 2030"],
         [HEADING]),
        ("Đến năm 2025: 70% lớp học có bảng số; 90% nhà giáo có máy tính.",
         ["lop_hoc_co_bang_so reaches 70% by 2025", "nha_giao_co_may_tinh reaches 90% by 2025"],
         []),
        ("80% học sinh, 90% nhà giáo có hồ sơ số đến năm 2025.",
         ["hoc_sinh reaches 80% by 2025", "nha_giao_co_ho_so_so reaches 90% by 2025"],
         [f"2025 {WITH_ANOTHER}",
          "only “học sinh” is said with the number: complete what it is about"]),
        ("Tỷ lệ lớp học số đạt 50%, 70%, 90% tương ứng các năm 2024, 2025 và 2026.",
         ["ty_le_lop_hoc_so reaches 50% in 2024, reaches 70% in 2025, reaches 90% in 2026"],
         ["no word says whether it is by 2024, 2025, 2026 or in it"]),
        ("Tăng tỷ lệ lớp học số từ 60% năm 2023 lên 90% trước ngày 20/6/2026.",
         ["tang_ty_le_lop_hoc_so reaches 90% before 2026-06-20"],
         ["the first number is read as where it starts from, not as a target"]),
        ("Giai đoạn 2024-2025: 60% lớp học có bảng số; giai đoạn 2026-2027: 90% lớp học có bảng"
         " số.",
         ["lop_hoc_co_bang_so reaches 60% from 2024 to 2025, reaches 90% from 2026 to 2027"], []),
        ("Đến năm 2025, 70% lớp học có bảng số, riêng 90% nhà giáo có máy tính.",
         ["lop_hoc_co_bang_so reaches 70% by 2025", "nha_giao_co_may_tinh reaches 90% by 2025"],
         [f"2025 {WITH_ANOTHER}"]),
        ("Lớp học số đạt 99% đến năm 2024; tỷ lệ giáo án mở đạt 70% đến năm 2025, 80% đến năm"
         " 2027.",
         ["lop_hoc_so reaches 99% by 2024",
          "ty_le_giao_an_mo reaches 70% by 2025, reaches 80% by 2027"], []),
        ("40% lớp học có bảng số đến năm 2025, 70% nhà giáo có máy tính đến năm 2027.",
         ["lop_hoc_co_bang_so reaches 40% by 2025", "nha_giao_co_may_tinh reaches 70% by 2027"],
         []),
        ("Tỷ lệ lớp học số đạt 5% ở cấp tiểu học đến năm 2025, 10% ở cấp trung học đến năm 2027.",
         ["ty_le_lop_hoc_so tieu_hoc reaches 5% by 2025, trung_hoc reaches 10% by 2027"], []),
        ("Tỷ lệ lớp học số đạt 70%, xong trước ngày 20/6/2025; họp trong quý II năm 2027.",
         ["ty_le_lop_hoc_so reaches 70% before 2025-06-20"],
         ["the sentence has other times too: 2027-Q2"]),
    ],
)  # fmt: skip
def test_a_time_counts_for_the_numbers_of_its_part_of_the_sentence(
    sentence: str, rules: list[str], asked: list[str]
) -> None:
    assert drafted("1. Mục tiêu đến năm 2026", f"- {sentence}") == (rules, asked)


def test_a_number_without_a_time_is_no_earlier_step_of_one_with_a_time() -> None:
    rules, asked = drafted("1. Mục tiêu", "- Tỷ lệ lớp học số đạt 70%, phấn đấu 90% đến năm 2030.")
    assert rules == ["ty_le_lop_hoc_so reaches 90% by 2030", "ty_le_lop_hoc_so reaches 70%"]
    assert "no time is said" in asked
