"""Written by hand: 40 closures, each of which tells target, verdict and counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.peers.records.driver import Judge, Peer, run
from benchmarks.peers.records.workload import Ask

Told = tuple[str, str, int, int]


def closure(ask: Ask) -> Callable[[dict[str, int]], Told]:
    n_key, d_key = f"{ask.indicator}_n", f"{ask.indicator}_d"
    name, mille = ask.id, ask.mille
    if ask.comparator == ">=":

        def at_least(record: dict[str, int]) -> Told:
            n, d = record[n_key], record[d_key]
            kept = 1000 * n >= mille * d
            return name, ("met" if kept else "missed") if d else "not_applicable", n, d

        return at_least

    def at_most(record: dict[str, int]) -> Told:
        n, d = record[n_key], record[d_key]
        kept = 1000 * n <= mille * d
        return name, ("met" if kept else "missed") if d else "not_applicable", n, d

    return at_most


def prepare(asks: Sequence[Ask]) -> Judge:
    closures = [closure(ask) for ask in asks]
    return lambda record: [each(record) for each in closures]


def kept(told: list[Told]) -> list[bool]:
    return [verdict == "met" for _, verdict, _, _ in told]


if __name__ == "__main__":
    run(Peer("", prepare, kept))
