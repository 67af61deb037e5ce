"""Which tests are run for a mutant, and in which order."""

from __future__ import annotations

import json
from collections import defaultdict
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
        *(f"--ignore={path}" for path in SLOW),
        *OPTIONS,
    ]


class Choice:
    """Orders the tests that reach a mutant: what noticed its like before, then near, then cheap."""

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
        near = PurePosixPath(mutant.path).parts[2]
        tests = set(self._reaching(mutant))
        return sorted(
            tests,
            key=lambda test: (
                known.index(test) if test in known else len(known),
                self.seconds[test] * (1 if f"/{near}/" in test else 4),
                test,
            ),
        )

    def _reaching(self, mutant: Mutant) -> Iterator[str]:
        by_line = self._by_line(mutant.path)
        first, last = mutant.lines
        for line in range(first, last + 1):
            yield from (test for test in by_line.get(line, ()) if test in self.seconds)
