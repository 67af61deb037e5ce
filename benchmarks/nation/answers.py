"""What comes out, as exact integers straight from the drawn figures: what every engine must say.

``rows`` (T1) holds every row against the targets of its indicator and level. ``places`` judges
sums: of provinces (T2), or of the nation, provinces and districts (T2b), on every day a target is
judged on. Of ``reported`` sums a verdict follows from what was reported alone; an ``honest`` one
holds for everything that the missing reports may turn out to be, and is undetermined otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from benchmarks.nation.figures import Nation, cells
from benchmarks.nation.files import district_names, province_names
from benchmarks.nation.plan import PLAN, Moment, Target
from benchmarks.nation.size import INDICATORS, LEVELS

Counts: TypeAlias = dict[str, tuple[int, int]]
"""By target: how many rows keep it, and how many there are."""

Key: TypeAlias = tuple[str, str, str]
"""Place, target, date."""


@dataclass(frozen=True)
class Sums:
    """What one place has for one target on one day.

    :param standing_in: the denominators of a year before, where a report is missing.
    :param unbounded: how many reports are missing that nothing stands in for.
    """

    numerator: int
    denominator: int
    standing_in: int = 0
    unbounded: int = 0


Answers: TypeAlias = dict[Key, tuple[str, Sums]]


def verdict(target: Target, sums: Sums) -> str:
    """What follows for certain: nothing is divided, and nothing rounded."""
    least = 1000 * sums.numerator - target.mille * (sums.denominator + sums.standing_in)
    greatest = least + 1000 * sums.standing_in
    if sums.unbounded:
        return "undetermined"
    truths = {_kept(target.comparator, form) for form in (least, greatest)}
    return "undetermined" if len(truths) > 1 else "met" if truths.pop() else "missed"


def _kept(comparator: str, form: int) -> bool:
    match comparator:
        case ">=":
            return form >= 0
        case ">":
            return form > 0
        case "<=":
            return form <= 0
    return form < 0


def rows(nation: Nation, targets: Iterable[Target]) -> Counts:
    """T1: how many rows keep each target."""
    found: Counts = {}
    for target in targets:
        schools, column = _asked(nation, target)
        there = nation.reported[:, schools, column]
        n = nation.numerators[:, schools, column].astype(np.int64)[there]
        d = nation.denominators[:, schools, column].astype(np.int64)[there]
        form = 1000 * n - target.mille * d
        kept = {">=": form >= 0, ">": form > 0, "<=": form <= 0, "<": form < 0}[target.comparator]
        found[target.id] = int(kept.sum()), int(there.sum())
    return found


def places(nation: Nation, asked: Iterable[Moment], levels: str, *, honest: bool) -> Answers:
    """T2 and T2b.

    :param levels: ``province``, or ``all`` for the nation, provinces and districts.
    """
    found: Answers = {}
    for moment in asked:
        target = moment.target
        for place, sums in _by_place(nation, moment, levels):
            kept = sums if honest else Sums(sums.numerator, sums.denominator)
            found[place, target.id, moment.date] = verdict(target, kept), kept
    return found


def _asked(nation: Nation, target: Target) -> tuple[NDArray[np.intp], int]:
    level = LEVELS.index(target.level) if target.level else nation.level
    return np.flatnonzero(nation.level == level), INDICATORS.index(target.indicator)


def _by_place(nation: Nation, moment: Moment, levels: str) -> Iterator[tuple[str, Sums]]:
    schools, column = _asked(nation, moment.target)
    parts = _parts(nation, moment, schools, column)
    if levels == "all":
        yield PLAN, Sums(*(int(part.sum()) for part in parts))
    yield from _grouped(nation.province[schools], province_names(), parts)
    if levels == "all":
        yield from _grouped(nation.district[schools], district_names(nation), parts)


def _parts(
    nation: Nation, moment: Moment, schools: NDArray[np.intp], column: int
) -> tuple[NDArray[np.int64], ...]:
    """By school: numerators, denominators, what stands in, how often nothing stands in."""
    now = cells(moment.first, moment.last, schools, column)
    n, d, there = (each[now] for each in (nation.numerators, nation.denominators, nation.reported))
    before = np.zeros_like(d)
    told = np.zeros_like(there)
    if moment.first >= 4:
        then = cells(moment.first - 4, moment.last - 4, schools, column)
        before, told = nation.denominators[then], nation.reported[then]
    each = (n, d, np.where(there, 0, before), ~there & ~told)
    return tuple(part.sum(axis=(0, 2), dtype=np.int64) for part in each)


def _grouped(
    codes: NDArray[np.int32], names: tuple[str, ...], parts: tuple[NDArray[np.int64], ...]
) -> Iterator[tuple[str, Sums]]:
    sums = []
    for part in parts:
        total = np.zeros(len(names), dtype=np.int64)
        np.add.at(total, codes, part)
        sums.append(total)
    for code in np.unique(codes).tolist():
        yield names[code], Sums(*(int(total[code]) for total in sums))
