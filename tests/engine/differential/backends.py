"""A table as each library and each kind of file holds it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import attrs
import duckdb
import ibis
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from tests.engine.differential.tables import Kind, Table, Value

Native = Callable[[Table, Path], object]

_ARROW: dict[Kind, pa.DataType] = {
    "text": pa.string(), "whole": pa.int64(), "decimal": pa.decimal128(18, 2), "flag": pa.bool_(),
    "date": pa.date32(),
}  # fmt: skip
_PANDAS: dict[Kind, Any] = {
    "text": "string", "whole": "Int64", "decimal": pd.ArrowDtype(pa.decimal128(18, 2)),
    "flag": "boolean", "date": "datetime64[s]",
}  # fmt: skip
_numbers = count()


# --- in memory ------------------------------------------------------------------------------------


def arrow(table: Table, _: Path) -> pa.Table:
    """A table of pyarrow."""
    arrays = [
        pa.array([row[at] for row in table.rows], type=_ARROW[kind])
        for at, kind in enumerate(table.columns.values())
    ]
    return pa.table(arrays, names=list(table.columns))


def polars(table: Table, folder: Path) -> pl.DataFrame:
    """A data frame of Polars."""
    found = pl.from_arrow(arrow(table, folder))
    assert isinstance(found, pl.DataFrame)
    return found


def lazy_polars(table: Table, folder: Path) -> pl.LazyFrame:
    """A lazy frame of Polars."""
    return polars(table, folder).lazy()


def arrow_of_polars(table: Table, folder: Path) -> pa.Table:
    """A table of pyarrow as Polars makes it, with texts of another type."""
    return polars(table, folder).to_arrow()


def pandas(table: Table, _: Path) -> pd.DataFrame:
    """A data frame of pandas."""
    columns = {
        name: pd.Series([row[at] for row in table.rows], dtype=_PANDAS[kind])
        for at, (name, kind) in enumerate(table.columns.items())
    }
    return pd.DataFrame(columns)


def duckdb_relation(table: Table, folder: Path) -> duckdb.DuckDBPyRelation:
    """A relation of DuckDB; it keeps its connection."""
    return _connection(table, folder).table("held")


def _connection(table: Table, folder: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.register("given", arrow(table, folder))
    connection.execute("CREATE TABLE held AS SELECT * FROM given")
    return connection


def ibis_table(table: Table, folder: Path) -> Any:
    """A table of Ibis on DuckDB."""
    return ibis.duckdb.from_connection(_connection(table, folder)).table("held")


# --- files ----------------------------------------------------------------------------------------


def parquet(table: Table, folder: Path) -> str:
    """A Parquet file."""
    path = folder / f"{next(_numbers)}.parquet"
    pq.write_table(arrow(table, folder), path)
    return str(path)


def parquet_folder(table: Table, folder: Path) -> str:
    """A folder of Parquet files, one for every school."""
    inside = folder / str(next(_numbers))
    for each in by_school(table):
        (inside / "part").mkdir(parents=True, exist_ok=True)
        parquet(each, inside / "part")
    return str(inside)


def csv_file(table: Table, folder: Path) -> str:
    """A CSV file."""
    path = folder / f"{next(_numbers)}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return str(path)


def csv_files(table: Table, folder: Path) -> list[str]:
    """Two CSV files with every other row."""
    return [csv_file(each, folder) for each in halves(table)]


def _written(cell: Value) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def by_school(table: Table) -> Iterator[Table]:
    """The rows of every school, as tables of their own."""
    schools = dict.fromkeys(row[0] for row in table.rows)
    for school in schools or [None]:
        yield _of(table, [row for row in table.rows if row[0] == school])


def halves(table: Table) -> Iterator[Table]:
    """Every other row, and the rest."""
    yield _of(table, table.rows[::2])
    yield _of(table, table.rows[1::2])


def _of(table: Table, rows: Sequence[tuple[Value, ...]]) -> Table:
    return attrs.evolve(table, rows=tuple(rows))


BACKENDS: dict[str, Native] = {
    "polars": polars,
    "lazy polars": lazy_polars,
    "pandas": pandas,
    "pyarrow": arrow,
    "pyarrow of polars": arrow_of_polars,
    "duckdb": duckdb_relation,
    "ibis": ibis_table,
    "parquet": parquet,
    "folder of parquet": parquet_folder,
    "csv": csv_file,
    "two csv": csv_files,
}
