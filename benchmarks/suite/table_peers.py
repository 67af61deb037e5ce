"""Libraries that validate tables, at 1.4 million rows, which every one of them can take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.suite.limits import Bound
from benchmarks.suite.process import Taken, run
from benchmarks.suite.sections import PARTS
from benchmarks.suite.setting import Setting, answer, own, peer, rows
from benchmarks.suite.table import Row
from benchmarks.suite.turns import in_turn

SECTION = "Libraries that validate tables, T1 in memory, a tenth of the rows"
ABOUT = """
Every row against its target, 1.4 million rows in memory, each library in the ways that its
documentation shows: a rule for every target, or one rule over rows that were joined with the
targets before (joining is part of the time). The join is written by hand, in Polars or in SQL, so
that the second way measures above all the engine below the library. Great Expectations compares
columns: a rule for every target would need two columns for each. All are asked for whole numbers
to be multiplied, so that they can be right. dxplan is held against both ways, on the engine that
the library stands on.
"""
EACH, JOINED = "a rule a target", "one rule, targets joined"
WAYS = {EACH: "each", JOINED: "joined"}
PEERS = {
    "dataframely": ("dataframely_peer", (EACH, JOINED)),
    "pandera": ("pandera_peer", (EACH, JOINED)),
    "pointblank": ("pointblank_peer", (EACH, JOINED)),
    "great-expectations": ("great_expectations_peer", (JOINED,)),
    "soda (DuckDB)": ("soda_peer", (EACH, JOINED)),
    "vtlengine (DuckDB)": ("vtlengine_peer", (EACH, JOINED)),
}
LEAST = {"pandera": 15, "pointblank": 5, "soda (DuckDB)": 30, "vtlengine (DuckDB)": 30}
LIMIT = 60.0
"""Seconds that a peer's process may take."""


def measure(setting: Setting) -> Iterator[Row]:
    """Each checks the same rows, which it has in memory already, in its own process."""
    scale = setting.scale * PARTS["table_peers"]
    path = setting.files(scale, "paired.parquet", "plan60.dxplan") / "paired.parquet"
    contenders = {f"dxplan on {name}": _dxplan(name, path) for name in ("Polars", "DuckDB")}
    first = next(iter(contenders))
    for name, (module, ways) in PEERS.items():
        for way in ways:
            command = peer(f"tables.{module}", path, "--way", WAYS[way])
            contenders[f"{name}, {way}"] = partial(inside, command, LIMIT)
    measured = in_turn(contenders, setting.rounds)
    wanted = _failing(scale)
    told = {
        name: _told(answer(each.written), wanted) for name, each in measured.items() if not each.why
    }
    bounds: dict[str, list[Bound]] = {}
    for name, least in LEAST.items():
        # On the engine that the peer itself stands on
        own_name = f"dxplan on {'DuckDB' if 'DuckDB' in name else 'Polars'}"
        held = [Bound(f"{name}, {way}", least=least) for way in PEERS[name][1]]
        bounds.setdefault(own_name, []).extend(held)
    yield from rows(SECTION, "60 targets", measured, bounds, told=told, base=first)


def _dxplan(backend: str, path: Path) -> Callable[[], Taken]:
    command = own("nation.memory_runs", "T1", backend.lower(), path, "--only", "dxplan")
    return partial(inside, [*command, "--rounds", "1"], LIMIT)


def inside(command: list[str | Path], limit: float = LIMIT) -> Taken:
    """What a process says that the work took inside it."""
    taken = run(command, limit=limit)
    return Taken(float(answer(taken.written)["seconds"]), taken.memory, taken.written)


def _failing(scale: Fraction) -> dict[str, int]:
    """By target how many rows fail, exactly."""
    command = own("nation.failing", "--scale", scale)
    return {name: int(count) for name, count in answer(run(command).written).items()}


def _told(found: Mapping[str, Any], wanted: Mapping[str, int]) -> str:
    """The version, and whether the counts are right: those of every target, or their sum."""
    failing = found.get("failing") or {}
    given = {name: count for name, count in failing.items() if count or name == ""}
    exact = {name: count for name, count in wanted.items() if count}
    said = "WRONG counts"
    if given == exact:
        said = "all exact"
    elif given == {"": sum(exact.values())}:
        said = "exact, one count for all targets"
    version = found.get("version")
    return f"{version}: {said}" if version else said
