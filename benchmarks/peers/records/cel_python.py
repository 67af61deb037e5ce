"""CEL in Python (cel-python): one program whose value is the list of verdicts."""

from __future__ import annotations

from collections.abc import Sequence

import celpy

from benchmarks.peers.records.driver import Judge, Peer, run
from benchmarks.peers.records.workload import Ask


def prepare(asks: Sequence[Ask]) -> Judge:
    env = celpy.Environment()
    program = env.program(env.compile(f"[{', '.join(ask.whole for ask in asks)}]"))
    return lambda record: program.evaluate(celpy.json_to_cel(record))


if __name__ == "__main__":
    run(Peer("cel-python", prepare, lambda told: [bool(each) for each in told]))
