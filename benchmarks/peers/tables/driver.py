"""What a peer's process does: read, check, answer."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.boundary.cases import HUGE, Case, around
from benchmarks.boundary.floats import WAYS, WHOLE, counted
from benchmarks.nation.plan import Target, sixty

Check = Callable[[Any, tuple[Target, ...]], Mapping[str, int]]
"""By target how many rows fail, or how many in all under an empty name."""

Decide = Callable[[list[Case], str], Sequence[bool]]
"""By case whether it is at least so many percent, written so, in the library's own numbers."""


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
        found = {"ways": {text: _counted(peer, text) for text in WAYS}, "huge": _huge(peer)}
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


def _counted(peer: Peer, text: str) -> dict[str, Any]:
    try:
        return counted(lambda asked: peer.decide(asked, text))
    except Exception as error:  # whatever a library raises
        return {"refused": _brief(error)}


def _huge(peer: Peer) -> dict[str, Any]:
    """Counts up to 10**18, on the line and off it, in whole numbers."""
    asked = list(around(HUGE))
    try:
        said = peer.decide(asked, WHOLE)
    except Exception as error:  # whatever a library raises
        return {"refused": _brief(error)}
    wrong = [case for case, each in zip(asked, said, strict=True) if bool(each) is not case.kept]
    return {"asked": len(asked), "wrong": len(wrong)}


def _brief(error: Exception) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0][:120]
