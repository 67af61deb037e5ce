"""After an edit of the rules, when the sums were kept."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.suite.limits import Bound
from benchmarks.suite.process import Failed, run
from benchmarks.suite.setting import Setting, answer, own, rows
from benchmarks.suite.table import Row
from benchmarks.suite.turns import Measured
from benchmarks.suite.units import duration
from benchmarks.suite.whole import WORKS

SECTION = "Again after an edit of the rules"
ABOUT = """
Every threshold of the plan has been edited. dxplan has kept its sums, loads the rules and judges
again; the others ask the rows, which are in memory, once more.
"""
OWN = "dxplan, sums kept"
BOUNDS = {"T2": (0.005, 30), "T2b": (0.025, 20)}


def measure(setting: Setting) -> Iterator[Row]:
    """Rules are loaded, and every finding looked at; rows are in memory."""
    names = ("paired.parquet", "register.parquet", "register.csv", "plan60.dxplan")
    path = setting.files(setting.scale, *names) / "paired.parquet"
    for task, (seconds, times) in BOUNDS.items():
        try:
            found = answer(
                run(own("nation.recheck_runs", task, path, "--rounds", setting.rounds)).written
            )
        except Failed as error:
            yield Row(SECTION, WORKS[task], OWN, None, told=str(error))
            continue
        medians = found["medians"]
        loading = f"of which loading the rules {duration(medians.pop('loading'))}"
        hands = {name: f"{name} by hand, over the rows" for name in found["differing"]}
        measured = {hands.get(name, OWN): Measured(each) for name, each in medians.items()}
        bounds = {OWN: [Bound(most=seconds), *(Bound(h, least=times) for h in hands.values())]}
        told = {hands[name]: agreed(each) for name, each in found["differing"].items()}
        yield from rows(
            SECTION, WORKS[task], measured, bounds, told={OWN: loading, **told}, base=OWN
        )


def agreed(differing: int) -> str:
    """How an answer compares with dxplan's."""
    return f"{differing} rows differ from dxplan's" if differing else "the same findings"
