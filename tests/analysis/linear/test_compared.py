"""What is held against a number: asked of a solver, or answered where nothing varies."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.analysis.linear.encode import compared
from dxplan.analysis.linear.forms import Compared, Constant, Linear, Truth
from dxplan.values.comparators import RELATIONS, Comparator


@pytest.mark.parametrize("comparator", RELATIONS)
@pytest.mark.parametrize("number", [Fraction(-1, 2), Fraction(0), Fraction(1, 2)])
def test_where_nothing_varies_the_number_itself_is_compared(
    comparator: Comparator, number: Fraction
) -> None:
    found = compared(Linear(constant=number), comparator)
    assert found == Constant(RELATIONS[comparator](number, 0))


def test_what_varies_is_left_to_the_solver() -> None:
    form = Linear({Truth("a"): Fraction(1)}, Fraction(2))
    assert compared(form, ">") == Compared(form, ">")
