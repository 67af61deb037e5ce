"""A table on a Spark cluster: its rows stay there, its sums are exact."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import narwhals as nw
import pyarrow as pa
import pytest

from tests.cluster.rows import DISTRICTS, ROWS, sums
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
        found = frame.group_by("district").agg(nw.col("learners").sum()).collect("pyarrow")
    assert dict(found.iter_rows()) == sums(rows, "learners")
    assert travelled.rows == DISTRICTS
    assert travelled.bytes < 20_000


def test_sums_beyond_64_bits_are_exact(
    spark_session: SparkSession, folder_of_parquet: Path, rows: pa.Table
) -> None:
    frame = nw.from_native(spark_session.read.parquet(str(folder_of_parquet)))
    money = nw.col("dong").cast(nw.Decimal(38, 0)).sum()
    found = frame.group_by("district").agg(money).collect("pyarrow")
    expected = sums(rows, "dong")
    assert min(expected.values()) > 2**63
    assert {district: int(number) for district, number in found.iter_rows()} == expected


def test_rows_that_travel_are_counted(spark_session: SparkSession, folder_of_parquet: Path) -> None:
    frame = spark_session.read.parquet(str(folder_of_parquet))
    with from_spark(spark_session) as travelled:
        assert frame.toArrow().num_rows == ROWS
    assert travelled.rows == ROWS
    assert travelled.bytes > 8 * ROWS


def test_rows_that_the_driver_hands_out_again_are_counted(
    spark_session: SparkSession, folder_of_parquet: Path
) -> None:
    frame = spark_session.read.parquet(str(folder_of_parquet))
    every = spark_session.range(1, 13).withColumnRenamed("id", "month")
    with from_spark(spark_session) as travelled:
        assert frame.hint("broadcast").join(every, "month").groupBy("month").count().count() == 12
    assert travelled.rows > ROWS
