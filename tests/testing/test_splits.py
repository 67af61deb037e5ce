"""The law of a school that is split in two: of which targets it is one, and that it holds."""

from __future__ import annotations

from random import Random

import pytest

from dxplan.aiming.aims import AIMS
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.prepare import Prepared, prepare
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Plan
from dxplan.testing.laws.of_data import Changeable
from dxplan.testing.laws.of_splits import looks_at_schools, split, splitting_is_nothing
from tests.engine.rules import DECLARED, plan

COUNTED = DECLARED + "indicator roomy = share of communes where rooms >= 2\n"
SUMS = (
    "online_share >= 50% in 2025",
    "satisfaction >= 5 in 2025",
    "online_share >= 50% in each district in 2025",
    "online_share >= 50% in 2025\n    when portal",
    "online_share >= 50% in 2025\n    when room_count >= 5",
    "online_share >= 50% in 2025\n    when lesson_count >= 5 and not pupils_per_room > 12",
    "room_count >= 5 in 2025\n    when met online_share\nonline_share >= 5% by 2025",
)
SCHOOLS = (
    "websites >= 50% in 2025",
    "equipped >= 2 in 2025",
    "rooms_each >= 2 in 2025",
    "roomy >= 50% in 2025",
    "room_count >= 2 in each school in 2025",
    "online_share >= 50% in 2025\n    when equipped >= 2",
    "online_share >= 50% in 2025\n    when portal or not rooms_each >= 2",
    "room_count >= 5 in 2025\n    when met websites\nwebsites >= 5% by 2025",
    "room_count >= 5 in 2025\n    when met online_share\n"
    "online_share >= 5% by 2025 when websites >= 5%",
)


def bound(rule: str) -> Plan:
    return plan(rule, period="2024 to 2025", declared=COUNTED)


@pytest.mark.parametrize("rule", SUMS)
def test_sums_look_at_no_school(rule: str) -> None:
    assert not looks_at_schools(bound(rule), bound(rule).targets[0])


@pytest.mark.parametrize("rule", SCHOOLS)
def test_counts_look_at_schools_also_where_a_condition_asks_for_them(rule: str) -> None:
    assert looks_at_schools(bound(rule), bound(rule).targets[0])


def data_for(rule: str) -> list[Prepared]:
    drawn, found = bound(rule), []
    for aim in AIMS:
        for applies in (True, False):
            try:
                found.append(prepare(drawn, drawn.targets[0], aim, applies=applies))
            except CannotAim:
                continue
    return found


@pytest.mark.parametrize("rule", SUMS)
def test_the_law_holds_of_sums_and_conditions_on_sums(rule: str) -> None:
    target, random, verdicts = bound(rule).targets[0], Random(rule), set()
    for prepared in data_for(rule):
        for _ in range(5):
            changeable = Changeable(prepared.draw(random.randint), random.randint(0, 9))
            halved = split(changeable.aimed, target, Random(0).randint)
            assert halved is not None
            told = {cell.organisation for cell in changeable.aimed.observations.cells}
            assert len({cell.organisation for cell in halved.cells}) == len(told) + 1
            splitting_is_nothing(changeable, judge=evaluate, target=target, language="en")
            verdicts.add(prepared.verdict)
    conditioned = {"not_applicable"} if target.when is not None else set()
    assert verdicts == {"met", "missed", "undetermined"} | conditioned


@pytest.mark.parametrize("rule", SCHOOLS)
def test_what_looks_at_schools_is_left_out(rule: str) -> None:
    for prepared in data_for(rule):
        assert split(prepared.draw(), prepared.target, lambda low, high: low) is None


def test_a_condition_that_counts_schools_turns_when_one_becomes_two() -> None:
    """Why it is no law of such a condition: the same sums, and one school more."""
    rule = "online_share >= 50% in 2025\n    when rooms_each >= 4"
    counted, summed = (
        bound(text).targets[0] for text in (rule, rule.replace("rooms_each", "room_count"))
    )
    aimed = prepare(bound(rule), counted, "satisfying").draw()
    halved = split(aimed, summed, lambda low, high: low)
    assert halved is not None
    after = evaluate(aimed.plan_of_target, halved, aimed.as_of)
    assert (aimed.finding().verdict, after.findings[0].verdict) == ("met", "not_applicable")
