"""The ends of sums: kept as whole numbers of a part, told as intervals and as columns."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from dxplan.engine.tables.judging.ends import Ends, ends
from dxplan.values.intervals import Interval

HALF = Fraction(1, 2)


def test_nothing_reported_is_no_interval_and_no_bound_is_an_open_one() -> None:
    found = Ends([3, None, 3, 0], [3, 4, None, 7], 1)
    told = [
        Interval(Fraction(3), Fraction(3)),
        None,
        Interval(Fraction(3), None),
        Interval(Fraction(0), Fraction(7)),
    ]
    assert list(found) == told
    assert [found.interval(number) for number in range(4)] == told
    assert found.columns() == ([3, None, 3, 0], [3, None, None, 7])


@pytest.mark.parametrize(("unit", "part"), [(2, HALF), (10, Fraction(1, 10))])
def test_parts_of_a_unit_are_told_in_units(unit: int, part: Fraction) -> None:
    found = Ends([1, None, unit], [1, 4, None], unit)
    told = [Interval(part, part), None, Interval(Fraction(1), None)]
    assert list(found) == told
    assert [found.interval(number) for number in range(3)] == told
    assert found.columns() == ([part, None, 1], [part, None, None])


def test_a_sum_has_ends_where_anything_was_reported_and_it_is_bounded() -> None:
    low, high = np.array([1, 2, 3]), np.array([4, 5, 6])
    is_open, anything = np.array([False, True, False]), np.array([True, True, False])
    found = ends(low, high, is_open, anything, 1)
    assert (found.lows, found.highs, found.unit) == ([1, 2, None], [4, None, 6], 1)
