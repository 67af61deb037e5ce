"""Words that are nearly keywords."""

from __future__ import annotations

import difflib
import re
from functools import cache

import attrs

from dxplan.syntax import lexicon
from dxplan.values.spelling import without_accents

HEADS = (
    "PLAN", "USE", "UNIT", "DIMENSION", "MEASURE", "FLAG", "FACT", "INDICATOR", "TASK", "DUTY",
    "CHECK", "WAIVE", "SCALE", "NO_TARGET_BELOW_PARENT", "EXAMPLE",
)  # fmt: skip


CLAUSES = (
    "LEAD", "WITH", "CITE", "EXCEPT", "WHEN", "BASELINE", "ASSUME", "NOTE", "ALSO", "BY", "BEFORE",
    "FROM", "IN", "UNTIL", "DOCUMENT", "PERIOD", "SENT_TO", "BECAUSE", "TERRITORY", "INCOMPLETE",
    "WITHIN", "JUDGED", "GROUP", "BAND", "GATE", "GIVEN", "EXPECT",
)  # fmt: skip


def nearest_phrase(text: str, at: int, terminals: tuple[str, ...]) -> tuple[str, str] | None:
    """As many words from an offset as a keyword has that they nearly spell, and that keyword."""
    unmarked = unmarked_phrase(text, at, terminals)
    if unmarked is not None:
        return unmarked
    best: tuple[float, str, str] | None = None
    written = _beginnings(text, at, _most_words(terminals))
    alike = [_Beside(" ".join(each.casefold().split())) for each in written]
    for word, count in _words_of(terminals):
        if count >= len(written):
            continue
        folded, ratio = alike[count].folded, alike[count].ratio(word)
        if folded != word and ratio >= _near_enough(word) and (best is None or ratio > best[0]):
            best = (ratio, written[count], word)
    return None if best is None else (best[1], best[2])


def unmarked_phrase(text: str, at: int, terminals: tuple[str, ...]) -> tuple[str, str] | None:
    """The words from an offset that are a keyword but for its marks, and that keyword.

    >>> unmarked_phrase("den het nam 2025", 0, ("BY", "BEFORE"))
    ('den het', 'đến hết')
    """
    known = _unmarked_words(terminals)
    for written in reversed(_beginnings(text, at, _most_words(terminals))):
        folded = " ".join(written.casefold().split())
        word = known.get(without_accents(folded))
        if word is not None:
            # What is a keyword as it stands does not lack a mark.
            return None if folded in lexicon.all_words() else (written, word)
    return None


@cache
def _unmarked_words(terminals: tuple[str, ...]) -> dict[str, str]:
    """The words of some rows that have marks, by what is left without."""
    found: dict[str, str] = {}
    for word, _ in _words_of(terminals):
        if not word.isascii():
            found.setdefault(without_accents(word), word)
    return found


def _beginnings(text: str, at: int, most: int) -> list[str]:
    """The first word from an offset, the first two, and so on.

    They stand in one line. A run of letters longer than any keyword spells none.
    """
    found: list[str] = []
    match = _FIRST.match(text, at)
    while match is not None and len(found) < most and match.end() - at <= _LONGEST:
        found.append(text[at : match.end()])
        match = _FURTHER.match(text, match.end())
    return found


_LONGEST = 200
_FIRST = re.compile(r"\w+")
_FURTHER = re.compile(r"[ \t]+\w+")


@cache
def _words_of(terminals: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """The words of some rows in their order, each with how many blanks it has."""
    own = lexicon.own_words()
    return tuple((word, word.count(" ")) for terminal in terminals for word in own[terminal])


@cache
def _most_words(terminals: tuple[str, ...]) -> int:
    return 1 + max((count for _, count in _words_of(terminals)), default=-1)


@attrs.frozen
class _Beside:
    """What is written, to be held against many words; so its letters are counted once."""

    folded: str
    _letters: difflib.SequenceMatcher[str] = attrs.field(init=False)

    @_letters.default
    def _counted(self) -> difflib.SequenceMatcher[str]:
        return difflib.SequenceMatcher(None, "", self.folded)

    def ratio(self, word: str) -> float:
        """How alike a word is; 0 where lengths or letters alone tell that it is not."""
        least = _near_enough(word)
        both = len(self.folded) + len(word)
        if 2 * min(len(self.folded), len(word)) < least * both:
            return 0
        self._letters.set_seq1(word)
        if self._letters.quick_ratio() < least:
            return 0
        return difflib.SequenceMatcher(None, self.folded, word).ratio()


def _near_enough(word: str) -> float:
    """Short words must agree more: one letter of four is a quarter of the word."""
    return 0.75 if len(word) >= 4 else 0.8
