"""Words that are nearly keywords."""

from __future__ import annotations

import difflib
import re

from dxplan.syntax import lexicon

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
