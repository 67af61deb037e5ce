"""What more targets and more rows cost: T2 as whole processes from Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.suite.process import Taken, run
from benchmarks.suite.setting import Bound, Setting, own, rows
from benchmarks.suite.table import Row
from benchmarks.suite.turns import in_turn

SECTION = "Growth"
FILES = ("paired.parquet", "register.parquet", "register.csv", "plan60.dxplan", "plan600.dxplan")
SMALL, MORE_TARGETS, MORE_ROWS = "60 targets", "600 targets", "ten times the rows"


def measure(setting: Setting) -> Iterator[Row]:
    """Ten times the rows are ten times the schools."""
    folder = setting.files(setting.scale, *FILES)
    larger = setting.files(setting.scale * 10, *FILES)
    for name, module in (
        ("dxplan", "nation.dxplan_runs"),
        ("DuckDB, intervals", "nation.rivals.duckdb_sql"),
    ):
        command = partial(own, module, "T2")
        contenders: dict[str, Callable[[], Taken]] = {
            f"{name}, {SMALL}": partial(run, command(folder / FILES[0], "--honest")),
            f"{name}, {MORE_TARGETS}": partial(
                run, command(folder / FILES[0], "--honest", "--plan", "plan600.dxplan")
            ),
            f"{name}, {MORE_ROWS}": partial(run, command(larger / FILES[0], "--honest")),
        }
        measured = in_turn(contenders, setting.rounds)
        base = f"{name}, {SMALL}"
        bounds = {
            f"dxplan, {MORE_TARGETS}": [Bound(base, 1.5)],
            f"dxplan, {MORE_ROWS}": [Bound(base, 11, memory=2048)],
        }
        yield from rows(SECTION, "T2", measured, bounds, base=base)
