"""What a peer's process does: read, check several times, answer."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.boundary.cases import Case, cases
from benchmarks.nation.plan import Target, sixty


@dataclass(frozen=True)
class Peer:
    """A library.

    :param package: its name in the package index.
    :param load: reads the file into what the library checks; not measured.
    :param check: by target how many rows fail, or how many in all under an empty name.
    :param above: by case whether ``n / d * 100 >= p``, as the library's own arithmetic has it.
    """

    package: str
    load: Callable[[Path], Any]
    check: Callable[[Any, tuple[Target, ...]], Mapping[str, int]]
    above: Callable[[list[Case]], list[bool]] | None = None


def run(peer: Peer) -> None:
    """Do what the command line asks for, and print it as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    data, targets = peer.load(options.path), sixty()
    seconds: list[float] = []
    failing: Mapping[str, int] = {}
    for _ in range(options.repeat):
        begun = perf_counter()
        failing = peer.check(data, targets)
        seconds.append(perf_counter() - begun)
    asked = list(cases())
    above = [] if peer.above is None else peer.above(asked)
    wrong = [case for case, said in zip(asked, above, strict=False) if said is not case.kept]
    print(
        json.dumps(
            {
                "version": version(peer.package),
                "seconds": median(seconds),
                "failing": dict(failing),
                "asked": len(above),
                "wrong": len(wrong),
                "first": [f"{case.n}/{case.d} at {case.p}%" for case in wrong[:3]],
            }
        )
    )
