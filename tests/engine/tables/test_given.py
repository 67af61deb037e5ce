"""What is taken for a table, and what is read cell by cell."""

from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from dxplan.engine.tables.given import is_native, may_be_read_by_cells, table_in

ROWS = {"school id": ["a"], "period": ["2025"], "pupils": [1]}


def relation() -> object:
    return duckdb.connect().sql("select 'a' as \"school id\", '2025' as period, 1 as pupils")


@pytest.mark.parametrize(
    "table",
    [
        pl.DataFrame(ROWS),
        pl.DataFrame(ROWS).lazy(),
        pd.DataFrame(ROWS),
        pa.table(ROWS),
        relation(),
    ],
    ids=lambda table: f"{type(table).__module__}.{type(table).__name__}",
)
def test_tables_of_other_libraries_are_taken(table: object) -> None:
    assert is_native(table)
    assert table_in(table) is table


@pytest.mark.filterwarnings("ignore:The 'future.infer_string' option")
def test_a_table_of_ibis_is_taken() -> None:
    import ibis

    assert is_native(ibis.memtable(ROWS))


@pytest.mark.parametrize("given", [[ROWS], (), "figures.csv", ["a.xlsx", "b.csv"], [Path("a.csv")]])
def test_rows_and_small_files_are_no_tables(given: object) -> None:
    assert table_in(given) is None


def test_parquet_files_folders_and_patterns_are_tables(tmp_path: Path) -> None:
    (tmp_path / "part.parquet").touch()
    for given in (tmp_path / "part.parquet", tmp_path, tmp_path / "*.parquet"):
        assert table_in(given) == [given]
        assert table_in([str(given)]) == [given]
        assert not may_be_read_by_cells([given])


def test_a_large_csv_file_is_a_table_that_may_be_read_by_cells(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text("x" * 1_000_000, encoding="utf-8")
    assert table_in(path) == [path]
    assert may_be_read_by_cells([path])
    path.write_text("x" * 999_999, encoding="utf-8")
    assert table_in(path) is None
