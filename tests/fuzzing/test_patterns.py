"""No expression takes more than linear time: told from its form, for every one that there is."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.fuzzing.ambiguity import trouble
from tests.fuzzing.compiled import Compiled
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
ALLOWED_WHILE_RUNNING = {
    r"(?<![\w/])(?:(?:ngay)?[\s.…_]*thang": "five hundred letters at most are looked through",
}
"""The same of expressions that are put together while dxplan runs, by their beginning."""


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


def test_there_are_hundreds_of_expressions_and_most_are_there_before_anything_runs() -> None:
    everything = list(uses())
    assert len(everything) > 250
    assert sum(use.made is None for use in everything) < 20


@pytest.fixture(scope="module")
def compiled() -> list[Compiled]:
    """What is asked for while dxplan reads all that it can, in a process that is new to it."""
    command = [sys.executable, "-m", "tests.fuzzing.compiled"]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return [Compiled(*each) for each in json.loads(ended.stdout)]


def test_what_is_put_together_while_dxplan_runs_takes_linear_time(
    compiled: list[Compiled],
) -> None:
    slow = {}
    for use in (use for use in uses() if use.made is None):
        mine = [each for each in compiled if each.file == use.file and each.line in use.lines]
        assert mine, f"nothing that is run comes by {use.where}"
        for pattern in (re.compile(each.pattern, each.flags) for each in mine):
            word = trouble(pattern, searched=use.searched, whole=use.whole)
            if word and not pattern.pattern.startswith(tuple(ALLOWED_WHILE_RUNNING)):
                slow[use.where, pattern.pattern] = word
    assert slow == {}


def test_no_expression_is_asked_for_in_a_way_that_is_not_seen(compiled: list[Compiled]) -> None:
    seen = {(use.file, line) for use in uses() for line in use.lines}
    assert [each for each in compiled if (each.file, each.line) not in seen] == []
    assert len(compiled) > 100


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
