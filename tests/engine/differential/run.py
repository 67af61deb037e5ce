"""Many random plans and tables, from a seed, held against the reference evaluator and counted.

``python -m tests.engine.differential.run`` holds as many as FUZZ_SETS says, or as come in
FUZZ_SECONDS; FUZZ_SEED is the first seed, and FUZZ_BACKENDS names the ways to evaluate, all of them
without it.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from multiprocessing import get_context

from hypothesis import Phase, given, settings
from hypothesis import seed as seeded

from tests.engine.differential.cases import Case, cases
from tests.engine.differential.classes import classes
from tests.engine.differential.evaluators import EVALUATORS
from tests.engine.differential.hold import disagreement

EACH = 50
"""So many cases are drawn from a seed."""
ALWAYS = ("naive figures", "polars")
"""Ways that cost little; of the others every case is held against one."""
FIRST_FRESH_SEED = 1_000_000
MOST_TOLD = 3
"""So many disagreements of a seed are made small and told."""


def held(seed: int) -> tuple[Counter[str], list[str]]:
    """What the cases of a seed were cases of, and where somebody disagreed."""
    counted: Counter[str] = Counter()
    wrong: list[str] = []
    chosen = tuple(filter(None, os.environ.get("FUZZ_BACKENDS", "").split(","))) or ()
    others = [name for name in EVALUATORS if name not in ALWAYS]

    @seeded(seed)
    @settings(max_examples=EACH, database=None, deadline=None, phases=[Phase.generate])
    @given(cases())
    def hold(case: Case) -> None:
        counted.update(classes(case))
        turn = others[counted["cases"] % len(others)]
        counted["cases"] += 1
        for name in chosen or (*ALWAYS, turn):
            counted[f"held: {name}"] += 1
            told = disagreement(case, EVALUATORS[name]) if len(wrong) < MOST_TOLD else ""
            if told:
                wrong.append(f"--- seed {seed}: {name}\n{told}")

    hold()
    return counted, wrong


def main() -> int:
    """Hold fresh cases, and say how many of what they were; 1 if anything was wrong."""
    sets = int(os.environ.get("FUZZ_SETS", "100000"))
    until = time.monotonic() + float(os.environ.get("FUZZ_SECONDS", "inf"))
    first = int(os.environ.get("FUZZ_SEED", FIRST_FRESH_SEED))
    counted: Counter[str] = Counter()
    disagreements = 0
    with get_context("spawn").Pool() as pool:
        for found, wrong in pool.imap_unordered(held, range(first, first + sets // EACH + 1)):
            counted += found
            disagreements += len(wrong)
            for told in wrong:
                print(told, flush=True)
            if counted["cases"] >= sets or time.monotonic() > until:
                break
        pool.terminate()
    for name, times in sorted(counted.items()):
        print(f"{times:9,}  {name}")
    print(f"{counted['cases']:9,}  plans with a table, {disagreements} disagreements")
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
