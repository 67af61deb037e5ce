"""Great Expectations on pandas: one column held against another, both made by joining the targets.

It compares columns, so that a rule for every target would need two columns for every target: at 1.4
million rows that is more than a gigabyte, and is left out.
"""

from __future__ import annotations

import os
from itertools import count
from typing import Any

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


def failing(frame: pd.DataFrame, complete: bool) -> dict[str, Any]:
    """What it says of rows whose ``a`` is below their ``b``."""
    source = CONTEXT.data_sources.add_pandas(f"figures {next(SOURCES)}")
    batch = source.add_dataframe_asset("rows").add_batch_definition_whole_dataframe("all")
    expectation = gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="a", column_B="b", or_equal=True
    )
    result_format = "COMPLETE" if complete else "BASIC"
    found = batch.get_batch({"dataframe": frame}).validate(expectation, result_format=result_format)
    return dict(found.result)


def over_joined(frame: pl.DataFrame, targets: tuple[Target, ...]) -> dict[str, int]:
    sign = pl.col("sign")
    both = joined(frame, targets).select(
        a=sign * 1000 * pl.col("numerator"),
        b=sign * pl.col("mille") * pl.col("denominator") + pl.col("least"),
    )
    return {"": int(failing(both.to_pandas(), complete=False)["unexpected_count"])}


def decide(cases: list[Case], text: str) -> list[bool]:
    """Both sides are columns, computed by pandas."""
    every = boundary(cases).to_pandas()
    columns = {name: every[name] for name in "ndp"}
    left, right = (eval(side, {**columns, "round": round}) for side in text.split(">="))
    frame = pd.DataFrame({"a": left, "b": right})
    below = set(failing(frame, complete=True)["unexpected_index_list"] or [])
    return [number not in below for number in range(len(cases))]


if __name__ == "__main__":
    run(Peer("great-expectations", load, {"joined": over_joined}, decide))
