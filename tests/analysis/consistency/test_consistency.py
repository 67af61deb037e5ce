"""What is wrong with the rules of a plan among themselves: which rules, on which day, why."""

from __future__ import annotations

from datetime import date

import pytest

from dxplan.analysis.consistency import Consistency, consistency, needed
from dxplan.analysis.linear.scene import Fails, Follows
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Plan
from tests.engine.rules import plan


def of(text: str, period: str = "2022 to 2025") -> Consistency:
    return consistency(plan(text, period=period))


def told(found: Consistency) -> list[str]:
    """Everything that was found, a line each."""
    lines = [
        " ".join(["conflict", *(t.id for t in each.targets), str(each.on), *_texts(each.checks)])
        for each in found.conflicts
    ]
    lines += [
        " ".join(
            ["redundant", each.target.id, "by", *(t.id for t in each.by), *_texts(each.checks)]
        )
        for each in found.redundant
    ]
    lines += [
        " ".join(["always", each.target.id, *_texts(each.checks)]) for each in found.always_kept
    ]
    lines += [" ".join([each.because, each.target.id, *_texts(each.checks)]) for each in found.idle]
    lines += [f"back {each.target.id} {each.before.id}" for each in found.falling_back]
    lines += [f"open {each.code} {each.target.id}" for each in found.undecided if each.target]
    return lines


def _texts(checks: object) -> list[str]:
    return [f"({check.text})" for check in checks]  # type: ignore[attr-defined]


# --- contradictions -------------------------------------------------------------------------------


def test_a_contradiction_is_told_with_its_first_day() -> None:
    text = "recorded_share >= 50% by 2023\nrecorded_share <= 40% by 2024-06-30"
    assert told(of(text)) == [
        "conflict recorded_share.by.2023 recorded_share.by.2024-06-30.at_most 2024-06-30"
    ]


def test_a_check_that_takes_part_is_named() -> None:
    text = """
check rooms <= devices
indicator device_count = devices
room_count >= 10 by 2025
device_count <= 5 by 2025
"""
    assert told(of(text)) == [
        "conflict room_count.by.2025 device_count.by.2025.at_most 2025-12-31 (rooms <= devices)"
    ]


def test_a_check_that_takes_no_part_is_not() -> None:
    text = "check recorded <= rooms\nrecorded_share >= 50% by 2025\nrecorded_share < 50% by 2025"
    (found,) = of(text).conflicts
    assert found.checks == ()


def test_two_contradictions_with_a_rule_in_common_are_both_told() -> None:
    text = """
recorded_share <= 40% by 2025
recorded_share >= 50% by 2025
recorded_share >= 60% in 2025
"""
    found = told(of(text))
    assert found[:2] == [
        "conflict recorded_share.by.2025.at_most recorded_share.by.2025 2025-12-31",
        "conflict recorded_share.by.2025.at_most recorded_share.in.2025 2025-12-31",
    ]


def test_of_rules_with_conditions_those_contradict_each_other_that_can_apply_together() -> None:
    text = """
recorded_share >= 50% by 2025 when portal
recorded_share <= 20% by 2025 when not portal
recorded_share <= 30% in 2025
"""
    assert told(of(text)) == [
        "conflict recorded_share.by.2025.when.portal recorded_share.in.2025.at_most 2025-12-31"
    ]


def test_a_target_alone_may_ask_for_more_than_there_can_be() -> None:
    (found,) = of("recorded_share > 100% by 2025").conflicts
    assert found.is_of_one
    text = "check recorded = 0\nrecorded_share >= 5% by 2025"
    (found,) = of(text).conflicts
    assert (found.is_of_one, len(found.targets)) == (False, 1)


# --- redundancy -----------------------------------------------------------------------------------


def test_of_two_equal_targets_one_is_redundant() -> None:
    text = "recorded_share >= 50% by 2025\nrecorded_share >= 50% in 2025"
    assert told(of(text)) == ["redundant recorded_share.in.2025 by recorded_share.by.2025"]


