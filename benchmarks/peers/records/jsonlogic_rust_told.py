"""JSONLogic in Rust (datalogic-py): one rule whose value tells target, verdict and counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datalogic_py import Engine

from benchmarks.peers.records.closures import kept
from benchmarks.peers.records.driver import Judge, Peer, run
from benchmarks.peers.records.jsonlogic_rust import comparison
from benchmarks.peers.records.workload import Ask


def told(ask: Ask) -> list[Any]:
    n, d = ({"var": f"{ask.indicator}_{side}"} for side in "nd")
    nobody = {"==": [d, 0]}
    verdict = {"if": [nobody, "not_applicable", comparison(ask), "met", "missed"]}
    return [ask.id, verdict, n, d]


def prepare(asks: Sequence[Ask]) -> Judge:
    engine = Engine()
    rule = engine.compile([told(ask) for ask in asks])
    session = engine.session()
    return lambda record: session.evaluate(rule, record)


if __name__ == "__main__":
    run(Peer("datalogic-py", prepare, kept))
