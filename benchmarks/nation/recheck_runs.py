"""After an edit of the rules: judged again from sums that were kept, and by hand over the rows.

    python -m benchmarks.nation.recheck_runs TASK PATH [--rounds N]

prints the medians as JSON, and in how many rows the answers differ. dxplan's time is that of
loading the edited rules, judging, and looking at every finding.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.nation.plan import AS_OF, Target, rules, sixty
from benchmarks.nation.verify import given, wrong
from benchmarks.nation.work import REGISTER, Found


def edited(number: int) -> tuple[Target, ...]:
    """The plan with every threshold another."""
    from dataclasses import replace

    return tuple(replace(target, mille=target.mille + 1 + number) for target in sixty())


def by_dxplan(kept: Any, number: int, task: str) -> tuple[float, float, Found]:
    """Seconds for everything, of these for loading the rules, and what came out."""
    import dxplan
    from benchmarks.nation.dxplan_runs import judged

    text = rules(edited(number))
    begun = perf_counter()
    plan = dxplan.load_text(text)
    loaded = perf_counter()
    found = judged(plan, task, (), None, kept)
    return perf_counter() - begun, loaded - begun, found


def by_hand(path: Path, task: str) -> dict[str, Callable[[int], Found]]:
    """By engine the query over rows that are in memory, targets and schools told anew."""
    import polars as pl

    from benchmarks.nation.rivals import duckdb_sql, polars_frames

    con = duckdb_sql.connect()
    con.execute(f"create table figures as select * from '{path}'")
    frame, districts = pl.read_parquet(path), task == "T2b"

    def duckdb(number: int) -> Found:
        duckdb_sql.tell(con, task, edited(number), path.parent)
        return duckdb_sql.places(con, "figures", districts=districts, honest=True)

    def polars(number: int) -> Found:
        register = pl.read_parquet(path.parent / "register.parquet").rename({"id": "school"})
        targets = edited(number)
        return polars_frames.places(
            frame.lazy(), targets, register, districts=districts, honest=True
        )

    return {"DuckDB": duckdb, "Polars": polars}


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("task", choices=("T2", "T2b"))
    parser.add_argument("path", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    import dxplan

    path = options.path.absolute()
    plan = dxplan.load(path.parent / "plan60.dxplan")
    kept = dxplan.sums(plan, path, register=path.parent / REGISTER, as_of=date.fromisoformat(AS_OF))
    hands = by_hand(path, options.task)
    seconds: dict[str, list[float]] = {name: [] for name in ("dxplan", "loading", *hands)}
    found: dict[str, Found] = {}
    for number in range(options.rounds + 1):
        taken, loading, found["dxplan"] = by_dxplan(kept, number, options.task)
        seconds["dxplan"].append(taken)
        seconds["loading"].append(loading)
        for name, hand in hands.items():
            begun = perf_counter()
            found[name] = hand(number)
            seconds[name].append(perf_counter() - begun)
    lines = {name: given(options.task, each) for name, each in found.items()}
    differing = {name: len(wrong(lines["dxplan"], lines[name])) for name in hands}
    medians = {name: median(taken[1:]) for name, taken in seconds.items()}
    print(json.dumps({"medians": medians, "differing": differing}))


if __name__ == "__main__":
    main()
