"""Small rule sets about which analyser and brute force once did not agree."""

from __future__ import annotations

import pytest

from dxplan.analysis.linear.contradictions import contradictions
from dxplan.analysis.linear.knowledge import Knowledge
from dxplan.analysis.linear.scene import Answer, Fails, Follows, NotDecided
from dxplan.analysis.linear.times import Rule
from tests.engine.rules import plan

PERIOD = "2024 to 2025"
MORE = """
indicator site_count = count of schools where website
indicator device_count = devices
indicator roomy = share of schools where rooms >= 1
"""


def rules(text: str) -> list[Rule]:
    found = plan(MORE + text, period=PERIOD)
    return [Rule(found, target) for target in found.targets]


def first_of(text: str) -> Answer:
    """Whether the first rule follows from the others."""
    asked, *others = rules(text)
    return Knowledge(others, [asked]).follows(asked)


def contradicting(text: str) -> list[list[str]]:
    found, _ = contradictions(rules(text))
    return [[rule.target.id for rule in each.rules] for each in found]


def test_without_organisations_no_count_of_them_is_missed() -> None:
    answer = first_of("site_count >= 1 by 2025")
    assert isinstance(answer, Fails)
    assert answer.counterexample.observations.organisations


@pytest.mark.parametrize("check", ["rooms <= 3", "rooms <= devices + 3"])
def test_a_number_in_a_check_counts_for_each_report(check: str) -> None:
    """Two schools with two rooms each have four."""
    answer = first_of(f"room_count <= 3 by 2025\ndevice_count <= 0 by 2025\ncheck {check}")
    assert isinstance(answer, NotDecided)
    assert answer.undecided.code == "check-of-each-organisation"


def test_what_every_report_has_at_least_all_have_together() -> None:
    assert first_of("room_count >= 3 by 2025\ncheck rooms >= 3") == Follows(())


def test_rules_that_are_not_decided_are_not_taken_to_be_about_the_same() -> None:
    """Their conditions may hold at different times."""
    answer = first_of(
        "roomy 60% .. 80% by 2025 when websites >= 20%\nroomy = 70% by 2025 when room_count = 4"
    )
    assert isinstance(answer, NotDecided)


def test_no_rule_is_named_that_is_not_needed() -> None:
    """Nothing is needed for what holds anyway, and nothing twice for what two rules say."""
    assert first_of("recorded_share >= 0% by 2025\nrecorded_share >= 10% in 2025") == Follows(())
    answer = first_of(
        "room_count >= 5 from 2024\nroom_count >= 6 in 2024\nroom_count >= 5 from 2024-01-01"
    )
    assert isinstance(answer, Follows)
    assert [rule.target.id for rule in answer.by] == ["room_count.from.2024-01-01"]


def test_a_counterexample_tells_only_what_the_rules_are_about() -> None:
    """What is about other measures is not reported, and so not missed."""
    answer = first_of("room_count >= 5 by 2025\ndevice_count >= 3 by 2025")
    assert isinstance(answer, Fails)
    assert {cell.measure for cell in answer.counterexample.observations.cells} == {"rooms"}


def test_a_condition_that_another_rule_keeps_from_holding_contradicts_nothing() -> None:
    assert contradicting("room_count >= 9 by 2025 when device_count >= 5\ndevice_count < 5") == []


def test_rules_under_one_condition_contradict_beside_those_under_its_opposite() -> None:
    text = """
room_count >= 8 by 2025 when not portal
room_count >= 5 by 2025 when portal
room_count <= 3 by 2025 when portal
"""
    assert contradicting(text) == [
        ["room_count.by.2025.when.portal", "room_count.by.2025.when.portal.at_most"]
    ]


def test_the_fewest_rules_contradict_whatever_day_shows_it() -> None:
    text = """
lesson_count primary >= 1 every quarter
lesson_count secondary >= 1 every quarter
lesson_count <= 3 in 2025
"""
    assert [len(each) for each in contradicting(text)] == [2]
