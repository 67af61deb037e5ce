"""CEL in C++ (cel-expr-python): one expression whose value is the list of verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cel_expr_python import cel

from benchmarks.peers.records.driver import Judge, Peer, run
from benchmarks.peers.records.workload import Ask


def prepare(asks: Sequence[Ask]) -> Judge:
    names = dict.fromkeys(f"{ask.indicator}_{side}" for ask in asks for side in "nd")
    env = cel.NewEnv(variables=dict.fromkeys(names, cel.Type.INT))
    expression = env.compile(f"[{', '.join(ask.whole for ask in asks)}]")
    return lambda record: expression.eval(data=record).value()


def kept(told: Any) -> list[bool]:
    return [bool(getattr(each, "value", lambda each=each: each)()) for each in told]


if __name__ == "__main__":
    run(Peer("cel-expr-python", prepare, kept))
