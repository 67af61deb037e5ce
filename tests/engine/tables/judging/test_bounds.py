"""Sums held against a quotient are exact, however large they and the quotient are."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from dxplan.engine.tables.judging.bounds import bounds
from dxplan.engine.tables.judging.shortfalls import COUPLED, HIGH_OPEN, MOST_OPEN, GroupPieces

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


@pytest.mark.parametrize(
    ("alike", "greatest", "is_open"),
    [
        (0, 7, False),
        (MOST_OPEN, 7, False),
        (HIGH_OPEN, None, True),
        (COUPLED, 5, False),
        (COUPLED | MOST_OPEN, 7, False),
        (COUPLED | HIGH_OPEN, 5, False),
        (COUPLED | HIGH_OPEN | MOST_OPEN, None, True),
    ],
)
def test_a_part_is_no_greater_than_its_whole(
    alike: int, greatest: int | None, is_open: bool
) -> None:
    low, high, least, most = (np.array([each]) for each in (1, 7, 2, 5))
    piece = GroupPieces(alike, np.array([1]), low, high, least, most)
    found = bounds(np.array([10]), np.array([20]), [piece])
    assert list(found.greatest_open) == [is_open]
    assert is_open or list(found.greatest) == [10 + (greatest or 0)]
