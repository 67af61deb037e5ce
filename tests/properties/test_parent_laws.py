"""Laws of numbers that a plan takes from the one above it."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from dxplan.analysis.strictness import kept_by
from dxplan.plan.environment import Environment, ParentThreshold
from dxplan.plan.model import Plan, Target
from tests.plan.rules import outcome_of, plan_of

YEARS = st.integers(2022, 2030)
MILESTONES = st.dictionaries(YEARS, st.integers(1, 99), min_size=1, max_size=4)
DIRECTIONS = st.sampled_from([(">=", ">"), ("<=", "<")])


@st.composite
def comparators(draw: st.DrawFn) -> tuple[str, str]:
    """One of the plan above and one of the plan below, of one direction."""
    direction = draw(DIRECTIONS)
    return draw(st.sampled_from(direction)), draw(st.sampled_from(direction))


def above(comparator: str, steps: Sequence[tuple[int, int]]) -> Plan:
    rules = [f"online_share {comparator} {number}% by {year}" for year, number in steps]
    return plan_of("\n".join(["plan above", *rules]))


def below(parent: Plan, comparator: str, year: int, *known: ParentThreshold) -> Target:
    environment = Environment(
        plans=frozenset({"above"}), parent=parent, parent_thresholds=tuple(known)
    )
    text = f"plan p\n    parent above\nonline_share {comparator} parent by {year}"
    (target,) = outcome_of(text, environment=environment).value.targets
    return target


@given(MILESTONES, comparators(), YEARS)
def test_what_takes_the_parents_number_implies_the_rule_that_sets_it(
    steps: dict[int, int], words: tuple[str, str], year: int
) -> None:
    parent = above(words[0], list(steps.items()))
    target = below(parent, words[1], year)
    come = [each for each in steps if each <= year]
    ruling = max(come) if come else min(steps)
    (rule,) = [each for each in parent.targets if each.time.end and each.time.end.year == ruling]
    own, other = kept_by(target.threshold), kept_by(rule.threshold)
    assert own is not None
    assert other is not None
    assert own.is_within(other)
    assert target.low == steps[ruling]


@given(st.permutations([(2023, 30), (2024, 50), (2025, 80)]), YEARS)
def test_the_order_of_the_parents_rules_makes_no_difference(
    steps: list[tuple[int, int]], year: int
) -> None:
    assert below(above(">=", steps), ">=", year) == below(above(">=", sorted(steps)), ">=", year)


@given(MILESTONES, comparators(), YEARS, st.integers(1, 99))
def test_a_plugins_number_is_agreed_with_or_leaves_the_number_open(
    steps: dict[int, int], words: tuple[str, str], year: int, number: int
) -> None:
    parent = above(words[0], list(steps.items()))
    alone = below(parent, words[1], year)
    assert alone.low is not None
    told = ParentThreshold("above", "online_share", alone.low + number, comparator=words[0])  # type: ignore[arg-type]
    same = ParentThreshold("above", "online_share", alone.low, comparator=words[0])  # type: ignore[arg-type]
    assert below(parent, words[1], year, same) == alone
    assert below(parent, words[1], year, told).low is None
