"""Whole numbers in columns, exact: 64 bits where a bound shows that they are enough.

INVARIANT: columns of 64 bits come from figures of which :func:`fits` is true, and hold sums of
them; adding such columns up cannot overflow. All others are columns of Python's own integers, which
:func:`exact_figures` sees to.
"""

from __future__ import annotations

import attrs
import numpy as np

from dxplan.engine.tables.figures import Figures, Numbers
from dxplan.engine.tables.kinds import Codes

_ENOUGH = 2**62
# How many times over anything is added up: the stretches of a window, and what stands in for them.
_TIMES = 2**10


def fits(sums: Numbers) -> bool:
    """Whether sums, by kind and point, are small enough to be added up in 64 bits."""
    return sums.dtype != np.object_ and _together(sums) < _ENOUGH / _TIMES


def exact_figures(figures: Figures) -> Figures:
    """Figures in Python's own integers, sums and single numbers alike, where 64 bits may not do."""
    if fits(figures.sums):
        return figures

    def values(codes: Codes, points: Codes) -> Numbers:
        found: Numbers = figures.values(codes, points).astype(object)
        return found

    return attrs.evolve(figures, sums=figures.sums.astype(object), values=values)


def _together(numbers: Numbers) -> float:
    """About how much all numbers come to, whatever their signs."""
    return float(np.abs(numbers).sum(dtype=np.float64))


def none(size: int) -> Numbers:
    """So many zeros."""
    return np.zeros(size, dtype=np.int64)


def zeros(rows: int, columns: int, *, large: bool) -> Numbers:
    """A table of zeros, of Python's own integers where numbers may not fit into 64 bits."""
    if large:
        table: Numbers = np.zeros((rows, columns), dtype=np.object_)
        return table
    return np.zeros((rows, columns), dtype=np.int64)


def times(numbers: Numbers, factor: int) -> Numbers:
    """Every number times a factor."""
    if factor == 1 or numbers.size == 0:
        return numbers
    # All of them, because they will be added up; and the factor has to fit beside nothing as well.
    if numbers.dtype != np.object_ and max(_together(numbers), 1) * abs(factor) >= _ENOUGH:
        large: Numbers = numbers.astype(object) * factor
        return large
    found: Numbers = numbers * factor
    return found


def all_of(size: int, number: int) -> Numbers:
    """So many of a number, to be added to sums that are small enough.

    >>> all_of(2, 2**63).dtype, all_of(2, 5).tolist()
    (dtype('O'), [5, 5])
    """
    if abs(number) >= _ENOUGH:
        large: Numbers = np.full(size, number, dtype=np.object_)
        return large
    return np.full(size, number, dtype=np.int64)


def plus(first: Numbers, second: Numbers) -> Numbers:
    """Two columns added up."""
    found: Numbers = first + second
    return found


def safely_plus(first: Numbers, second: Numbers) -> Numbers:
    """Two columns that will be added up, added up: for sums of however many parts."""
    if _together(first) + _together(second) >= _ENOUGH:
        both: Numbers = first.astype(object) + second.astype(object)
        return both
    return plus(first, second)


def minus(first: Numbers, second: Numbers) -> Numbers:
    """One column less another."""
    if largest(first) + largest(second) >= _ENOUGH:
        both: Numbers = first.astype(object) - second.astype(object)
        return both
    found: Numbers = first - second
    return found


def sums_at(numbers: Numbers, places: Codes, size: int) -> Numbers:
    """The numbers added up by place.

    >>> sums_at(np.array([1, 2, 4]), np.array([0, 2, 0]), 3).tolist()
    [5, 0, 2]
    """
    found: Numbers = none(size) if numbers.dtype != np.object_ else none(size).astype(object)
    np.add.at(found, places, numbers)
    return found


def largest(numbers: Numbers) -> int:
    """The greatest absolute value."""
    if numbers.size == 0:
        return 0
    return max(abs(int(numbers.max())), abs(int(numbers.min())))
