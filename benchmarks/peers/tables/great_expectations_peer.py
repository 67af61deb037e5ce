"""Great Expectations on pandas: one column held against another, which were made for it."""

from __future__ import annotations

import os
from itertools import count

import pandas as pd
import polars as pl

from benchmarks.boundary.cases import Case
from benchmarks.nation.plan import Target
from benchmarks.peers.tables.driver import Peer, run
from benchmarks.peers.tables.signed import boundary, joined, load

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
import great_expectations.expectations as gxe

CONTEXT = gx.get_context(mode="ephemeral")
SOURCES = count()


def failing(frame: pd.DataFrame, complete: bool) -> dict[str, object]:
    """What it says of rows whose ``a`` is below their ``b``."""
    source = CONTEXT.data_sources.add_pandas(f"figures {next(SOURCES)}")
    batch = source.add_dataframe_asset("rows").add_batch_definition_whole_dataframe("all")
    expectation = gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="a", column_B="b", or_equal=True
    )
    result_format = "COMPLETE" if complete else "BASIC"
    found = batch.get_batch({"dataframe": frame}).validate(expectation, result_format=result_format)
    return dict(found.result)


def check(frame: pl.DataFrame, targets: tuple[Target, ...]) -> dict[str, int]:
    sign = pl.col("sign")
    both = joined(frame, targets).select(
        a=sign * 1000 * pl.col("numerator"),
        b=sign * pl.col("mille") * pl.col("denominator") + pl.col("least"),
    )
    return {"": int(failing(both.to_pandas(), complete=False)["unexpected_count"])}


def above(cases: list[Case]) -> list[bool]:
    both = boundary(cases).select(a=pl.col("n") / pl.col("d") * 100, b=pl.col("p"))
    bad = failing(both.to_pandas(), complete=True)["unexpected_index_list"] or []
    below = set(bad)
    return [number not in below for number in range(len(cases))]


if __name__ == "__main__":
    run(Peer("great-expectations", load, check, above))
