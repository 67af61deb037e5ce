"""Whole processes, from rules and a file to findings: dxplan beside what is written by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.suite.process import Failed, Taken, run
from benchmarks.suite.setting import Bound, Setting, answer, own, rows
from benchmarks.suite.table import Row
from benchmarks.suite.turns import in_turn

SECTION = "Whole processes, from Parquet"
DUCKDB, DUCKDB_HONEST = "DuckDB", "DuckDB, intervals"
CONTENDERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "dxplan": ("nation.dxplan_runs", ("--honest",)),
    DUCKDB: ("nation.rivals.duckdb_sql", ()),
    DUCKDB_HONEST: ("nation.rivals.duckdb_sql", ("--honest",)),
    "Polars": ("nation.rivals.polars_frames", ()),
    "Polars, intervals": ("nation.rivals.polars_frames", ("--honest",)),
    "NumPy, intervals": ("nation.rivals.numpy_arrays", ("--honest",)),
}
"""By name: the module, and what it is asked for; all but dxplan are written by hand for this plan.
Without intervals what is missing is passed over, so that a verdict may be wrong once it comes in;
dxplan never does that."""

WORKS = {
    "T1": "T1: every row against its targets",
    "T1F": "T1 with the rows that fail",
    "T2": "T2: provinces × 60 targets",
    "T2b": "T2b: nation, provinces and districts × 60 targets",
}
MOST = {"T1": 1.3, "T1F": 1.3, "T2": 1.3, "T2b": 1.0}


def command(name: str, task: str, path: Path, *more: str) -> list[str | Path]:
    """The process of a contender at a task."""
    module, options = CONTENDERS[name]
    return own(module, task, path, *(options if task.startswith("T2") else ()), *more)


def of_task(task: str) -> list[str]:
    """Who takes part: rows have no intervals, and NumPy gathers no failing rows."""
    names = list(CONTENDERS)
    if task.startswith("T1"):
        names = [name for name in names if "intervals" not in name or name.startswith("NumPy")]
    return [name for name in names if task != "T1F" or not name.startswith("NumPy")]


def measure(setting: Setting) -> Iterator[Row]:
    """All tasks on the paired file."""
    names = ("paired.parquet", "register.parquet", "register.csv", "plan60.dxplan")
    folder = setting.files(setting.scale, *names)
    for task, work in WORKS.items():
        yield from _measured(setting, SECTION, work, task, folder / "paired.parquet")


def _measured(setting: Setting, section: str, work: str, task: str, path: Path) -> Iterator[Row]:
    contenders: dict[str, Callable[[], Taken]] = {
        name: partial(run, command(name, task, path)) for name in of_task(task)
    }
    measured = in_turn(contenders, setting.rounds)
    told = {
        name: _verified(setting, name, task, path)
        for name, each in measured.items()
        if each.seconds is not None and task != "T1F"
    }
    bound = Bound(DUCKDB, MOST[task], memory=200 if task != "T2b" else None)
    yield from rows(section, work, measured, {"dxplan": [bound]}, told=told, base=DUCKDB)


def _verified(setting: Setting, name: str, task: str, path: Path) -> str:
    """How what came out compares with the exact answers."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "found.json"
        options = CONTENDERS[name][1] if task.startswith("T2") else ()
        try:
            run(command(name, task, path, "--write", str(written)))
            verify = own("nation.verify", task, written, "--scale", setting.scale, *options)
            found = answer(run(verify).written)
        except Failed as error:
            return f"not verified: {error}"
    wrong = found["wrong"]
    return f"{wrong} wrong of {found['rows']}: {found['first']}" if wrong else "all exact"
