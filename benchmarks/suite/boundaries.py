"""Exactly on the line: dxplan in every kind of table, and what others make of a percentage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.boundary.dxplan_runs import BACKENDS
from benchmarks.suite.limits import Limit
from benchmarks.suite.process import Failed, run
from benchmarks.suite.setting import Setting, answer, own, peer
from benchmarks.suite.table import Row
from benchmarks.suite.table_peers import PEERS

SECTION = "Exactly on the line: 5,200 quotients, one count either side, and counts up to 10^18"
COMMANDS = {
    "Python": own("boundary.floats"),
    **{name: peer(f"tables.{module}") for name, (module, _) in PEERS.items()},
}
LIMIT = 120.0
"""Seconds that a process may take."""


def measure(setting: Setting) -> Iterator[Row]:
    """How many verdicts are wrong; nothing is timed."""
    for backend in BACKENDS:
        yield _of_dxplan(backend)
    for name, command in COMMANDS.items():
        try:
            found = answer(run(command, limit=LIMIT).written)
        except Failed as error:
            yield Row(SECTION, "all ways of writing it", name, None, told=str(error))
            continue
        for way, counts in found["ways"].items():
            yield Row(SECTION, f"`{way}`", name, None, told=_told(counts))
        if "huge" in found:
            way = f"`{next(reversed(found['ways']))}`, counts up to 10^18"
            yield Row(SECTION, way, name, None, told=_huge(found["huge"]))


def _of_dxplan(backend: str) -> Row:
    who = f"dxplan, {backend}"
    work = "at least p%"
    try:
        found = answer(run(own("boundary.dxplan_runs", backend), limit=LIMIT).written)
    except Failed as error:
        return Row(SECTION, work, who, None, told=str(error))
    if "skipped" in found:
        return Row(SECTION, work, who, None, told=f"not asked: {found['skipped']}")
    said = f"{found['wrong']} wrong of {found['asked']:,}"
    limit = Limit("no wrong verdict", said, not found["wrong"])
    if not found["small"]:
        work += ", counts up to 10^18"
    return Row(SECTION, work, who, None, limits=(limit,), told=said)


def _told(found: dict[str, Any]) -> str:
    """What became of the cases of one way."""
    if "refused" in found:
        return f"refused: {found['refused']}"
    parts = [
        f"{found[name]:,} {where}"
        for name, where in (("on", "on the line"), ("below", "below it"), ("above", "above it"))
        if found[name]
    ]
    if not parts:
        return "none wrong"
    said = f"WRONG: {', '.join(parts)}"
    if found["near"]:
        said += f"; {found['near']:,} near misses let through"
    return f"{said}: {', '.join(found['first'])}" if found["first"] else said


def _huge(found: dict[str, Any]) -> str:
    if "refused" in found:
        return f"refused: {found['refused']}"
    return f"{found['wrong']:,} WRONG of {found['asked']:,}" if found["wrong"] else "none wrong"
