"""How often a percentage is decided wrongly when it is written with floats.

    python -m benchmarks.boundary.floats

prints as JSON, for every way of writing it, how many of the 5,200 cases that are exactly on the
line come out wrong, and of those one count beside it. Numbers are doubles in NumPy, pandas, Polars
and SQL as well, so that these answers are theirs.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from benchmarks.boundary.cases import Case, cases

Way = Callable[[int, int, int], bool]

AT_LEAST: dict[str, Way] = {
    "n / d * 100 >= p": lambda n, d, p: n / d * 100 >= p,
    "n / d >= p * 0.01": lambda n, d, p: n / d >= p * 0.01,
    "n >= p * 0.01 * d": lambda n, d, p: n >= p * 0.01 * d,
    "n >= p / 100 * d": lambda n, d, p: n >= p / 100 * d,
    "n / d >= p / 100": lambda n, d, p: n / d >= p / 100,
    "100 * n / d >= p": lambda n, d, p: 100 * n / d >= p,
    "round(100 * n / d, 1) >= p": lambda n, d, p: round(100 * n / d, 1) >= p,
    "1000 * n >= t * d, whole numbers": lambda n, d, p: 1000 * n >= 10 * p * d,
}
"""Every way of saying that a quotient is at least so many percent."""


def wrong(way: Way, asked: list[Case]) -> list[Case]:
    """The cases that a way decides wrongly."""
    return [case for case in asked if way(case.n, case.d, case.p) is not case.kept]


def near() -> list[Case]:
    """Near misses: one count below the line, of denominators in the thousands."""
    return [Case(case.n - 1, case.d, case.p) for case in cases(times=10)]


def main() -> None:
    """Print the counts."""
    sets = {"on": list(cases()), "below": list(cases(-1)), "above": list(cases(1)), "near": near()}
    found = {}
    for name, way in AT_LEAST.items():
        bad = {each: wrong(way, asked) for each, asked in sets.items()}
        first = [f"{case.n}/{case.d} at {case.p}%" for case in bad["on"][:3]]
        found[name] = {**{each: len(cases) for each, cases in bad.items()}, "first": first}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
