"""Exact numbers as text: nothing is lost on the way out and back."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.values.numbers import exact_text, from_text, rounded_text

EXACTLY = Context(prec=200)

decimals = st.builds(
    lambda digits, places: Fraction(digits, 10**places),
    st.integers(-(10**12), 10**12),
    st.integers(0, 9),
)
numbers = st.one_of(decimals, st.fractions(max_denominator=10**9))


def as_decimal(value: Fraction) -> Decimal:
    return EXACTLY.divide(Decimal(value.numerator), Decimal(value.denominator))


def plain(value: Decimal) -> str:
    """Without trailing zeros, without an exponent, without a negative nothing."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


# --- exact text -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(7), "7"),
        (Fraction(-7), "-7"),
        (Fraction(100), "100"),
        (Fraction(1, 2), "0.5"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(5, 4), "1.25"),
        (Fraction(1, 20), "0.05"),
        (Fraction(1, 1000), "0.001"),
        (Fraction(-1, 80), "-0.0125"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-22, 7), "-22/7"),
        (Fraction(1, 6), "1/6"),
        (Fraction(10**40 + 1, 10), "1" + "0" * 39 + ".1"),
        (Fraction(1, 10**40), "0." + "0" * 39 + "1"),
    ],
)
def test_a_number_is_a_decimal_where_it_has_one_and_else_a_fraction(
    value: Fraction, text: str
) -> None:
    assert exact_text(value) == text


@given(value=numbers)
def test_exact_text_reads_back_as_the_same_number(value: Fraction) -> None:
    assert from_text(exact_text(value)) == value


@given(value=decimals)
def test_a_decimal_is_written_as_decimal_arithmetic_writes_it(value: Fraction) -> None:
    assert exact_text(value) == plain(as_decimal(value))


@given(whole=st.integers(-(10**6), 10**6), denominator=st.sampled_from((3, 6, 7, 9, 30, 70)))
def test_what_has_no_end_as_a_decimal_keeps_its_fraction_bar(whole: int, denominator: int) -> None:
    value = whole + Fraction(1, denominator)
    assert exact_text(value) == f"{value.numerator}/{value.denominator}"


# --- reading back ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", ".", "/", "x", "1 ", " 1", "\n1", "1\n", "1_000", "1e3", "1E3", "1,5",
        "--1", "1/", "/2", "1.5/2", "1/-2", "nan", "inf", "Infinity", "١", "1/٠", "½", "5%", "0x10",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an exact number"):
        from_text(text)


@pytest.mark.parametrize(
    "text", ["+5", ".5", "5.", "05", "1.50", "2/4", "4/2", "-0", "1/0", "1 / 2"]
)
def test_a_form_that_is_never_written_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an exact number"):
        from_text(text)


# --- rounding -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(3, 2), 0, "2"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(5, 1000), 2, "0.01"),
        (Fraction(4999, 1000000), 2, "0"),
        (Fraction(-4999, 1000000), 2, "0"),
        (Fraction(99996, 1000), 2, "100"),
        (Fraction(35 * 100, 63), 1, "55.6"),
        (Fraction(5), 2, "5"),
        (Fraction(1, 2), 2, "0.5"),
    ],
)
def test_rounding_goes_half_away_from_zero_and_drops_zeros(
    value: Fraction, places: int, text: str
) -> None:
    assert rounded_text(value, places) == text


@given(value=numbers, places=st.integers(0, 6))
def test_rounding_agrees_with_decimal_arithmetic(value: Fraction, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    expected = as_decimal(value).quantize(step, rounding=ROUND_HALF_UP, context=EXACTLY)
    assert rounded_text(value, places) == plain(expected)


@given(value=numbers, places=st.integers(0, 6))
def test_a_rounded_number_is_at_most_half_a_step_away(value: Fraction, places: int) -> None:
    assert abs(from_text(rounded_text(value, places)) - value) * 2 * 10**places <= 1
