"""pandera on Polars: a check for every target, or one check over joined rows.

With a check for every target the failing rows are counted from its report of failure cases; over
joined rows those that fail are dropped, and counted by what is left.
"""

from __future__ import annotations

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

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


def check(rule: pl.Expr, name: str | None = None) -> pa.Check:
    return pa.Check(lambda data: data.lazyframe.select(rule), name=name)


def dropping(rule: pl.Expr) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(checks=check(rule), drop_invalid_rows=True)


def over_joined(frame: pl.DataFrame, targets: tuple[Target, ...]) -> dict[str, int]:
    every = joined(frame, targets)
    good = by_target(dropping(KEPT).validate(every, lazy=True))
    return {name: count - good.get(name, 0) for name, count in by_target(every).items()}


def each(frame: pl.DataFrame, targets: tuple[Target, ...]) -> dict[str, int]:
    schema = pa.DataFrameSchema(checks=[check(kept(target), target.id) for target in targets])
    columns = frame.select("indicator", "level", "numerator", "denominator")
    try:
        schema.validate(columns, lazy=True)
    except SchemaErrors as error:
        return dict(error.failure_cases.group_by("check").len().rows())
    return {}


def decide(cases: list[Case], text: str) -> list[bool]:
    return told(dropping(written(text)).validate(boundary(cases), lazy=True), cases)


if __name__ == "__main__":
    run(Peer("pandera", load, {"each": each, "joined": over_joined}, decide))
