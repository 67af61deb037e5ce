"""Laws of consistency: shortcuts change no answer, sets are smallest, what is redundant is implied.

Rules over shares that have denominators, numerators and parts in common, at times that overlap.
"""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxplan.analysis.consistency import consistency, examine, needed
from dxplan.analysis.linear.contradictions import contradictions
from dxplan.analysis.linear.scene import Follows
from dxplan.analysis.linear.times import Rule
from dxplan.plan.model import Plan, Target
from tests.engine.rules import plan

DECLARED = """
measure tablets by level stock
measure laptops by level stock
measure teachers by level stock
measure printers by level stock
measure chairs by level stock
indicator fibre_share = share of schools where fibre
indicator two_share = (tablets + laptops) / (pupils + teachers)
indicator tablet_share = tablets / (pupils + teachers)
indicator printer_share = printers / pupils
indicator signature_share = share of schools where signature
"""
CHECKS = (
    "",
    "check tablets <= pupils",
    "check tablets <= pupils\ncheck laptops <= teachers",
    "check pupils <= printers",
    "check printers <= recorded",
    "check laptops <= pupils",
    "check teachers < 9",
    "check pupils <= chairs\ncheck chairs = 0",
)
PARTS = {
    "recorded_share": ("", " primary", " secondary", " lower_secondary"),
    "printer_share": ("", " primary", " secondary", " lower_secondary"),
    "two_share": ("", " primary"),
    "tablet_share": ("", " secondary"),
    "websites": ("",),
    "sites_or_fibre": ("",),
    "fibre_share": ("", " school"),
    "signature_share": ("", " school", " office"),
    "plan_share": ("", " school", " department"),
    "online_share": ("", " secondary"),
}
TIMES = ("by 2023", "by 2024", "by 2025", "in 2024", "every year", "from 2024", "by 2030")


@st.composite
def targets(draw: st.DrawFn) -> str:
    indicator = draw(st.sampled_from(sorted(PARTS)))
    part = draw(st.sampled_from(PARTS[indicator]))
    comparator = draw(st.sampled_from([">=", ">", "<=", "<"]))
    number = draw(st.sampled_from([20, 50, 80, 100]))
    return f"{indicator}{part} {comparator} {number}% {draw(st.sampled_from(TIMES))}"


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    rules = draw(st.lists(targets(), min_size=2, max_size=4, unique_by=_names))
    text = "\n".join([DECLARED, draw(st.sampled_from(CHECKS)), *rules])
    return plan(text, period="2022 to 2025")


def _names(text: str) -> tuple[str, ...]:
    """Indicator, part, direction and time: no two targets of a plan have them all in common."""
    what, time = text.split("%")
    *named, comparator, _ = what.split()
    return (*named, "down" if "<" in comparator else "up", time)


@settings(max_examples=60)
@given(plans())
def test_rules_that_are_seen_to_be_apart_are_what_the_solver_finds_them_to_be(
    drawn: Plan,
) -> None:
    short = consistency(drawn)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(examine, "are_apart", lambda rules, relations: False)
        assert attrs.evolve(consistency(drawn), plan=short.plan) == short


def left(drawn: Plan, out: Target, of: tuple[Target, ...]) -> list[Rule]:
    return [Rule(drawn, each) for each in of if each != out]


@settings(max_examples=60)
@given(plans())
def test_a_contradiction_is_none_without_any_one_of_its_rules(drawn: Plan) -> None:
    for conflict in consistency(drawn).conflicts:
        found, _ = contradictions(Rule(drawn, each) for each in conflict.targets)
        assert {frozenset(rule.target for rule in each.rules) for each in found} == {
            frozenset(conflict.targets)
        }
        for target in conflict.targets:
            assert contradictions(left(drawn, target, conflict.targets)) == ([], [])


@settings(max_examples=60)
@given(plans())
def test_what_is_redundant_follows_from_the_others(drawn: Plan) -> None:
    for redundant in consistency(drawn).redundant:
        assert isinstance(needed(drawn, redundant.target), Follows)
