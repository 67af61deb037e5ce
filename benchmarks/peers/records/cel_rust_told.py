"""CEL in Rust (common-expression-language): one program that tells target, verdict and counts."""

from __future__ import annotations

from collections.abc import Sequence

import cel

from benchmarks.peers.records.closures import kept
from benchmarks.peers.records.driver import Judge, Peer, run
from benchmarks.peers.records.workload import Ask


def told(ask: Ask) -> str:
    n, d = f"{ask.indicator}_n", f"{ask.indicator}_d"
    verdict = f'{d} == 0 ? "not_applicable" : {ask.whole} ? "met" : "missed"'
    return f'["{ask.id}", {verdict}, {n}, {d}]'


def prepare(asks: Sequence[Ask]) -> Judge:
    program = cel.compile(f"[{', '.join(map(told, asks))}]")
    judge: Judge = program.execute
    return judge


if __name__ == "__main__":
    run(Peer("common-expression-language", prepare, kept))
