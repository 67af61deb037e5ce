"""Which values keep a threshold, and which of two asks for more."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.analysis.strictness import Kept, Strictness, kept_by, stricter_of
from dxplan.plan.model import Comparator, Threshold

HALF = Fraction(1, 2)
FIVE = Fraction(5)


@pytest.mark.parametrize(
    ("kept", "is_empty"),
    [
        (Kept(), False),
        (Kept(FIVE), False),
        (Kept(high=FIVE), False),
        (Kept(FIVE, above=True), False),
        (Kept(HALF, True, FIVE, True), False),
        (Kept(FIVE, False, FIVE, False), False),
        (Kept(FIVE, True, FIVE, False), True),
        (Kept(FIVE, False, FIVE, True), True),
        (Kept(FIVE, False, HALF, False), True),
    ],
)
def test_nothing_lies_behind_the_end_or_on_an_end_that_is_left_out(
    kept: Kept, is_empty: bool
) -> None:
    assert kept.is_empty is is_empty


@pytest.mark.parametrize(
    ("comparator", "number", "kept"),
    [
        (">=", 50, Kept(HALF)),
        (">", 50, Kept(HALF, above=True)),
        ("<=", 50, Kept(high=HALF)),
        ("<", 50, Kept(high=HALF, below=True)),
        ("=", 50, Kept(HALF, False, HALF, False)),
    ],
)
def test_a_threshold_is_kept_by_the_values_on_its_side(
    comparator: Comparator, number: int, kept: Kept
) -> None:
    assert kept_by(Threshold(comparator, Fraction(number), unit="%")) == kept


@pytest.mark.parametrize(
    ("comparator", "number", "kept"),
    [
        (">=", 0, Kept(Fraction(0), False, Fraction(1), False)),
        (">", 0, Kept(Fraction(0), True, Fraction(1), False)),
        ("<=", 150, Kept(Fraction(0), False, Fraction(1), False)),
        ("<=", 100, Kept(Fraction(0), False, Fraction(1), False)),
        ("<", 100, Kept(Fraction(0), False, Fraction(1), True)),
        ("<", 150, Kept(Fraction(0), False, Fraction(1), False)),
        (">=", 50, Kept(HALF, False, Fraction(1), False)),
        ("<=", 50, Kept(Fraction(0), False, HALF, False)),
    ],
)
def test_a_share_lies_between_nothing_and_all(
    comparator: Comparator, number: int, kept: Kept
) -> None:
    assert kept_by(Threshold(comparator, Fraction(number), unit="%"), share=True) == kept


@pytest.mark.parametrize(
    ("comparator", "number", "kept"),
    [
        (">", "5", Kept(Fraction(6))),
        (">", "4.5", Kept(FIVE)),
        (">=", "4.5", Kept(FIVE)),
        (">=", "5", Kept(FIVE)),
        ("<", "5", Kept(high=Fraction(4))),
        ("<", "5.5", Kept(high=FIVE)),
        ("<=", "5.5", Kept(high=FIVE)),
        ("<=", "5", Kept(high=FIVE)),
    ],
)
def test_a_count_of_things_is_a_whole_number(
    comparator: Comparator, number: str, kept: Kept
) -> None:
    assert kept_by(Threshold(comparator, Fraction(number), unit="count"), whole=True) == kept


def test_both_ends_of_a_range_keep_it() -> None:
    limits = Threshold(">=", Fraction(20), Fraction(50), unit="%")
    assert kept_by(limits) == Kept(Fraction(1, 5), False, HALF, False)


def test_without_a_number_nothing_is_known_to_keep_it() -> None:
    assert kept_by(Threshold(">=", None)) is None


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (Kept(), Kept(), "equal"),
        (Kept(HALF), Kept(), "stricter"),
        (Kept(), Kept(high=HALF), "weaker"),
        (Kept(HALF, above=True), Kept(HALF), "stricter"),
        (Kept(HALF), Kept(HALF, above=True), "weaker"),
        (Kept(HALF, above=True), Kept(HALF, above=True), "equal"),
        (Kept(high=HALF, below=True), Kept(high=HALF), "stricter"),
        (Kept(high=HALF), Kept(high=HALF, below=True), "weaker"),
        (Kept(high=HALF, below=True), Kept(high=HALF, below=True), "equal"),
        (Kept(HALF), Kept(high=FIVE), "incomparable"),
        (Kept(HALF, False, FIVE, False), Kept(Fraction(1), False, Fraction(9), False),
         "incomparable"),
        (Kept(Fraction(1), False, FIVE, False), Kept(HALF, False, FIVE, False), "stricter"),
    ],
)  # fmt: skip
def test_fewer_values_are_stricter(first: Kept, second: Kept, found: Strictness) -> None:
    assert stricter_of(first, second) == found
