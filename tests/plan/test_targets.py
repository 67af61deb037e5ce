"""Targets: what the parts of a list take from their neighbours, and the ids that come of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from dxplan.plan.model import Baseline, Holds, Target, Threshold, Timing
from dxplan.values import periods
from dxplan.values.scopes import Member, Scope
from tests.plan.rules import only, outcome_of, plan_of, related_to, said_of, target_of, told


def arms_of(text: str) -> list[tuple[str, dict[str, str], str, Fraction | None]]:
    """Id, scope, comparator and number of every target of a rule."""
    return [
        (target.id, dict(target.scope), target.comparator, target.low)
        for target in plan_of(text).targets
    ]


def test_the_cards_own_line_is_a_whole_target() -> None:
    plan = plan_of("online_share primary >= 5% by 2025")
    assert plan.targets == (
        Target(
            "online_share.primary.by.2025",
            plan.indicators["online_share"],
            Scope({"level": "primary"}),
            Threshold(">=", Fraction(5), unit="%", word="GE"),
            Timing("by", end=date(2025, 12, 31), span_of_days=periods.year(2025), text="by.2025"),
        ),
    )


def test_clauses_belong_to_every_target_of_the_rule() -> None:
    text = """
work_files department > 90%, school > 40.5% by 2025
    lead so_gddt, so_khcn
    with school_board
    lead school_board
    except classified
    when portal_live
    cite "II.2.b"
    cite "II.3"
    baseline 2% in 2021
    assume "first reading"
    assume "second reading"
    note "one"
    note "two"
