"""dxplan: the plan compiled; run in dxplan's own environment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from benchmarks.peers.records.driver import Judge, Peer, run
from benchmarks.peers.records.workload import Ask, rules


def prepare(asks: Sequence[Ask]) -> Judge:
    import dxplan

    plan = dxplan.load_text(rules())
    checker: Judge = dxplan.compile(plan, as_of=date(2024, 12, 31))
    order = [target.id for target in plan.targets]
    assert order == [ask.id for ask in asks], order
    return checker


def kept(told: Any) -> list[bool]:
    return [verdict == "met" for _, verdict, _, _ in told]


if __name__ == "__main__":
    run(Peer("dxplan", prepare, kept))
