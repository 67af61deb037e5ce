"""Growth, upkeep, remainders, places and money, from rule text to thresholds and times."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from dxplan.plan.model import Change, Comparator, Threshold
from dxplan.values.periods import year
from tests.plan.rules import plan_of, said_of, target_of

MONEY = """
measure spent flow amount in "đồng"
measure planned flow amount in "triệu đồng"
measure places rank
indicator spending = spent
indicator planning = planned
indicator told_in_dong = learners
    in "đồng"
indicator per_learner = spent per learners
indicator place = places
indicator doctor_rate = devices per 10000 learners
"""


@pytest.mark.parametrize(
    ("written", "comparator", "change"),
    [
        ("increases 10%", ">=", Change("increases", Fraction(10))),
        ("increases over 10%", ">", Change("increases", Fraction(10), None, ">")),
        ("increases no more than 10%", "<=", Change("increases", Fraction(10), None, "<=")),
        ("decreases 10%", "<=", Change("decreases", Fraction(10))),
        ("decreases over 10%", "<", Change("decreases", Fraction(10), None, ">")),
        ("decreases under 10%", ">", Change("decreases", Fraction(10), None, "<")),
        ("decreases 10% .. 20%", "<=", Change("decreases", Fraction(10), Fraction(20))),
        ("adds 5%", ">=", Change("adds", Fraction(5))),
        ("drops 5%", "<=", Change("drops", Fraction(5))),
        ("reaches 1.5 times", ">=", Change("times", Fraction("1.5"))),
        ("under 2 times", "<", Change("times", Fraction(2), None, "<")),
        ("gấp trên 2 lần", ">", Change("times", Fraction(2), None, ">")),
    ],
)
def test_a_change_keeps_its_amount_and_turns_its_comparator_where_less_is_wanted(
    written: str, comparator: Comparator, change: Change
) -> None:
    found = target_of(f"online_share {written} against 2022 by 2025").threshold
    text = f"{change.kind}.against.2022"
    assert found.change == Change(
        change.kind, change.low, change.high, change.comparator, year(2022), text
    )
    assert (found.comparator, found.low, found.high, found.unit) == (comparator, None, None, "%")
    assert found.is_range == (change.high is not None)


def test_a_baseline_says_what_a_change_is_counted_from() -> None:
    found = target_of("online_share increases 50% by 2025\n    baseline 4% in 2021")
    assert found.threshold.change is not None
    assert found.threshold.change.since == year(2021)
    assert found.id == "online_share.increases.against.2021.by.2025"


def test_every_year_counts_from_the_year_before() -> None:
    found = target_of("online_share increases 5% every year")
    assert found.threshold.change == Change("increases", Fraction(5), text="increases")


@pytest.mark.parametrize(
    ("rule", "kind", "start", "end", "rule_id"),
    [
        ("maintains 5% to 2025", "from", date(2022, 1, 1), date(2025, 12, 31), "maintains.to.2025"),
        (
            "maintains 5% before 2025",
            "from", date(2022, 1, 1), date(2024, 12, 31), "maintains.before.2025",
        ),
        ("maintains 5% in 2024", "from", date(2024, 1, 1), date(2024, 12, 31), "maintains.in.2024"),
        ("maintains 5% from 2023", "from", date(2023, 1, 1), None, "maintains.from.2023"),
        ("maintains 5%", "always", None, None, "maintains.always"),
        ("maintains 5% every year", "every", None, None, "maintains.every.year"),
        (
            "maintains the level of 2022 to 2025",
            "from", date(2023, 1, 1), date(2025, 12, 31), "keeps.2022.to.2025",
        ),
    ],
)  # fmt: skip
def test_what_is_maintained_holds_all_the_time(
    rule: str, kind: str, start: date | None, end: date | None, rule_id: str
) -> None:
    plan = plan_of(f"plan p\n    period 2022 to 2025\nonline_share {rule}")
    (target,) = plan.targets
    assert (target.time.kind, target.time.start, target.time.end) == (kind, start, end)
    assert target.id == f"online_share.{rule_id}"


def test_without_a_period_what_is_maintained_has_no_first_day_but_after_its_base() -> None:
    assert target_of("online_share maintains 5% to 2025").time.start is None
    assert target_of("online_share maintains the level of 2022 to 2025").time.start == date(
        2023, 1, 1
    )


def test_a_plan_that_begins_in_a_year_is_not_said_to_begin_with_it() -> None:
    plan = plan_of("plan p\n    period 2022-07 to 2025\nonline_share maintains 5% to 2025")
    named = plan.targets[0].time.span_of_days
    assert named is not None
    assert (named.start, named.days) == (date(2022, 7, 1), 1)


@pytest.mark.parametrize(
    ("rule", "threshold"),
    [
        ("spending >= 1.5 billion dong", Threshold(">=", Fraction(1_500_000_000), unit="đồng")),
        ("spending >= 1.5 billion", Threshold(">=", Fraction(1_500_000_000), unit="đồng")),
        ("spending eliminated", Threshold("<=", Fraction(0), unit="đồng", word="ELIMINATED")),
        ("planning >= 2 tỷ đồng", Threshold(">=", Fraction(2000), unit="triệu đồng")),
        ("planning >= 2000", Threshold(">=", Fraction(2000), unit="triệu đồng")),
        ("told_in_dong >= 5 triệu đồng", Threshold(">=", Fraction(5_000_000), unit="đồng")),
        ("place <= 10", Threshold("<=", Fraction(10), unit="rank")),
        ("place in top 10", Threshold("<=", Fraction(10), unit="rank", word="IN_TOP")),
        ("place 3 .. 5", Threshold(">=", Fraction(3), Fraction(5), "rank", word="RANGE")),
        ("place maintains 10", Threshold("<=", Fraction(10), unit="rank", word="MAINTAINS")),
        ("place <= parent", Threshold("<=", None, unit="rank", from_parent=True)),
        ("doctor_rate >= 9", Threshold(">=", Fraction(9), unit="count", per=Fraction(10000))),
        ("online_share maintains 2% .. 5%",
         Threshold(">=", Fraction(2), Fraction(5), "%", word="MAINTAINS")),
    ],
)  # fmt: skip
def test_numbers_in_the_unit_of_their_indicator(rule: str, threshold: Threshold) -> None:
    (target,) = plan_of(f"{MONEY}{rule} by 2025").targets
    word = {"<=": "LE", ">=": "GE"}[threshold.comparator]
    expected = threshold if threshold.word != "GE" else attrs.evolve(threshold, word=word)
    assert target.threshold == expected


@pytest.mark.parametrize(
    ("rule", "comparator"),
    [
        ("place maintains the level of 2022 to 2025", "<="),
        ("online_share maintains the level of 2022 to 2025", ">="),
    ],
)
def test_a_place_that_is_kept_may_only_get_smaller(rule: str, comparator: str) -> None:
    (target,) = plan_of(f"{MONEY}{rule}").targets
    assert (target.threshold.comparator, target.threshold.low) == (comparator, None)


def test_money_of_a_rate_is_its_own_unit_or_none() -> None:
    assert said_of(f"{MONEY}per_learner >= 5 triệu đồng by 2025") == [
        "12:16 not-in-dong 5 triệu đồng"
    ]


def test_a_growth_of_money_is_told_in_money() -> None:
    (target,) = plan_of(f"{MONEY}spending reaches 2 times against 2020 by 2025").targets
    assert target.threshold.unit == "đồng"


def test_a_remainder_goes_on_until_members_are_named_again() -> None:
    rule = (
        "online_share primary >= 5% by 2024, remaining >= 7% by 2024, 8% by 2025,"
        " secondary 9% by 2025"
    )
    assert [target.id for target in plan_of(rule).targets] == [
        "online_share.primary.by.2024",
        "online_share.except.primary.by.2024",
        "online_share.except.primary.by.2025",
        "online_share.secondary.by.2025",
    ]


def test_milestones_of_growth_stand_apart_from_those_of_levels() -> None:
    rules = """
device_number increases 10% against 2022 by 2023
device_number increases 20% against 2022 by 2024
device_number >= 30 by 2025
"""
    first, second, level = plan_of(rules).targets
    assert (first.superseded_on, second.milestone_before) == (date(2024, 12, 31), first.id)
    assert (second.superseded_on, level.milestone_before) == (None, None)
