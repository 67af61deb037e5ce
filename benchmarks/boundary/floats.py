"""How often a percentage is decided wrongly, by the way it is written.

    python -m benchmarks.boundary.floats

prints as JSON, for every way of writing it, how many of the 5,200 cases that are exactly on the
line come out wrong in Python, and of those one count beside it; what other engines make of the same
text is asked of them by ``benchmarks.peers``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.boundary.cases import Case, cases

Way = Callable[[int, int, int], bool]

WHOLE = "1000 * n >= 10 * p * d"
"""Without a division; right as long as nothing is too large."""

WAYS = (
    "n / d * 100 >= p",
    "n / d >= p * 0.01",
    "n >= p * 0.01 * d",
    "n >= p / 100 * d",
    "n / d >= p / 100",
    "100 * n / d >= p",
    "round(100 * n / d, 1) >= p",
    WHOLE,
)
"""Ways of saying that a quotient is at least so many percent, in words that languages share."""


def way(text: str) -> Way:
    """A way as Python has it.

    >>> way("n / d * 100 >= p")(29, 100, 29)
    False
    """
    made: Way = eval(f"lambda n, d, p: {text}", {"round": round})
    return made


def wrong(way: Way, asked: list[Case]) -> list[Case]:
    """The cases that a way decides wrongly."""
    return [case for case in asked if way(case.n, case.d, case.p) is not case.kept]


def near() -> list[Case]:
    """Near misses: one count below the line, of denominators in the thousands."""
    return [Case(case.n - 1, case.d, case.p) for case in cases(times=10)]


def sets() -> dict[str, list[Case]]:
    """The cases on the line, one count beside it, and near misses."""
    return {"on": list(cases()), "below": list(cases(-1)), "above": list(cases(1)), "near": near()}


def counted(decide: Callable[[list[Case]], Sequence[bool]]) -> dict[str, Any]:
    """How many cases of every set are decided wrongly, and the first that are on the line."""
    every = sets()
    asked = [case for of_set in every.values() for case in of_set]
    said = iter(decide(asked))
    bad = {
        name: [case for case in of_set if bool(next(said)) is not case.kept]
        for name, of_set in every.items()
    }
    first = [f"{case.n}/{case.d} at {case.p}%" for case in bad["on"][:3]]
    return {**{name: len(found) for name, found in bad.items()}, "first": first}


def by_python(text: str) -> Callable[[list[Case]], Sequence[bool]]:
    """How Python decides cases when it is written so."""
    judge = way(text)
    return lambda asked: [judge(case.n, case.d, case.p) for case in asked]


def main() -> None:
    """Print the counts."""
    print(json.dumps({"ways": {text: counted(by_python(text)) for text in WAYS}}))


if __name__ == "__main__":
    main()
