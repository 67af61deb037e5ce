"""Numbers as people read them never contradict the verdict beside them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.messages import Language
from dxplan.report.number_text import exact_number_text, interval_text, number_text, with_unit
from dxplan.values.intervals import Interval


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        ("87.5", "87,5", "87.5"),
        ("200/3", "66,7", "66.7"),
        ("0", "0", "0"),
        ("1234567.89", "1.234.567,9", "1,234,567.9"),
        ("-1204", "-1.204", "-1,204"),
        ("999.96", "1.000", "1,000"),
    ],
)
def test_numbers_follow_the_customs_of_the_language(
    value: str, vietnamese: str, english: str
) -> None:
    assert number_text(Fraction(value), "vi") == vietnamese
    assert number_text(Fraction(value), "en") == english


def test_almost_all_is_not_shown_as_all() -> None:
    assert number_text(Fraction("99.96"), "vi", [Fraction(100)]) == "99,96"
    assert number_text(Fraction("99.9996"), "vi", [Fraction(100)]) == "99,9996"


def test_a_value_on_the_line_is_shown_as_the_line() -> None:
    assert number_text(Fraction(50), "en", [Fraction(50)]) == "50"
    assert number_text(Fraction("62.55"), "en", [Fraction("62.55")]) == "62.55"


def test_a_threshold_keeps_all_its_decimals() -> None:
    assert exact_number_text(Fraction("2.125"), "vi") == "2,125"
    assert exact_number_text(Fraction("1/3"), "vi") == "0,333333"


@given(st.fractions(0, 200, max_denominator=10**6), st.decimals(0, 200, places=2))
def test_rounding_never_carries_a_value_to_or_over_the_line(value: Fraction, line: object) -> None:
    threshold = Fraction(str(line))
    shown = Fraction(number_text(value, "en", [threshold]).replace(",", ""))
    assert (shown > threshold) == (value > threshold)
    assert (shown < threshold) == (value < threshold)


@pytest.mark.parametrize(
    ("low", "high", "language", "shown"),
    [
        ("4.1", "6.3", "vi", "4,1–6,3%"),
        ("4.1", "4.1", "en", "4.1%"),
        ("4.1", None, "vi", "từ 4,1% trở lên"),
        (None, "6.3", "en", "up to 6.3%"),
        (None, None, "vi", "—"),
    ],
)
def test_intervals_say_what_is_known(
    low: str | None, high: str | None, language: Language, shown: str
) -> None:
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    assert interval_text(Interval(*ends), "%", language) == shown


def test_a_percent_sign_stands_close_and_a_unit_apart() -> None:
    assert with_unit("5", "%", "vi") == "5%"
    assert with_unit("30", "điểm cầu", "vi") == "30 điểm cầu"
    assert with_unit("30", "", "vi") == "30"
