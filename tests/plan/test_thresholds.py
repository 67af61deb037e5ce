"""Thresholds: comparators as written, and numbers that can belong to their indicator."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.plan.environment import Environment, ParentThreshold
from dxplan.plan.model import Comparator, Threshold
from dxplan.values.scopes import Scope
from tests.plan.rules import only, outcome_of, plan_of, said_of, target_of, told


@pytest.mark.parametrize(
    ("written", "comparator", "word"),
    [
        (">= 5%", ">=", "GE"),
        ("> 5%", ">", "GT"),
        ("<= 5%", "<=", "LE"),
        ("< 5%", "<", "LT"),
        ("= 5%", "=", "EQ"),
        ("đạt 5%", ">=", "REACHES"),
        ("tối thiểu 5%", ">=", "AT_LEAST"),
        ("đạt tối thiểu 5%", ">=", "REACHES_AT_LEAST"),
        ("ít nhất 5%", ">=", "NO_LESS"),
        ("từ 5% trở lên", ">=", "OR_MORE"),
        ("trên 5%", ">", "OVER"),
        ("đạt trên 5%", ">", "REACHES_OVER"),
        ("vượt 5%", ">", "EXCEEDS"),
        ("dưới 5%", "<", "UNDER"),
        ("không quá 5%", "<=", "NO_MORE"),
        ("tối đa 5%", "<=", "AT_MOST"),
    ],
)
def test_a_comparator_means_what_the_plan_says_and_keeps_its_word(
    written: str, comparator: Comparator, word: str
) -> None:
    target = target_of(f"online_share {written} by 2025")
    assert target.threshold == Threshold(comparator, Fraction(5), unit="%", word=word)
    assert (target.comparator, target.low, target.high) == (comparator, Fraction(5), None)


def test_a_threshold_is_exact() -> None:
    assert target_of("online_share >= 33.3% by 2025").low == Fraction(333, 10)
    assert target_of("online_share >= 0% by 2025").low == 0
    assert target_of("online_share >= 100% by 2025").low == 100


# --- ranges ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["2% .. 5%", "2 .. 5%", "từ 2% đến 5%", "từ 2 đến 5%"])
def test_a_range_has_both_its_ends_and_one_sign_is_enough(written: str) -> None:
    target = target_of(f"online_share {written} by 2025")
    assert target.threshold == Threshold(">=", Fraction(2), Fraction(5), unit="%", word="RANGE")
    assert target.threshold.is_range
    assert (target.low, target.high) == (Fraction(2), Fraction(5))


def test_a_range_may_be_one_number() -> None:
    assert target_of("device_number 5 .. 5 by 2025").threshold == Threshold(
        ">=", Fraction(5), Fraction(5), unit="máy", word="RANGE"
    )


def test_a_range_goes_up() -> None:
    diagnostic = only("online_share 5% .. 2% by 2025")
    assert told([diagnostic]) == ["1:14 reversed-range 5% .. 2%"]
    assert diagnostic.message() == "the range from 5% to 2% holds no number"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("online_share 2 .. 5", ["1:14 missing-percent 2", "1:19 missing-percent 5"]),
        ("online_share 2% .. 5", ["1:20 missing-percent 5"]),
        ("online_share 2% .. 105%", ["1:20 more-than-all 105%"]),
        ("device_number 2% .. 5", ["1:15 unexpected-percent 2%"]),
        ("device_number 2 .. 5%", ["1:20 unexpected-percent 5%"]),
    ],
)
def test_both_ends_of_a_range_must_belong_to_the_indicator(rule: str, said: list[str]) -> None:
    assert said_of(f"{rule} by 2025") == said


def test_the_ends_of_a_range_of_a_rate_have_one_unit() -> None:
    diagnostic = only("learners_per_device 2% .. 5 by 2025")
    assert told([diagnostic]) == ["1:21 mixed-range 2% .. 5"]
    assert diagnostic.params == {"low": "2%", "high": "5"}
    for written in ("2% .. 5%", "2 .. 5%"):
        target = target_of(f"learners_per_device {written} by 2025")
        assert (target.low, target.high, target.threshold.unit) == (Fraction(2), Fraction(5), "%")


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("3 .. 5 thousand", 3_000, 5_000),
        ("from 1 thousand to 2 million", 1_000, 2_000_000),
        ("about 3 ± 0.5 thousand", 2_500, 3_500),
        ("about 3 thousand ± 1", 2_000, 4_000),
    ],
)
def test_what_stands_behind_one_of_two_numbers_is_meant_for_both(
    written: str, low: int, high: int
) -> None:
    target = target_of(f"device_number {written} by 2025")
    assert (target.low, target.high) == (low, high)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("1 .. 2 billion dong", 1_000, 2_000),
        ("500 million .. 2 billion dong", 500, 2_000),
        ("500 dong .. 2 million dong", Fraction(1, 2_000), 2),
        ("about 2 ± 0.5 billion dong", 1_500, 2_500),
    ],
)
def test_money_behind_one_of_two_numbers_is_meant_for_both(
    written: str, low: int | Fraction, high: int
) -> None:
    declared = 'measure spending flow amount in "triệu đồng"\nindicator spent = spending\n'
    target = target_of(f"{declared}spent {written} by 2025")
    assert (target.low, target.high) == (low, high)


def test_growth_from_so_much_to_so_much_is_a_percentage_at_both_ends() -> None:
    change = target_of("online_share increases 10 .. 15% against 2022 by 2025").threshold.change
    assert change is not None
    assert (change.low, change.high) == (10, 15)


# --- percent or not -------------------------------------------------------------------------------


def test_a_share_is_compared_with_percents() -> None:
    diagnostic = only("online_share primary >= 5 by 2025")
    assert told([diagnostic]) == ["1:25 missing-percent 5"]
    assert diagnostic.params == {"value": "5", "indicator": "online_share"}
    assert diagnostic.help() == "write `5%`"


def test_a_count_is_compared_with_a_number() -> None:
    diagnostic = only("device_number >= 30% by 2025")
    assert told([diagnostic]) == ["1:18 unexpected-percent 30%"]
    assert diagnostic.params == {"value": "30%", "indicator": "device_number"}


def test_a_share_is_never_more_than_all() -> None:
    diagnostic = only("online_share >= 100.1% by 2025")
    assert told([diagnostic]) == ["1:17 more-than-all 100.1%"]
    assert diagnostic.params == {"value": "100.1%", "indicator": "online_share"}


def test_a_rate_is_compared_with_a_number_or_with_percents_and_may_exceed_all() -> None:
    plain = target_of("learners_per_device <= 2.5 by 2025").threshold
    percent = target_of("learners_per_device <= 250% by 2025").threshold
    assert (plain.low, plain.unit) == (Fraction(5, 2), "người/máy")
    assert (percent.low, percent.unit) == (Fraction(250), "%")
    assert plain.quotient(Fraction(5, 2)) == percent.quotient(Fraction(250)) == Fraction(5, 2)


def test_a_number_without_a_unit_counts() -> None:
    (target,) = outcome_of("indicator n = devices\nn >= 30 by 2025").value.targets
    assert target.threshold == Threshold(">=", Fraction(30), unit="count", word="GE")


def test_a_wrong_number_leaves_the_other_parts_whole() -> None:
    outcome = outcome_of("online_share primary >= 5, secondary >= 10% by 2025")
    assert told(outcome.diagnostics) == ["1:25 missing-percent 5"]
    assert [target.id for target in outcome.value.targets] == ["online_share.secondary.by.2025"]


# --- numbers that another document sets -----------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "unit"),
    [("online_share", "%"), ("device_number", "máy"), ("learners_per_device", "người/máy")],
)
def test_the_number_of_the_parent_is_open_but_its_unit_is_known(indicator: str, unit: str) -> None:
    target = target_of(f"{indicator} >= parent in 2024")
    assert target.threshold == Threshold(">=", None, unit=unit, from_parent=True, word="GE")
    assert not target.threshold.is_range
    assert (target.low, target.high) == (None, None)


def test_a_parents_number_without_a_unit_counts() -> None:
    (target,) = outcome_of("indicator n = devices\nn đạt cấp trên trong năm 2024").value.targets
    assert target.threshold == Threshold(">=", None, unit="count", from_parent=True, word="REACHES")


PARENT = "plan p\n    parent national\n"


def given(
    indicator: str, value: int, *, document: str = "national", **rest: object
) -> ParentThreshold:
    return ParentThreshold(document, indicator, Fraction(value), **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("thresholds", "expected"),
    [
        ((given("online_share", 30),), Fraction(30)),
        ((given("online_share", 30, comparator=">="),), Fraction(30)),
        ((given("work_files", 20), given("online_share", 30)), Fraction(30)),
        ((given("online_share", 20, document="city"), given("online_share", 30)), Fraction(30)),
        ((given("online_share", 20, document="city"), given("work_files", 30)), None),
        ((given("online_share", 30, scope=Scope({"level": "primary"})),), None),
    ],
)
def test_the_parents_number_is_the_one_that_its_document_sets_for_this_indicator_and_scope(
    thresholds: tuple[ParentThreshold, ...], expected: Fraction | None
) -> None:
    environment = Environment(parent_thresholds=thresholds, plans=frozenset({"national"}))
    (target,) = plan_of(f"{PARENT}online_share > parent by 2025", environment=environment).targets
    assert target.threshold == Threshold(">", expected, unit="%", from_parent=True, word="GT")


def test_the_parents_number_for_a_scope_is_for_that_scope_only() -> None:
    one = given("online_share", 30, scope=Scope({"level": "primary"}))
    environment = Environment(parent_thresholds=(one,))
    text = f"{PARENT}online_share primary, secondary >= parent by 2025"
    plan = plan_of(text, environment=environment)
    assert [target.low for target in plan.targets] == [Fraction(30), None]


def test_the_parents_number_brings_its_unit() -> None:
    environment = Environment(
        parent_thresholds=(given("device_number", 30, unit="bộ"),), plans=frozenset({"national"})
    )
    (target,) = plan_of(f"{PARENT}device_number >= parent", environment=environment).targets
    assert (target.low, target.threshold.unit) == (Fraction(30), "bộ")


def test_a_plan_without_parent_takes_nobodys_numbers() -> None:
    environment = Environment(parent_thresholds=(given("online_share", 30),))
    (target,) = plan_of("online_share >= parent", environment=environment).targets
    assert target.low is None
