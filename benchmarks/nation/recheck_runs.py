"""After an edit of the rules: judged again from sums that were kept, and by hand over the rows.

    python -m benchmarks.nation.recheck_runs TASK PATH [--rounds N]

prints the medians of both as JSON. dxplan's time is that of loading the edited rules, judging, and
looking at every finding.
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.nation.plan import AS_OF, Target, rules, sixty


def edited(number: int) -> tuple[Target, ...]:
    """The plan with every threshold another."""
    from dataclasses import replace

    return tuple(replace(target, mille=target.mille + 1 + number) for target in sixty())


def by_dxplan(kept: Any, number: int, columns: tuple[str, ...]) -> tuple[float, float]:
    """Seconds for everything, and of these for loading the rules."""
    import dxplan
    from benchmarks.nation.dxplan_runs import told

    text, day = rules(edited(number)), date.fromisoformat(AS_OF)
    begun = perf_counter()
    plan = dxplan.load_text(text)
    loaded = perf_counter()
    list(told(dxplan.check(plan, sums=kept, as_of=day, by=columns)))
    return perf_counter() - begun, loaded - begun


def by_hand(con: Any, source: str, task: str) -> float:
    """Seconds for the query over rows that are in memory."""
    from benchmarks.nation.rivals import duckdb_sql

    begun = perf_counter()
    duckdb_sql.places(con, source, districts=task == "T2b", honest=True)
    return perf_counter() - begun


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("task", choices=("T2", "T2b"))
    parser.add_argument("path", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    import dxplan
    from benchmarks.nation.rivals import duckdb_sql

    path, folder = options.path.absolute(), options.path.absolute().parent
    columns = ("province", "district") if options.task == "T2b" else ("province",)
    con = duckdb_sql.connect(sixty(), folder)
    hand = [by_hand(con, duckdb_sql.scan(path), options.task) for _ in range(options.rounds + 1)]
    plan = dxplan.load(folder / "plan60.dxplan")
    kept = dxplan.sums(
        plan, path, register=folder / "register.csv", as_of=date.fromisoformat(AS_OF)
    )
    own = [by_dxplan(kept, number, columns) for number in range(options.rounds + 1)]
    print(
        json.dumps(
            {
                "dxplan": median(total for total, _ in own[1:]),
                "loading": median(loading for _, loading in own[1:]),
                "hand": median(hand[1:]),
            }
        )
    )


if __name__ == "__main__":
    main()
