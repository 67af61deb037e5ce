"""Libraries that validate tables, at 1.4 million rows, which every one of them can take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path

from benchmarks.suite.limits import Bound
from benchmarks.suite.process import Taken, run
from benchmarks.suite.setting import Setting, answer, own, peer, rows
from benchmarks.suite.table import Row
from benchmarks.suite.turns import in_turn

SECTION = "Libraries that validate tables, T1 in memory, a tenth of the nation"
PEERS = {
    "dataframely": "dataframely_peer",
    "pandera": "pandera_peer",
    "pointblank": "pointblank_peer",
    "great-expectations": "great_expectations_peer",
    "soda (DuckDB)": "soda_peer",
    "vtlengine (DuckDB)": "vtlengine_peer",
}
LEAST = {
    "pandera": 15,
    "pointblank": 5,
    "soda (DuckDB)": 30,
    "vtlengine (DuckDB)": 30,
}


def measure(setting: Setting) -> Iterator[Row]:
    """Each checks the same rows, which it has in memory already, in its own process."""
    scale = setting.scale * Fraction(1, 10)
    path = setting.files(scale, "paired.parquet", "plan60.dxplan") / "paired.parquet"
    contenders: dict[str, Callable[[], Taken]] = {
        "dxplan": partial(
            inside, own("nation.memory_runs", "T1", "polars", path, "--only", "dxplan")
        ),
        **{name: partial(inside, peer(f"tables.{module}", path)) for name, module in PEERS.items()},
    }
    measured = in_turn(contenders, setting.rounds)
    wanted = _failing(scale)
    told = {
        name: _told(answer(each.written), wanted)
        for name, each in measured.items()
        if each.seconds is not None
    }
    bounds = {"dxplan": [Bound(name, least=least) for name, least in LEAST.items()]}
    yield from rows(SECTION, "60 targets", measured, bounds, told=told, base="dxplan")


def inside(command: list[str | Path]) -> Taken:
    """What a process says that the work took inside it."""
    taken = run(command)
    return Taken(float(answer(taken.written)["seconds"]), taken.memory, taken.written)


def _failing(scale: Fraction) -> dict[str, int]:
    """By target how many rows fail, exactly."""
    command = own("nation.failing", "--scale", scale)
    return {name: int(count) for name, count in answer(run(command).written).items()}


def _told(found: dict[str, object], wanted: dict[str, int]) -> str:
    failing = found.get("failing")
    said = "no counts"
    if isinstance(failing, dict) and failing:
        given = {name: count for name, count in failing.items() if count or name == ""}
        total = {"": sum(wanted.values())}
        right = given in (total, {name: count for name, count in wanted.items() if count})
        said = "all exact" if right else "WRONG counts"
    if found.get("wrong"):
        first = found["first"]
        example = first[0] if isinstance(first, list) and first else ""
        said += f"; n / d * 100 >= p is wrong for {found['wrong']} of {found['asked']}: {example}"
    elif found.get("asked"):
        said += f"; n / d * 100 >= p is right for all {found['asked']}"
    version = found.get("version")
    return f"{version}: {said}" if version else said
