"""What is read of a page follows from where its letters stand, not from their order in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxplan.draft.reading import blocks_of
from tests.draft.pdf.made import Drawn, Part, Text, lines, pdf, table

A5 = 5  # how wide a letter is at size 10
FAR = 260
"""Where a line of some thirty letters reaches the right margin."""


def read(path: Path, *pages: list[Part]) -> list[str]:
    """The paragraphs and rows of pages, as one writes them."""
    blocks, _ = blocks_of(pdf(path / "page.pdf", *pages))
    return [f"{each.marker} {each.text}".strip() for each in blocks]


def test_letters_of_another_font_stand_where_they_are_printed(tmp_path: Path) -> None:
    shown = "Tỷ lệ lớp học số đạt 70%"
    plain = "".join(c if c.isascii() else " " for c in shown)
    rest = [Text(c, 40 + A5 * at, font="Fallback") for at, c in enumerate(shown) if not c.isascii()]
    words = [
        Text(word, 40 + A5 * plain.index(word, at))
        for at, word in _words(plain)
    ]  # fmt: skip
    assert read(tmp_path, [*rest, *words]) == [shown]


def _words(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append((at, word))
        at += len(word)
    return found


def test_a_gap_is_a_blank_and_the_small_one_of_kerning_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, [Text("Dạy", 40), Text("học", 57), Text("số", 72.8)]) == ["Dạy họcsố"]


def test_letters_set_apart_are_words_all_the_same(tmp_path: Path) -> None:
    apart = [Text(c, 40 + 8 * at) for at, c in enumerate("KẾ HOẠCH") if c != " "]
    assert read(tmp_path, [*apart, Text("Một dòng thường", 40, 700)])[0] == "KẾ HOẠCH"


def test_letters_printed_twice_to_look_bold_are_read_once(tmp_path: Path) -> None:
    assert read(tmp_path, [Text("Học tập"), Text("Học tập", 40.3)]) == ["Học tập"]


def test_the_number_of_a_note_is_no_digit_of_what_it_stands_at(tmp_path: Path) -> None:
    sentence = Text("- Đạt 70%")
    note = Text("1", 40 + 9 * A5, 804, size=6)
    assert read(tmp_path, [sentence, note, Text("năm 2025.", 95)]) == ["- Đạt 70%¹ năm 2025."]


def test_a_page_that_is_turned_is_read_as_one_turns_it(tmp_path: Path) -> None:
    up = [
        Text("- Đạt 70%", 100, 40, matrix="0 1 -1 0"),
        Text("- Đạt 80%", 112, 40, matrix="0 1 -1 0"),
    ]
    assert read(tmp_path, up) == ["- Đạt 70%", "- Đạt 80%"]


def test_a_line_that_is_full_goes_on_and_one_that_is_not_ends(tmp_path: Path) -> None:
    found = read(
        tmp_path, lines("Một dòng dài đến lề phải của Sở", "Giáo dục", "Một dòng mới", x=FAR)
    )
    assert found == ["Một dòng dài đến lề phải của Sở Giáo dục", "Một dòng mới"]


def test_bold_and_larger_lines_stand_alone(tmp_path: Path) -> None:
    page = [
        Text("Một tiêu đề dài tới lề phải", FAR, size=14),
        Text("Tiếp theo là phần thân của văn bản này", FAR, 780),
    ]
    assert read(tmp_path, page) == [
        "Một tiêu đề dài tới lề phải", "Tiếp theo là phần thân của văn bản này",
    ]  # fmt: skip


def test_a_wide_distance_ends_a_paragraph(tmp_path: Path) -> None:
    page = [*lines("Một dòng dài đến lề phải của Sở", x=FAR), Text("Giáo dục", FAR, 760)]
    assert read(tmp_path, page) == ["Một dòng dài đến lề phải của Sở", "Giáo dục"]


def test_a_stretch_of_years_broken_at_its_hyphen_is_one(tmp_path: Path) -> None:
    assert read(
        tmp_path, lines("- Thực hiện trong năm học 2024-", "2025 ở các trường.", x=FAR)
    ) == ["- Thực hiện trong năm học 2024-2025 ở các trường."]
    assert read(
        tmp_path, lines("- Thực hiện giai đoạn năm 2024", "- 2025 ở các trường.", x=FAR)
    ) == ["- Thực hiện giai đoạn năm 2024 - 2025 ở các trường."]


def test_items_are_paragraphs_however_long_the_line_before_is(tmp_path: Path) -> None:
    page = lines("- Hằng quý báo cáo tiến độ với Sở", "- Nghiệm thu trước ngày 20/6", x=FAR)
    assert read(tmp_path, page) == [
        "- Hằng quý báo cáo tiến độ với Sở", "- Nghiệm thu trước ngày 20/6",
    ]  # fmt: skip


@pytest.mark.parametrize("thin", [True, False], ids=["boxes", "lines"])
def test_a_table_is_read_by_its_lines(tmp_path: Path, *, thin: bool) -> None:
    frame = table((40, 80, 200, 300), (810, 795, 770, 755))
    boxes = Drawn(
        "\n".join(
            [f"40 {y} 260 0.5 re f" for y in (810, 795, 770, 755)]
            + [f"{x} 755 0.5 55 re f" for x in (40, 80, 200, 300)]
        )
    )
    texts = [
        Text("STT", 45, 800), Text("Nhiệm vụ", 85, 800), Text("Chủ trì", 205, 800),
        Text("1", 45, 785), Text("Tập huấn", 85, 785), Text("giáo viên", 85, 774),
        Text("Văn phòng Sở", 205, 785),
        Text("2", 45, 760), Text("Tổng kết", 85, 760),
    ]  # fmt: skip
    blocks, notes = blocks_of(pdf(tmp_path / "page.pdf", [boxes if thin else frame, *texts]))
    assert [each.cells for each in blocks] == [
        ("STT", "Nhiệm vụ", "Chủ trì"),
        ("1", "Tập huấn giáo viên", "Văn phòng Sở"),
        ("2", "Tổng kết", ""),
    ]
    assert notes == ()


def test_a_cell_over_several_rows_belongs_to_the_first(tmp_path: Path) -> None:
    frame = Drawn(
        "\n".join(
            [f"40 {y} m 300 {y} l S" for y in (810, 780)]
            + ["40 795 m 200 795 l S"]
            + [f"{x} 810 m {x} 780 l S" for x in (40, 80, 200, 300)]
        )
    )
    texts = [
        Text("1", 45, 800), Text("Tập huấn", 85, 800), Text("Văn phòng Sở", 205, 790),
        Text("2", 45, 784), Text("Tổng kết", 85, 784),
    ]  # fmt: skip
    blocks, _ = blocks_of(pdf(tmp_path / "page.pdf", [frame, *texts]))
    assert [each.cells for each in blocks] == [
        ("1", "Tập huấn", "Văn phòng Sở"), ("2", "Tổng kết", ""),
    ]  # fmt: skip


def test_a_row_goes_on_over_pages_and_headings_that_repeat_are_read_once(tmp_path: Path) -> None:
    head = [Text("STT", 45, 800), Text("Nhiệm vụ", 85, 800)]
    frame = table((40, 80, 200), (810, 795, 770))
    first = [frame, *head, Text("1", 45, 785), Text("Tập huấn", 85, 785)]
    second = [frame, *head, Text("giáo viên", 85, 785)]
    blocks, _ = blocks_of(pdf(tmp_path / "page.pdf", first, second))
    assert [each.cells for each in blocks] == [("STT", "Nhiệm vụ"), ("1", "Tập huấn giáo viên")]


def test_a_frame_around_a_paragraph_is_no_table(tmp_path: Path) -> None:
    found = read(tmp_path, [table((30, 300), (815, 780)), *lines("Trong khung", "Hai dòng")])
    assert found == ["Trong khung", "Hai dòng"]


def test_columns_without_lines_are_rows_and_are_told(tmp_path: Path) -> None:
    page = [
        Text(text, x, 800 - 12 * number)
        for number, cells in enumerate(
            [("STT", "Nhiệm vụ", "Chủ trì"), ("1", "Tập huấn", "Văn phòng Sở"),
             ("", "giáo viên", ""), ("2", "Tổng kết", "Các trường"), ("3", "Thi", "Sở")]
        )
        for x, text in zip((40, 90, 220), cells, strict=True)
        if text
    ]  # fmt: skip
    blocks, notes = blocks_of(pdf(tmp_path / "page.pdf", page))
    assert [each.cells for each in blocks] == [
        ("STT", "Nhiệm vụ", "Chủ trì"),
        ("1", "Tập huấn giáo viên", "Văn phòng Sở"),
        ("2", "Tổng kết", "Các trường"),
        ("3", "Thi", "Sở"),
    ]
    assert [(each.code, each.pages) for each in notes] == [("columns", "1")]


def test_columns_without_lines_stay_below_a_table_that_stands_above_them(tmp_path: Path) -> None:
    drawn = [
        table([40, 120, 200], [810, 790, 770]),
        *(Text(text, x, y) for text, x, y in [
            ("Chỉ tiêu", 44, 796), ("Năm 2026", 124, 796), ("Lớp số", 44, 776), ("85%", 124, 776),
        ]),
    ]  # fmt: skip
    loose = [Text("Nơi nhận:", 40, 700), Text("CHỦ TỊCH", 300, 700)]
    assert read(tmp_path, [*loose, *drawn]) == [
        "Chỉ tiêu | Năm 2026", "Lớp số | 85%", "Nơi nhận: | CHỦ TỊCH",
    ]  # fmt: skip


def test_numbers_of_pages_are_left_out_and_days_that_begin_a_page_are_not(tmp_path: Path) -> None:
    pages = [
        [Text("- Báo cáo Sở Giáo dục và Đào tạo trước ngày", 200), Text("1", 300, 30)],
        [Text("15", 200), Text("- Sơ kết."), Text("2", 300, 30)],
    ]
    pages[1][1] = Text("- Sơ kết.", 200, 788)
    assert read(tmp_path, *pages) == [
        "- Báo cáo Sở Giáo dục và Đào tạo trước ngày 15", "- Sơ kết.",
    ]  # fmt: skip


def test_what_stands_at_the_top_of_each_page_is_read_once(tmp_path: Path) -> None:
    pages = [[Text(f"KH số 12 - tr. {n}"), Text(f"- Việc {'abc'[n - 1]}.", y=700)]
             for n in (1, 2, 3)]  # fmt: skip
    assert read(tmp_path, *pages) == ["KH số 12 - tr. 1", "- Việc a.", "- Việc b.", "- Việc c."]


def test_lines_at_the_foot_that_differ_in_a_year_are_all_read(tmp_path: Path) -> None:
    pages = [[Text(f"- Việc {n}"), Text(f"đến năm 202{n}.", y=788)] for n in (5, 6, 7)]
    assert read(tmp_path, *pages) == [f"- Việc {n} đến năm 202{n}." for n in (5, 6, 7)]
