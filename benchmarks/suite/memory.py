"""Frames that are in memory already: dxplan beside the same backend written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.suite.process import Failed, Taken, run
from benchmarks.suite.setting import Bound, Setting, answer, own, rows
from benchmarks.suite.table import Row
from benchmarks.suite.turns import Measured, in_turn
from benchmarks.suite.whole import WORKS

SECTION = "Frames in memory"
MOST = 1.15


def measure(setting: Setting) -> Iterator[Row]:
    """Both take turns inside one process, which holds the frame."""
    names = ("paired.parquet", "register.parquet", "register.csv", "plan60.dxplan")
    path = setting.files(setting.scale, *names) / "paired.parquet"
    for backend in ("polars", "duckdb"):
        for task, work in WORKS.items():
            command = own("nation.memory_runs", task, backend, path, "--rounds", setting.rounds)
            own_name, by_hand = f"dxplan on {backend}", f"{backend} by hand"
            try:
                medians = answer(run(command).written)["medians"]
                found = {own_name: Measured(medians["dxplan"]), by_hand: Measured(medians["hand"])}
            except Failed as error:
                alone = in_turn({by_hand: _alone([*command, "--only", "hand"])}, 0)
                found = {own_name: Measured(None, why=str(error)), **alone}
            bounds = {own_name: [Bound(by_hand, MOST)]}
            yield from rows(SECTION, work, found, bounds, base=by_hand)


def _alone(command: list[object]) -> Callable[[], Taken]:
    from benchmarks.suite.table_peers import inside

    return partial(inside, command)  # type: ignore[arg-type]
