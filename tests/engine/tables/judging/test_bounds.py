"""Sums held against a quotient are exact, however large they and the quotient are."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from dxplan.engine.tables.judging.bounds import bounds

LARGE = 2**61


@pytest.mark.parametrize(
    ("above", "below", "quotient"),
    [
        (12, 20, Fraction(3, 5)),
        (LARGE, LARGE // 2, Fraction(3, 7)),
        (LARGE - 1, LARGE, Fraction(2**40 - 1, 2**40)),
        (1, 3, Fraction(2**62 - 1, 2**62)),
        (0, 0, Fraction(2**63, 3)),
        (-LARGE, LARGE, Fraction(7, 3)),
    ],
)
@pytest.mark.parametrize("kind", [np.int64, np.object_])
def test_what_is_known_is_its_own_least_and_greatest(
    kind: type[np.generic], above: int, below: int, quotient: Fraction
) -> None:
    found = bounds(np.array([above], dtype=kind), np.array([below], dtype=kind), ())
    form = above * quotient.denominator - below * quotient.numerator
    (low, low_open), (high, high_open) = found.lows(quotient), found.highs(quotient)
    assert (list(low), list(high)) == ([form], [form])
    assert (list(low_open), list(high_open)) == ([False], [False])
