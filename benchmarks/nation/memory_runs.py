"""A frame that is in memory already: dxplan and the same backend by hand, in turn in one process.

    python -m benchmarks.nation.memory_runs TASK BACKEND PATH [--only WHO] [--rounds N]

prints the medians of both as JSON, and in how many rows their answers differ.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.nation.plan import Target, sixty
from benchmarks.nation.verify import given, wrong
from benchmarks.nation.work import REGISTER, TASKS, Found

BACKENDS = ("polars", "duckdb")
Call = Callable[[], Any]


def by_hand(task: str, backend: str, path: Path, targets: tuple[Target, ...]) -> tuple[Any, Call]:
    """The frame, and the work on it as written by hand: the same verdicts, missing schools too."""
    return (_polars if backend == "polars" else _duckdb)(task, path, targets)


def _polars(task: str, path: Path, targets: tuple[Target, ...]) -> tuple[Any, Call]:
    import polars as pl

    from benchmarks.nation.rivals import polars_frames as rival

    frame = pl.read_parquet(path)

    def places() -> Found:
        register = pl.read_parquet(path.parent / "register.parquet").rename({"id": "school"})
        return rival.places(frame.lazy(), targets, register, districts=task == "T2b", honest=True)

    calls: dict[str, Call] = {
        "T1": lambda: rival.rows(frame.lazy(), targets),
        "T1F": lambda: rival.failing(frame.lazy(), targets),
    }
    return frame, calls.get(task, places)


def _duckdb(task: str, path: Path, targets: tuple[Target, ...]) -> tuple[Any, Call]:
    from benchmarks.nation.rivals import duckdb_sql as rival

    con = rival.connect()
    con.execute(f"create table figures as select * from '{path}'")

    def work() -> Any:
        # Targets and schools are part of the work, as they are of dxplan's
        rival.tell(con, task, targets, path.parent)
        if task == "T1":
            return rival.rows(con, "figures")
        if task == "T1F":
            return rival.failing(con, "figures")
        return rival.places(con, "figures", districts=task == "T2b", honest=True)

    return con.table("figures"), work


def by_dxplan(task: str, frame: Any, folder: Path) -> Call:
    """The same work asked of dxplan; the plan is loaded each time, and every finding looked at."""
    import dxplan
    from benchmarks.nation.dxplan_runs import counted, height, judged

    def work() -> Any:
        plan = dxplan.load(folder / "plan60.dxplan")
        if task == "T1F":
            return height(dxplan.rows(plan, frame).failing())
        if task == "T1":
            return counted(plan, frame)
        return judged(plan, task, frame, folder / REGISTER)

    return work


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
    said = {"seconds": medians[first], "medians": medians, "failing": _failing(found[first])}
    every = [given(options.task, each) for each in found.values()]
    differing = [wrong(every[0], each) for each in every[1:]]
    print(json.dumps({**said, "differing": sum(map(len, differing))}))


def _failing(found: Any) -> dict[str, int]:
    """By target how many rows fail, of T1."""
    if isinstance(found, int) or len(found[0]) != 3:
        return {}
    return {name: int(every) - int(kept) for name, kept, every in found}


if __name__ == "__main__":
    main()
