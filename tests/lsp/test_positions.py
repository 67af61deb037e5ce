"""Places of editors and of sources."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.lsp.positions import Sheet, offset_in, utf8, utf16, utf32, without_halves
from dxplan.source import source_from_text

# Letters with marks of their own and before them, of one and two units, and ends of lines.
TEXTS = st.text(alphabet="aế\U0001f600e\u0302\u0301\u0323ư\u031b \n\r\u2028\x0bĐ", max_size=40)


def sheet(text: str) -> Sheet:
    return Sheet(source_from_text(text), text)


@pytest.mark.parametrize(
    ("text", "part", "place"),
    [
        ("a\U0001f600b", "b", (0, 3)),
        ("e\u0302\u0301 b", "b", (0, 4)),
        ("ế b", "b", (0, 2)),
        ("x\r\n\U0001f600 b", "b", (1, 3)),
        ("x\ry\nb", "b", (2, 0)),
        ("\ufeffb", "b", (0, 1)),
        ("x\u2028b", "b", (0, 2)),
    ],
)
def test_a_letter_is_where_the_editor_has_it(text: str, part: str, place: tuple[int, int]) -> None:
    made = sheet(text)
    offset = made.source.text.index(part)
    assert made.place(offset) == place
    assert made.offset(place) == offset


def test_places_beyond_the_end_are_the_end() -> None:
    made = sheet("ab\nc")
    assert [made.offset(each) for each in ((0, 99), (1, 99), (9, 0), (9, 9))] == [2, 4, 4, 4]


def test_half_a_letter_counts_as_its_beginning() -> None:
    assert sheet("\U0001f600b").offset((0, 1)) == 0
    assert offset_in("\U0001f600b", (0, 1), utf16) == 0


@given(TEXTS, st.sampled_from([utf8, utf16, utf32]))
def test_every_place_leads_back_to_where_its_letter_begins(text: str, units: object) -> None:
    made = Sheet(source_from_text(text), text, units)  # type: ignore[arg-type]
    for offset in range(len(made.source.text) + 1):
        place = made.place(offset)
        assert made.offset(place) <= offset
        assert made.place(made.offset(place)) == place


@given(TEXTS)
def test_what_an_edit_replaces_is_what_the_editor_replaced(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines):
        for points in range(len(line) + 1):
            column = len(line[:points].encode("utf-16-le")) // 2
            found = offset_in(text, (number, column), utf16)
            rest = text[found:].replace("\r\n", "\n").replace("\r", "\n")
            assert rest == "\n".join([line[points:], *lines[number + 1 :]])


def test_halves_of_letters_become_signs_of_as_many_units() -> None:
    assert without_halves("a\ud800b\udc00") == "a\ufffdb\ufffd"
    assert without_halves("\ud83d\ude00") == "\U0001f600"
