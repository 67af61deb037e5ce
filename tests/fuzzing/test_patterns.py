"""No expression takes more than linear time: told from its form, for every one that there is."""

from __future__ import annotations

import re

import pytest

from tests.fuzzing.ambiguity import trouble
from tests.fuzzing.patterns import uses

ALLOWED = {
    "data/surroundings.py: '\\\\s*+": "sixty letters at most stand before the blanks",
    "data/xlsx_parts.py": "its groups give nothing back, and no loop goes beyond a `<`",
    "data/csv_file.py": "a line that has no end is taken whole, so none is looked for inside it",
    "data/totals.py": "a folded text, in which no two blanks stand together",
    "engine/tables/scanning/sources.py": "a message of the database, not of the user",
    "syntax/chunks.py": "an open text goes to the end of its line, so none is looked for inside it",
    "syntax/mistakes.py": "the same expression",
    "syntax/shapes.py: re.sub": "a name takes all it can, and gives back its last dot at most",
}
"""What the analysis cannot clear, and why it is linear nevertheless."""
WHILE_RUNNING = {
    "data/groupings.py", "data/period_search.py", "data/period_text.py", "data/surroundings.py",
    "plugin/announced.py", "syntax/lexicon.py", "syntax/literals.py", "territories/areas.py",
}  # fmt: skip
"""Files that put expressions together from words of their own: their loops are over blanks."""


def found() -> dict[str, str]:
    """What can be pumped, by where it stands."""
    return {
        use.where: word
        for use in uses()
        if use.made is not None
        for word in [trouble(use.made, searched=use.searched, whole=use.whole)]
        if word
    }


def test_no_expression_takes_more_than_linear_time() -> None:
    assert {
        where: word for where, word in found().items() if not where.startswith(tuple(ALLOWED))
    } == {}


def test_every_expression_is_looked_at() -> None:
    everything = list(uses())
    assert len(everything) > 250
    unseen = {use.where.split(":")[0] for use in everything if use.made is None}
    assert unseen == WHILE_RUNNING


SLOW = [
    (r"a*a*b", False),
    (r"(?:a+)+b", False),
    (r"\s*\s*x", False),
    (r"[\d.]+\s*%", True),
    (r"\s*:", True),
    (r"\w+(?!\w)x", True),
]
QUICK = [
    (r"a*+a", False),
    (r"\s*+(?:,\s*+)?x", False),
    (r"(?<![\d.])[\d.]++\s*+%", True),
    (r"\w+", True),
    (r'"(?:[^"\\]++|\\.)*+"', False),
    (r"(?m:^)[0-9]+x", True),
]


@pytest.mark.parametrize(("pattern", "searched"), SLOW)
def test_what_is_slow_is_found_with_a_word_that_shows_it(pattern: str, searched: bool) -> None:
    word = trouble(re.compile(pattern), searched=searched, whole=False)
    assert re.compile(pattern).search(word * 9 + "\0") is None
    assert word


@pytest.mark.parametrize(("pattern", "searched"), QUICK)
def test_what_is_quick_is_let_through(pattern: str, searched: bool) -> None:
    assert trouble(re.compile(pattern), searched=searched, whole=False) == ""
