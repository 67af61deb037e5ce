"""Which tests are run for a mutant, and in which order."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import PurePosixPath

import coverage

from tools.mutants.rooms import LINES, ROOT, SECONDS
from tools.mutants.sample import Mutant

PLACES = (
    *("values", "plan", "engine", "analysis", "language", "explain", "territories"),
    *("session", "report", "cli", "properties", "examples"),
    "data/test_wording.py",
)
SLOW = (
    "tests/analysis/test_soundness.py",
    "tests/analysis/test_oracle.py",
    "tests/engine/differential",
    "tests/engine/tables/test_figures_of_any_rows.py",
    "tests/engine/tables/travelling",
    "tests/session/test_laziness.py",
)
"""Left out: what draws thousands of cases, or starts processes of its own."""


OPTIONS = ("-q", "-p", "no:cacheprovider")


def all_tests() -> list[str]:
    """What pytest is to collect, and how."""
    doctests = ("values", "plan", "engine", "analysis")
    return [
        *(f"tests/{place}" for place in PLACES),
        *(f"src/dxplan/{room}" for room in doctests),
        "tests/mutants/drawn_cases.py",
        *(f"--ignore={path}" for path in SLOW),
        *OPTIONS,
    ]


class Choice:
    """Orders the tests that reach a mutant.

    What noticed another mistake in the same function goes first, then what is near and cheap; the
    more tests of the same function were run, the later the next of them.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = json.loads(SECONDS.read_text(encoding="utf-8"))
        self.data = coverage.CoverageData(str(LINES))
        self.data.read()
        self.noticed: dict[tuple[str, str], list[str]] = defaultdict(list)

    @cache  # noqa: B019 -- there is one for a run
    def _by_line(self, path: str) -> dict[int, list[str]]:
        return self.data.contexts_by_lineno(str(ROOT / path))

    def learn(self, mutant: Mutant, test: str) -> None:
        """Try a test first on the next mutant of the same function."""
        known = self.noticed[mutant.path, mutant.function]
        if test in known:
            known.remove(test)
        known.insert(0, test)

    def order(self, mutant: Mutant) -> Sequence[str]:
        """The tests that reach a mutant, in the order in which they are run."""
        known = self.noticed[mutant.path, mutant.function]
        like: Counter[str] = Counter()
        cost: dict[str, float] = {}
        for test in sorted(
            set(self._reaching(mutant)), key=lambda test: (self.seconds[test], test)
        ):
            name = test.partition("[")[0]
            like[name] += 1
            cost[test] = self.seconds[test] * like[name] * (1 if _is_near(mutant, test) else 4)
        ranks = {test: rank for rank, test in enumerate(known)}
        return sorted(cost, key=lambda test: (ranks.get(test, len(known)), cost[test], test))

    def _reaching(self, mutant: Mutant) -> Iterator[str]:
        by_line = self._by_line(mutant.path)
        first, last = mutant.lines
        for line in range(first, last + 1):
            yield from (test for test in by_line.get(line, ()) if test in self.seconds)


def _is_near(mutant: Mutant, test: str) -> bool:
    """Whether a test is about the room of a mutant, or draws cases for all of them."""
    room = PurePosixPath(mutant.path).parts[2]
    return f"/{room}/" in test or "drawn_cases" in test
