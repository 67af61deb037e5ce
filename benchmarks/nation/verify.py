"""Hold what a process found against the exact answers."""

from __future__ import annotations

from benchmarks.nation.answers import places, rows
from benchmarks.nation.figures import Nation
from benchmarks.nation.plan import moments
from benchmarks.nation.work import Found, Work


def expected(nation: Nation, work: Work) -> set[tuple[object, ...]]:
    """What must come out, a tuple a row."""
    if work.task == "T1":
        return {(name, *counts) for name, counts in rows(nation, work.targets).items()}
    levels = "all" if work.task == "T2b" else "province"
    answers = places(nation, moments(work.targets), levels, honest=work.honest)
    return {
        (*key, verdict, sums.numerator, sums.denominator, sums.standing_in, sums.unbounded)
        for key, (verdict, sums) in answers.items()
    }


def wrong(wanted: set[tuple[object, ...]], found: Found) -> list[tuple[object, ...]]:
    """Rows that should not be, and rows that are lacking."""
    given = {tuple(row) for row in found}
    return sorted(given.symmetric_difference(wanted), key=str)
