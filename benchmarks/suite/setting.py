"""What a section of the suite is given, and how it makes rows of what it measured."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from benchmarks.suite.limits import Bound
from benchmarks.suite.process import OWN, PEERS, Failed, run
from benchmarks.suite.table import Row
from benchmarks.suite.turns import Measured


@dataclass(frozen=True)
class Setting:
    """What to measure on.

    :param scale: of the nation; 1 is 50,000 schools.
    :param rounds: how often each contender runs, after a round that warms the caches.
    """

    scale: Fraction
    rounds: int

    def files(self, scale: Fraction, *names: str) -> Path:
        """The folder of a scale, in which these files are."""
        return Path(
            run(own("nation.generate", "--scale", scale, *names)).written.strip().splitlines()[-1]
        )


def peer(module: str, *arguments: object) -> list[str | Path]:
    """The command of a peer's process."""
    return [PEERS, "-m", f"benchmarks.peers.{module}", *map(str, arguments)]


def own(module: str, *arguments: object) -> list[str | Path]:
    """The command of a process in dxplan's environment."""
    return [OWN, "-m", f"benchmarks.{module}", *map(str, arguments)]


def answer(written: str) -> dict[str, Any]:
    """The JSON that a process printed last.

    :raises Failed: when it is none.
    """
    last = written.strip().splitlines()[-1:]
    try:
        found: dict[str, Any] = json.loads(last[0]) if last else {}
    except json.JSONDecodeError as error:
        raise Failed(f"no answer: {last[0][:200]}") from error
    return found


def rows(
    section: str,
    work: str,
    measured: Mapping[str, Measured],
    bounds: Mapping[str, Iterable[Bound]],
    *,
    told: Mapping[str, str] | None = None,
    base: str = "",
) -> Iterator[Row]:
    """The rows of one piece of work: each contender's ratio to a base, and who keeps what bound.

    :param base: whom all are held against; without it the first one that has a time.
    """
    timed = [name for name, each in measured.items() if each.seconds is not None]
    base = base if base in timed else next(iter(timed), "")
    unit = measured[base].seconds if base else None
    for name, each in measured.items():
        yield Row(
            section,
            work,
            name,
            each.seconds,
            each.spread,
            each.memory,
            each.seconds / unit if each.seconds is not None and unit else None,
            base,
            tuple(
                limit for bound in bounds.get(name, ()) for limit in bound.limits(each, measured)
            ),
            " ".join(filter(None, (each.why, (told or {}).get(name, "")))),
            each.beyond,
        )
