"""Hold what a process found against the exact answers.

    python -m benchmarks.nation.verify TASK WRITTEN [--scale S] [--honest] [--plan NAME]
        [--first-province]

prints how many rows should not be there, or are lacking.
"""

from __future__ import annotations

import argparse
import json
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from benchmarks.nation.answers import places, rows
from benchmarks.nation.figures import Nation, draw
from benchmarks.nation.files import province_names
from benchmarks.nation.plan import moments
from benchmarks.nation.size import size_of
from benchmarks.nation.work import TASKS, Found, Work

FIRST = province_names()[0]

Line: TypeAlias = tuple[str | int | None, ...]


def expected(nation: Nation, work: Work) -> set[Line]:
    """What must come out, a tuple a row."""
    if work.task == "T1":
        return {(name, *counts) for name, counts in rows(nation, work.targets).items()}
    if work.task == "T1F":
        counts = rows(nation, work.targets).values()
        return {("failing", sum(every - kept for kept, every in counts))}
    levels = "all" if work.task == "T2b" else "province"
    answers = places(nation, moments(work.targets), levels, honest=work.honest)
    return {
        (*key, verdict, *_bounded(s.numerator, s.denominator, s.standing_in, s.unbounded))
        for key, (verdict, s) in answers.items()
    }


def given(task: str, found: Found | int) -> set[Line]:
    """What came out, in the same form."""
    if isinstance(found, int):
        return {("failing", found)}
    if task == "T1":
        return {tuple(row) for row in found}
    return {(*row[:4], *_bounded(*row[4:])) for row in found}


def _bounded(n: int, d: int, standing_in: int, unbounded: int) -> tuple[int, int, int, int]:
    """How often nothing stands in is not told by everybody: at all, or not at all."""
    return (n, d + standing_in, 0, 1) if unbounded else (n, d, standing_in, 0)


def wrong(wanted: set[Line], found: set[Line]) -> list[Line]:
    """Rows that should not be, and rows that are lacking."""
    return sorted(wanted.symmetric_difference(found), key=str)


def main() -> None:
    """Print how many rows are wrong, and the first of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("written", type=Path)
    parser.add_argument("--scale", type=Fraction, default=Fraction(1))
    parser.add_argument("--honest", action="store_true")
    parser.add_argument("--plan", default="plan60.dxplan")
    parser.add_argument("--first-province", action="store_true", help="hold no others")
    options = parser.parse_args()
    work = Work(options.task, Path(), Path(), options.honest, options.plan)
    wanted = expected(draw(size_of(options.scale)), work)
    found = given(options.task, json.loads(options.written.read_text(encoding="utf-8")))
    if options.first_province:
        wanted, found = ({line for line in each if line[0] == FIRST} for each in (wanted, found))
    bad = wrong(wanted, found)
    print(json.dumps({"rows": len(wanted), "wrong": len(bad), "first": bad[:3]}))


if __name__ == "__main__":
    main()
