"""The keyword table: which words say what, in every language.

The table is ``grammar/keywords.tsv``. A word that stands in two rows belongs to the first of them
when it is read; printing takes the first word of the row that is meant.
"""

from __future__ import annotations

import re
from functools import cache

import attrs

from dxplan.messages import LANGUAGES, Language
from dxplan.syntax import grammar_files


@attrs.frozen
class Row:
    """A row of the table: a terminal and its words in every language, the canonical one first."""

    terminal: str
    words: dict[Language, tuple[str, ...]] = attrs.field(hash=False)


@cache
def rows() -> tuple[Row, ...]:
    """All rows, in order."""
    lines = [
        line.split("\t")
        for line in grammar_files.read(grammar_files.KEYWORDS).splitlines()
        if line and not line.startswith("#")
    ]
    languages = lines[0][1:]
    assert languages == list(LANGUAGES), (
        "INVARIANT: one column a language, in the order of LANGUAGES"
    )
    return tuple(
        Row(
            terminal,
            {language: _split(cell) for language, cell in zip(LANGUAGES, cells, strict=True)},
        )
        for terminal, *cells in lines[1:]
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split("|"))


@cache
def _by_terminal() -> dict[str, Row]:
    return {row.terminal: row for row in rows()}


def word(terminal: str, language: Language) -> str:
    """The word that the formatter writes for a terminal.

    >>> word("LEAD", "vi")
    'chủ trì'
    """
    return _by_terminal()[terminal].words[language][0]


@cache
def own_words() -> dict[str, tuple[str, ...]]:
    """The words that are read as each terminal, longest first; a row may have none of its own.

    >>> "by" in own_words()["BY"], own_words()["DONE_BY"]
    (True, ())
    """
    first: dict[str, str] = {}
    for row in rows():
        for language in LANGUAGES:
            for text in row.words[language]:
                first.setdefault(text, row.terminal)
    result: dict[str, list[str]] = {row.terminal: [] for row in rows()}
    for text, terminal in first.items():
        result[terminal].append(text)
    return {
        terminal: tuple(sorted(words, key=_longest_first)) for terminal, words in result.items()
    }


@cache
def _terminals() -> dict[str, str]:
    return {text: terminal for terminal, words in own_words().items() for text in words}


def terminal_of(text: str) -> str | None:
    """The terminal that a keyword is read as, however its letters and blanks are written.

    >>> terminal_of("Chủ  trì"), terminal_of("so_gddt")
    ('LEAD', None)
    """
    return _terminals().get(" ".join(text.casefold().split()))


def _longest_first(text: str) -> tuple[int, int, str]:
    return (-text.count(" "), -len(text), text)


@cache
def languages_of(text: str) -> frozenset[Language]:
    """The languages in which a word, as it was written, is a keyword."""
    plain = " ".join(text.casefold().split())
    return frozenset(
        language for row in rows() for language in LANGUAGES if plain in row.words[language]
    )


@cache
def all_words() -> frozenset[str]:
    """Every keyword of every language, casefolded."""
    return frozenset(
        text.casefold() for row in rows() for words in row.words.values() for text in words
    )


def keyword_at(text: str, at: int, terminals: tuple[str, ...] | None = None) -> str | None:
    """The keyword that stands at an offset of a text, as it is written there.

    :param terminals: the rows to look in; all of them without.

    >>> keyword_at("Hiện  trạng 2%", 0)
    'Hiện  trạng'
    """
    match = _pattern_of(terminals or tuple(_by_terminal())).match(text, at)
    return match.group() if match is not None else None


@cache
def _pattern_of(terminals: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted((word for terminal in terminals for word in own_words()[terminal]), key=len)
    phrases = "|".join(map(_phrase, reversed(words)))
    return re.compile(rf"(?:{phrases})(?!\w)", re.IGNORECASE)


def _phrase(text: str) -> str:
    """A pattern for a phrase: between its words any run of blanks or no-break spaces."""
    return "[ \\t\\u00a0]+".join(map(re.escape, text.split(" ")))


def terminal_definitions() -> str:
    """Lark definitions of all keyword terminals; longer phrases win over shorter ones.

    Keywords match in any letter case and only as whole words; the spaces inside a phrase may be
    any run of blanks or no-break spaces.
    """
    lines = []
    for terminal, words in own_words().items():
        if words:
            priority = 10 * (2 + max(text.count(" ") for text in words))
            phrases = "|".join(map(_phrase, words))
            lines.append(f"{terminal}.{priority}: /(?:{phrases})(?!\\w)/i")
    return "\n".join(lines)
