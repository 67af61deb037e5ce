"""Texts of plans inside Markdown stay texts, as a reader of Markdown sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from dxplan.report.markdown_text import escaped, markdown_list, markdown_table
from dxplan.report.words import plain
from tests.report.reviews import READER, cells_of, shown_inline

PIECES = [
    "|", "](", "[a](http://x)", "![a](b)", "`", "**", "_a_", "~~a~~", "<b>", "&amp;", "#", "# a",
    "- ", "+ ", "1. ", "2) ", "---", "===", "\\", "\n", "\r\n", "\x1b[31m", "{0}", "@all", "!",
    "http://x", "www.x.y", "đạt 5%", "a", " ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


def leaves(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from leaves(token.children or ())


def shown(markdown: str) -> tuple[str, set[str]]:
    """The text of some Markdown, and what kinds of things it is made of."""
    found = list(leaves(READER.parse(markdown)))
    text = "".join(token.content for token in found if token.type in ("text", "text_special"))
    return text, {token.type for token in found}


@given(TEXTS)
def test_a_text_reads_as_it_was_written(text: str) -> None:
    said = plain(text)
    kinds = {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    read, found = shown(escaped(text))
    assert (read, found - kinds) == (said, set())


@given(TEXTS, TEXTS)
def test_a_cell_stays_in_its_cell(first: str, second: str) -> None:
    table = markdown_table((first, second), [(second, first), ("x", "y")])
    assert cells_of(table) == [plain(first), plain(second), plain(second), plain(first), "x", "y"]


@given(TEXTS.map(lambda text: f"{text}x"))
def test_an_item_stays_in_its_item(text: str) -> None:
    tokens = READER.parse(markdown_list([text, "last"]))
    assert [token.type for token in tokens].count("list_item_open") == 2
    items = [shown_inline(token) for token in tokens if token.type == "inline"]
    assert items == [plain(text), "last"]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Tỉ lệ (tiểu học): đạt 5%", "Tỉ lệ (tiểu học): đạt 5%"),
        ("see https://example.org", "see https\\://example.org"),
        ("WWW.example.org", "WWW\\.example.org"),
        ("10. a", "10\\. a"),
    ],
)
def test_what_is_harmless_stays_readable(text: str, markdown: str) -> None:
    assert escaped(text) == markdown
