"""What the nation's schools reported, drawn from a seed: whole numbers, three in a hundred missing.

Arrays have the shape (quarter, school, indicator). Schools are sorted by province and district.
Whoever misses a quarter mostly told of the same one a year before; of the last four indicators
that is left to chance, so that nothing bounds some of what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.nation.plan import SEED, Moment, moments, sixty
from benchmarks.nation.size import INDICATORS, LEVELS, QUARTERS, Size

MISSING = 0.03
LEFT_TO_CHANCE = 4
"""Of how many indicators, the last ones, a school may miss a quarter twice in a row."""


@dataclass(frozen=True)
class Nation:
    """Schools and their figures.

    :param province: of every school, counted from 0; ``district`` and ``level`` too.
    :param reported: whether a figure is there; the two others have zeros where it is not.
    """

    size: Size
    province: NDArray[np.int32]
    district: NDArray[np.int32]
    level: NDArray[np.int32]
    numerators: NDArray[np.int32]
    denominators: NDArray[np.int32]
    reported: NDArray[np.bool_]


def draw(size: Size, seed: int = SEED) -> Nation:
    """The nation of a seed; the same seed gives the same figures."""
    rng = np.random.default_rng(seed)
    district = np.sort(rng.integers(0, size.districts, size.schools, dtype=np.int32))
    province = (district.astype(np.int64) * size.provinces // size.districts).astype(np.int32)
    level = rng.choice(3, size.schools, p=(0.5, 0.35, 0.15)).astype(np.int32)
    reported = _reported(rng, size)
    denominators = _denominators(rng, size)
    numerators = _numerators(rng, size, province, denominators)
    nation = Nation(size, province, district, level, numerators, denominators, reported)
    _hide(nation)
    for number, moment in enumerate(moments(sixty())):
        _to_the_line(nation, number, moment)
    return nation


def cells(
    first: int, last: int, schools: NDArray[np.intp], column: int
) -> tuple[NDArray[np.intp], ...]:
    """Where the figures of some quarters, schools and an indicator are in each array."""
    return np.ix_(np.arange(first, last + 1), schools, np.array([column]))


def _shape(size: Size) -> tuple[int, int, int]:
    return len(QUARTERS), size.schools, len(INDICATORS)


def _reported(rng: np.random.Generator, size: Size) -> NDArray[np.bool_]:
    missing = np.empty(_shape(size), dtype=np.bool_)
    bounded = len(INDICATORS) - LEFT_TO_CHANCE
    for quarter in range(len(QUARTERS)):
        draws = rng.random((size.schools, len(INDICATORS)), dtype=np.float32)
        missing[quarter] = draws < MISSING
        if quarter >= 4:
            missing[quarter, :, :bounded] &= ~missing[quarter - 4, :, :bounded]
    return ~missing


def _denominators(rng: np.random.Generator, size: Size) -> NDArray[np.int32]:
    """What a school has hardly changes from year to year; quarters differ, the third is short."""
    found = np.empty(_shape(size), dtype=np.int32)
    base = rng.integers(20, 1500, (size.schools, len(INDICATORS)), dtype=np.int32)
    share = (100, 110, 40, 105)
    for quarter in range(len(QUARTERS)):
        change = rng.integers(95, 106, base.shape, dtype=np.int32)
        found[quarter] = base * share[quarter % 4] // 100 * change // 100
    return found


def _numerators(
    rng: np.random.Generator,
    size: Size,
    province: NDArray[np.int32],
    denominators: NDArray[np.int32],
) -> NDArray[np.int32]:
    """Shares grow by and by; provinces lie apart, and so do the schools of a province."""
    found = np.empty(_shape(size), dtype=np.int32)
    of_indicator = rng.integers(300, 800, len(INDICATORS), dtype=np.int32)
    of_province = rng.integers(-150, 151, (size.provinces, len(INDICATORS)), dtype=np.int32)
    usual = of_indicator + of_province[province]
    for quarter in range(len(QUARTERS)):
        noise = rng.integers(-200, 201, usual.shape, dtype=np.int32)
        mille = np.clip(usual + 10 * quarter + noise, 0, 1000)
        found[quarter] = denominators[quarter] * mille // 1000
    return found


def _hide(nation: Nation) -> None:
    """Zeros where nothing was reported, but denominators stay known to this module only."""
    nation.numerators[~nation.reported] = 0
    nation.denominators[~nation.reported] = 0


# --- exactly on the line --------------------------------------------------------------------------


def _to_the_line(nation: Nation, number: int, moment: Moment) -> None:
    """Bring the sums of four provinces exactly to a target's threshold, or next to it.

    Of the first province what was reported is on the line; of the second and third it is the least
    and the greatest that the sums may be once the missing ones are in; of the fourth what was
    reported lacks one.
    """
    for kind in range(4):
        province = (7 * number + kind) % nation.size.provinces
        _adjust(nation, moment, province, kind)


def _adjust(nation: Nation, moment: Moment, province: int, kind: int) -> None:
    schools = np.flatnonzero(
        (nation.province == province) & (nation.level == LEVELS.index(moment.target.level))
    )
    column = INDICATORS.index(moment.target.indicator)
    window = cells(moment.first, moment.last, schools, column)
    numerators = nation.numerators[window].astype(np.int64).ravel()
    denominators = nation.denominators[window].astype(np.int64).ravel()
    there = np.flatnonzero(denominators > 0)
    if not there.size:
        return
    standing_in = _standing_in(nation, moment, schools, column) if kind in (1, 2) else 0
    _even(denominators, there, standing_in, moment.target.mille)
    whole = int(denominators.sum()) + standing_in
    wanted = moment.target.mille * whole // 1000
    wanted -= standing_in if kind == 2 else 1 if kind == 3 else 0
    _move(numerators, denominators, there, wanted)
    shape = (moment.last - moment.first + 1, schools.size, 1)
    nation.numerators[window] = numerators.reshape(shape)
    nation.denominators[window] = denominators.reshape(shape)


def _standing_in(nation: Nation, moment: Moment, schools: NDArray[np.intp], column: int) -> int:
    """The denominators of a year before, where a figure is missing."""
    there = nation.reported[cells(moment.first, moment.last, schools, column)]
    before = cells(moment.first - 4, moment.last - 4, schools, column)
    return int(np.where(there, 0, nation.denominators[before]).sum(dtype=np.int64))


def _even(denominators: NDArray[np.int64], there: NDArray[np.intp], more: int, mille: int) -> None:
    """Make the sum of denominators one of which the threshold is a whole number."""
    step = 1000 // int(np.gcd(1000, mille))
    denominators[there[0]] += -(int(denominators.sum()) + more) % step


def _move(
    numerators: NDArray[np.int64],
    denominators: NDArray[np.int64],
    there: NDArray[np.intp],
    wanted: int,
) -> None:
    """Bring the sum of numerators to a number, each staying between 0 and its denominator."""
    lacking = wanted - int(numerators.sum())
    room = denominators[there] - numerators[there] if lacking > 0 else numerators[there]
    part = min(abs(lacking), int(room.sum()))
    share = room * part // max(1, int(room.sum()))
    rest = part - int(share.sum())
    left = np.minimum(room - share, np.maximum(0, rest - np.cumsum(room - share) + room - share))
    numerators[there] += (share + left) * (1 if lacking > 0 else -1)
