"""The targets in Polars: joined to the rows, or an expression each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.boundary.cases import Case
from benchmarks.nation.plan import Target

KEPT = pl.col("sign") * (1000 * pl.col("numerator") - pl.col("mille") * pl.col("denominator")) >= (
    pl.col("least")
)


def load(path: Path) -> pl.DataFrame:
    """The figures in memory."""
    return pl.read_parquet(path)


def joined(frame: pl.DataFrame, targets: tuple[Target, ...]) -> pl.DataFrame:
    """Every row with each target of its indicator and level."""
    rules = pl.DataFrame(
        [
            (t.id, t.indicator, t.level, t.mille, sign(t), int(len(t.comparator) == 1))
            for t in targets
        ],
        schema=["id", "indicator", "level", "mille", "sign", "least"],
        orient="row",
    )
    return frame.join(rules, on=["indicator", "level"]).select(
        "id", "numerator", "denominator", "mille", "sign", "least"
    )


def kept(target: Target) -> pl.Expr:
    """Whether a row keeps a target, or is none of its business."""
    form = 1000 * pl.col("numerator") - target.mille * pl.col("denominator")
    holds = sign(target) * form >= int(len(target.comparator) == 1)
    return (pl.col("indicator") != target.indicator) | (pl.col("level") != target.level) | holds


def sign(target: Target) -> int:
    """1 where more is better."""
    return 1 if target.comparator[0] == ">" else -1


def by_target(failing: pl.DataFrame) -> dict[str, int]:
    """How many rows fail each target."""
    return dict(failing.group_by("id").len().rows())


def boundary(cases: list[Case]) -> pl.DataFrame:
    """The cases as a table."""
    rows = [(case.n, case.d, case.p) for case in cases]
    return pl.DataFrame(rows, schema=["n", "d", "p"], orient="row").with_row_index("case")


def written(text: str) -> pl.Expr:
    """A way of writing a percentage, as an expression."""
    names: dict[str, Any] = {name: pl.col(name) for name in "ndp"}
    made: pl.Expr = eval(text, {**names, "round": lambda value, digits: value.round(digits)})
    return made


def told(good: pl.DataFrame, cases: list[Case]) -> list[bool]:
    """By case whether it is among the rows that are good."""
    numbers = set(good["case"].to_list())
    return [number in numbers for number in range(len(cases))]