"""
    plan = plan_of(text)
    units = plan.units
    assert [target.low for target in plan.targets] == [Fraction(90), Fraction(81, 2)]
    for target in plan.targets:
        assert target.lead == (units["so_gddt"], units["so_khcn"], units["school_board"])
        assert target.cooperating == (units["school_board"],)
        assert target.excluded == (plan.dimensions["secrecy"].member("classified"),)
        assert (target.when, target.when_text) == (Holds("portal_live"), "portal_live")
        assert target.cite == "II.2.b; II.3"
        assert target.baseline == Baseline(Fraction(2), date(2021, 12, 31))
        assert target.assumptions == ("first reading", "second reading")
        assert target.note == "one; two"


def test_a_target_stands_where_its_part_of_the_list_stands() -> None:
    plan = plan_of("online_share primary >= 5%,\n    secondary >= 10% by 2025")
    assert [target.span.text for target in plan.targets if target.span is not None] == [
        "primary >= 5%",
        "secondary >= 10% by 2025",
    ]


# --- what a part takes from its neighbours --------------------------------------------------------


def test_the_time_comes_from_the_next_part_that_has_one() -> None:
    text = "online_share primary >= 5%, secondary >= 10% by 2024, >= 20% by 2025"
    assert arms_of(text) == [
        ("online_share.primary.by.2024", {"level": "primary"}, ">=", Fraction(5)),
        ("online_share.secondary.by.2024", {"level": "secondary"}, ">=", Fraction(10)),
        ("online_share.secondary.by.2025", {"level": "secondary"}, ">=", Fraction(20)),
    ]


def test_a_bare_value_takes_the_comparator_before_it() -> None:
    text = "online_share primary trên 5%, secondary 10%, upper_secondary tối đa 90% by 2025"
    found = [(target.comparator, target.threshold.word) for target in plan_of(text).targets]
    assert found == [(">", "OVER"), (">", "OVER"), ("<=", "AT_MOST")]


def test_scopes_in_a_row_share_the_threshold_and_time_behind_them() -> None:
    text = "online_share primary, lower_secondary, upper_secondary >= 5% by 2025"
    assert [target.id for target in plan_of(text).targets] == [
        "online_share.primary.by.2025",
        "online_share.lower_secondary.by.2025",
        "online_share.upper_secondary.by.2025",
    ]


def test_scopes_in_a_row_may_stand_before_a_bare_value() -> None:
    text = "online_share primary > 5%, lower_secondary, upper_secondary 10% by 2025"
    assert arms_of(text)[1:] == [
        ("online_share.lower_secondary.by.2025", {"level": "lower_secondary"}, ">", Fraction(10)),
        ("online_share.upper_secondary.by.2025", {"level": "upper_secondary"}, ">", Fraction(10)),
    ]


def test_a_part_without_scope_keeps_the_scope_before_it() -> None:
    text = "online_share primary >= 30% by 2024, 100% by 2025"
    assert arms_of(text) == [
        ("online_share.primary.by.2024", {"level": "primary"}, ">=", Fraction(30)),
        ("online_share.primary.by.2025", {"level": "primary"}, ">=", Fraction(100)),
    ]


def test_a_target_without_scope_is_about_everybody() -> None:
    assert target_of("online_share >= 5% by 2025").scope == Scope()


def test_members_of_several_dimensions_narrow_together_in_any_order() -> None:
    plan = plan_of("online_share school primary >= 5% by 2025, primary office >= 6% by 2025")
    assert [(target.id, target.scope) for target in plan.targets] == [
        ("online_share.primary.school.by.2025", Scope({"level": "primary", "tier": "school"})),
        ("online_share.primary.office.by.2025", Scope({"level": "primary", "tier": "office"})),
    ]


def test_a_member_may_be_called_by_its_alias() -> None:
    assert target_of("online_share tiểu_học >= 5% by 2025").scope == Scope({"level": "primary"})


def test_an_indicator_may_be_called_by_its_alias() -> None:
    assert target_of("tỉ_trọng_trực_tuyến >= 5% by 2025").id == "online_share.by.2025"


def test_a_target_without_any_time_holds_always() -> None:
    target = target_of("online_share primary >= 5%")
    assert target.time == Timing("always", text="always")
    assert target.id == "online_share.primary.always"


# --- what cannot be taken from anywhere -----------------------------------------------------------


def test_a_bare_value_needs_a_comparator_before_it() -> None:
    diagnostic = only("online_share primary 5%, secondary >= 10% by 2025")
    assert told([diagnostic]) == ["1:22 missing-comparator 5%"]
    assert diagnostic.message() == (
        "`5%` has no comparator, and there is none before it to carry over"
    )


def test_a_comparator_that_comes_later_is_not_carried_back() -> None:
    text = "online_share primary, lower_secondary 5%, upper_secondary >= 10% by 2025"
    outcome = outcome_of(text)
    assert set(told(outcome.diagnostics)) == {"1:39 missing-comparator 5%"}
    assert [target.id for target in outcome.value.targets] == [
        "online_share.upper_secondary.by.2025"
    ]


def test_a_range_has_no_comparator_to_carry_over() -> None:
    assert said_of("online_share primary 2% .. 5%, secondary 10% by 2025") == [
        "1:42 missing-comparator 10%"
    ]


def test_a_scope_at_the_end_needs_a_threshold() -> None:
    outcome = outcome_of("online_share primary >= 5% by 2025, office lower_secondary")
    assert told(outcome.diagnostics) == ["1:37 missing-threshold office lower_secondary"]
    assert outcome.diagnostics[0].params == {"name": "lower_secondary"}
    assert [target.id for target in outcome.value.targets] == ["online_share.primary.by.2025"]


def test_an_unknown_indicator_is_said_once_and_its_scopes_are_looked_up_all_the_same() -> None:
    outcome = outcome_of("online_shar primry >= 5%, secondary >= 10% by 2025\n    lead so_gdd")
    assert told(outcome.diagnostics) == [
        "1:1 unknown-indicator online_shar",
        "2:10 unknown-unit so_gdd",
        "1:13 unknown-member primry",
    ]
    assert outcome.value.targets == ()


def test_an_unknown_member_leaves_the_other_parts_whole() -> None:
    outcome = outcome_of("online_share primry >= 5%, secondary >= 10% by 2025")
    assert told(outcome.diagnostics) == ["1:14 unknown-member primry"]
    assert [target.id for target in outcome.value.targets] == ["online_share.secondary.by.2025"]


def test_two_members_of_one_dimension_cannot_narrow_together() -> None:
    diagnostic = only("online_share primary secondary >= 5% by 2025")
    assert told([diagnostic]) == ["1:22 two-members secondary"]
    assert diagnostic.params == {"first": "primary", "second": "secondary", "dimension": "level"}


def test_two_members_are_told_by_their_names_where_aliases_were_written() -> None:
    diagnostic = only("online_share tiểu_học trung_học >= 5% by 2025")
    assert told([diagnostic]) == ["1:23 two-members trung_học"]
    assert diagnostic.params == {"first": "primary", "second": "secondary", "dimension": "level"}


def test_a_scope_must_be_one_by_which_the_measures_are_broken_down() -> None:
    diagnostic = only("work_files school primary >= 5% by 2025")
    assert told([diagnostic]) == ["1:19 not-measured primary"]
    assert diagnostic.params == {
        "member": "primary", "dimension": "level", "measure": "files_digital",
        "indicator": "work_files",
    }  # fmt: skip


def test_it_is_enough_that_one_measure_is_not_broken_down() -> None:
    diagnostic = only("learners_per_device primary >= 5 by 2025")
    assert told([diagnostic]) == ["1:21 not-measured primary"]
    assert diagnostic.params["measure"] == "devices"


def test_every_member_that_cannot_be_told_apart_is_said() -> None:
    assert said_of("device_number primary classified >= 5 by 2025") == [
        "1:15 not-measured primary",
        "1:23 not-measured classified",
    ]


def test_organisations_are_told_apart_by_their_own_dimensions_whatever_is_measured() -> None:
    assert target_of("device_number school >= 5 by 2025").scope == Scope({"tier": "school"})


# --- exclusions -----------------------------------------------------------------------------------


def test_exclusions_are_part_of_the_id() -> None:
    target = target_of("work_files >= 90% by 2025\n    except mật, office")
    assert target.id == "work_files.except.classified.office.by.2025"
    assert target.excluded == (
        Member("secrecy", "classified", "classified", "mật"),
        Member("tier", "office", "phòng"),
    )


def test_what_is_excluded_must_be_measured_too() -> None:
    diagnostic = only("online_share >= 90% by 2025\n    except classified")
    assert told([diagnostic]) == ["2:12 not-measured classified"]
    assert diagnostic.params["measure"] == "lessons_online"


def test_what_cannot_be_excluded_is_underlined_though_an_unknown_name_stands_before_it() -> None:
    assert said_of("online_share >= 90% by 2025\n    except clasified, classified") == [
        "2:12 unknown-member clasified",
        "2:23 not-measured classified",
    ]


# --- ids ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "identity"),
    [
        ("online_share >= 5% by 2025", "online_share.by.2025"),
        ("online_share > 5% by 2025", "online_share.by.2025"),
        ("online_share 2% .. 5% by 2025", "online_share.by.2025"),
        ("online_share <= 5% by 2025", "online_share.by.2025.at_most"),
        ("online_share < 5% by 2025", "online_share.by.2025.less"),
        ("online_share = 5% by 2025", "online_share.by.2025.exactly"),
        ("online_share >= parent in 2024", "online_share.in.2024"),
        ("online_share >= 5% before 20/6/2024", "online_share.before.2024-06-20"),
        ("online_share >= 5% in tháng 7/2024", "online_share.in.2024-07"),
        ("online_share >= 5% from quý II năm 2024", "online_share.from.2024-Q2"),
        ("online_share >= 5% from 2024 to 2025-Q2", "online_share.from.2024.to.2025-Q2"),
        ("online_share >= 5% every quarter", "online_share.every.quarter"),
        ("online_share >= 5% by năm học 2024-2025", "online_share.by.2024-2025"),
        (
            "online_share >= 5% by semester 2 of school year 2024-2025",
            "online_share.by.2024-2025-S2",
        ),
    ],
)
def test_the_id_says_what_sets_a_target_apart(rule: str, identity: str) -> None:
    assert target_of(rule).id == identity


def test_a_target_set_twice_names_both_places_and_the_first_one_stays() -> None:
    outcome = outcome_of("online_share >= 5% by 2025\n\nonline_share > 6%,\n    > 7% by 2025")
    assert told(outcome.diagnostics) == [
        "3:14 duplicate-target > 6%",
        "4:5 duplicate-target > 7% by 2025",
    ]
    assert [related_to(each) for each in outcome.diagnostics] == [
        ["rules.dxplan:1:14 >= 5% by 2025"]
    ] * 2
    assert outcome.diagnostics[0].message() == (
        "the target `online_share.by.2025` is set twice, first at rules.dxplan:1"
    )
    assert [target.low for target in outcome.value.targets] == [Fraction(5)]


def test_a_floor_and_a_ceiling_are_two_targets() -> None:
    plan = plan_of("online_share >= 5% by 2025\nonline_share <= 90% by 2025")
    assert [target.id for target in plan.targets] == [
        "online_share.by.2025",
        "online_share.by.2025.at_most",
    ]


@pytest.mark.parametrize(
    ("condition", "part"),
    [
        ("portal_live", "portal_live"),
        ("cổng_vận_hành", "portal_live"),
        ("not portal_live", "not_portal_live"),
        ("portal_live and merged", "portal_live_and_merged"),
        ("merged or not portal_live", "merged_or_not_portal_live"),
    ],
)
def test_a_condition_sets_targets_apart(condition: str, part: str) -> None:
    text = f"online_share >= 5% by 2025\nonline_share < 50% by 2025 when {condition}"
    assert [target.id for target in plan_of(text).targets] == [
        "online_share.by.2025",
        f"online_share.by.2025.when.{part}.less",
    ]


def test_one_threshold_when_something_holds_and_another_when_not() -> None:
    text = (
        "online_share >= 50% by 2025 when portal_live\n"
        "online_share >= 5% by 2025 when not portal_live"
    )
    assert [target.low for target in plan_of(text).targets] == [Fraction(50), Fraction(5)]


def test_conditions_that_differ_in_parentheses_set_targets_apart() -> None:
    text = (
        "online_share >= 5% by 2025 when portal_live and (merged or portal_live)\n"
        "online_share >= 6% by 2025 when portal_live and merged or portal_live"
    )
    assert said_of(text) == []


# --- other clauses --------------------------------------------------------------------------------


def test_a_baseline_is_known_at_the_end_of_its_time() -> None:
    target = target_of("online_share >= 5% by 2025\n    baseline 1.5% in Q2/2022")
    assert target.baseline == Baseline(Fraction(3, 2), date(2022, 6, 30))


def test_a_baseline_is_in_the_unit_of_the_indicator() -> None:
    outcome = outcome_of("online_share >= 5% by 2025\n    baseline 2 in 2021")
    assert told(outcome.diagnostics) == ["2:14 missing-percent 2"]
    assert [target.baseline for target in outcome.value.targets] == [None]


def test_the_baseline_of_a_rate_is_in_the_unit_of_its_threshold() -> None:
    text = "learners_per_device >= 250% by 2024, >= 3 by 2025\n    baseline {} in 2021"
    for written in ("2", "200%"):
        found = [target.baseline for target in plan_of(text.format(written)).targets]
        assert found == [Baseline(Fraction(value), date(2021, 12, 31)) for value in (200, 2)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("when portal_live\n    when merged", "3:5 duplicate-clause when merged"),
        (
            "baseline 2% in 2021\n    baseline 3% in 2022",
            "3:5 duplicate-clause baseline 3% in 2022",
        ),
    ],
)
def test_a_clause_that_may_stand_once_names_both_places(text: str, place: str) -> None:
    diagnostic = only(f"online_share >= 5% by 2025\n    {text}")
    assert told([diagnostic]) == [place]
    assert related_to(diagnostic) == [f"rules.dxplan:2:5 {text.splitlines()[0]}"]


def test_a_keyword_of_two_words_is_named_whole() -> None:
    text = "online_share >= 5% by 2025\n    hiện trạng 2% trong 2021\n    hiện trạng 3% trong 2022"
    assert only(text).params == {"keyword": "hiện trạng"}
