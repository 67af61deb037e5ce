"""Which values keep a threshold, and which of two asks for more."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

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
        (">", -5, Kept(Fraction(0), False, Fraction(1), False)),
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


# --- all that there are on a few ends -------------------------------------------------------------

ENDS = (None, Fraction(0), Fraction(1))
BOTH = (False, True)
EVERY = [
    Kept(low, above, high, below)
    for low, high in product(ENDS, ENDS)
    for above in (BOTH if low is not None else BOTH[:1])
    for below in (BOTH if high is not None else BOTH[:1])
]
BETWEEN_THEM = [Fraction(n, 2) for n in (-1, 0, 1, 2, 3)]
"""A number of every stretch that these ends cut the line into."""


def points(kept: Kept) -> set[Fraction]:
    """Those of the numbers that it keeps."""
    return {
        each
        for each in BETWEEN_THEM
        if (kept.low is None or each > kept.low or (each == kept.low and not kept.above))
        and (kept.high is None or each < kept.high or (each == kept.high and not kept.below))
    }


def test_ends_say_the_same_as_numbers() -> None:
    for one in EVERY:
        assert one.is_empty is (not points(one)), one
        for other in EVERY:
            assert points(one.within(other)) == points(one) & points(other), (one, other)
            if points(one) and points(other):
                inside, around = points(one) <= points(other), points(other) <= points(one)
                assert one.is_within(other) is inside, (one, other)
                strict = {(True, True): "equal", (True, False): "stricter", (False, True): "weaker"}
                assert stricter_of(one, other) == strict.get((inside, around), "incomparable")
