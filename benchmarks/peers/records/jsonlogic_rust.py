"""JSONLogic in Rust (datalogic-py): one rule whose value is the list of verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datalogic_py import Engine

from benchmarks.peers.records.driver import Judge, Peer, run
from benchmarks.peers.records.workload import Ask


def comparison(ask: Ask) -> dict[str, Any]:
    n = {"*": [1000, {"var": f"{ask.indicator}_n"}]}
    d = {"*": [ask.mille, {"var": f"{ask.indicator}_d"}]}
    return {ask.comparator: [n, d]}


def prepare(asks: Sequence[Ask]) -> Judge:
    engine = Engine()
    rule = engine.compile([comparison(ask) for ask in asks])
    session = engine.session()
    return lambda record: session.evaluate(rule, record)


if __name__ == "__main__":
    run(Peer("datalogic-py", prepare, list))