def test_the_weaker_one_is_redundant_wherever_it_stands() -> None:
    text = "recorded_share >= 50% by 2025\nrecorded_share >= 60% in 2025"
    assert told(of(text)) == ["redundant recorded_share.by.2025 by recorded_share.in.2025"]


def test_several_rules_together_make_one_redundant_and_only_they_are_named() -> None:
    text = "online_share secondary, lower_secondary, upper_secondary, primary >= 50% by 2025"
    assert told(of(text)) == [
        "redundant online_share.secondary.by.2025 by "
        "online_share.lower_secondary.by.2025 online_share.upper_secondary.by.2025"
    ]


def test_a_check_that_makes_a_target_redundant_is_named() -> None:
    text = """
check rooms <= devices
indicator device_count = devices
room_count >= 10 by 2025
device_count >= 3 by 2025
"""
    assert told(of(text)) == [
        "redundant device_count.by.2025 by room_count.by.2025 (rooms <= devices)"
    ]


@pytest.mark.parametrize(
    ("milestones", "found"),
    [
        ("50% by 2023, 60% by 2024, 70% by 2025", []),
        (
            "50% by 2023, 50% by 2024, 70% by 2025",
            ["redundant recorded_share.by.2024 by recorded_share.by.2023"],
        ),
        (
            "50% by 2023, over 50% by 2024",
            [],
        ),
        # After the period the first one holds no longer
        ("50% by 2025, 50% by 2030", []),
    ],
)
def test_a_milestone_is_held_against_what_the_one_before_would_ask_without_it(
    milestones: str, found: list[str]
) -> None:
    assert told(of(f"recorded_share >= {milestones}")) == found


def test_quarters_that_go_on_make_up_more_than_the_year_asks_for() -> None:
    assert told(of("lesson_count >= 100 by 2024-Q4, 300 by 2025")) == [
        "redundant lesson_count.by.2025 by lesson_count.by.2024-Q4"
    ]
    assert told(of("online_share >= 10% by 2024-Q4, 30% by 2025")) == []


def test_what_follows_from_rules_that_contradict_each_other_is_not_called_redundant() -> None:
    text = """
recorded_share >= 50% by 2025
recorded_share <= 40% by 2025
check recorded <= rooms
room_count >= 0 in 2025
"""
    found = of(text)
    assert found.redundant == ()
    assert [each.target.id for each in found.always_kept] == ["room_count.in.2025"]


def test_a_needed_target_comes_with_figures_that_keep_the_others() -> None:
    text = "online_share secondary >= 50% by 2025\nonline_share lower_secondary >= 40% by 2025"
    bound = plan(text, period="2022 to 2025")
    answer = needed(bound, bound.targets[1])
    assert isinstance(answer, Fails)
    shown = answer.counterexample
    verdicts = {
        each.target: each.verdict
        for each in evaluate(bound, shown.observations, shown.on)
        if each.organisation == bound.id and each.date == shown.on
    }
    assert verdicts == {
        "online_share.secondary.by.2025": "met",
        "online_share.lower_secondary.by.2025": "missed",
    }


def test_whether_a_milestone_is_needed_is_asked_as_if_the_one_before_went_on() -> None:
    bound = plan("recorded_share >= 50% by 2023, 50% by 2024", period="2022 to 2025")
    assert isinstance(needed(bound, bound.targets[1]), Follows)
    assert isinstance(needed(bound, bound.targets[0]), Fails)


