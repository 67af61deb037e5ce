"""Raw cells as exact numbers, flags and reported percentages."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from dxplan.data.cell_values import is_missing, measure_value, reported_value, yes_or_no
from dxplan.data.faults import Fault
from dxplan.plan.model import Measure

COUNT, AMOUNT, FLAG = Measure("n"), Measure("a", kind="amount"), Measure("f", kind="flag")


def _no_mark() -> str | None:
    return None


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "  ",
        "-",
        "–",
        "—",
        "--",
        "…",
        "...",
        "N/A",
        " n/a ",
        "không có số  liệu",
        "Chưa có số liệu",
    ],
)
def test_blanks_and_signs_for_not_available_are_missing(raw: object) -> None:
    assert is_missing(raw)


@pytest.mark.parametrize("raw", [0, "0", False, "x", "none", "không", "NA", "5-"])
def test_anything_else_says_something(raw: object) -> None:
    assert not is_missing(raw)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (5, 5),
        ("5", 5),
        ("9" * 18, 10**18 - 1),
        ("9" * 30, 10**30 - 1),
        (Decimal("12.5"), Fraction(25, 2)),
        (Decimal("0.123456789012345"), Fraction("0.123456789012345")),
        (Decimal("1E+20"), 10**20),
        (Fraction(1, 3), Fraction(1, 3)),
        ("1 234,5", Fraction(2469, 2)),
    ],
)
def test_amounts_are_exact(raw: object, value: Fraction) -> None:
    assert measure_value(AMOUNT, raw, _no_mark) == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (Decimal("1.234567890123456"), "inexact-number"),
        (0.5, "inexact-number"),
        (Decimal("1E+31"), "not-a-number"),
        (Decimal("Infinity"), "not-a-number"),
        ("9" * 5000, "not-a-number"),
        (True, "not-a-number"),
        (b"5", "not-a-number"),
        ("-0,5", "negative-number"),
        (Decimal("-0.5"), "negative-number"),
        (-1, "negative-number"),
        ("1.265", "ambiguous-number"),
    ],
)
def test_what_is_no_exact_amount_is_a_fault(raw: object, code: str) -> None:
    found = measure_value(AMOUNT, raw, _no_mark)
    assert isinstance(found, Fault)
    assert found.code == code


def test_only_whole_numbers_are_counts() -> None:
    assert measure_value(COUNT, Decimal("12.0"), _no_mark) == 12
    assert measure_value(COUNT, "12,5", _no_mark) == Fault(
        "not-a-whole-number", {"text": "12,5", "measure": "n"}
    )


@pytest.mark.parametrize("raw", [2, -1, "2", "có thể", Decimal("0.5"), 0.5])
def test_a_flag_is_nothing_but_yes_or_no(raw: object) -> None:
    assert measure_value(FLAG, raw, _no_mark) == Fault("unknown-flag-value", {"text": str(raw)})


@pytest.mark.parametrize("raw", [1, True, Fraction(1), "1", "x", "Có"])
def test_a_flag_that_says_yes_is_one(raw: object) -> None:
    assert measure_value(FLAG, raw, _no_mark) == 1


def test_yes_and_no_are_true_and_false() -> None:
    assert (yes_or_no("có"), yes_or_no(0), yes_or_no(True)) == (True, False, True)
    assert yes_or_no("?") == Fault("unknown-flag-value", {"text": "?"})


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("87,5%", (Fraction(175, 2), 1, True)),
        ("87.50 %", (Fraction(175, 2), 2, True)),
        ("54", (54, 0, False)),
        (54, (54, 0, False)),
        (Decimal("87.5"), (Fraction(175, 2), 1, False)),
        (Decimal("55.55555555555556"), (Fraction("55.5555555556"), 10, False)),
        (Fraction(1, 3), (Fraction(1, 3), 0, False)),
    ],
)
def test_a_percentage_is_read_as_it_is_written(
    raw: object, expected: tuple[Fraction, int, bool]
) -> None:
    assert reported_value(raw, _no_mark) == expected


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("%", "not-a-number"),
        ("gần đủ", "not-a-number"),
        ("87,500", "ambiguous-number"),
        (Decimal("NaN"), "not-a-number"),
        (55.5, "inexact-number"),
    ],
)
def test_other_percentages_are_faults(raw: object, code: str) -> None:
    found = reported_value(raw, _no_mark)
    assert isinstance(found, Fault)
    assert found.code == code


def test_an_unclear_percentage_is_read_as_its_column_proves() -> None:
    assert reported_value("87,500", lambda: ",") == (Fraction(175, 2), 3, False)


@pytest.mark.parametrize(
    ("raw", "whole", "decimal"),
    [("1.200", "1200", "1,2000"), ("-1,265", "-1265", "-1,2650"), ("12.500%", "12500", "12,5000")],
)
def test_an_unclear_number_comes_with_both_that_it_may_be(
    raw: str, whole: str, decimal: str
) -> None:
    found = reported_value(raw, _no_mark)
    assert isinstance(found, Fault)
    assert found.params == {"text": raw, "whole": whole, "decimal": decimal}
    for said, value in ((whole, Fraction(whole)), (decimal, Fraction(decimal.replace(",", ".")))):
        read = reported_value(said, _no_mark)
        assert not isinstance(read, Fault)
        assert read[0] == value
