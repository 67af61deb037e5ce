"""dataframely: a schema with one rule over joined rows, or with a rule for every target."""

from __future__ import annotations

from typing import Any

import dataframely as dy
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


def schema(columns: dict[str, Any], rules: dict[str, pl.Expr]) -> Any:
    """A schema made of columns and rules."""
    made = {name: dy.rule()(lambda cls, rule=rule: rule) for name, rule in rules.items()}
    return type("Made", (dy.Schema,), {**columns, **made})


def over_joined(frame: pl.DataFrame, targets: tuple[Target, ...]) -> dict[str, int]:
    columns: dict[str, Any] = {name: dy.Int64() for name in ("numerator", "denominator")}
    columns |= {"id": dy.String(), **{name: dy.Int64() for name in ("mille", "sign", "least")}}
    _, failure = schema(columns, {"kept": KEPT}).filter(joined(frame, targets))
    return by_target(failure.invalid())


def each(frame: pl.DataFrame, targets: tuple[Target, ...]) -> dict[str, int]:
    columns: dict[str, Any] = {name: dy.String() for name in ("indicator", "level")}
    columns |= {name: dy.Int64() for name in ("numerator", "denominator")}
    names = {f"rule_{number}": target for number, target in enumerate(targets)}
    made = schema(columns, {name: kept(target) for name, target in names.items()})
    _, failure = made.filter(frame.select(*columns))
    return {names[name].id: count for name, count in failure.counts().items()}


def decide(cases: list[Case], text: str) -> list[bool]:
    columns = {"case": dy.UInt32(), **{name: dy.Int64() for name in "ndp"}}
    good, _ = schema(columns, {"kept": written(text)}).filter(boundary(cases))
    return told(good, cases)


if __name__ == "__main__":
    run(Peer("dataframely", load, {"each": each, "joined": over_joined}, decide))
