"""What a child plan makes of its parent, target by target."""

from __future__ import annotations

from functools import cache

import attrs
import pytest

from dxplan.analysis.refinement import refine
from dxplan.analysis.results import Refined, Refinement
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Plan
from tests.engine.rules import plan

SEVERAL = """
recorded_share >= 50% by 2024, 80% by 2025
online_share secondary >= 5% by 2025
room_count >= 10 from 2024
"""


@cache
def named(name: str, text: str, period: str = "2022 to 2025") -> Plan:
    return attrs.evolve(plan(text, period=period), id=name)


def refined(child: str, parent: str, period: str = "2022 to 2025") -> Refinement:
    return refine(named("child", child), named("parent", parent, period))


def only(child: str, parent: str, period: str = "2022 to 2025") -> Refined:
    (result,) = refined(child, parent, period)
    return result


LEAD = "\n    lead new_office"

RESULTS = [
    ("recorded_share >= 80% by 2025", "recorded_share >= 80% by 2025", "restated"),
    ("recorded_share >= 80% by 2024", "recorded_share >= 80% by 2025", "stricter"),
    ("recorded_share > 80% by 2025", "recorded_share >= 80% by 2025", "stricter"),
    ("room_count > 5 by 2025", "room_count >= 6 by 2025", "restated"),
    ("recorded_share >= 50% by 2025", "recorded_share >= 80% by 2025", "weaker"),
    ("recorded_share >= 80% by 2025 when portal", "recorded_share >= 80% by 2025", "weaker"),
    (
        "recorded_share primary >= 90% by 2025",
        "recorded_share >= 80% by 2025",
        "incomparable",
    ),
    ("recorded_share 40% .. 60% by 2025", "recorded_share 50% .. 70% by 2025", "incomparable"),
    ("recorded_share >= 80% by 2025", "online_share >= 80% by 2025", "not_covered"),
    ("websites >= 80% by 2025", "signed >= 80% by 2025", "incomparable"),
    ("websites >= 80% by 2025", "active >= 80% by 2025", "not_decided"),
    ("room_count >= 80 by 2025", "room_count >= parent by 2025", "not_decided"),
    ("room_count >= parent by 2025", "room_count >= 80 by 2025", "not_decided"),
    ("recorded_share primary >= parent by 2025", "recorded_share >= 80% by 2025", "not_decided"),
    (
        "online_share primary >= parent by 2025",
        "online_share secondary >= 80% by 2025",
        "not_covered",
    ),
    (
        "online_share lower_secondary >= parent by 2025",
        "online_share secondary >= 80% by 2025",
        "not_decided",
    ),
    ("room_count >= 20 by 2024, >= parent by 2025", "room_count >= 80 by 2024", "weaker"),
    ("room_count >= 80 by 2024, >= parent by 2025", "room_count >= 80 by 2024", "not_decided"),
    (
        "online_share lower_secondary, upper_secondary >= 5% by 2025",
        "online_share secondary >= 5% by 2025",
        "stricter",
    ),
    (
        "online_share secondary >= 100% by 2025",
        "online_share upper_secondary >= 100% by 2025",
        "stricter",
    ),
]


NOBODY = [
    "online_share lower_secondary >= 5% by 2025\n    except secondary",
    "online_share secondary >= 5% by 2025\n    except lower_secondary, upper_secondary",
    "online_share >= 5% by 2025\n    except primary, secondary",
    "online_share school >= 5% by 2025\n    except school",
    "online_share lower_secondary >= 5% in each province by 2025\n    except secondary",
    "online_share lower_secondary >= 5% every year\n    except secondary",
    "websites school >= 5% by 2025\n    except school",
    "signed school >= 5% by 2025",
    "room_count school >= 5 by 2025\n    except school",
    "room_count school = 5 by 2025\n    except department, office, school",
    "room_count school >= 5 every year\n    except school",
    "room_count school >= 5 in each province by 2025\n    except school",
    "room_count school adds 5 against 2022 by 2025\n    except school",
    "equipped school >= 5 by 2025\n    except school",
    "pupils_per_room school >= 5 by 2025\n    except school",
    "rooms_each school >= 5 by 2025\n    except school",
]
"""Targets whose scope leaves nobody whom they ask for anything."""
ASKING = {
    "online_share": "online_share >= 5% by 2025",
    "websites": "websites >= 5% by 2025",
    "signed": "signed >= 5% by 2025",
    "room_count": "room_count >= 5 by 2025",
    "equipped": "equipped >= 5 by 2025",
    "pupils_per_room": "pupils_per_room >= 5 by 2025",
    "rooms_each": "rooms_each >= 5 by 2025",
}
"""Targets of the same indicators that are about everybody."""


