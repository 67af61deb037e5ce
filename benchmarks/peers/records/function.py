"""Written by hand: one function that tells all 40 targets, verdicts and counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.peers.records.closures import kept
from benchmarks.peers.records.driver import Judge, Peer, run
from benchmarks.peers.records.workload import Ask


def prepare(asks: Sequence[Ask]) -> Judge:
    names = dict.fromkeys(ask.indicator for ask in asks)
    lines = ["def judge(record):"]
    lines += [f"    {name}_{s} = record['{name}_{s}']" for name in names for s in "nd"]
    told = (
        f"('{a.id}', 'not_applicable' if not {a.indicator}_d else 'met' if {a.whole} else 'missed',"
        f" {a.indicator}_n, {a.indicator}_d)"
        for a in asks
    )
    lines.append(f"    return [{', '.join(told)}]")
    space: dict[str, Any] = {}
    exec("\n".join(lines), space)
    judge: Judge = space["judge"]
    return judge


if __name__ == "__main__":
    run(Peer("", prepare, kept))
