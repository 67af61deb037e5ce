"""Milestones: every target with a deadline knows the one before it and the day it gives way."""

from __future__ import annotations

from datetime import date

import pytest

from tests.plan.rules import plan_of

Links = dict[str, tuple[date | None, str | None]]
ALONE = (None, None)


def links_of(text: str) -> Links:
    """By id: the first day on which a later milestone rules, and the milestone before."""
    return {
        target.id: (target.superseded_on, target.milestone_before)
        for target in plan_of(text).targets
    }


def test_each_milestone_gives_way_on_the_deadline_of_the_next() -> None:
    assert links_of("online_share >= 30% by 2024, 60% by 2025-Q2, 100% by 2025") == {
        "online_share.by.2024": (date(2025, 6, 30), None),
        "online_share.by.2025-Q2": (date(2025, 12, 31), "online_share.by.2024"),
        "online_share.by.2025": (None, "online_share.by.2025-Q2"),
    }


def test_milestones_are_in_the_order_of_their_deadlines_wherever_they_stand() -> None:
    text = "online_share >= 100% by 2025\nunit so_x\nonline_share > 30% before 2024-06-20"
    assert links_of(text) == {
        "online_share.by.2025": (None, "online_share.before.2024-06-20"),
        "online_share.before.2024-06-20": (date(2025, 12, 31), None),
    }


def test_a_range_is_a_milestone_of_the_same_path() -> None:
    assert links_of("online_share 2% .. 5% by 2024\nonline_share >= 10% by 2025") == {
        "online_share.by.2024": (date(2025, 12, 31), None),
        "online_share.by.2025": (None, "online_share.by.2024"),
    }


def test_ceilings_are_a_path_of_their_own() -> None:
    text = (
        "online_share >= 5% by 2024, <= 90% by 2024, < 80% by 2025, >= 10% by 2025, = 10% by 2026"
    )
    assert links_of(text) == {
        "online_share.by.2024": (date(2025, 12, 31), None),
        "online_share.by.2024.at_most": (date(2025, 12, 31), None),
        "online_share.by.2025.less": (None, "online_share.by.2024.at_most"),
        "online_share.by.2025": (None, "online_share.by.2024"),
        "online_share.by.2026.exactly": ALONE,
    }


@pytest.mark.parametrize(
    "text",
    [
        "online_share primary >= 5% by 2024\nonline_share >= 10% by 2025",
        "online_share primary >= 5% by 2024, secondary >= 10% by 2025",
        "work_files >= 5% by 2024 except mật\nwork_files >= 10% by 2025",
        "online_share >= 5% by 2024 when portal_live\nonline_share >= 10% by 2025",
        "online_share >= 5% by 2024\nwork_files >= 10% by 2025",
        "online_share >= 5% in 2024, 10% by 2025",
        "online_share >= 5% from 2024, 10% by 2025",
        "online_share >= 5% every year, 10% by 2025",
        "online_share >= 10% by 2025\nonline_share >= 5%",
    ],
)
def test_targets_that_are_not_of_one_path_stand_alone(text: str) -> None:
    assert set(links_of(text).values()) == {ALONE}


def test_targets_of_one_condition_are_a_path() -> None:
    text = (
        "online_share >= 5% by 2024 when portal_live\n"
        "online_share >= 10% by 2025\n    when  portal_live  # still"
    )
    assert links_of(text) == {
        "online_share.by.2024.when.portal_live": (date(2025, 12, 31), None),
        "online_share.by.2025.when.portal_live": (None, "online_share.by.2024.when.portal_live"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "online_share > 5% by 2024 when portal_live\nonline_share > 9% by 2025 when cổng_vận_hành",
        "online_share > 5% by 2024 when portal_live\nonline_share > 9% by 2025 when (portal_live)",
        "work_files >= 5% by 2024 except mật, school\nwork_files >= 9% by 2025 except school, mật",
    ],
)
def test_a_path_does_not_depend_on_how_the_same_thing_is_written(text: str) -> None:
    first, second = plan_of(text).targets
    assert (first.superseded_on, second.milestone_before) == (date(2025, 12, 31), first.id)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("online_share >= 5% by 2025, 9% before 2026", "by.2025", "before.2026"),
        ("online_share >= 5% by 2025, 9% by 2025-Q4", "by.2025", "by.2025-Q4"),
        ("online_share <= 9% by 2025, < 5% by 2025", "by.2025.at_most", "by.2025.less"),
    ],
)
def test_milestones_of_one_day_rule_together(text: str, one: str, other: str) -> None:
    comparator = "<" if "<" in text else ">="
    links = links_of(f"{text}\nonline_share {comparator} 3% by 2024, 2% by 2026")
    first = f"online_share.by.2024{'.less' if comparator == '<' else ''}"
    assert links[first][0] == date(2025, 12, 31)
    assert links[f"online_share.{one}"] == (date(2026, 12, 31), first)
    assert links[f"online_share.{other}"] == (date(2026, 12, 31), first)


def test_each_scope_has_its_own_path() -> None:
    text = "online_share primary >= 5% by 2024, 10% by 2025, secondary 20% by 2024, 30% by 2025"
    assert links_of(text) == {
        "online_share.primary.by.2024": (date(2025, 12, 31), None),
        "online_share.primary.by.2025": (None, "online_share.primary.by.2024"),
        "online_share.secondary.by.2024": (date(2025, 12, 31), None),
        "online_share.secondary.by.2025": (None, "online_share.secondary.by.2024"),
    }


def test_a_number_that_another_document_sets_is_a_milestone_too() -> None:
    assert links_of("online_share >= parent by 2024, >= 50% by 2025") == {
        "online_share.by.2024": (date(2025, 12, 31), None),
        "online_share.by.2025": (None, "online_share.by.2024"),
    }
