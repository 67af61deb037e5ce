"""Formulas by themselves: what has no variables is decided, and what holds where all is plenty."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.analysis.linear.encode import compared
from dxplan.analysis.linear.forms import (
    FAILS,
    HOLDS,
    All,
    Any,
    AtLeast,
    Compared,
    Constant,
    Figure,
    Formula,
    Linear,
    Not,
    Number,
    Truth,
    Variable,
)
from dxplan.analysis.linear.guess import MANY, hold_for_plenty
from dxplan.plan.model import Comparator
from dxplan.values import periods

ON = periods.year(2025)
ROOMS = Figure("rooms", (), ON)
YES, NO = Number(0, (True, True), (), ON), Number(0, (True, False), (), ON)
PORTAL = Truth("portal")
BELOW_AT_ABOVE = [
    (">=", [False, True, True]),
    (">", [False, False, True]),
    ("<=", [True, True, False]),
    ("<", [True, False, False]),
    ("=", [False, True, False]),
]


@pytest.mark.parametrize(("comparator", "holds"), BELOW_AT_ABOVE)
def test_a_number_is_compared_with_nothing_at_once(
    comparator: Comparator, holds: list[bool]
) -> None:
    found = [compared(Linear({}, Fraction(each, 2)), comparator) for each in (-1, 0, 1)]
    assert found == [Constant(each) for each in holds]
    form = Linear({ROOMS: Fraction(1)})
    assert compared(form, comparator) == Compared(form, comparator)


@pytest.mark.parametrize(("comparator", "holds"), BELOW_AT_ABOVE)
def test_of_plenty_there_is_as_much_of_everything(
    comparator: Comparator, holds: list[bool]
) -> None:
    found = [
        hold_for_plenty([Compared(Linear({ROOMS: Fraction(1)}, each - MANY), comparator)])
        for each in (-1, 0, 1)
    ]
    assert found == holds


@pytest.mark.parametrize(("variable", "is_there"), [(ROOMS, True), (YES, True), (NO, False)])
def test_of_plenty_every_organisation_says_yes(variable: Variable, is_there: bool) -> None:
    assert hold_for_plenty([Compared(Linear({variable: Fraction(1)}), ">")]) is is_there


@pytest.mark.parametrize(
    ("formulas", "holds"),
    [
        ([], True),
        ([HOLDS], True),
        ([HOLDS, FAILS], False),
        ([PORTAL], True),
        ([Not(PORTAL)], False),
        ([All((PORTAL, HOLDS))], True),
        ([All((PORTAL, FAILS))], False),
        ([Any((FAILS, PORTAL))], True),
        ([Any((FAILS, Not(PORTAL)))], False),
        ([AtLeast(2, (PORTAL, FAILS, HOLDS))], True),
        ([AtLeast(2, (PORTAL, FAILS, FAILS))], False),
    ],
)
def test_of_plenty_every_fact_is_true(formulas: list[Formula], holds: bool) -> None:
    assert hold_for_plenty(formulas) is holds
