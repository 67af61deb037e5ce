"""After an edit of the rules, when the sums were kept."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.suite.process import Failed, run
from benchmarks.suite.setting import Bound, Setting, answer, own, rows
from benchmarks.suite.table import Row
from benchmarks.suite.turns import Measured
from benchmarks.suite.whole import WORKS

SECTION = "Again after an edit of the rules"
OWN, BY_HAND = "dxplan, sums kept", "DuckDB, intervals, over the rows"
BOUNDS = {"T2": (0.005, 30), "T2b": (0.025, 20)}


def measure(setting: Setting) -> Iterator[Row]:
    """Rules are loaded, and every finding looked at."""
    names = ("paired.parquet", "register.parquet", "register.csv", "plan60.dxplan")
    path = setting.files(setting.scale, *names) / "paired.parquet"
    for task, (seconds, times) in BOUNDS.items():
        command = own("nation.recheck_runs", task, path, "--rounds", setting.rounds)
        try:
            found = answer(run(command).written)
        except Failed as error:
            yield Row(SECTION, WORKS[task], OWN, None, told=str(error))
            continue
        measured = {OWN: Measured(found["dxplan"]), BY_HAND: Measured(found["hand"])}
        bounds = {OWN: [Bound(most=seconds), Bound(BY_HAND, least=times)]}
        told = {OWN: f"of which loading the rules {found['loading'] * 1000:.1f} ms"}
        yield from rows(SECTION, WORKS[task], measured, bounds, told=told, base=BY_HAND)
