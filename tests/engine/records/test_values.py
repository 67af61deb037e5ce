"""What the values of a record may be, and what is said of one that is not exact."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

from dxplan.engine.records import Checker, RecordError, compile_plan
from dxplan.messages import catalogue
from tests.engine.rules import day, plan

DECLARED = """
measure a
measure b
measure paid amount
measure place rank
flag website
scale ready
    group sites of 10 points {
        rooms_ready "Rooms" 10 points
    }
    band weak under 3
    band strong from 3 or more
indicator x = a / b
indicator pay = paid
indicator ranking = place
indicator websites = share of schools where website
indicator strong_ones = share of schools where ready.sites >= strong
indicator flags = website
x >= 50% by 2025
pay >= 2 by 2025
ranking <= 5 by 2025
websites >= 100% by 2025
strong_ones >= 100% by 2025
flags >= 1 by 2025
"""


def checker() -> Checker:
    return compile_plan(plan("", declared=DECLARED), day("2025-12-31"))


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        (3, 3), (3.0, 3), (Decimal("3"), 3), (Fraction(6, 2), 3), (10**18 + 1, 10**18 + 1),
        (Decimal(10) ** 20, 10**20),
    ],
)  # fmt: skip
def test_whole_numbers_of_any_kind_are_exact(value: object, exact: int) -> None:
    found = checker()({"a": value, "b": 10**30})[0]
    assert found == ("x.by.2025", "missed", exact, 10**30)
    assert (type(found[2]), type(found[3])) == (int, int)


def test_amounts_are_added_up_exactly() -> None:
    check = checker()
    assert check({"paid": Decimal("1.9999999999999999999")})[1][1:3] == (
        "missed", Fraction(19999999999999999999, 10**19),
    )  # fmt: skip
    assert check({"paid": Fraction(2)})[1] == ("pay.by.2025", "met", 2, 1)


@pytest.mark.parametrize(("value", "verdict"), [(True, "met"), (1, "met"), (False, "missed")])
def test_flags_are_counted_as_numbers(value: object, verdict: str) -> None:
    found = checker()({"website": value})
    assert [each[1] for each in (found[3], found[5])] == [verdict, verdict]
    assert type(found[5][2]) is int


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("a", "4", "text-value"),
        ("website", "x", "text-value"),
        ("a", "", "text-value"),
        ("a", True, "value-no-number"),
        ("a", [4], "value-no-number"),
        ("a", 4.5, "value-not-exact"),
        ("paid", 4.5, "value-not-exact"),
        ("a", float("nan"), "value-not-exact"),
        ("a", float("inf"), "value-not-exact"),
        ("a", 2.0**53, "value-not-exact"),
        ("paid", Decimal("NaN"), "value-not-exact"),
        ("paid", Decimal("1e40"), "value-not-exact"),
        ("a", Decimal("4.5"), "value-not-whole"),
        ("a", -1, "negative-value"),
        ("paid", -1, "negative-value"),
        ("website", 2, "value-no-flag"),
        ("website", float("nan"), "value-no-flag"),
        ("place", 0, "value-no-place"),
        ("rooms_ready", 11, "value-above-points"),
    ],
)
def test_a_value_that_is_not_exact_is_refused_with_its_key(
    key: str, value: object, code: str
) -> None:
    full = {"a": 5, "b": 10, "paid": 3, "place": 1, "website": True, "rooms_ready": 5}
    check = checker()
    check(full)
    for record in ({**full, key: value}, {key: value}):
        with pytest.raises(RecordError) as raised:
            check(record)
        assert (raised.value.code, raised.value.key) == (code, key)
        assert f"`{key}`" in raised.value.message("vi")


def test_a_part_above_its_whole_is_refused() -> None:
    check = checker()
    with pytest.raises(RecordError) as raised:
        check({"a": 11, "b": 10})
    assert str(raised.value) == (
        "`a`: the numerator 11 of `x` exceeds its denominator 10; correct one of the two; a part "
        "cannot be more than the whole"
    )


def test_counts_of_any_length_are_told_or_refused() -> None:
    check, long = checker(), 10**5000
    assert check({"a": long, "b": 2 * long})[0][1] == "met"
    for record in ({"a": -long, "b": long}, {"a": 2 * long, "b": long}):
        with pytest.raises(RecordError, match="…"):
            check(record)


def test_a_part_below_nothing_is_refused() -> None:
    text = "measure a\nmeasure b\nindicator rest = (b - a) / b\nrest >= 1% by 2025"
    check = compile_plan(plan("", declared=text), day("2025-12-31"))
    with pytest.raises(RecordError) as raised:
        check({"a": 11, "b": 10})
    assert raised.value.code == "part-below-nothing"


def test_missing_is_neither_zero_nor_left_out_of_the_answer() -> None:
    assert checker()({"a": 0, "b": 0})[0][1] == "not_applicable"
    assert checker()({"a": None, "b": 10})[0][1] == "undetermined"
    assert checker()({"b": 10}) == checker()({"a": None, "b": 10})
    assert checker()({})[0] == ("x.by.2025", "no_data", None, None)


def test_an_error_goes_from_process_to_process() -> None:
    error = RecordError("text-value", "a", text="4")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.key, again.message("vi")) == (str(error), "a", error.message("vi"))


@pytest.mark.parametrize("code", sorted(catalogue("records")))
def test_every_text_stands_in_both_languages(code: str) -> None:
    entry = catalogue("records")[code]
    assert set(entry) == {"en", "vi", "help_en", "help_vi"}
    assert not any(text.endswith(".") or text[0].isupper() for text in entry.values())


@pytest.mark.parametrize(("second", "verdict"), [(True, "met"), (False, "missed")])
def test_a_flag_of_several_parts_is_kept_when_each_part_keeps_it(
    second: bool, verdict: str
) -> None:
    text = """
dimension level { primary, secondary }
flag wired by level
measure rooms by level
indicator schools = share of schools where wired and rooms >= 3
schools >= 100% by 2025
"""
    check = compile_plan(plan("", declared=text), day("2025-12-31"))
    record = {
        "wired (primary)": True, "wired (secondary)": second,
        "rooms (primary)": 1, "rooms (secondary)": 2,
    }  # fmt: skip
    assert check(record) == (("schools.by.2025", verdict, int(second), 1),)
    assert [each.verdict for each in check.findings(record)] == [verdict]
