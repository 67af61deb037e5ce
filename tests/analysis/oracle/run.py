"""Many random rule sets, from a seed, held against brute force and counted.

``python -m tests.analysis.oracle.run`` holds as many as FUZZ_SETS says, or as come in FUZZ_SECONDS.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import get_context
from random import Random

from tests.analysis.oracle.bound import Reader
from tests.analysis.oracle.draw import bounds, draw_rules, draw_world
from tests.analysis.oracle.hold import Case, hold_what_contradicts, hold_what_follows
from tests.analysis.oracle.rules import Rule
from tests.analysis.oracle.worlds import World

TEXTS = 8
"""How many texts are written about a world."""
QUESTIONS = 4
"""How many rule sets are made of a text, each of some of its rules, beside all of them."""
FIRST_FRESH_SEED = 1_000_000
"""Seeds below are for the tests that run every time."""


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


def tried(seed: int) -> tuple[Counter[str], str]:
    """The answers about a world, or what went wrong."""
    try:
        return held(seed), ""
    except Exception as wrong:  # all of it is told, with the seed that shows it
        told = wrong.args[0] if isinstance(wrong, AssertionError) and wrong.args else wrong
        parts = told if isinstance(told, tuple) else (repr(wrong),)
        return Counter(), "\n".join([f"--- seed {seed}", *map(str, parts)])


def main() -> int:
    """Hold fresh rule sets, and say how many and what was wrong; 1 if anything was."""
    sets = int(os.environ.get("FUZZ_SETS", "1000000"))
    until = time.monotonic() + float(os.environ.get("FUZZ_SECONDS", "inf"))
    first = int(os.environ.get("FUZZ_SEED", FIRST_FRESH_SEED))
    counted: Counter[str] = Counter()
    wrong = 0
    with get_context("spawn").Pool() as pool:
        # A world gives more rule sets than it has texts, so these are enough of them.
        for found, trouble in pool.imap_unordered(tried, range(first, first + sets // TEXTS + 1)):
            counted += found
            if trouble:
                wrong += 1
                print(trouble, flush=True)
            if counted.total() >= sets or time.monotonic() > until:
                break
        pool.terminate()
    for answer, times in sorted(counted.items()):
        print(f"{times:9,}  {answer}")
    print(f"{counted.total():9,}  rule sets, {wrong} worlds with a disagreement")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
