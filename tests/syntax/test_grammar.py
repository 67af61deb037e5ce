"""The grammar and the keyword table themselves."""

from __future__ import annotations

import logging

import lark
import pytest

from dxplan.messages import LANGUAGES
from dxplan.syntax import grammar_files, lexicon
from dxplan.syntax.tables import parser

GRAMMAR = grammar_files.read(grammar_files.GRAMMAR) + "\n" + lexicon.terminal_definitions()


def conflicts(grammar: str, caplog: pytest.LogCaptureFixture) -> list[str]:
    """The shift/reduce conflicts that Lark would settle without a word."""
    lark.logger.addHandler(caplog.handler)
    lark.logger.setLevel(logging.DEBUG)
    try:
        lark.Lark(grammar, parser="lalr", lexer="contextual", start="statement", debug=True)
    finally:
        lark.logger.setLevel(logging.CRITICAL)
        lark.logger.removeHandler(caplog.handler)
    return [r.getMessage() for r in caplog.records if "conflict" in r.getMessage().lower()]


def test_the_grammar_has_no_conflict(caplog: pytest.LogCaptureFixture) -> None:
    assert conflicts(GRAMMAR, caplog) == []


def test_a_conflict_would_be_noticed(caplog: pytest.LogCaptureFixture) -> None:
    ambiguous = 'statement: "a" statement? statement? | "b"'
    assert conflicts(ambiguous, caplog) != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_belongs_to_the_first_row_that_has_it(language: str) -> None:
    terminals = {terminal.name for terminal in parser().terminals}
    for row in lexicon.rows():
        for word in row.words[language]:  # type: ignore[index]
            owner = next(
                other.terminal
                for other in lexicon.rows()
                if any(word in words for words in other.words.values())
            )
            assert word in lexicon.own_words()[owner]
            assert owner in terminals
            assert lexicon.keyword_at(f"{word} x", 0) == word
            assert lexicon.keyword_at(f"{word}x", 0) != word


def test_rows_are_unique_and_full() -> None:
    terminals = [row.terminal for row in lexicon.rows()]
    assert len(terminals) == len(set(terminals))
    assert all(row.words[language][0] for row in lexicon.rows() for language in LANGUAGES)
