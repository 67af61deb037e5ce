"""A table on a Spark cluster: its rows stay there, its sums are exact."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import narwhals as nw
import pyarrow as pa
import pytest

from tests.cluster.rows import QUARTERS, sums
from tests.cluster.travelled import from_spark

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.cluster


def test_both_workers_take_part(spark_session: SparkSession) -> None:
    context = spark_session.sparkContext
    assert spark_session.range(100).count() == 100
    hosts = context._jsc.sc().getExecutorMemoryStatus()
    # The driver is one of them
    assert hosts.size() == 3
    assert str(context.master).startswith("spark://127.0.0.1:")


def test_sums_are_exact_and_rows_stay(
    spark_session: SparkSession, folder_of_parquet: Path, rows: pa.Table
) -> None:
    frame = nw.from_native(spark_session.read.parquet(str(folder_of_parquet)))
    with from_spark(spark_session) as travelled:
        found = frame.group_by("period").agg(nw.col("sessions").sum()).collect("pyarrow")
    assert dict(found.iter_rows()) == sums(rows, "sessions")
    assert travelled.rows == len(QUARTERS)
    assert travelled.bytes < 20_000


def test_sums_beyond_64_bits_are_exact(
    spark_session: SparkSession, folder_of_parquet: Path, rows: pa.Table
) -> None:
    frame = nw.from_native(spark_session.read.parquet(str(folder_of_parquet)))
    amount = nw.col("budget").cast(nw.Decimal(38, 0)).sum()
    found = frame.group_by("period").agg(amount).collect("pyarrow")
    expected = sums(rows, "budget")
    assert min(expected.values()) > 2**63
    assert {quarter: int(number) for quarter, number in found.iter_rows()} == expected


def test_rows_that_travel_are_counted(
    spark_session: SparkSession, folder_of_parquet: Path, rows: pa.Table
) -> None:
    frame = spark_session.read.parquet(str(folder_of_parquet))
    with from_spark(spark_session) as travelled:
        assert frame.toArrow().num_rows == rows.num_rows
    assert travelled.rows == rows.num_rows
    assert travelled.bytes > 8 * rows.num_rows


def test_rows_that_the_driver_hands_out_again_are_counted(
    spark_session: SparkSession, folder_of_parquet: Path, rows: pa.Table
) -> None:
    frame = spark_session.read.parquet(str(folder_of_parquet))
    quarters = spark_session.range(4).selectExpr("concat('2025-Q', id + 1) as period")
    with from_spark(spark_session) as travelled:
        joined = frame.hint("broadcast").join(quarters, "period").groupBy("period").count()
        assert joined.toArrow().num_rows == 4
    assert travelled.rows == rows.num_rows + 4


def test_a_list_that_the_driver_has_is_not_counted(
    spark_session: SparkSession, folder_of_parquet: Path
) -> None:
    frame = spark_session.read.parquet(str(folder_of_parquet))
    quarters = spark_session.createDataFrame(pa.table({"period": ["2025-Q1", "2025-Q2"]}))
    with from_spark(spark_session) as travelled:
        joined = frame.join(quarters.hint("broadcast"), "period").groupBy("period").count()
        assert joined.toArrow().num_rows == 2
    assert travelled.rows == 2
