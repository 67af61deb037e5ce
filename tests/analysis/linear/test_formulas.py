"""Formulas by themselves: what has no variables is decided, and what holds where all is plenty."""

from __future__ import annotations

from collections.abc import Callable
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
    all_of,
    any_of,
    linears,
    negated,
    total,
    truths,
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


# --- forms and formulas ---------------------------------------------------------------------------

DEVICES = Figure("devices", (), ON)
MERGED = Truth("merged")
ENOUGH = Compared(Linear({ROOMS: Fraction(1)}, Fraction(-5)), ">=")


def linear(constant: int | str = 0, **factors: int | str) -> Linear:
    known: dict[str, Variable] = {"rooms": ROOMS, "devices": DEVICES}
    return Linear(
        {known[name]: Fraction(each) for name, each in factors.items()}, Fraction(constant)
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (linear(2, rooms=1) + linear(3, rooms=2, devices=1), linear(5, rooms=3, devices=1)),
        (linear(2, rooms=1) + linear(3, rooms=-1), linear(5)),
        (linear(2, rooms=1) + linear(), linear(2, rooms=1)),
        (linear() + linear(2, rooms=1), linear(2, rooms=1)),
        (linear(2) + linear(3, rooms=1), linear(5, rooms=1)),
        (linear(3, rooms=1) + linear(2), linear(5, rooms=1)),
        (linear(2, rooms=3).scaled(Fraction(2)), linear(4, rooms=6)),
        (linear(2, rooms=3).scaled(Fraction(1)), linear(2, rooms=3)),
        (linear(2, rooms=3).scaled(Fraction(-1)), linear(-2, rooms=-3)),
        (linear(2, rooms=3).scaled(Fraction(0)), linear()),
        (linear(2, rooms=3).minus(linear(1, rooms=1)), linear(1, rooms=2)),
        (linear(2, rooms=3).minus(linear(1, rooms=1), Fraction(2)), linear(0, rooms=1)),
        (total([ROOMS, DEVICES, ROOMS]), linear(rooms=2, devices=1)),
        (total([ROOMS, ROOMS], Fraction(1, 2)), linear(rooms=1)),
        (total([]), linear()),
    ],
)
def test_linear_forms_are_added_up(found: Linear, expected: Linear) -> None:
    assert found == expected
    assert hash(found) == hash(expected)


def test_forms_over_other_variables_or_with_other_constants_are_told_apart_by_their_hash() -> None:
    constants = {hash(linear(each, rooms=1)) for each in range(9)}
    over = {hash(form) for form in (linear(rooms=1), linear(devices=1), linear(rooms=1, devices=1))}
    assert len(constants) > 1
    assert len(over) > 1


def test_a_linear_form_has_a_value_where_its_variables_have_one() -> None:
    form = linear("1/2", rooms=3, devices=-1)
    assert form.value({ROOMS: Fraction(2), DEVICES: Fraction(1)}) == Fraction(11, 2)
    assert form.value({ROOMS: Fraction(2)}) == Fraction(13, 2)
    assert form.value({}) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("form", "is_whole"),
    [
        (linear(1, rooms=2), True),
        (linear("1/2", rooms=2), False),
        (linear(1, rooms="1/2"), False),
        (Linear({ROOMS: Fraction(1), Figure("score", (), ON, whole=False): Fraction(1)}), False),
        (linear(1), True),
    ],
)
def test_a_form_of_whole_figures_and_factors_is_whole(form: Linear, is_whole: bool) -> None:
    assert form.is_whole is is_whole


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (all_of([]), HOLDS),
        (all_of([HOLDS, PORTAL]), PORTAL),
        (all_of([PORTAL, HOLDS, MERGED]), All((PORTAL, MERGED))),
        (all_of([PORTAL, FAILS]), FAILS),
        (any_of([]), FAILS),
        (any_of([FAILS, PORTAL]), PORTAL),
        (any_of([PORTAL, FAILS, MERGED]), Any((PORTAL, MERGED))),
        (any_of([PORTAL, HOLDS]), HOLDS),
        (negated(HOLDS), FAILS),
        (negated(PORTAL), Not(PORTAL)),
        (negated(Not(PORTAL)), PORTAL),
    ],
)
def test_formulas_are_joined_without_what_says_nothing(found: Formula, expected: Formula) -> None:
    assert found == expected


@pytest.mark.parametrize(
    "joined",
    [
        lambda *inner: All(inner),
        lambda *inner: Any(inner),
        lambda *inner: AtLeast(1, inner),
        lambda *inner: Not(All(inner)),
    ],
)
def test_what_a_formula_is_made_of_is_found_wherever_it_stands(
    joined: Callable[..., Formula],
) -> None:
    formula = joined(PORTAL, Not(ENOUGH), joined(HOLDS, Not(MERGED), ENOUGH))
    assert list(truths(formula)) == [PORTAL, MERGED]
    assert list(linears(formula)) == [ENOUGH.form, ENOUGH.form]
