"""Whole numbers in columns, exact: 64 bits where a bound shows that they are enough."""

from __future__ import annotations

import numpy as np

from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.kinds import Codes

_ENOUGH = 2**62


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
    if largest(first) + largest(second) >= _ENOUGH:
        both: Numbers = first.astype(object) + second.astype(object)
        return both
    found: Numbers = first + second
    return found


def minus(first: Numbers, second: Numbers) -> Numbers:
    """One column less another."""
    return plus(first, times(second, -1))


def sums_at(numbers: Numbers, places: Codes, size: int) -> Numbers:
    """The numbers added up by place.

    >>> sums_at(np.array([1, 2, 4]), np.array([0, 2, 0]), 3).tolist()
    [5, 0, 2]
    """
    exact = largest(numbers) * max(numbers.size, 1) >= _ENOUGH
    found: Numbers = np.zeros(size, dtype=object if exact else np.int64)
    np.add.at(found, places, numbers.astype(object) if exact else numbers)
    return found


def whole_sum(numbers: Numbers) -> int:
    """All numbers added up."""
    if largest(numbers) * max(numbers.size, 1) >= _ENOUGH:
        return sum(int(each) for each in numbers)
    return int(numbers.sum())


def largest(numbers: Numbers) -> int:
    """The greatest absolute value."""
    if numbers.size == 0:
        return 0
    return max(abs(int(numbers.max())), abs(int(numbers.min())))
