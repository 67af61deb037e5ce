"""pointblank on Polars: one step with an expression, and the rows that fail it."""

from __future__ import annotations

import pointblank as pb
import polars as pl

from benchmarks.boundary.cases import Case
from benchmarks.nation.plan import Target
from benchmarks.peers.tables.driver import Peer, run
from benchmarks.peers.tables.signed import ABOVE, KEPT, boundary, by_target, joined, load


def check(frame: pl.DataFrame, targets: tuple[Target, ...]) -> dict[str, int]:
    validation = pb.Validate(joined(frame, targets)).col_vals_expr(expr=KEPT).interrogate()
    return by_target(validation.get_sundered_data(type="fail"))


def above(cases: list[Case]) -> list[bool]:
    validation = pb.Validate(boundary(cases)).col_vals_expr(expr=ABOVE).interrogate()
    kept = set(validation.get_sundered_data(type="pass")["case"].to_list())
    return [number in kept for number in range(len(cases))]


if __name__ == "__main__":
    run(Peer("pointblank", load, check, above))
