"""What more targets and more rows cost: T2 as whole processes from Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.suite.limits import Bound
from benchmarks.suite.process import run
from benchmarks.suite.setting import Setting, own, rows
from benchmarks.suite.table import Row
from benchmarks.suite.turns import in_turn
from benchmarks.suite.whole import verified

SECTION = "Growth"
ABOUT = """
The same work with 600 targets in the place of 60, and with 500,000 schools (140 million rows) in
the place of 50,000. It streams: what it holds must not grow with the rows.
"""
FILES = ("paired.parquet", "register.parquet", "register.csv", "plan60.dxplan", "plan600.dxplan")
SMALL, MORE_TARGETS, MORE_ROWS = "60 targets", "600 targets", "60 targets, ten times the rows"
WHO = {"dxplan": "nation.dxplan_runs", "DuckDB by hand": "nation.rivals.duckdb_sql"}


def measure(setting: Setting) -> Iterator[Row]:
    """Ten times the rows are ten times the schools."""
    few = setting.files(setting.scale, *FILES) / FILES[0]
    many = setting.files(setting.scale * 10, *FILES) / FILES[0]
    asked: dict[str, tuple[Path, tuple[str, ...], Setting]] = {
        SMALL: (few, (), setting),
        MORE_TARGETS: (few, ("--plan", "plan600.dxplan"), setting),
        MORE_ROWS: (many, (), replace(setting, scale=setting.scale * 10)),
    }
    for name, module in WHO.items():
        with TemporaryDirectory() as folder:
            commands = {
                f"{name}, {what}": own(module, "T2", path, "--honest", *options)
                for what, (path, options, _) in asked.items()
            }
            written = {who: Path(folder) / f"{at}.json" for at, who in enumerate(commands)}
            contenders = {who: partial(run, command) for who, command in commands.items()}
            first = {
                who: partial(run, [*command, "--write", written[who]])
                for who, command in commands.items()
            }
            measured = in_turn(contenders, setting.rounds, first)
            told = {
                who: verified(size, "T2", written[who], "--honest", *options)
                for who, (_, options, size) in zip(commands, asked.values(), strict=True)
                if measured[who].seconds is not None
            }
        base = f"{name}, {SMALL}"
        bounds = {
            f"dxplan, {MORE_TARGETS}": [Bound(base, 1.5)],
            f"dxplan, {MORE_ROWS}": [Bound(base, 11, memory=2048)],
        }
        yield from rows(SECTION, "T2 from Parquet", measured, bounds, told=told, base=base)
