"""What values of the model can be asked, beyond what they carry."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from dxplan.plan.model import Compares, Indicator, Sum, Tally, Threshold, Unit
from dxplan.source import Span, source_from_text
from tests.plan.rules import plan_of, target_of


def test_a_sum_asks_for_its_measures_and_their_weights() -> None:
    terms = ((Fraction(1), "score", "responses"), (Fraction(-2), "devices", None))
    assert list(Sum(terms).measures()) == ["score", "responses", "devices"]
    assert list(Sum((), Fraction(3)).measures()) == []


def test_a_tally_asks_for_what_its_condition_needs() -> None:
    condition = Compares("devices", ">=", Fraction(1))
    assert list(Tally(condition, ("devices",)).measures()) == ["devices"]
    assert list(Tally(None).measures()) == []


def test_an_indicator_asks_for_every_measure_once() -> None:
    numerator = Sum(((Fraction(1), "b", "w"),))
    denominator = Sum(((Fraction(1), "w", None), (Fraction(1), "a", None)))
    assert Indicator("n", "rate", numerator, denominator).measures() == ("b", "w", "a")


def test_percents_are_hundredths_and_counts_are_themselves() -> None:
    assert Threshold(">=", Fraction(5)).quotient(Fraction(5)) == Fraction(1, 20)
    assert Threshold(">=", Fraction(5), unit="máy").quotient(Fraction(5)) == 5


def test_the_ends_of_a_range_are_those_of_its_threshold() -> None:
    target = target_of("online_share 2% .. 5% by 2025")
    assert (target.comparator, target.low, target.high) == (">=", Fraction(2), Fraction(5))
    assert target.threshold.is_range


def test_a_place_takes_no_part_in_equality() -> None:
    span = Span(source_from_text("unit u"), 5, 6)
    assert Unit("u", span=span) == Unit("u")
    assert plan_of("unit v_1") == plan_of("\n\n# here\nunit v_1")


def test_the_model_is_frozen() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Unit("u").name = "v"  # type: ignore[misc]
