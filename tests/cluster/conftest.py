"""A Spark cluster and a PostgreSQL server, each started when the first test asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cluster import postgres, spark
from tests.cluster.rows import reported

if TYPE_CHECKING:
    from ibis import BaseBackend
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def rows() -> pa.Table:
    """Rows that schools reported."""
    return reported()


@pytest.fixture(scope="session")
def folder_of_parquet(rows: pa.Table, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rows in a folder of four files."""
    folder = tmp_path_factory.mktemp("rows")
    for number in range(4):
        begin = rows.num_rows * number // 4
        end = rows.num_rows * (number + 1) // 4
        pq.write_table(rows.slice(begin, end - begin), folder / f"part-{number}.parquet")
    return folder


@pytest.fixture(scope="session")
def spark_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """A session on a standalone cluster of one master and two workers."""
    if reason := spark.missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("spark")
    with (
        spark.spark_cluster(folder) as master,
        spark.spark_session(master, folder) as session,
    ):
        yield session


@pytest.fixture(scope="session")
def database(rows: pa.Table) -> Iterator[BaseBackend]:
    """A PostgreSQL database that has the rows as a table of that name."""
    if reason := postgres.missing():
        pytest.skip(reason)
    import ibis

    with postgres.postgres() as host:
        backend = ibis.postgres.connect(host=str(host), user=postgres.OWNER, database="postgres")
        try:
            postgres.load(backend.con, "rows", rows)
            yield backend
        finally:
            backend.disconnect()
