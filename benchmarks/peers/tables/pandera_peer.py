"""pandera on Polars: a schema with one check, rows that fail it dropped and counted."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl

from benchmarks.boundary.cases import Case
from benchmarks.nation.plan import Target
from benchmarks.peers.tables.driver import Peer, run
from benchmarks.peers.tables.signed import ABOVE, KEPT, boundary, by_target, joined, load


def schema(kept: pl.Expr) -> pa.DataFrameSchema:
    check = pa.Check(lambda data: data.lazyframe.select(kept))
    return pa.DataFrameSchema(checks=check, drop_invalid_rows=True)


def check(frame: pl.DataFrame, targets: tuple[Target, ...]) -> dict[str, int]:
    every = joined(frame, targets)
    good = by_target(schema(KEPT).validate(every, lazy=True))
    return {name: count - good.get(name, 0) for name, count in by_target(every).items()}


def above(cases: list[Case]) -> list[bool]:
    good = schema(ABOVE).validate(boundary(cases), lazy=True)
    kept = set(good["case"].to_list())
    return [number in kept for number in range(len(cases))]


if __name__ == "__main__":
    run(Peer("pandera", load, check, above))
