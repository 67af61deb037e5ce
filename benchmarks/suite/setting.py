"""What a run of the suite is given, and how a section makes rows of what it measured."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

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
        command = [OWN, "-m", "benchmarks.nation.generate", "--scale", str(scale), *names]
        return Path(run(command).written.strip().splitlines()[-1])


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


@dataclass(frozen=True)
class Bound:
    """A figure that dxplan is to reach.

    :param beside: the contender whose time it is held against; none for seconds.
    :param most: how many times that, or how many seconds, at most; ``least`` turns it round: so
        many times faster, at least.
    :param memory: MiB at most.
    """

    beside: str = ""
    most: float | None = None
    least: float | None = None
    memory: float | None = None

    @property
    def text(self) -> str:
        """The bound in a few words."""
        parts = []
        if self.most is not None:
            parts.append(f"≤ {self.most:g} ×" if self.beside else f"≤ {_seconds(self.most)}")
        if self.least is not None:
            parts.append(f"≥ {self.least:g} × faster")
        if self.memory is not None:
            parts.append(f"≤ {self.memory:g} MiB")
        return ", ".join(parts)

    def is_kept(self, own: Measured, other: Measured | None) -> bool | None:
        """Whether it is kept; none when that cannot be said."""
        if own.seconds is None or (self.beside and (other is None or other.seconds is None)):
            return None
        base = other.seconds if other is not None and other.seconds is not None else 1.0
        kept = [self.most is None or own.seconds <= self.most * base]
        kept.append(self.least is None or own.seconds * self.least <= base)
        kept.append(self.memory is None or own.memory <= self.memory)
        return all(kept)


def _seconds(value: float) -> str:
    if value >= 1:
        return f"{value:g} s"
    return f"{value * 1e3:g} ms" if value >= 1e-3 else f"{value * 1e6:g} µs"


def rows(
    section: str,
    work: str,
    measured: Mapping[str, Measured],
    bounds: Mapping[str, Iterable[Bound]],
    *,
    told: Mapping[str, str] | None = None,
    base: str = "",
) -> Iterable[Row]:
    """The rows of one piece of work: each contender's ratio to a base, and who keeps what bound.

    :param base: whom all are held against; without it the first one that has a time.
    """
    timed = [name for name, each in measured.items() if each.seconds is not None]
    base = base if base in timed else next(iter(timed), "")
    unit = measured[base].seconds if base else None
    for name, each in measured.items():
        ratio = each.seconds / unit if each.seconds is not None and unit else None
        of_own = list(bounds.get(name, ()))
        kept = [bound.is_kept(each, measured.get(bound.beside)) for bound in of_own]
        yield Row(
            section,
            work,
            name,
            each.seconds,
            each.spread,
            each.memory,
            ratio,
            base,
            "; ".join(f"{b.text} {b.beside}".strip() for b in of_own),
            None if not kept or None in kept else all(kept),
            " ".join(filter(None, (each.why, (told or {}).get(name, "")))),
        )
