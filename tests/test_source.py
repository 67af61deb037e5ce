"""Rule text as it was read, and places in it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.messages import Phrase
from dxplan.source import (
    FileRefused,
    Source,
    Span,
    decode,
    normalise,
    read_bytes,
    source_from_text,
    standing_in,
)

# line ends of all kinds, letters beyond the first plane, marks that combine
texts = st.text(st.sampled_from("ab \n\r\t\ufeffĐÐƉ\u0301ế\U0001f600"), max_size=30)
kept = texts.map(normalise)

# --- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\ufeffa", "a"),
        ("a\ufeff", "a\ufeff"),
        ("\ufeff\ufeffa", "\ufeffa"),
        ("e\u0302\u0301", "ế"),
        ("tiê\u0309u", "tiểu"),
        ("a\tb", "a\tb"),
        ("", ""),
    ],
)
def test_text_is_read_in_one_form(raw: str, text: str) -> None:
    assert normalise(raw) == text


def test_letters_that_look_alike_stay_three() -> None:
    assert (
        normalise("\u0110\u00d0\u0189\u0111\u00f0\u0256") == "\u0110\u00d0\u0189\u0111\u00f0\u0256"
    )


@given(raw=texts)
def test_reading_again_changes_nothing_but_a_second_byte_order_mark(raw: str) -> None:
    once = normalise(raw)
    assert "\r" not in once
    assert unicodedata.is_normalized("NFC", once)
    assert normalise("\ufeff" + once) == once


def test_a_source_from_a_string_is_read_like_a_file() -> None:
    assert source_from_text("\ufeffa\r\n", "x.dxplan") == Source("x.dxplan", "a\n")
    assert source_from_text("").name == "<text>"


def test_bytes_are_utf_8() -> None:
    assert decode("tiểu học".encode()) == ("tiểu học", None)
    assert decode(b"") == ("", None)


@pytest.mark.parametrize(
    ("data", "bad"),
    [(b"ab\xff", 2), ("ế".encode() + b"\x80x", 3), (b"\xe1\xba", 0), ("é".encode("latin-1"), 0)],
)
def test_the_first_byte_that_is_not_utf_8_is_told(data: bytes, bad: int) -> None:
    text, offset = decode(data)
    assert offset == bad
    assert "\ufffd" in text


def test_bytes_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff\r\n")
    assert read_bytes(tmp_path / "a", 3, "rule_bytes") == b"\xff\r\n"
    with pytest.raises(FileNotFoundError):
        read_bytes(tmp_path / "b", 3, "rule_bytes")


def test_a_file_beyond_the_limit_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff\r\n")
    with pytest.raises(FileRefused) as raised:
        read_bytes(tmp_path / "a", 2, "rule_bytes")
    assert raised.value.reason == Phrase("file-over-limit", {"most": 2, "limit": "rule_bytes"})


# --- places ---------------------------------------------------------------------------------------


def counted(text: str, offset: int) -> tuple[int, int]:
    """Line and column by counting characters from the beginning."""
    line = column = 1
    for character in text[:offset]:
        line, column = (line + 1, 1) if character == "\n" else (line, column + 1)
    return line, column


@given(text=kept, data=st.data())
def test_lines_and_columns_count_characters_from_one(text: str, data: st.DataObject) -> None:
    source = Source("x", text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = source.position(offset)
    assert (line, column) == counted(text, offset)
    before = text[:offset].rsplit("\n", maxsplit=1)[-1]
    assert source.line(line).startswith(before)
    assert source.utf16_column(offset) == sum(1 + (ord(c) > 0xFFFF) for c in before)


@given(text=kept)
def test_the_lines_together_are_the_text(text: str) -> None:
    source = Source("x", text)
    count = text.count("\n") + 1
    assert "\n".join(source.line(number) for number in range(1, count + 1)) == text


def test_an_offset_beyond_the_text_is_at_its_end() -> None:
    source = Source("x", "ab\nc")
    assert source.position(-5) == (1, 1)
    assert source.position(99) == (2, 2)
    assert source.utf16_column(99) == 1


def test_an_empty_text_has_one_line() -> None:
    assert Source("x", "").position(0) == (1, 1)
    assert Source("x", "").line(1) == ""


def test_a_letter_of_two_utf16_units_is_one_column() -> None:
    source = Source("x", "\n😀ế=")
    assert source.position(3) == (2, 3)
    assert source.utf16_column(3) == 3


def test_a_span_knows_its_text_and_place() -> None:
    source = Source("x", "ab\ncđe f")
    span = Span(source, 4, 6)
    assert (span.line, span.column, span.text) == (2, 2, "đe")


def test_a_span_reaches_to_another() -> None:
    source = Source("x", "one two three")
    assert Span(source, 0, 3).to(Span(source, 8, 13)) == Span(source, 0, 13)


def test_a_source_shows_its_name_and_not_its_text() -> None:
    assert repr(Source("x.dxplan", "long text")) == "Source(name='x.dxplan')"


def test_bytes_may_stand_in_for_a_file_until_they_do_not_any_more(tmp_path: Path) -> None:
    path = tmp_path.resolve() / "a.dxplan"
    path.write_bytes(b"on disk")
    link = tmp_path.resolve() / "b.dxplan"
    link.symlink_to(path)
    missing = tmp_path.resolve() / "c.dxplan"
    with standing_in({str(path): b"open", str(missing): b"new"}):
        assert [read_bytes(each, 10, "x") for each in (path, link, missing)] == [
            b"open", b"open", b"new",
        ]  # fmt: skip
        with pytest.raises(FileRefused):
            read_bytes(path, 3, "x")
    assert read_bytes(path, 10, "x") == b"on disk"
