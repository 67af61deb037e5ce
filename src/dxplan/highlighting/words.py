"""Rule text cut into words, and what each of them is.

Keywords come from the table of the grammar. One of several words is found as a whole, the longest
first, with any run of blanks between its words, in any letter case, and also where the letters of
a text are decomposed, as some editors write Vietnamese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, get_args

import attrs

from dxplan.source import composed
from dxplan.syntax import lexicon, nodes
from dxplan.syntax.near_words import HEADS

Kind = Literal[
    "blank", "comment", "text", "citation", "unclosed", "date", "number", "sign", "punctuation",
    "head", "comparator", "outcome", "keyword", "declared", "name", "odd",
]  # fmt: skip
"""What a word is. ``unclosed`` is a text without its end, ``odd`` a sign of no meaning."""

# Nothing looks ahead beyond a word and nothing is given back, so a text takes as long as it is.
_WORD = re.compile(
    r"(?P<blank>[ \t\xa0]++|\s++|\ufeff)"
    r"|(?P<comment>#[^\n]*+)"
    r'|(?P<text>"(?:[^"\\\n]++|\\[^\n])*+"|“[^”\n]*+”)'
    r'|(?P<unclosed>["“][^\n]*+)'
    r"|(?P<date>\d++-[Qq]\d++|[Qq]\d++/\d++|\d++(?:[-/]++\d++)++)"
    r"|(?P<number>\d++(?:[.,]\d++)*+)"
    r"|(?P<name>[^\W\d_][\w\u0300-\u036f]*+(?:\.[^\W\d][\w\u0300-\u036f]*+)*+)"
    r"|(?P<sign>[<>]=|\+/?-|[<>=≤≥±+\-*/%|])"
    r"|(?P<punctuation>\.\.|[{}(),])"
    r"|(?P<odd>.)"
)
NAMELESS = ("NO_TARGET_BELOW_PARENT",)
"""Heads that no name follows."""
_BLANKS = (" ", "\t", "\xa0")


@attrs.frozen
class Word:
    """A word of a rule text, or a keyword of several, with the offset at which it begins."""

    start: int
    kind: Kind
    text: str


def words_of(text: str) -> Iterator[Word]:
    """Everything that stands in a text, in order; put together it is the text again.

    >>> [(word.kind, word.text) for word in words_of("share at least 5%")]  # doctest: +ELLIPSIS
    [('name', 'share'), ('blank', ' '), ('comparator', 'at least'), ..., ('sign', '%')]
    """
    before = ""
    for word, terminal in _with_keywords(list(_cut(text))):
        cited = before == "CITE" and word.kind == "text"
        yield attrs.evolve(word, kind="citation") if cited else word
        if word.kind not in ("blank", "comment"):
            before = terminal


def _cut(text: str) -> Iterator[Word]:
    at = 0
    while match := _WORD.match(text, at):
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        yield Word(at, kind, match.group())
        at = match.end()


def _with_keywords(words: list[Word]) -> Iterator[tuple[Word, str]]:
    """The same words, those of a keyword put together, with the row of the table it is in."""
    at = 0
    while at < len(words):
        phrase = _keyword_at(words, at)
        taken = words[at : at + max(len(phrase), 1)]
        terminal = phrases().get(phrase, "")
        kind = kind_of(terminal) if phrase else words[at].kind
        if kind == "head" and not _begins_statement(words, at):
            kind = "keyword"
        yield Word(words[at].start, kind, "".join(word.text for word in taken)), terminal
        at += len(taken)
        if kind == "head" and _is_declared(words, at, terminal):
            yield words[at], ""
            yield attrs.evolve(words[at + 1], kind="declared"), ""
            at += 2


def _is_declared(words: list[Word], at: int, head: str) -> bool:
    """Whether a name follows a head in its line; whatever it is, also one that says something."""
    following = words[at : at + 2]
    names = [_plain(word) == " " or word.kind for word in following] == [True, "name"]
    return names and head not in NAMELESS


def _keyword_at(words: list[Word], at: int) -> tuple[str, ...]:
    """The longest keyword that begins here, cut into its words; nothing when none does."""
    if words[at].kind not in ("name", "number"):
        return ()
    for phrase in _beginning_with().get(_plain(words[at]), ()):
        if tuple(map(_plain, words[at : at + len(phrase)])) == phrase:
            return phrase
    return ()


def _begins_statement(words: list[Word], at: int) -> bool:
    """Whether a word stands at the beginning of a line, as statements do."""
    return at == 0 or words[at - 1].text.endswith(("\n", "\ufeff"))


def _plain(word: Word) -> str:
    """A word as the table has it: composed, in small letters, any blanks within a line as one."""
    if word.kind == "blank":
        return " " if word.text.startswith(_BLANKS) else "\n"
    return composed(word.text).casefold() if word.kind in ("name", "number") else word.text


@cache
def phrases() -> dict[tuple[str, ...], str]:
    """The keywords, each cut into its words, with the row of the table that it is read as."""
    return {
        tuple(map(_plain, _cut(text))): terminal
        for terminal, texts in lexicon.own_words().items()
        for text in texts
    }


@cache
def _beginning_with() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The keywords by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases(), key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(rest) for first, rest in found.items()}


def kind_of(terminal: str) -> Kind:
    """What the words of a row of the table are.

    >>> kind_of("PLAN"), kind_of("REACHES"), kind_of("MISSED"), kind_of("LEAD")
    ('head', 'comparator', 'outcome', 'keyword')
    """
    return _kinds().get(terminal, "keyword")


@cache
def _kinds() -> dict[str, Kind]:
    outcomes = (each.upper() for each in get_args(nodes.Expected))
    return {
        **dict.fromkeys(HEADS, "head"),
        **dict.fromkeys(outcomes, "outcome"),
        **dict.fromkeys(nodes.COMPARATOR_OF, "comparator"),
        **dict.fromkeys(get_args(nodes.Verb), "comparator"),
    }


@cache
def keyword_phrases() -> tuple[tuple[str, Kind], ...]:
    """Every keyword of every language with what it is; those of more words first.

    >>> keyword_phrases()[-1][0].count(" ")
    0
    """
    found = [
        (text, kind_of(terminal))
        for terminal, texts in lexicon.own_words().items()
        for text in texts
    ]
    return tuple(sorted(found, key=lambda each: (-each[0].count(" "), each)))
