"""Interval arithmetic: sound against the numbers inside, and no wider than it has to be."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from dxplan.values.intervals import Interval

EVERYTHING = Interval(None, None)

numbers = st.fractions(-1000, 1000, max_denominator=50)
slack = st.one_of(st.none(), st.fractions(0, 100, max_denominator=50))
# a number, and an interval built around it
inside = st.builds(
    lambda point, below, above: (
        point,
        Interval(
            None if below is None else point - below, None if above is None else point + above
        ),
    ),
    numbers,
    slack,
    slack,
)
intervals = inside.map(lambda pair: pair[1])


def holds(interval: Interval, number: Fraction) -> bool:
    return (interval.low is None or interval.low <= number) and (
        interval.high is None or number <= interval.high
    )


def attained(interval: Interval, end: Fraction | None) -> bool:
    return end is None or holds(interval, end)


def test_a_point_is_bounded_on_both_sides_by_itself() -> None:
    assert Interval.exactly(3) == Interval(Fraction(3), Fraction(3))
    assert Interval.exactly(Fraction(1, 3)).is_point
    assert not Interval(Fraction(1), Fraction(2)).is_point
    assert not Interval(Fraction(1), None).is_point
    assert not Interval(None, Fraction(1)).is_point
    assert not EVERYTHING.is_point


@given(one=inside, other=inside)
def test_a_sum_holds_the_sum_of_what_is_inside(
    one: tuple[Fraction, Interval], other: tuple[Fraction, Interval]
) -> None:
    (a, left), (b, right) = one, other
    assert holds(left + right, a + b)


@given(left=intervals, right=intervals)
def test_the_ends_of_a_sum_are_the_sums_of_the_ends(left: Interval, right: Interval) -> None:
    total = left + right
    assert (total.low is None) == (left.low is None or right.low is None)
    assert (total.high is None) == (left.high is None or right.high is None)
    if left.low is not None and right.low is not None:
        assert total.low == left.low + right.low
    if left.high is not None and right.high is not None:
        assert total.high == left.high + right.high


@given(one=intervals, two=intervals, three=intervals)
def test_the_order_of_adding_does_not_matter(one: Interval, two: Interval, three: Interval) -> None:
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert one + Interval.exactly(0) == one


@given(pair=inside, factor=numbers)
def test_a_multiple_holds_the_multiples_of_what_is_inside(
    pair: tuple[Fraction, Interval], factor: Fraction
) -> None:
    number, interval = pair
    assert holds(interval.scaled(factor), number * factor)


@given(interval=intervals, factor=numbers.map(lambda number: number or Fraction(1)))
def test_scaling_back_gives_the_interval_again(interval: Interval, factor: Fraction) -> None:
    assert interval.scaled(factor).scaled(1 / factor) == interval


def test_scaling_by_a_negative_number_swaps_the_ends() -> None:
    assert Interval(Fraction(1), None).scaled(-2) == Interval(None, Fraction(-2))
    assert Interval(None, Fraction(5)).scaled(-1) == Interval(Fraction(-5), None)
    assert Interval(Fraction(1), Fraction(2)).scaled(-1) == Interval(Fraction(-2), Fraction(-1))


@given(interval=intervals)
def test_nothing_of_anything_is_nothing(interval: Interval) -> None:
    assert interval.scaled(0) == Interval.exactly(0)


@given(outer=intervals, pair=inside)
def test_what_contains_an_interval_holds_all_of_it(
    outer: Interval, pair: tuple[Fraction, Interval]
) -> None:
    number, inner = pair
    if outer.contains(inner):
        assert holds(outer, number)
        assert attained(outer, inner.low)
        assert attained(outer, inner.high)
    else:
        beyond = [
            inner.low if inner.low is not None else (outer.low or Fraction(0)) - 1,
            inner.high if inner.high is not None else (outer.high or Fraction(0)) + 1,
            number,
        ]
        assert any(holds(inner, each) and not holds(outer, each) for each in beyond)


@given(interval=intervals)
def test_an_interval_contains_itself_and_lies_in_everything(interval: Interval) -> None:
    assert interval.contains(interval)
    assert EVERYTHING.contains(interval)
    assert interval.contains(EVERYTHING) is (interval == EVERYTHING)
