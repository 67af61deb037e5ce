"""Whole numbers in columns, exact: 64 bits where a bound shows that they are enough.

INVARIANT: columns of 64 bits come from figures of which :func:`fits` is true, and hold sums of
them; adding such columns up cannot overflow. All others are columns of Python's own integers.
"""

from __future__ import annotations

import numpy as np

from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.kinds import Codes

_ENOUGH = 2**62
# How many times over anything is added up: the stretches of a window, and what stands in for them.
_TIMES = 2**10


def fits(sums: Numbers) -> bool:
    """Whether sums, by kind and point, are small enough to be added up in 64 bits."""
    return sums.dtype != np.object_ and float(np.abs(sums).sum(dtype=np.float64)) < _ENOUGH / _TIMES


def none(size: int) -> Numbers:
    """So many zeros."""
    return np.zeros(size, dtype=np.int64)


def times(numbers: Numbers, factor: int) -> Numbers:
    """Every number times a factor."""
    if factor == 1 or numbers.size == 0:
        return numbers
    if largest(numbers) * abs(factor) >= _ENOUGH:
        large: Numbers = numbers.astype(object) * factor
        return large
    found: Numbers = numbers * factor
    return found


def plus(first: Numbers, second: Numbers) -> Numbers:
    """Two columns added up."""
    found: Numbers = first + second
    return found


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