# --- what asks for nothing, and what never applies ------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("recorded_share >= 0% by 2025", ["always recorded_share.by.2025"]),
        ("recorded_share <= 100% by 2025", ["always recorded_share.by.2025.at_most"]),
        ("room_count >= 0 by 2025", ["always room_count.by.2025"]),
        ("recorded_share > 0% by 2025", []),
        (
            "check recorded >= pupils\nrecorded_share >= 50% by 2025",
            ["always recorded_share.by.2025 (recorded >= pupils)"],
        ),
        (
            "recorded_share >= 50% in 2024 when merged",
            ["condition recorded_share.in.2024.when.merged"],
        ),
        ("recorded_share >= 50% in 2024 when pilot", []),
        ("recorded_share >= 50% by 2025 when merged", []),
        (
            "recorded_share >= 50% by 2025 when online_share > 100%",
            ["condition recorded_share.by.2025.when.online_share"],
        ),
        ("recorded_share >= 50% from 2027", ["no-day recorded_share.from.2027"]),
        ("recorded_share >= 50% by 2027", []),
        (
            "online_share primary >= 50% by 2025\n    except primary",
            ["nobody online_share.primary.except.primary.by.2025"],
        ),
        (
            "room_count school >= 5 by 2025\n    except school\nroom_count >= 8 by 2025",
            ["nobody room_count.school.except.school.by.2025"],
        ),
        (
            "room_count school <= 5 by 2025\n    except school\nroom_count school >= 8 by 2025",
            ["nobody room_count.school.except.school.by.2025.at_most"],
        ),
        ("signed school >= 5% by 2025", ["nobody signed.school.by.2025"]),
        (
            "indicator never = share of schools where fibre among those where"
            " website and not website\nnever >= 5% by 2025",
            ["nothing never.by.2025"],
        ),
        (
            "indicator never = count of schools where website and not website\nnever >= 5 by 2025",
            ["conflict never.by.2025 2025-12-31"],
        ),
        (
            'recorded_share >= 50% by 2025\nwaive recorded_share until 2025-12-31 because "x"',
            ["waived recorded_share.by.2025"],
        ),
        ('recorded_share >= 50% by 2024\nwaive recorded_share until 2024-12-31 because "x"', []),
    ],
)
def test_a_target_asks_for_nothing_or_never_applies(text: str, found: list[str]) -> None:
    assert told(of(text)) == found


# --- milestones -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("recorded_share >= 50% by 2024, over 50% by 2025", []),
        (
            "recorded_share over 50% by 2024, >= 50% by 2025",
            ["back recorded_share.by.2025 recorded_share.by.2024"],
        ),
        (
            "recorded_share at most 5% by 2024, 8% by 2025",
            ["back recorded_share.by.2025.at_most recorded_share.by.2024.at_most"],
        ),
        ("recorded_share 20% .. 50% by 2024, 30% .. 60% by 2025", []),
        (
            "lesson_count increases 10% against 2022 by 2024, 5% against 2022 by 2025",
            [
                "back lesson_count.increases.against.2022.by.2025 "
                "lesson_count.increases.against.2022.by.2024"
            ],
        ),
        (
            "lesson_count decreases 5% against 2022 by 2024, 10% against 2022 by 2025",
            [],
        ),
        ("lesson_count >= 1000 by 2024, 300 by 2025-Q1", []),
        (
            "lesson_count >= 1000 by 2024, 300 by 2025",
            ["back lesson_count.by.2025 lesson_count.by.2024"],
        ),
    ],
)
def test_a_milestone_falls_back(text: str, found: list[str]) -> None:
    assert told(of(text)) == found


# --- what is left open ----------------------------------------------------------------------------


def test_what_is_no_inequality_is_listed_with_the_reason() -> None:
    text = """
active >= 50% by 2025
online_share increases 10% against 2022 by 2025
room_count >= parent by 2025
recorded_share >= 50% by 2025
"""
    assert told(of(text)) == [
        "open counts-by-a-flow active.by.2025",
        "open change-of-a-quotient online_share.increases.against.2022.by.2025",
        "open no-number room_count.by.2025",
    ]


def test_what_is_no_inequality_is_still_held_against_the_same_quotient() -> None:
    text = "active >= 50% by 2025\nactive <= 40% by 2025"
    assert told(of(text)) == [
        "conflict active.by.2025 active.by.2025.at_most 2025-12-31",
        "open counts-by-a-flow active.by.2025",
        "open counts-by-a-flow active.by.2025.at_most",
    ]


def test_there_is_nothing_to_find_in_a_plan_without_rules() -> None:
    assert consistency(Plan("p")) == Consistency(Plan("p"))


def test_the_day_of_a_contradiction_is_one_on_which_all_of_its_rules_bind() -> None:
    text = "recorded_share >= 50% every quarter\nrecorded_share <= 40% in 2024-Q3"
    (found,) = of(text).conflicts
    assert found.on == date(2024, 9, 30)
