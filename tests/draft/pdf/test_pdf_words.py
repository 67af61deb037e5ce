"""Where words of a PDF end: by blanks, by gaps, and in narrow cells by what can be a word."""

from __future__ import annotations

import pytest

from dxplan.draft.pdf.broken import Cell, cell_of, words_of
from dxplan.draft.pdf.lines import lines_of
from dxplan.draft.pdf.model import Letter, Line, Style
from dxplan.draft.pdf.syllables import is_syllable

STYLE = Style("Times", 1000, bold=False, turn=0, mode=0, is_white=False)


def letters(text: str, apart: int = 0, blank: int = 250, base: int = 0) -> list[Letter]:
    """Letters half as wide as high; a blank is a gap alone, ``~`` one that lies below a letter."""
    found, at = [], 0
    for each in text:
        if each == "~":
            found.append(Letter(" ", at, at + blank, base, STYLE))
        elif each == " ":
            at += blank + apart
        else:
            found.append(Letter(each, at, at + 500, base, STYLE))
            at += 500 + apart
    return found


def cell(*texts: str, room: int) -> Cell:
    lines: list[Line] = []
    for number, text in enumerate(texts):
        lines += lines_of(letters(text, base=-number * 1200))
    return cell_of(lines, room)


@pytest.mark.parametrize(
    ("text", "apart"),
    [("Sở Giáo dục và Đào tạo", 0), ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", 220), ("mở lớp tập huấn", -40),
     ("D a", 0), ("Kế về I", 0), ("a b c d", 0)],
)  # fmt: skip
def test_a_gap_is_a_blank_when_it_is_wider_than_letters_are_apart(text: str, apart: int) -> None:
    assert [each.text for each in lines_of(letters(text, apart))] == [text]


def test_a_blank_that_a_letter_lies_on_parts_no_word() -> None:
    assert [each.text for each in lines_of(letters("P~upil"))] == ["Pupil"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("chuyể", "n đổi"), Cell("chuyển đổi")),
        (("huyện", "hạng"), Cell("huyện hạng")),
        (("ngh", "iên", "cứu"), Cell("nghiên cứu")),
        (("1.200.0", "00"), Cell("1.200.000")),
        (("1.200.", "000"), Cell("1.200. 000", is_certain=False)),
        (("UBND", "tỉnh"), Cell("UBND tỉnh")),
        (("to", "án"), Cell("to án", is_certain=False)),
        (("20", "25"), Cell("20 25", is_certain=False)),
        (("2024-", "2025"), Cell("2024-2025")),
    ],
)
def test_a_word_that_fills_its_line_goes_on_where_only_that_makes_words(
    texts: tuple[str, ...], expected: Cell
) -> None:
    assert cell(*texts, room=len(texts[0]) * 500 + 100) == expected


def test_a_line_with_room_for_the_next_letter_ends_its_word() -> None:
    assert cell("to", "án", room=2000) == Cell("to án")


def test_what_may_be_several_words_is_not_certain() -> None:
    assert words_of(["smart", "phone"]) == (["smart", "phone"], False)
    assert words_of(["internet"]) == (["internet"], True)


@pytest.mark.parametrize("text", ["chuyển", "quyết", "nghiêng", "gì", "ĐƯỜNG", "khuỷu", "oằn", "ý"])
def test_syllables_are_known(text: str) -> None:
    assert is_syllable(text)


@pytest.mark.parametrize("text", ["chuyể", "n", "học2", "hoc", "họcsinh", "quc", "", "tròàn"])
def test_other_letters_are_none(text: str) -> None:
    assert not is_syllable(text)
