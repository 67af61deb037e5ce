"""CEL in Rust (common-expression-language): one program whose value is the list of verdicts."""

from __future__ import annotations

from collections.abc import Sequence

import cel

from benchmarks.peers.records.driver import Judge, Peer, run
from benchmarks.peers.records.workload import Ask


def prepare(asks: Sequence[Ask]) -> Judge:
    program = cel.compile(f"[{', '.join(ask.whole for ask in asks)}]")
    judge: Judge = program.execute
    return judge


if __name__ == "__main__":
    run(Peer("common-expression-language", prepare, list))
