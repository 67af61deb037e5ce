"""pointblank on Polars: a step for every target, or one step over joined rows."""

from __future__ import annotations

import pointblank as pb
import polars as pl

from benchmarks.boundary.cases import Case
from benchmarks.nation.plan import Target
from benchmarks.peers.tables.driver import Peer, run
from benchmarks.peers.tables.signed import (
    KEPT,
    boundary,
    by_target,
    joined,
    kept,
    load,
    told,
    written,
)


def over_joined(frame: pl.DataFrame, targets: tuple[Target, ...]) -> dict[str, int]:
    validation = pb.Validate(joined(frame, targets)).col_vals_expr(expr=KEPT).interrogate()
    return by_target(validation.get_sundered_data(type="fail"))


def each(frame: pl.DataFrame, targets: tuple[Target, ...]) -> dict[str, int]:
    validation = pb.Validate(frame)
    for target in targets:
        validation = validation.col_vals_expr(expr=kept(target))
    # Rows are not gathered, only counted, as they are of the others
    failed = validation.interrogate(collect_extracts=False).n_failed()
    return {target.id: failed[number] for number, target in enumerate(targets, 1)}


def decide(cases: list[Case], text: str) -> list[bool]:
    validation = pb.Validate(boundary(cases)).col_vals_expr(expr=written(text)).interrogate()
    return told(validation.get_sundered_data(type="pass"), cases)


if __name__ == "__main__":
    run(Peer("pointblank", load, {"each": each, "joined": over_joined}, decide))