@pytest.mark.parametrize("text", NOBODY)
def test_a_target_about_nobody_asks_nothing_of_a_child(text: str) -> None:
    result = only(ASKING[text.split(maxsplit=1)[0]], text)
    assert (result.status, result.by) == ("restated", ())


@pytest.mark.parametrize("text", NOBODY)
def test_a_target_about_nobody_covers_nothing_of_a_parent(text: str) -> None:
    result = only(text, ASKING[text.split(maxsplit=1)[0]])
    assert (result.status, result.by) == ("not_covered", ())
    assert result.counterexample is not None
    assert result.counterexample.missed.verdict == "missed"
    assert result.counterexample.kept == ()


def test_beside_a_target_about_nobody_the_others_count_as_ever() -> None:
    text = f"room_count > 5 by 2025\n{NOBODY[8]}"
    assert [(each.target.id, each.status) for each in refined(text, "room_count >= 8 by 2025")] == [
        ("room_count.by.2025", "weaker")
    ]


def test_whether_a_target_about_nobody_is_met_is_not_decided() -> None:
    child = (
        "recorded_share >= 5% by 2025\n    when met online_share primary\n"
        "online_share primary >= 5% by 2025\n    except primary"
    )
    result = only(child, "recorded_share >= 5% by 2025")
    assert result.undecided is not None
    assert (result.status, result.undecided.code) == ("not_decided", "condition-on-a-target")


def test_schools_that_no_rule_counts_answer_what_they_are_asked() -> None:
    child = (
        "indicator never = share of schools where website among those where website and not website"
        "\nnever <= 3% by 2025\nsigned >= 5% by 2025"
    )
    result = only(child, "signed >= 8% by 2025")
    assert result.counterexample is not None
    assert [(each.target.id, each.verdict) for each in result.counterexample.kept] == [
        ("never.by.2025.at_most", "not_applicable"),
        ("signed.by.2025", "met"),
    ]


@pytest.mark.parametrize(("child", "parent", "status"), RESULTS)
def test_status(child: str, parent: str, status: str) -> None:
    assert only(child, parent).status == status


@pytest.mark.parametrize(("child", "parent", "status"), RESULTS)
def test_every_no_comes_with_figures(child: str, parent: str, status: str) -> None:
    result = only(child, parent)
    assert (result.counterexample is not None) == (
        status in ("weaker", "incomparable", "not_covered")
    )
    assert (result.reverse is not None) == (status == "incomparable")
    assert (result.undecided is not None) == (status == "not_decided")


@pytest.mark.parametrize(
    ("child", "parent"),
    [(child, parent) for child, parent, status in RESULTS if status == "incomparable"],
)
def test_incomparable_is_shown_each_way(child: str, parent: str) -> None:
    result = only(child, parent)
    assert result.counterexample is not None
    assert result.reverse is not None
    for shown, missing, keeping in (
        (result.counterexample, parent, child),
        (result.reverse, child, parent),
    ):
        missed = evaluate(plan(missing, period="2022 to 2025"), shown.observations, shown.on)
        kept = evaluate(plan(keeping, period="2022 to 2025"), shown.observations, shown.on)
        assert "missed" in {finding.verdict for finding in missed}
        assert "missed" not in {finding.verdict for finding in kept}


def test_parts_are_named_as_what_covers_the_whole() -> None:
    result = only(
        "online_share lower_secondary, upper_secondary >= 5% by 2025\nrecorded_share >= 5% by 2025",
        "online_share secondary >= 5% by 2025",
    )
    assert [target.id for target in result.by] == [
        "online_share.lower_secondary.by.2025",
        "online_share.upper_secondary.by.2025",
    ]


