"""Whole numbers in columns that never wrap."""

from __future__ import annotations

import numpy as np

from dxplan.engine.tables.exact import all_of, plus, times

LARGE = 10**20


def test_nothing_times_a_factor_beyond_64_bits_is_nothing() -> None:
    assert times(np.zeros(2, dtype=np.int64), LARGE).tolist() == [0, 0]
    assert times(np.array([1, -2]), LARGE).tolist() == [LARGE, -2 * LARGE]


def test_a_constant_beyond_64_bits_is_added_exactly() -> None:
    sums = np.array([1, 2])
    assert plus(sums, all_of(2, 2**63 - 1)).tolist() == [2**63, 2**63 + 1]
    assert plus(sums, all_of(2, LARGE)).tolist() == [LARGE + 1, LARGE + 2]
    assert all_of(2, 7).dtype == np.int64
