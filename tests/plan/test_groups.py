"""Each group, parts of a whole, and conditions about groups, indicators and other targets."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from dxplan.limits import Limits, limited
from dxplan.plan.bind import bind
from dxplan.plan.condition_names import names_in
from dxplan.plan.environment import Environment
from dxplan.plan.model import (
    Attains,
    Compares,
    Condition,
    Conjunction,
    Holds,
    Indicator,
    Met,
    Negation,
    SomeOf,
    Sum,
    Tally,
    atoms,
)
from dxplan.values.scopes import Scope
from tests.plan.rules import PRELUDE, only, plan_of, related_to, said_of, sound, target_of, told


def indicator_of(expression: str, before: str = "") -> Indicator:
    return plan_of(f"{before}indicator n = {expression}").indicators["n"]


def condition_of(expression: str) -> Condition:
    numerator = indicator_of(expression).numerator
    assert isinstance(numerator, Tally)
    assert numerator.condition is not None
    return numerator.condition


def one(measure: str, factor: int = 1) -> tuple[Fraction, str, None]:
    return (Fraction(factor), measure, None)


# --- each group -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "column", "id_part"),
    [
        ("in each commune", "commune", "commune"),
        ("in each ward", "commune", "commune"),
        ("ở mỗi huyện", "district", "district"),
        ("tại từng tỉnh", "province", "province"),
        ("in each school", "organisation", "organisation"),
        ('in each "Cụm   thi đua"', "cụm thi đua", "cụm_thi_đua"),
    ],
)
def test_a_threshold_is_for_every_group_of_a_column(
    written: str, column: str, id_part: str
) -> None:
    target = target_of(f"online_share primary >= 5% {written} by 2025")
    assert (target.each, target.id) == (column, f"online_share.primary.each.{id_part}.by.2025")
    assert target_of(f"online_share primary >= 5% by 2025 {written}").each == column


def test_each_belongs_to_its_own_part_and_to_the_members_that_take_their_number_from_it() -> None:
    plan = plan_of("online_share >= 9%, primary, secondary >= 5% in each district by 2025")
    assert [(t.id, t.each) for t in plan.targets] == [
        ("online_share.by.2025", ""),
        ("online_share.primary.each.district.by.2025", "district"),
        ("online_share.secondary.each.district.by.2025", "district"),
    ]


def test_a_floor_is_no_milestone_of_an_average() -> None:
    plan = plan_of("online_share >= 5% by 2024, 4% in each district by 2025, 9% by 2026")
    average, floor, later = plan.targets
    assert (floor.milestone_before, floor.superseded_on) == (None, None)
    assert later.milestone_before == average.id


def test_groups_that_are_smaller_than_those_that_are_counted_are_refused() -> None:
    before = "indicator good = share of districts where devices >= 5\n"
    diagnostic = only(before + "good >= 50% in each commune by 2025")
    assert (diagnostic.code, diagnostic.params) == ("each-too-small", {"indicator": "good"})
    assert plan_of(before + "good >= 50% in each province by 2025").targets[0].each == "province"
    assert plan_of(before + 'good >= 50% in each "Khối" by 2025').targets[0].each == "khối"


# --- of which -------------------------------------------------------------------------------------

LIVE = "measure live by level flow\nindicator live_share = live / lessons_online\n"


def test_of_which_goes_on_with_a_part_of_what_was_counted() -> None:
    plan = plan_of(LIVE + "online_share primary >= 95%, of which live_share 60% by 2025")
    assert [(t.id, t.threshold.low, t.comparator) for t in plan.targets] == [
        ("online_share.primary.by.2025", 95, ">="),
        ("live_share.primary.by.2025", 60, ">="),
    ]


def test_the_baseline_is_that_of_the_whole() -> None:
    plan = plan_of(
        LIVE + "online_share >= 95%, of which live_share >= 60% by 2025\n    baseline 50% in 2021"
    )
    assert [target.baseline is None for target in plan.targets] == [False, True]


def test_of_which_wants_a_part_of_the_same_whole() -> None:
    text = "indicator other = lessons_online / lessons_total\n"
    diagnostic = only(text + "online_share >= 95%, of which other >= 60% by 2025")
    assert diagnostic.code == "not-of-which"
    assert diagnostic.params == {"name": "other", "whole": "online_share"}
    assert related_to(diagnostic)[1] == "rules.dxplan:1:11 other"
    assert said_of("online_share >= 95%, of which othr >= 60% by 2025") == [
        "1:31 unknown-indicator othr"
    ]


def test_a_part_before_of_which_does_not_take_its_number_from_behind_it() -> None:
    assert said_of(LIVE + "online_share >= 9%, primary, of which live_share >= 60% by 2025") == [
        "3:21 missing-threshold primary"
    ]


def test_among_those_where_counts_a_part_of_a_part() -> None:
    found = indicator_of("share of schools where has_fibre among those where has_website")
    website, fibre = Holds("has_website"), Holds("has_fibre")
    needed = ("has_website", "has_fibre")
    assert found.numerator == Tally(Conjunction((website, fibre)), needed)
    assert found.denominator == Tally(website, needed)
    plan_of(
        "indicator sites = share of schools where has_website\n"
        "indicator fast = share of schools where has_fibre among those where has_website\n"
        "sites >= 95%, of which fast >= 60% by 2025"
    )
    assert said_of(
        "indicator fast = share of schools where has_fibre\n"
        "online_share >= 95%, of which fast >= 60% by 2025"
    ) == ["2:31 not-of-which fast"]


# --- sums of indicators ---------------------------------------------------------------------------


def test_a_count_in_a_sum_stands_for_what_it_counts() -> None:
    before = "indicator twice = 2 * devices + 3\n"
    assert indicator_of("learners - 2 * twice + 1", before).numerator == Sum(
        (one("learners"), one("devices", -4)), Fraction(-5)
    )
    assert indicator_of("twice / learners", before).kind == "share"


def test_shares_of_one_whole_add_up_to_a_share_of_it() -> None:
    before = (
        "measure tv by level flow\nindicator on_tv = tv / lessons_total\n"
        "indicator per_lesson = tv per lessons_total\n"
    )
    found = indicator_of("online_share + on_tv", before)
    assert (found.kind, found.numerator) == ("share", Sum((one("lessons_online"), one("tv"))))
    assert found.denominator == Sum((one("lessons_total"),))
    assert indicator_of("online_share - per_lesson", before).kind == "rate"
    assert indicator_of("online_share", before).kind == "share"


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("online_share + devices", ["1:15 not-a-count online_share"]),
        ("online_share + 5", ["1:15 not-a-count online_share"]),
        ("online_share / devices", ["1:15 not-a-count online_share"]),
        ("online_share + work_files", ["1:30 different-denominators work_files"]),
        ("online_shar + devices", ["1:15 unknown-measure online_shar"]),
    ],
)
def test_what_does_not_add_up_is_said(expression: str, said: list[str]) -> None:
    assert said_of(f"indicator n = {expression}") == said


def test_counts_of_schools_are_not_added() -> None:
    text = "indicator a = share of schools where has_website\nindicator n = a + a"
    assert said_of(text) == ["2:15 not-a-count a", "2:19 not-a-count a"]


def test_an_indicator_may_be_used_before_it_is_declared() -> None:
    plan = plan_of("indicator b | bê = a + devices\nindicator a = learners\nindicator c = bê")
    assert plan.indicators["c"].numerator == Sum((one("learners"), one("devices")))


def test_a_circle_is_said_once_and_what_rests_on_it_is_not_a_second_error() -> None:
    text = (
        "indicator a = share of schools where not b >= 5%\n"
        "indicator b = count of schools where at least 1 of (c >= 5, has_website)\n"
        "indicator c = a + devices\n"
        "indicator d = c + learners\nc >= 3"
    )
    diagnostic = only(text)
    assert (diagnostic.code, diagnostic.params) == (
        "circular-indicators",
        {"names": "a → b → c → a"},
    )


# --- conditions -----------------------------------------------------------------------------------


def test_an_indicator_in_a_condition_of_schools_is_held_against_a_number() -> None:
    condition = condition_of("share of schools where online_share >= 10% and devices > 2")
    assert isinstance(condition, Conjunction)
    first, second = condition.operands
    assert isinstance(first, Attains)
    assert (first.indicator.name, first.comparator, first.quotient) == (
        "online_share", ">=", Fraction(1, 10),
    )  # fmt: skip
    assert second == Compares("devices", ">", Fraction(2))
    assert list(names_in(condition)) == ["lessons_online", "lessons_total", "devices"]


def test_in_a_condition_of_groups_a_measure_is_its_sum() -> None:
    found = indicator_of("share of communes where devices >= 2 or online_share >= 10%")
    assert found.counts_groups_of == "commune"
    needed = ("devices", "lessons_online", "lessons_total")
    assert isinstance(found.numerator, Tally)
    assert found.denominator == Tally(None, needed, of="commune")
    first, _ = atoms(found.numerator.condition or Holds(""))
    assert isinstance(first, Attains)
    assert (first.indicator.kind, first.indicator.numerator, first.quotient) == (
        "count", Sum((one("devices"),)), 2,
    )  # fmt: skip


def test_at_least_so_many_of_some_things() -> None:
    condition = condition_of("count of schools where at least 2 of (has_website, not devices > 5)")
    not_many = Negation(Compares("devices", ">", Fraction(5)))
    assert condition == SomeOf(2, (Holds("has_website"), not_many))
    assert target_of("online_share >= 5% when at least 1 of (portal_live, merged)").id == (
        "online_share.always.when.1_of_(portal_live_merged)"
    )


@pytest.mark.parametrize("count", ["0", "3", "1.5"])
def test_a_choice_that_nobody_can_make_is_refused(count: str) -> None:
    text = f"indicator n = share of schools where at least {count} of (has_website, has_fibre)"
    assert said_of(text) == [f"1:47 impossible-choice {count}"]


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("communes where has_website", ["1:39 flag-over-group has_website"]),
        ("communes where devices", ["1:39 not-a-flag devices"]),
        ("communes where has_websit", ["1:39 unknown-measure has_websit"]),
        ("communes where devces >= 1", ["1:39 unknown-measure devces"]),
        ("communes where devices >= 1%", ["1:50 unexpected-percent 1%"]),
        ("schools where devices >= 1%", ["1:49 unexpected-percent 1%"]),
        ("communes where online_share >= 1", ["1:55 missing-percent 1"]),
        ("communes where online_share >= 101%", ["1:55 more-than-all 101%"]),
        ("communes where device_number >= 1%", ["1:56 unexpected-percent 1%"]),
        ("communes where met online_share", ["1:39 met-outside-when met online_share"]),
        ("schools where met online_share", ["1:38 met-outside-when met online_share"]),
        ("schools where online_share", ["1:38 not-a-flag online_share"]),
    ],
)
def test_what_is_wrong_with_a_condition_is_said(expression: str, said: list[str]) -> None:
    assert said_of(f"indicator n = share of {expression}") == said


def test_a_count_of_groups_stands_in_no_other_condition() -> None:
    text = (
        "indicator a = count of communes where devices >= 1\n"
        "indicator n = share of districts where a >= 3\n"
        "online_share >= 5% when a >= 3"
    )
    assert said_of(text) == ["2:40 groups-in-condition a", "3:25 groups-in-condition a"]


# --- targets that depend on others ----------------------------------------------------------------


def test_a_target_may_wait_for_another_one() -> None:
    plan = plan_of(
        "online_share primary >= 5% by 2025\n"
        "online_share secondary >= 9% by 2025 when met online_share primary and merged"
    )
    met = Met("online_share", Scope({"level": "primary"}))
    assert plan.targets[1].when == Conjunction((met, Holds("merged")))
    assert plan.targets[1].id.endswith(".when.met_online_share_primary_and_merged")


def test_a_target_may_wait_for_an_indicator_to_be_high_enough() -> None:
    target = target_of("online_share >= 5% when learners_per_device <= 10")
    assert isinstance(target.when, Attains)
    assert (target.when.quotient, target.when.unit) == (10, "người/máy")
    assert target.id == "online_share.always.when.learners_per_device"


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("online_share", ["1:25 indicator-alone online_share"]),
        ("online_share >= 5", ["1:41 missing-percent 5"]),
        ("online_shar >= 5%", ["1:25 unknown-indicator online_shar"]),
        ("met online_shar", ["1:29 unknown-indicator online_shar"]),
        ("met online_share primry", ["1:42 unknown-member primry"]),
        ("met work_files", ["1:14 no-such-target >= 5%"]),
        ("met online_share", ["1:14 circular-conditions >= 5%"]),
    ],
)
def test_what_is_wrong_with_a_dependency_is_said(condition: str, said: list[str]) -> None:
    assert said_of(f"online_share >= 5% when {condition}") == said


def test_a_circle_of_targets_is_said_with_its_names() -> None:
    diagnostic = only(
        "online_share primary >= 5% by 2025 when met online_share secondary\n"
        "online_share secondary >= 5% by 2025 when met work_files\n"
        "work_files >= 5% by 2025 when not met online_share primary"
    )
    assert diagnostic.params == {
        "names": "online_share primary → online_share secondary → work_files → online_share primary"
    }


def test_a_chain_of_targets_that_is_too_long_is_told_with_its_last() -> None:
    text = (
        "online_share >= 5% by 2025 when met work_files\n"
        "work_files >= 5% by 2025 when met device_number\n"
        "device_number >= 5 by 2025 when met learners_per_device\n"
        "learners_per_device >= 5 by 2025"
    )
    files = [sound(PRELUDE), sound(text)]
    assert bind(files, Environment()).diagnostics == ()
    with limited(attrs.evolve(Limits(), nesting=2)):
        (found,) = bind(files, Environment()).diagnostics
    assert told([found]) == ["4:21 chain-too-long >= 5 by 2025"]
    assert found.params == {"name": "learners_per_device", "limit": 2}


def test_one_missing_target_is_said_once_for_a_list() -> None:
    text = "online_share primary, secondary >= 5% by 2025 when met work_files"
    assert said_of(text) == ["1:14 no-such-target primary"]


def test_a_target_that_could_not_be_read_may_be_the_one_that_is_meant() -> None:
    text = "work_files >= % by 2025\nonline_share >= 5% when met work_files"
    assert [each.split()[1] for each in said_of(text)] == ["missing-number"]


def test_work_does_not_depend_on_figures() -> None:
    text = 'online_share >= 5%\ntask t "T" in 2024 when merged and met online_share'
    assert said_of(text) == ["2:20 work-on-figures when merged and met online_share"]
    assert said_of('duty d "D" every year when online_share >= 5%') == [
        "1:23 work-on-figures when online_share >= 5%"
    ]
