"""A frame that is in memory already: dxplan and the same backend by hand, in turn in one process.

    python -m benchmarks.nation.memory_runs TASK BACKEND PATH [--only WHO] [--rounds N]

prints the medians of both as JSON.
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

from benchmarks.nation.plan import AS_OF, Target, sixty
from benchmarks.nation.work import TASKS

BACKENDS = ("polars", "duckdb")
Call = Callable[[], Any]


def by_hand(task: str, backend: str, path: Path, targets: tuple[Target, ...]) -> tuple[Any, Call]:
    """The frame, and the work on it as written by hand."""
    honest, districts = task.startswith("T2"), task == "T2b"
    if backend == "polars":
        import polars as pl

        from benchmarks.nation.rivals import polars_frames as rival

        frame = pl.read_parquet(path)
        lazy = frame.lazy()
        if task == "T1":
            return frame, lambda: rival.rows(lazy, targets)
        if task == "T1F":
            return frame, lambda: rival.failing(lazy, targets)
        register = pl.read_parquet(path.parent / "register.parquet").rename({"id": "school"})
        return frame, lambda: rival.places(
            lazy, targets, register, districts=districts, honest=honest
        )
    from benchmarks.nation.rivals import duckdb_sql

    con = duckdb_sql.connect(targets, path.parent)
    con.execute(f"create table figures as select * from '{path}'")
    relation = con.table("figures")
    if task == "T1":
        return relation, lambda: duckdb_sql.rows(con, "figures")
    if task == "T1F":
        return relation, lambda: duckdb_sql.failing(con, "figures")
    return relation, lambda: duckdb_sql.places(con, "figures", districts=districts, honest=honest)


def by_dxplan(task: str, frame: Any, folder: Path) -> Call:
    """The same work asked of dxplan; the plan is loaded each time, and every finding looked at."""
    import dxplan
    from benchmarks.nation.dxplan_runs import height, told

    def rows() -> Any:
        checked = dxplan.rows(dxplan.load(folder / "plan60.dxplan"), frame)
        if task == "T1F":
            return height(checked.failing())
        return {each.rule: each.failing for each in checked}

    def places() -> Any:
        plan = dxplan.load(folder / "plan60.dxplan")
        session = dxplan.open_session()
        columns = ("province", "district") if task == "T2b" else ("province",)
        day, register = date.fromisoformat(AS_OF), folder / "register.csv"
        reports = (
            session.check(plan, frame, register, as_of=day, group_by=column) for column in columns
        )
        return [row for report in reports for row in told(report)]

    return rows if task.startswith("T1") else places


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("backend", choices=BACKENDS)
    parser.add_argument("path", type=Path)
    parser.add_argument("--only", choices=("dxplan", "hand"))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    path = options.path.absolute()
    frame, hand = by_hand(options.task, options.backend, path, sixty())
    calls = {"dxplan": by_dxplan(options.task, frame, path.parent), "hand": hand}
    if options.only:
        calls = {options.only: calls[options.only]}
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    found: dict[str, Any] = {}
    for number in range(options.rounds + 1):
        for name, call in calls.items():
            begun = perf_counter()
            found[name] = call()
            if number:
                seconds[name].append(perf_counter() - begun)
    medians = {name: median(taken) for name, taken in seconds.items()}
    first = next(iter(medians))
    failing = found[first] if isinstance(found[first], dict) else {}
    print(json.dumps({"seconds": medians[first], "medians": medians, "failing": failing}))


if __name__ == "__main__":
    main()
