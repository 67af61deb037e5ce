"""Numbers as people write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplan.data.number_text import number_text, proven_decimal_mark


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("0", 0, 0),
        ("007", 7, 0),
        ("1265", 1265, 0),
        (" 12 ", 12, 0),
        ("-3", -3, 0),
        ("−3", -3, 0),
        ("- 3", -3, 0),
        ("12,5", Fraction(25, 2), 1),
        ("12.50", Fraction(25, 2), 2),
        ("0,265", Fraction(53, 200), 3),
        ("0.265", Fraction(53, 200), 3),
        ("1265,265", Fraction(253053, 200), 3),
        ("1.2345", Fraction(2469, 2000), 4),
        ("1.234.567", 1234567, 0),
        ("1,234,567", 1234567, 0),
        ("1.234.567,89", Fraction(123456789, 100), 2),
        ("1,234.567", Fraction(1234567, 1000), 3),
        ("1 234", 1234, 0),
        ("1 234,567", Fraction(1234567, 1000), 3),
        ("12\u00a0345\u00a0678", 12345678, 0),
        ("9" * 40, int("9" * 40), 0),
    ],
)
def test_unambiguous_numbers_have_one_value(text: str, value: Fraction, places: int) -> None:
    number = number_text(text)
    assert number is not None
    assert number.value(None) == (value, places)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "abc",
        "12a",
        "1e3",
        "+5",
        ".5",
        "5.",
        "1..2",
        "1.23.456",
        "1.2.3",
        "1,23,456",
        "1.234.56",
        "1.234,5,6",
        "1.234.5",
        "12 34",
        "1 2345",
        "0 123",
        "1_000",
        "١٢٣",
        "１２",
        "12%",
        "1/2",
        "0x1F",
        "NaN",
        "inf",
        "--5",
        "9" * 41,
    ],
)
def test_other_texts_are_no_numbers(text: str) -> None:
    assert number_text(text) is None


@pytest.mark.parametrize("text", ["1.265", "17,083", "999.999", "-1.265"])
def test_one_separator_before_three_digits_is_unclear(text: str) -> None:
    number = number_text(text)
    assert number is not None
    assert number.value(None) is None


def test_the_column_decides_what_an_unclear_separator_is() -> None:
    number = number_text("1.265")
    assert number is not None
    assert number.value(".") == (Fraction(253, 200), 3)
    assert number.value(",") == (1265, 0)


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["1.265", "1.234,5"], ","),
        (["1.265", "12,5"], ","),
        (["17,083", "1.234.567"], ","),
        (["17,083", "12.5%"], "."),
        (["1 234,5"], ","),
        (["1.265", "17,083"], None),
        (["12,5", "12.5"], None),
        (["1265", "abc", None, 12, ""], None),
    ],
)
def test_a_column_proves_its_decimal_mark_by_an_unambiguous_cell(
    column: list[object], mark: str | None
) -> None:
    assert proven_decimal_mark(column) == mark


@given(st.integers(0, 10**12), st.integers(0, 999), st.sampled_from([(".", ","), (",", ".")]))
def test_grouped_decimals_read_back_as_they_were_written(
    whole: int, thousandths: int, marks: tuple[str, str]
) -> None:
    group, mark = marks
    text = f"{whole:,}".replace(",", group) + f"{mark}{thousandths:03}"
    number = number_text(text)
    assert number is not None
    assert number.value(mark) == (Fraction(whole * 1000 + thousandths, 1000), 3)
