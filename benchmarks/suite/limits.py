"""What dxplan is to reach: a ratio to somebody, seconds, or memory; and whether it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.suite.turns import Measured
from benchmarks.suite.units import duration, times


@dataclass(frozen=True)
class Limit:
    """A limit as it is told.

    :param figure: what was measured, in words.
    :param kept: none when that cannot be said.
    """

    text: str
    figure: str
    kept: bool | None


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

    def limits(self, own: Measured, others: Mapping[str, Measured]) -> Iterator[Limit]:
        """Every limit in words, and whether it is kept."""
        if self.most is not None and not self.beside:
            kept = None if own.seconds is None else own.seconds <= self.most
            yield Limit(f"≤ {_plain(self.most)}", duration(own.seconds), kept)
        elif self.most is not None or self.least is not None:
            yield self._ratio(own, others.get(self.beside))
        if self.memory is not None:
            kept = own.memory <= self.memory if own.memory else None
            yield Limit(f"≤ {self.memory:g} MiB", f"{own.memory:.0f} MiB", kept)

    def _ratio(self, own: Measured, other: Measured | None) -> Limit:
        if self.most is not None:
            text = f"≤ {self.most:g} × {self.beside}"
        else:
            text = f"≥ {self.least:g} × faster than {self.beside}"
        if own.seconds is None or own.beyond or other is None or other.seconds is None:
            return Limit(text, "–", None)
        ratio = own.seconds / other.seconds
        faster = other.seconds / own.seconds
        # Of one that was ended only so much is known: it takes at least so long
        at_least = "at least " if other.beyond else ""
        if self.most is not None:
            kept = True if ratio <= self.most else None if other.beyond else False
            return Limit(text, f"{'at most ' if other.beyond else ''}{times(ratio)}", kept)
        assert self.least is not None
        kept = True if faster >= self.least else None if other.beyond else False
        return Limit(text, f"{at_least}{times(faster)}", kept)


def _plain(seconds: float) -> str:
    """A round time.

    >>> _plain(1.0), _plain(0.005), _plain(8e-06)
    ('1 s', '5 ms', '8 µs')
    """
    if seconds >= 1:
        return f"{seconds:g} s"
    return f"{seconds * 1e3:g} ms" if seconds >= 1e-3 else f"{seconds * 1e6:g} µs"
