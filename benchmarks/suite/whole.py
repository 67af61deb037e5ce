"""Whole processes, from rules and a file to findings: dxplan beside what is written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.suite.limits import Bound
from benchmarks.suite.process import Failed, run
from benchmarks.suite.setting import Setting, answer, own, rows
from benchmarks.suite.table import Row
from benchmarks.suite.turns import in_turn

SECTION = "Whole processes, from Parquet"
ABOUT = """
From the start of a process to its end: rules, register and rows are read from files, and every
finding is looked at. In T1 nothing is added up, so that no school can be missing.
"""
DUCKDB, DUCKDB_BLIND = "DuckDB by hand", "DuckDB by hand, missing schools ignored"
CONTENDERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "dxplan": ("nation.dxplan_runs", ("--honest",)),
    DUCKDB: ("nation.rivals.duckdb_sql", ("--honest",)),
    DUCKDB_BLIND: ("nation.rivals.duckdb_sql", ()),
    "Polars by hand": ("nation.rivals.polars_frames", ("--honest",)),
    "Polars by hand, missing schools ignored": ("nation.rivals.polars_frames", ()),
    "NumPy by hand": ("nation.rivals.numpy_arrays", ("--honest",)),
}
"""By name: the module, and what it is asked for; all but dxplan are written by hand for this plan.
Where missing schools are ignored, a verdict may be wrong once their reports come in; dxplan and the
others take them into account."""

WORKS = {
    "T1": "T1: every row against its targets",
    "T1F": "T1 with the rows that fail",
    "T2": "T2: provinces × 60 targets",
    "T2b": "T2b: nation, provinces and districts × 60 targets",
}
MOST = {"T1": 1.3, "T1F": 1.3, "T2": 1.3, "T2b": 1.0}
MEMORY = {"T1": 200.0, "T2": 200.0}
"""MiB."""


def command(name: str, task: str, path: Path, *more: str) -> list[str | Path]:
    """The process of a contender at a task."""
    module, options = CONTENDERS[name]
    return own(module, task, path, *(options if task.startswith("T2") else ()), *more)


def of_task(task: str) -> list[str]:
    """Who takes part: a row has no missing schools, and NumPy gathers no failing rows."""
    names = list(CONTENDERS)
    if task.startswith("T1"):
        names = [name for name in names if "ignored" not in name]
    return [name for name in names if task != "T1F" or not name.startswith("NumPy")]


def measure(setting: Setting) -> Iterator[Row]:
    """All tasks on the paired file."""
    names = ("paired.parquet", "register.parquet", "register.csv", "plan60.dxplan")
    path = setting.files(setting.scale, *names) / "paired.parquet"
    for task, work in WORKS.items():
        with TemporaryDirectory() as folder:
            written = {name: Path(folder) / f"{at}.json" for at, name in enumerate(of_task(task))}
            contenders = {name: partial(run, command(name, task, path)) for name in written}
            first = {
                name: partial(run, command(name, task, path, "--write", str(kept)))
                for name, kept in written.items()
            }
            measured = in_turn(contenders, setting.rounds, first)
            told = {
                name: verified(setting, task, kept, *_options(name, task))
                for name, kept in written.items()
                if measured[name].seconds is not None
            }
        bound = Bound(DUCKDB, MOST[task], memory=MEMORY.get(task))
        blind = [Bound(DUCKDB_BLIND, MOST[task])] if task.startswith("T2") else []
        bounds = {"dxplan": [bound, *blind]}
        yield from rows(SECTION, work, measured, bounds, told=told, base=DUCKDB)


def _options(name: str, task: str) -> tuple[str, ...]:
    return CONTENDERS[name][1] if task.startswith("T2") else ()


def verified(setting: Setting, task: str, written: Path, *options: object) -> str:
    """How what came out compares with the exact answers."""
    verify = own("nation.verify", task, written, "--scale", setting.scale, *options)
    try:
        found = answer(run(verify).written)
    except Failed as error:
        return f"not verified: {error}"
    wrong = found["wrong"]
    return f"{wrong} WRONG of {found['rows']}: {found['first']}" if wrong else "all exact"
