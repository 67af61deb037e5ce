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
ABOUT = """
100 percentages with 52 denominators each: quotients exactly on the line, one count below and
above it, and far from it. dxplan is asked for them in every kind of table that it takes, as they
are and with counts up to 10^18 (the cells of a workbook hold no such numbers). The others are
asked in their own numbers, for each way in which somebody may write that n is at least p percent
of d; a near miss is one count short, of a denominator in the thousands. Told is how many verdicts
are wrong; `refused` says that a language has no such words or numbers, or that it finds a number
too large, which is better than being wrong. cel-python is left out, since it divides as Python
does.
"""
LANGUAGES = {
    "CEL in Rust": "cel_rust",
    "CEL in C++": "cel_cpp",
    "Cedar": "cedar",
    "JSONLogic in Rust": "jsonlogic",
    "rule-engine": "rule_engine",
}
COMMANDS = {
    "Python": own("boundary.floats"),
    **{name: peer(f"tables.{module}") for name, (module, _) in PEERS.items()},
    **{name: peer("records.percentages", language) for name, language in LANGUAGES.items()},
}
PIVOT = tuple(COMMANDS)
"""Told in a table with a column each."""

LIMIT = 300.0
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
    said = f"{found['wrong']:,} of {found['asked']:,}"
    limit = Limit("no wrong verdict", said, not found["wrong"])
    if not found["small"]:
        work += ", counts up to 10^18"
    return Row(SECTION, work, who, None, limits=(limit,))


def _told(found: dict[str, Any]) -> str:
    """What became of the cases of one way: what comes before the colon is the short of it."""
    if "refused" in found:
        return f"refused: {found['refused']}"
    parts = [
        f"{found[name]:,} wrong {where}"
        for name, where in (("on", "on the line"), ("below", "below it"), ("above", "above it"))
        if found[name]
    ]
    if found["near"]:
        parts.append(f"{found['near']:,} near misses let through")
    said = ", ".join(parts) or "none wrong"
    return f"{said}: {', '.join(found['first'])}" if found["first"] else said


def _huge(found: dict[str, Any]) -> str:
    if "refused" in found:
        return f"refused: {found['refused']}"
    return f"{found['wrong']:,} wrong of {found['asked']:,}" if found["wrong"] else "none wrong"
