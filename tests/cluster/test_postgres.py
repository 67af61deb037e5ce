"""A table in PostgreSQL: its rows stay there, its sums are exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw
import pyarrow as pa
import pytest

from tests.cluster.rows import DISTRICTS, ROWS, sums
from tests.cluster.travelled import from_postgres

if TYPE_CHECKING:
    from ibis import BaseBackend

pytestmark = pytest.mark.cluster

OF_ITS_KIND = 10
"""Rows that Ibis asks the catalogue for, about the columns of a table."""


def test_sums_are_exact_and_rows_stay(database: BaseBackend, rows: pa.Table) -> None:
    frame = nw.from_native(database.table("rows"))
    with from_postgres(database.con) as travelled:
        found = frame.group_by("district").agg(nw.col("learners").sum()).collect("pyarrow")
    assert dict(found.iter_rows()) == sums(rows, "learners")
    assert DISTRICTS <= travelled.rows <= DISTRICTS + OF_ITS_KIND


def test_sums_beyond_64_bits_are_exact(database: BaseBackend, rows: pa.Table) -> None:
    frame = nw.from_native(database.table("rows"))
    money = nw.col("dong").cast(nw.Decimal(38, 0)).sum()
    found = frame.group_by("district").agg(money).collect("pyarrow")
    assert {district: int(number) for district, number in found.iter_rows()} == sums(rows, "dong")


def test_rows_that_travel_are_counted(database: BaseBackend) -> None:
    table = database.table("rows")
    with from_postgres(database.con) as travelled:
        assert table.to_pyarrow().num_rows == ROWS
    assert ROWS <= travelled.rows <= ROWS + OF_ITS_KIND


def test_rows_that_arrive_are_not_counted(database: BaseBackend, rows: pa.Table) -> None:
    with from_postgres(database.con) as travelled:
        database.con.execute("CREATE TEMPORARY TABLE copied AS SELECT * FROM rows")
        database.con.execute("INSERT INTO copied SELECT * FROM rows")
        database.con.execute("DROP TABLE copied")
    assert travelled.rows == 0
