"""The words of a place: what stands there, what it nearly is, and what could have stood there."""

from __future__ import annotations

import difflib
import re

from dxplan.messages import LANGUAGES, Phrase
from dxplan.syntax import lexicon


def nearest_phrase(text: str, at: int, terminals: tuple[str, ...]) -> tuple[str, str] | None:
    """As many words from an offset as a keyword has that they nearly spell, and that keyword."""
    best: tuple[float, str, str] | None = None
    own = lexicon.own_words()
    for word in (w for terminal in terminals for w in own[terminal]):
        match = re.compile(r"\w+" + r"[ \t]+\w+" * word.count(" ")).match(text, at)
        if match is None:
            continue
        written = match.group()
        folded = " ".join(written.casefold().split())
        ratio = difflib.SequenceMatcher(None, folded, word).ratio()
        if folded != word and ratio >= _near_enough(word) and (best is None or ratio > best[0]):
            best = (ratio, written, word)
    return None if best is None else (best[1], best[2])


def _near_enough(word: str) -> float:
    """Short words must agree more: one letter of four is a quarter of the word."""
    return 0.75 if len(word) >= 4 else 0.8


def word_at(text: str, at: int) -> str:
    """The word or the sign that stands at an offset; empty before a blank."""
    match = re.match(r"\w+|\S", text[at:])
    return match.group() if match else ""


_NAMED = {
    "NAME": "name", "STRING": '"…"', "NUMBER": "number", "DATE": "date", "GE": ">=", "GT": ">",
    "LE": "<=", "LT": "<", "EQ": "=", "PERCENT": "%", "COMMA": ",", "LBRACE": "{", "RBRACE": "}",
    "LPAR": "(", "RPAR": ")", "SLASH": "/", "PLUS": "+", "MINUS": "-", "STAR": "*", "VBAR": "|",
    "__ANON_0": "..",
}  # fmt: skip


def in_words(terminals: frozenset[str]) -> Phrase:
    """What could have stood there, in the words of every language."""
    keywords = lexicon.own_words()
    lists: dict[str, object] = {
        language: ", ".join(
            sorted(
                {
                    lexicon.word(t, language) if t in keywords else _NAMED.get(t, t)
                    for t in terminals - {"$END"}
                }
            )
        )
        for language in LANGUAGES
    }
    return Phrase("expected", lists)
