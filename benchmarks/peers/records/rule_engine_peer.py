"""rule-engine: a rule a target."""

from __future__ import annotations

from collections.abc import Sequence

import rule_engine

from benchmarks.peers.records.driver import Judge, Peer, run
from benchmarks.peers.records.workload import Ask


def prepare(asks: Sequence[Ask]) -> Judge:
    rules = [rule_engine.Rule(ask.whole) for ask in asks]
    return lambda record: [rule.matches(record) for rule in rules]


if __name__ == "__main__":
    run(Peer("rule-engine", prepare, list))
