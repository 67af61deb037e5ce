"""A table in PostgreSQL: its rows stay there, its sums are exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw
import pyarrow as pa
import pytest

from tests.cluster.rows import QUARTERS, sums
from tests.cluster.travelled import from_postgres

if TYPE_CHECKING:
    from ibis import BaseBackend

pytestmark = pytest.mark.cluster

OF_THE_CATALOGUE = 10
"""Rows that Ibis asks the catalogue for, about the columns of a table."""


def test_sums_are_exact_and_rows_stay(database: BaseBackend, rows: pa.Table) -> None:
    frame = nw.from_native(database.table("rows"))
    with from_postgres(database.con) as travelled:
        found = frame.group_by("period").agg(nw.col("sessions").sum()).collect("pyarrow")
    assert dict(found.iter_rows()) == sums(rows, "sessions")
    assert len(QUARTERS) <= travelled.rows <= len(QUARTERS) + OF_THE_CATALOGUE


def test_sums_beyond_64_bits_are_exact(database: BaseBackend, rows: pa.Table) -> None:
    frame = nw.from_native(database.table("rows"))
    amount = nw.col("budget").cast(nw.Decimal(38, 0)).sum()
    found = frame.group_by("period").agg(amount).collect("pyarrow")
    assert {quarter: int(number) for quarter, number in found.iter_rows()} == sums(rows, "budget")


def test_rows_that_travel_are_counted(database: BaseBackend, rows: pa.Table) -> None:
    table = database.table("rows")
    with from_postgres(database.con) as travelled:
        assert table.to_pyarrow().num_rows == rows.num_rows
    assert rows.num_rows <= travelled.rows <= rows.num_rows + OF_THE_CATALOGUE


def test_rows_that_arrive_are_not_counted(database: BaseBackend, rows: pa.Table) -> None:
    with from_postgres(database.con) as travelled:
        database.con.execute("CREATE TEMPORARY TABLE copied AS SELECT * FROM rows")
        database.con.execute("INSERT INTO copied SELECT * FROM rows")
        database.con.execute("DROP TABLE copied")
    assert travelled.rows == 0
