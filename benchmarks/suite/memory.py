"""Frames that are in memory already: dxplan beside the same backend written by hand."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.suite.limits import Bound
from benchmarks.suite.process import Failed, run
from benchmarks.suite.recheck import agreed
from benchmarks.suite.setting import Setting, answer, own, rows
from benchmarks.suite.table import Row
from benchmarks.suite.turns import Measured
from benchmarks.suite.whole import WORKS

SECTION = "Frames in memory"
ABOUT = """
The rows are in memory before the clock starts. Rules are loaded and schools read each time, and
every finding is looked at; both take turns inside one process.
"""
MOST = 1.15
BACKENDS = {"polars": "Polars", "duckdb": "DuckDB"}


def measure(setting: Setting) -> Iterator[Row]:
    """Both take turns inside one process, which holds the frame."""
    names = ("paired.parquet", "register.parquet", "register.csv", "plan60.dxplan")
    path = setting.files(setting.scale, *names) / "paired.parquet"
    for backend, title in BACKENDS.items():
        for task, work in WORKS.items():
            command = own("nation.memory_runs", task, backend, path, "--rounds", setting.rounds)
            by_hand = f"{title} by hand"
            own_name = f"dxplan on {title}"
            try:
                found = answer(run(command).written)
            except Failed as error:
                yield Row(SECTION, work, own_name, None, told=str(error))
                continue
            medians = found["medians"]
            measured = {own_name: Measured(medians["dxplan"]), by_hand: Measured(medians["hand"])}
            bounds = {own_name: [Bound(by_hand, MOST)]}
            told = {by_hand: agreed(found["differing"])}
            yield from rows(SECTION, work, measured, bounds, told=told, base=by_hand)
