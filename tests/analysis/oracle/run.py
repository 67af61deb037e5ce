"""Many random rule sets, from a seed, held against brute force and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from tests.analysis.oracle.bound import Reader
from tests.analysis.oracle.draw import bounds, draw_rules, draw_world
from tests.analysis.oracle.hold import Case, hold_what_contradicts, hold_what_follows
from tests.analysis.oracle.rules import Rule
from tests.analysis.oracle.worlds import World

TEXTS = 8
"""How many texts are written about a world."""
QUESTIONS = 3
"""How many rule sets are made of a text, each of some of its rules, beside all of them."""


def held(seed: int) -> Counter[str]:
    """The answers about the rule sets of one world, by what was asked and what was said."""
    random = Random(seed)
    world = draw_world(random)
    reader = Reader(world)
    counted: Counter[str] = Counter()
    for _ in range(TEXTS):
        case = draw_case(random, world, reader)
        counted[f"together: {hold_what_contradicts(case)}"] += 1
        for asked, others in questions(random, case):
            counted[f"one of the others: {hold_what_follows(case, asked, others)}"] += 1
    return counted


def draw_case(random: Random, world: World, reader: Reader) -> Case:
    """Random rules about a world."""
    bounded, single = random.random() < 0.7, random.random() < 0.7
    rules = draw_rules(random, world, bounded=bounded, single=single)
    return Case(world, rules, reader.plan(rules))


def questions(random: Random, case: Case) -> Iterator[tuple[Rule, tuple[Rule, ...]]]:
    """A rule and some of the others, a few times, each time others."""
    every = case.rules.rules
    limits = [rule for rule in bounds(case.world) if rule in every]
    free = [rule for rule in every if rule not in limits]
    seen: set[object] = set()
    for _ in range(QUESTIONS):
        asked = random.choice(free)
        chosen = [rule for rule in free if rule != asked and random.random() < 0.75]
        key = (asked.id, *(rule.id for rule in chosen))
        if key not in seen:
            seen.add(key)
            yield asked, (*chosen, *limits)
