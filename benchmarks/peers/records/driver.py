"""What a peer's process does: judge all records several times, and answer."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.peers.records.workload import Ask, asks, records

Judge = Callable[[dict[str, int]], Any]


@dataclass(frozen=True)
class Peer:
    """A rule language.

    :param package: its name in the package index; empty for what is written by hand.
    :param prepare: everything that depends on the rules alone.
    :param kept: by target whether it is kept, from what the judge returned.
    """

    package: str
    prepare: Callable[[Sequence[Ask]], Judge]
    kept: Callable[[Any], Sequence[bool]]


def run(peer: Peer) -> None:
    """Judge, and print as JSON how long one record took and how many verdicts were wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--records", type=int, default=1000)
    options = parser.parse_args()
    asked, every = asks(), list(records())[: options.records]
    judge = peer.prepare(asked)
    wrong = sum(
        said is not ask.kept(record)
        for record in every
        for ask, said in zip(asked, peer.kept(judge(record)), strict=True)
    )
    seconds = []
    for _ in range(options.repeat):
        begun = perf_counter()
        for record in every:
            judge(record)
        seconds.append((perf_counter() - begun) / len(every))
    known = version(peer.package) if peer.package else ""
    answer = {"version": known, "seconds": median(seconds), "wrong": wrong}
    print(json.dumps({**answer, "asked": len(asked) * len(every)}))
