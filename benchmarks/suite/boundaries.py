"""Exactly on the line: dxplan in every kind of table, and the ways to write it with floats."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.boundary.dxplan_runs import BACKENDS
from benchmarks.suite.process import Failed, run
from benchmarks.suite.setting import Setting, answer, own
from benchmarks.suite.table import Row

SECTION = "Exactly on the line: 5,200 quotients, and one count either side"


def measure(setting: Setting) -> Iterator[Row]:
    """How many verdicts are wrong; nothing is timed but dxplan, once."""
    for backend in BACKENDS:
        who = f"dxplan, {backend}"
        try:
            taken = run(own("boundary.dxplan_runs", backend))
            found = answer(taken.written)
        except Failed as error:
            yield Row(SECTION, "counts up to 10^18", who, None, told=str(error))
            continue
        told = f"{found['wrong']} wrong of {found['asked']}"
        yield Row(
            SECTION, "counts up to 10^18", who, taken.seconds, memory=taken.memory,
            limit="none wrong", kept=not found["wrong"], told=told,
        )  # fmt: skip
    for way, found in answer(run(own("boundary.floats")).written).items():
        told = f"{found['on']} wrong on the line, {found['below']} below, {found['above']} above"
        if found["near"]:
            told += f"; {found['near']} near misses let through"
        if found["first"]:
            told += f": {', '.join(found['first'])}"
        yield Row(SECTION, "5,200 cases", way, None, told=told)
