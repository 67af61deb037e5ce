"""What is looked at first, and what is left out of a question, changes no answer."""

from __future__ import annotations

from random import Random

import attrs
import pytest

from dxplan.analysis.linear.knowledge import Knowledge
from dxplan.analysis.linear.scene import Fails, Follows
from dxplan.analysis.linear.times import Rule
from dxplan.plan.model import Plan
from tests.analysis.linear.plain import plainly_follows
from tests.analysis.linear.test_reach import DECLARED_HERE
from tests.engine.rules import plan

SUBJECTS = (
    ("online_share", "%"), ("online_share secondary", "%"), ("online_share lower_secondary", "%"),
    ("recorded_share", "%"), ("recorded_share primary", "%"), ("rest_share", "%"),
    ("websites", "%"), ("sites_or_fibre", "%"), ("sites_and_fibre", "%"),
    ("taught", "%"), ("taught", "%"), ("read", "%"), ("fibred", "%"),
    ("lesson_count", ""), ("lesson_count primary", ""), ("room_count", ""), ("pooled", "%"),
)  # fmt: skip
NUMBERS = (0, 1, 5, 20, 50, 80, 100)
TIMES = ("by 2023", "by 2024", "by 2025", "in 2024", "every year", "from 2024")
PLANS = 160


def text(rng: Random) -> str:
    """Two to four rules, no two for the same subject and time."""
    found: dict[tuple[str, str], str] = {}
    for _ in range(rng.randint(2, 4)):
        (subject, unit), time = rng.choice(SUBJECTS), rng.choice(TIMES)
        comparator, number = rng.choice((">=", ">=", ">", "<=", "<", "=")), rng.choice(NUMBERS)
        threshold = f"{comparator} {number}{unit}"
        if rng.random() < 0.1:
            threshold = f"{min(number, 80)}{unit} .. {min(number, 80) + 15}{unit}"
        condition = " when portal" if rng.random() < 0.15 else ""
        found[subject, time] = f"{subject} {threshold} {time}{condition}"
    return "\n".join(found.values())


def drawn(seed: int) -> tuple[Plan, Plan]:
    rng = Random(seed)
    below, above = (
        attrs.evolve(plan(text(rng), period="2022 to 2025", declared=DECLARED_HERE), id=name)
        for name in ("below", "above")
    )
    return below, above


def rules(bound: Plan) -> list[Rule]:
    return [Rule(bound, target) for target in bound.targets]


@pytest.mark.parametrize("quarter", range(4))
def test_fewer_rules_and_a_first_look_give_the_answers_of_all_rules_at_once(quarter: int) -> None:
    decided = 0
    for seed in range(quarter * PLANS // 4, (quarter + 1) * PLANS // 4):
        below, above = (rules(each) for each in drawn(seed))
        knowledge = Knowledge(below, above)
        for rule in above:
            answer = knowledge.follows(rule)
            plainly = plainly_follows(rule, below)
            if plainly is not None:
                decided += 1
                expected = Follows if plainly else Fails
                assert isinstance(answer, expected), (seed, rule.target.id, answer)
    assert decided > 0


@pytest.mark.parametrize("quarter", range(4))
def test_what_follows_from_one_rule_is_told_as_the_solver_tells_it(quarter: int) -> None:
    for seed in range(quarter * PLANS // 4, (quarter + 1) * PLANS // 4):
        below, above = (rules(each) for each in drawn(seed))
        knowledge = Knowledge(below, above)
        for rule in above:
            same = (each for each in below if each.target.indicator == rule.target.indicator)
            for premise in same:
                plainly = plainly_follows(rule, [premise])
                if plainly is not None:
                    found = knowledge.follows_from(rule, premise, None)
                    assert found == plainly, (seed, rule.target.id, premise.target.id)
