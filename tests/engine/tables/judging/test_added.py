"""The unit in which sums are whole numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.engine.tables.judging.added import Units, units_of

QUARTER, THIRD = Fraction(1, 4), Fraction(1, 3)


@pytest.mark.parametrize(
    ("numerator", "denominator", "constants", "units"),
    [
        (QUARTER, Fraction(1), (Fraction(0), Fraction(0)), Units(4, 1, 4, (0, 0))),
        (Fraction(1), THIRD, (Fraction(0), Fraction(0)), Units(3, 3, 1, (0, 0))),
        (QUARTER, THIRD, (Fraction(5), Fraction(2)), Units(12, 3, 4, (60, 24))),
        (Fraction(1), Fraction(1), (QUARTER, THIRD), Units(12, 12, 12, (3, 4))),
    ],
)
def test_everything_is_whole_in_the_unit(
    numerator: Fraction, denominator: Fraction, constants: tuple[Fraction, Fraction], units: Units
) -> None:
    assert units_of(numerator, denominator, constants) == units
