"""What a peer's process does: read, check, answer."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.nation.plan import Target, sixty
from benchmarks.peers.tables.deciding import Decide, answers

Check = Callable[[Any, tuple[Target, ...]], Mapping[str, int]]
"""By target how many rows fail, or how many in all under an empty name."""


@dataclass(frozen=True)
class Peer:
    """A library.

    :param package: its name in the package index.
    :param load: reads the file into what the library checks; not measured.
    :param ways: how it can be used: ``each`` has a rule a target, ``joined`` one rule over rows
        that have been joined with the targets.
    """

    package: str
    load: Callable[[Path], Any]
    ways: Mapping[str, Check]
    decide: Decide


def run(peer: Peer) -> None:
    """Do what the command line asks for, and print it as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path, nargs="?", help="without it, the boundary cases")
    parser.add_argument("--way", choices=peer.ways, default=next(iter(peer.ways)))
    parser.add_argument("--slow", type=float, default=5, help="seconds that need no second run")
    options = parser.parse_args()
    if options.path is None:
        found = answers(peer.decide)
    else:
        found = _checked(peer, peer.ways[options.way], options.path, options.slow)
    print(json.dumps({"version": version(peer.package), **found}))


def _checked(peer: Peer, check: Check, path: Path, slow: float) -> dict[str, Any]:
    """The time of a second run, because the first one may import and compile."""
    data, targets = peer.load(path), sixty()
    seconds = 0.0
    failing: Mapping[str, int] = {}
    for _ in range(2):
        begun = perf_counter()
        failing = _whole(check(data, targets))
        seconds = perf_counter() - begun
        if seconds > slow:
            break
    return {"seconds": seconds, "failing": failing}


def _whole(failing: Mapping[str, int]) -> dict[str, int]:
    return {name: int(count) for name, count in failing.items()}
