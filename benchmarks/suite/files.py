"""Other files than Parquet: CSV beside bare reading, and a province's workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.suite.limits import Bound
from benchmarks.suite.process import run
from benchmarks.suite.setting import Setting, own, peer, rows
from benchmarks.suite.table import Row
from benchmarks.suite.turns import Measured, in_turn
from benchmarks.suite.whole import verified

SECTION = "Whole processes, from CSV, wide and tidy Parquet, and XLSX"
ABOUT = """
CSV beside a process that does nothing but read every column; Parquet in three layouts; and the
workbook of one province (12 quarters of its schools, 48 counts a row) beside the faster of two
readers that only bring its cells into memory.
"""
PLAN = ("register.parquet", "register.csv", "plan60.dxplan")
BARE, FASTEST = "DuckDB, bare reading", "the fastest reader"
READERS = {
    "fastexcel, bare reading": partial(peer, "readers", "fastexcel"),
    "python-calamine, bare reading": partial(own, "nation.readers", "calamine"),
}


def measure(setting: Setting) -> Iterator[Row]:
    """Reading is most of the work."""
    yield from _csv(setting)
    yield from _layouts(setting)
    yield from _workbook(setting)


def _csv(setting: Setting) -> Iterator[Row]:
    path = setting.files(setting.scale, "paired.csv", *PLAN) / "paired.csv"
    commands = {
        "dxplan": own("nation.dxplan_runs", "T2", path),
        BARE: own("nation.readers", "duckdb", path),
        "Polars, bare reading": own("nation.readers", "polars", path),
        "DuckDB by hand": own("nation.rivals.duckdb_sql", "T2", path, "--honest"),
    }
    found, told = _measured(setting, commands, ("dxplan", "DuckDB by hand"))
    bounds = {"dxplan": [Bound(BARE, 1.15)]}
    yield from rows(SECTION, "T2 from CSV", found, bounds, told=told, base=BARE)


def _layouts(setting: Setting) -> Iterator[Row]:
    """Other shapes of the same figures, without limits: nobody reads them by hand here."""
    names = ("paired.parquet", "wide.parquet", "tidy.parquet")
    folder = setting.files(setting.scale, *names, *PLAN)
    commands = {
        f"dxplan, {name.split('.')[0]}": own("nation.dxplan_runs", "T2", folder / name)
        for name in names
    }
    found, told = _measured(setting, commands, tuple(commands))
    yield from rows(SECTION, "T2 from Parquet", found, {}, told=told)


def _workbook(setting: Setting) -> Iterator[Row]:
    names = ("province.xlsx", "province-register.csv", "plan60.dxplan")
    path = setting.files(setting.scale, *names) / names[0]
    register = ("--register", names[1])
    commands = {
        "dxplan": own("nation.dxplan_runs", "T2", path, *register),
        **{name: command(path) for name, command in READERS.items()},
    }
    found, told = _measured(setting, commands, ("dxplan",), "--first-province")
    timed = {name: each.seconds for name, each in found.items() if name in READERS}
    known = {name: seconds for name, seconds in timed.items() if seconds is not None}
    base = min(known, key=lambda name: known[name], default="")
    bounds = {"dxplan": [Bound(base or FASTEST, 1.2)]}
    yield from rows(SECTION, "a province's workbook", found, bounds, told=told, base=base)


def _measured(
    setting: Setting,
    commands: Mapping[str, list[str | Path]],
    judging: Sequence[str],
    *options: str,
) -> tuple[dict[str, Measured], dict[str, str]]:
    """What came of them, and of those that judge how it compares with the exact answers."""
    with TemporaryDirectory() as folder:
        written = {name: Path(folder) / f"{at}.json" for at, name in enumerate(judging)}
        contenders = {name: partial(run, command) for name, command in commands.items()}
        first = {
            name: partial(run, [*commands[name], "--write", kept]) for name, kept in written.items()
        }
        found = in_turn(contenders, setting.rounds, first)
        told = {
            name: verified(setting, "T2", kept, "--honest", *options)
            for name, kept in written.items()
            if found[name].seconds is not None
        }
    return found, told
