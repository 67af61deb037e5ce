"""The targets joined to the rows in Polars, with one comparison for every comparator."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from benchmarks.boundary.cases import Case
from benchmarks.nation.plan import Target

KEPT = pl.col("sign") * (1000 * pl.col("numerator") - pl.col("mille") * pl.col("denominator")) >= (
    pl.col("least")
)
ABOVE = pl.col("n") / pl.col("d") * 100 >= pl.col("p")


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