def test_a_later_deadline_is_weaker_and_said_to_be_later() -> None:
    result = only("recorded_share >= 80% by 2025", "recorded_share >= 80% by 2024")
    assert (result.status, result.postponed) == ("weaker", True)
    assert result.counterexample is not None
    assert result.counterexample.on.isoformat() == "2024-12-31"
    assert [target.id for target in result.by] == ["recorded_share.by.2025"]


def test_a_lower_number_is_not_said_to_be_later() -> None:
    assert not only("recorded_share >= 70% by 2025", "recorded_share >= 80% by 2025").postponed


def test_days_after_the_childs_period_are_not_held_against_it() -> None:
    result = only("recorded_share >= 80% by 2025", "recorded_share >= 80% by 2025", "2022 to 2030")
    assert result.status == "restated"


def test_what_falls_due_after_the_childs_period_is_outside() -> None:
    result = only("recorded_share >= 80% by 2025", "recorded_share >= 80% by 2030", "2022 to 2030")
    assert (result.status, result.outside) == ("not_covered", True)


def test_an_outlook_of_the_child_covers_what_falls_due_then() -> None:
    result = only("recorded_share >= 90% by 2030", "recorded_share >= 80% by 2030", "2022 to 2030")
    assert result.status == "stricter"


def test_nobody_leads_what_the_parent_says_who_leads() -> None:
    parent = "recorded_share >= 80% by 2025" + LEAD
    assert only("recorded_share >= 80% by 2025", parent).unled
    assert refined("recorded_share >= 80% by 2025", parent).falls_short
    assert not only("recorded_share >= 80% by 2025" + LEAD, parent).unled
    assert not refined("recorded_share >= 80% by 2025" + LEAD, parent).falls_short


@pytest.mark.parametrize(
    ("child", "status", "unled"),
    [
        ("recorded_share >= 80% by 2024", "stricter", True),
        ("recorded_share >= 80% by 2024" + LEAD, "stricter", False),
        ("recorded_share >= 50% by 2025", "weaker", False),
    ],
)
def test_somebody_has_to_lead_what_asks_for_more_not_what_falls_short(
    child: str, status: str, unled: bool
) -> None:
    found = only(child, "recorded_share >= 80% by 2025" + LEAD)
    assert (found.status, found.unled) == (status, unled)


def test_what_only_the_parent_dates_may_fail_to_come_about_for_the_child() -> None:
    rule = "recorded_share >= 80% by 2025\n    when opened"
    result = only(f"fact opened\n{rule}", f"fact opened from 2024\n{rule}")
    shown = result.counterexample
    assert shown is not None
    assert (result.status, shown.facts) == ("weaker", (("opened", False),))
    assert [each.verdict for each in (shown.missed, *shown.kept)] == ["missed", "not_applicable"]
    assert only(f"fact opened from 2024\n{rule}", f"fact opened\n{rule}").status == "stricter"


def test_a_waiver_weakens() -> None:
    waived = 'recorded_share >= 80% by 2025\nwaive recorded_share until 2025 because "storm"'
    assert only(waived, "recorded_share >= 80% by 2025").status == "weaker"


def test_a_child_that_contradicts_itself_is_said_to() -> None:
    found = refined(
        "recorded_share >= 80% by 2025\nrecorded_share <= 70% by 2025", "room_count >= 1 by 2025"
    )
    assert {target.id for target in found.contradictory} == {
        "recorded_share.by.2025",
        "recorded_share.by.2025.at_most",
    }


def test_rules_that_are_not_linear_are_left_out_by_name() -> None:
    found = refined("active >= 5% by 2025\nroom_count >= 3 by 2025", "room_count >= 1 by 2025")
    assert [(each.code, each.target and each.target.id) for each in found.left_out] == [
        ("counts-by-a-flow", "active.by.2025")
    ]


def test_every_plan_refines_itself() -> None:
    found = refined(SEVERAL, SEVERAL)
    assert {result.status for result in found} == {"restated"}
    assert not found.falls_short


def test_what_the_child_asks_after_the_parents_period_is_not_held_against_it() -> None:
    child = named("child", "recorded_share >= 50% by 2025", "2022 to 2027")
    parent = named("parent", "recorded_share > 50% by 2025")
    (result,) = refine(child, parent)
    assert result.status == "weaker"
