"""Which tests are run for a mutant, and in which order."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath

import coverage

from tools.mutants.rooms import LINES, SECONDS
from tools.mutants.sample import Mutant

PLACES = (
    *("values", "plan", "engine", "analysis", "language", "explain", "territories"),
    *("session", "report", "cli", "properties", "examples"),
    "data/test_wording.py",
)
_SAME_FINDINGS = "tests/engine/differential/test_same_findings.py"
_JUDGING = (
    f"{_SAME_FINDINGS}::test_columns_give_the_same_findings_in_cases_of_every_class",
    "tests/engine/tables/test_figures_of_any_rows.py",
    "tests/engine/tables/travelling",
    "tests/analysis/test_oracle.py",
    "tests/engine/differential/test_boundaries_everywhere.py",
    _SAME_FINDINGS,
)
_ANALYSIS = ("tests/mutants/slow_cases.py", "tests/analysis/test_soundness.py")
_BINDING = (
    *("tests/data", "tests/aiming", "tests/forms", "tests/scaffold", "tests/plugin"),
    *("tests/testing", "tests/syntax"),
    *("tests/analysis/test_oracle.py", *_ANALYSIS, *_JUDGING[:1]),
)
SLOW: Mapping[str, Sequence[str]] = {
    "values": _BINDING,
    "plan": _BINDING,
    "engine": _JUDGING,
    "engine/tables/judging": _JUDGING,
    "analysis": _ANALYSIS,
}
"""By room, what is run last, and only where all other tests pass: what draws thousands of cases.

What holds the most comes first. Nothing is noted of which lines these tests reach.
"""
ELSEWHERE = (
    "tests/analysis/test_soundness.py::test_no_answer_differs_from_brute_force",
    "tests/session/test_laziness.py",
)
"""Left out: what works in processes of its own, which have no mistake in them."""
OPTIONS = ("-q", "-p", "no:cacheprovider")


def all_tests(*, longer: bool = False) -> list[str]:
    """What pytest is to collect, and how; with the slow ones where they are asked for."""
    doctests = ("values", "plan", "engine", "analysis")
    slow = sorted({path for each in SLOW.values() for path in each})
    left_out = [] if longer else [path for path in slow if _is_at_hand(path)]
    return [
        *(f"tests/{place}" for place in PLACES),
        *(f"src/dxplan/{room}" for room in doctests),
        "tests/mutants/drawn_cases.py",
        *(slow if longer else ()),
        *(f"--deselect={path}" for path in (*ELSEWHERE, *left_out)),
        *OPTIONS,
    ]


def slow_tests(room: str, tests: Iterable[str]) -> Sequence[str]:
    """Those of some tests that are slow ones of a room, in the order in which they are run.

    >>> oracle, soundness = "tests/analysis/test_oracle.py::a", "tests/analysis/test_soundness.py"
    >>> slow_tests("plan", [soundness, "tests/plan/test_bind.py::b", oracle])
    ['tests/analysis/test_oracle.py::a', 'tests/analysis/test_soundness.py']
    """
    ranks: dict[str, int] = {}
    for test in tests:
        paths = (rank for rank, path in enumerate(SLOW[room]) if is_in(test, path))
        ranks[test] = next(paths, -1)
    return sorted((test for test in ranks if ranks[test] >= 0), key=lambda test: ranks[test])


def _is_at_hand(path: str) -> bool:
    return any(is_in(path, f"tests/{place}") for place in PLACES)


def is_in(test: str, path: str) -> bool:
    """Whether a test is the one that is named, or lies in the file or folder of that name."""
    return test.startswith((f"{path}/", f"{path}:", f"{path}[")) or test == path


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
        return self.data.contexts_by_lineno(path)

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
