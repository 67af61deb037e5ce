"""What a number is about stands before it, behind it, or with the number before."""

from __future__ import annotations

import pytest

from dxplan.draft.documents import document_of
from dxplan.draft.subjects import subject_of
from dxplan.draft.text_file import text_blocks


def subjects(sentence: str, heading: str = "Mục tiêu") -> list[tuple[str, list[str]]]:
    lines = f"1. {heading}\n- {sentence}\n2. Hết"
    (found,) = document_of(text_blocks(lines.encode()), "thử").sentences
    read = [subject_of(found, number) for number in range(len(found.quantities))]
    return [(subject, [code for code, _ in doubts]) for subject, doubts in read]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Số vụ lộ dữ liệu không quá 02 vụ/năm.", "Số vụ lộ dữ liệu"),
        ("Số lần nộp trễ không quá 3 lần/năm.", "Số lần nộp trễ"),
        ("Tổng số máy tính đạt 500 máy đến năm 2026.", "Tổng số máy tính"),
        ("Giảm số điểm trường lẻ còn 3 điểm đến năm 2026.", "Giảm số điểm trường lẻ"),
        ("Mỗi xã có ít nhất 2 phòng máy.", "phòng máy"),
        ("Mở thêm 4 thư viện số đến năm 2026.", "thư viện số"),
    ],
)
def test_a_count_is_about_what_stands_before_it_where_the_noun_behind_is_its_unit(
    sentence: str, said: str
) -> None:
    assert subjects(sentence) == [(said, [])]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Thời gian xử lý hồ sơ không quá 03 ngày làm việc.",
         "Thời gian xử lý hồ sơ (ngày làm việc)"),
        ("Mỗi giáo viên tự học ít nhất 16 giờ về kỹ năng số.", "Mỗi giáo viên tự học (giờ)"),
        ("Đường truyền gián đoạn tối đa 30 phút.", "Đường truyền gián đoạn (phút)"),
    ],
)  # fmt: skip
def test_a_limit_of_time_is_about_what_lasts_so_long(sentence: str, said: str) -> None:
    assert [subject for subject, _ in subjects(sentence)] == [said]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kiểm tra tối thiểu 6 tháng một lần.",
        "Gửi giấy mời tối thiểu 05 ngày trước khi họp.",
        "Trả lời không quá 05 ngày kể từ ngày nhận đơn.",
        "Họp trong 2 ngày.",
    ],
)
def test_a_recurrence_and_a_time_from_something_else_are_no_limit(sentence: str) -> None:
    lines = f"1. Mục tiêu\n- {sentence}\n2. Hết"
    found = document_of(text_blocks(lines.encode()), "thử").sentences
    assert [each.quantities for each in found if each.quantities] == []


@pytest.mark.parametrize(
    ("sentence", "second"),
    [
        ("Tỷ lệ học sinh tiểu học thi trên máy đạt trên 15%, trung học cơ sở đạt 25%.",
         "Tỷ lệ học sinh trung học cơ sở thi trên máy"),
        ("Tỷ lệ nhà giáo có chữ ký số đạt 70%, nhân viên đạt 90%.",
         "Tỷ lệ nhà giáo có chữ ký số – nhân viên"),
    ],
)  # fmt: skip
def test_a_part_alone_is_joined_to_the_subject_of_the_first_number(
    sentence: str, second: str
) -> None:
    assert subjects(sentence)[1] == (second, ["subject-joined"])


def test_a_number_without_words_is_about_what_stands_before_and_says_so() -> None:
    assert subjects("Ít nhất 70% lớp học dùng bảng số; phấn đấu 90% đến năm 2030.") == [
        ("lớp học dùng bảng số", []),
        ("lớp học dùng bảng số", ["subject-before"]),
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Đến năm 2025 đạt 70%, đến năm 2030 đạt 90% lớp học có bảng số.",
         [("lớp học có bảng số", ["subject-behind"]), ("lớp học có bảng số", [])]),
        ("Ít nhất 50% trường mầm non, 70% trường THCS có thư viện số.",
         [("trường THCS có thư viện số", ["subject-behind"]), ("trường THCS có thư viện số", [])]),
        ("80% học sinh, 90% nhà giáo có hồ sơ số.",
         [("học sinh", ["subject-short"]), ("nhà giáo có hồ sơ số", [])]),
        ("Trên 50% trường đạt chuẩn số, trong đó 20% trường đạt chuẩn cao.",
         [("trường đạt chuẩn số", []), ("trường đạt chuẩn cao", ["of-which"])]),
    ],
)  # fmt: skip
def test_a_subject_that_stands_behind_or_is_short_is_asked_about(
    sentence: str, found: list[tuple[str, list[str]]]
) -> None:
    assert subjects(sentence) == found


def test_the_heading_is_asked_about_where_nothing_is_said() -> None:
    assert subjects("Đạt 70% đến năm 2026.", "Lớp học số") == [("Lớp học số", ["subject-above"])]


def test_what_belongs_to_the_number_before_is_no_part_of_a_subject() -> None:
    assert subjects("85% lớp học có bảng số, tỷ lệ giáo án mở đạt 70% đến năm 2026.") == [
        ("lớp học có bảng số", []),
        ("tỷ lệ giáo án mở", []),
    ]


@pytest.mark.parametrize(
    ("sentence", "comparator", "change"),
    [
        ("Số lần nộp trễ không quá 3 lần/năm.", "no more than", ""),
        ("Số thư viện gấp 3 lần so với năm 2022.", "", "grows to"),
        ("Giảm số điểm trường lẻ còn 3 điểm đến năm 2026.", "no more than", ""),
    ],
)
def test_times_over_and_times_in_a_year_are_kept_apart(
    sentence: str, comparator: str, change: str
) -> None:
    found = document_of(text_blocks(f"1. Mục\n- {sentence}\n2. Hết".encode()), "thử").sentences
    (quantity,) = found[0].quantities
    assert (quantity.comparator, quantity.change) == (comparator, change)
