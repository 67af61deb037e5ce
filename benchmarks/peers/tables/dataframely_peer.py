"""dataframely: a schema with one rule."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from benchmarks.boundary.cases import Case
from benchmarks.nation.plan import Target
from benchmarks.peers.tables.driver import Peer, run
from benchmarks.peers.tables.signed import ABOVE, KEPT, boundary, by_target, joined, load


class Figures(dy.Schema):
    id = dy.String()
    numerator = dy.Int64()
    denominator = dy.Int64()
    mille = dy.Int64()
    sign = dy.Int64()
    least = dy.Int64()

    @dy.rule()
    def kept(cls) -> pl.Expr:
        return KEPT


class Cases(dy.Schema):
    case = dy.UInt32()
    n = dy.Int64()
    d = dy.Int64()
    p = dy.Int64()

    @dy.rule()
    def above(cls) -> pl.Expr:
        return ABOVE


def check(frame: pl.DataFrame, targets: tuple[Target, ...]) -> dict[str, int]:
    _, failure = Figures.filter(joined(frame, targets))
    return by_target(failure.invalid())


def above(cases: list[Case]) -> list[bool]:
    good, _ = Cases.filter(boundary(cases))
    kept = set(good["case"].to_list())
    return [number in kept for number in range(len(cases))]


if __name__ == "__main__":
    run(Peer("dataframely", load, check, above))
