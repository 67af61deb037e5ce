"""Laws of refinement, on random plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from random import Random

import attrs
import pytest

from dxplan.analysis.refinement import refine
from dxplan.analysis.results import Refinement
from dxplan.plan.model import Plan
from tests.analysis.oracle.bound import Reader
from tests.analysis.oracle.draw import draw_rules, draw_world
from tests.analysis.oracle.rules import Rule, RuleSet

WORLDS = range(60)
COVERED = ("restated", "stricter")


def moved(rule: Rule, by: int) -> Rule:
    """A rule that asks for more, or for less when the number is below 0."""
    most = Fraction(100) if rule.figure.kind == "share" else Fraction(1_000)
    up = rule.high is None and rule.comparator in (">=", ">")
    down = rule.high is None and rule.comparator in ("<=", "<")
    low = rule.low + (by if up else -by if down else 0)
    return attrs.evolve(rule, low=min(max(low, Fraction(0)), most))


def changed(rules: RuleSet, change: Callable[[Rule], Rule | None]) -> RuleSet:
    """Rules of which some are changed or left out; never all of them are left out."""
    found = tuple(other for rule in rules.rules if (other := change(rule)) is not None)
    return attrs.evolve(rules, rules=found or rules.rules)


def loosened(random: Random, rules: RuleSet) -> RuleSet:
    def change(rule: Rule) -> Rule | None:
        return random.choice([rule, moved(rule, -random.randint(1, 20)), None])

    return changed(rules, change)


def tightened(random: Random, rules: RuleSet) -> RuleSet:
    def change(rule: Rule) -> Rule:
        return random.choice([rule, moved(rule, random.randint(1, 20))])

    return changed(rules, change)


def covers(found: Refinement) -> bool:
    """Whether every target of the parent follows from the child."""
    return all(each.status in COVERED for each in found)


@attrs.frozen
class Drawn:
    """Random rules about a random world, and how to read others about it."""

    random: Random
    reader: Reader
    rules: RuleSet

    def plan(self, rules: RuleSet, name: str) -> Plan:
        return self.reader.plan(rules, name)


def drawn(seed: int) -> Drawn:
    random = Random(f"refinement {seed}")
    world = draw_world(random)
    rules = draw_rules(random, world, bounded=False, single=random.random() < 0.5)
    return Drawn(random, Reader(world), rules)


@pytest.mark.parametrize("shard", range(3))
def test_every_plan_is_at_least_as_strict_as_itself(shard: int) -> None:
    statuses: Counter[str] = Counter()
    for seed in WORLDS[shard::3]:
        case = drawn(seed)
        found = refine(case.plan(case.rules, "child"), case.plan(case.rules, "parent"))
        statuses.update(each.status for each in found)
    assert set(statuses) <= {*COVERED, "not_decided"}, statuses
    assert statuses["restated"] > 20
    assert statuses["not_decided"] * 10 < statuses.total()


def test_what_is_as_strict_as_a_plan_is_as_strict_as_what_that_is_as_strict_as() -> None:
    chains = 0
    for seed in WORLDS:
        case = drawn(seed)
        middle = loosened(case.random, case.rules)
        loose = loosened(case.random, middle)
        first, second, third = (
            case.plan(rules, name)
            for rules, name in ((case.rules, "first"), (middle, "second"), (loose, "third"))
        )
        if covers(refine(first, second)) and covers(refine(second, third)):
            chains += 1
            assert covers(refine(first, third)), (case.reader.world.text, case.rules.text, loose)
    assert chains > 20


def test_asking_for_more_never_loses_what_is_covered() -> None:
    covered = 0
    for seed in WORLDS:
        case = drawn(seed)
        stricter = tightened(case.random, case.rules)
        parent = case.plan(loosened(case.random, case.rules), "parent")
        before = refine(case.plan(case.rules, "child"), parent)
        after = refine(case.plan(stricter, "child"), parent)
        for one, other in zip(before, after, strict=True):
            if one.status in COVERED:
                covered += 1
                assert other.status in COVERED, (case.rules.text, stricter.text, other)
    assert covered > 50
