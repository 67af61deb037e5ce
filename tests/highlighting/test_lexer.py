"""The lexer, as Pygments finds and uses it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from pygments import highlight, lexers
from pygments.formatters import HtmlFormatter
from pygments.token import Error, Keyword, Literal, Name

from dxplan.highlighting import DxplanLexer, Kind
from dxplan.highlighting.lexer import _TOKENS
from tests.highlighting.test_words import PLANS


def test_pygments_finds_it_by_name_by_file_and_by_type() -> None:
    found = [
        lexers.get_lexer_by_name("dxplan"),
        lexers.get_lexer_for_filename("binh_dinh.dxplan"),
        lexers.get_lexer_for_mimetype("text/x-dxplan"),
    ]
    assert [type(each).__name__ for each in found] == ["DxplanLexer"] * 3


def test_every_kind_of_word_has_a_token() -> None:
    assert set(_TOKENS) == set(get_args(Kind))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_plans_have_no_errors_and_come_back_whole(path: Path) -> None:
    text = path.read_text("utf-8")
    tokens = list(DxplanLexer().get_tokens_unprocessed(text))
    assert "".join(part for _, _, part in tokens) == text
    assert [part for _, kind, part in tokens if kind in Error] == []


def test_what_is_which() -> None:
    tokens = list(DxplanLexer().get_tokens('nhiệm vụ survey "A" trước ngày 20/6/2024 @'))
    assert [(kind, text) for kind, text in tokens if text.strip()] == [
        (Keyword.Declaration, "nhiệm vụ"),
        (Name.Class, "survey"),
        (Literal.String.Double, '"A"'),
        (Keyword, "trước"),
        (Keyword, "ngày"),
        (Literal.Date, "20/6/2024"),
        (Error, "@"),
    ]


def test_a_page_of_it_has_its_letters_and_its_classes() -> None:
    page = highlight("x đạt 5%\n", DxplanLexer(), HtmlFormatter(nowrap=True))
    assert page == (
        '<span class="n">x</span><span class="w"> </span><span class="kp">đạt</span>'
        '<span class="w"> </span><span class="m">5</span><span class="o">%</span>\n'
    )


def test_colouring_starts_no_parser() -> None:
    code = (
        "import sys, dxplan.highlighting as h; list(h.words_of('x đạt 5%'))\n"
        "print({'lark', 'z3', 'dxplan.syntax.parse', 'dxplan.session'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "set()\n"
