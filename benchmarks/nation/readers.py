"""Bare reading of a file, nothing judged: what any check of it costs at least.

python -m benchmarks.nation.readers LIBRARY PATH
"""

from __future__ import annotations

import sys

COLUMNS = (
    "school", "province", "district", "level", "period", "indicator", "numerator", "denominator",
)  # fmt: skip


def duckdb(path: str) -> str:
    import duckdb as library

    said = ", ".join(f"max({column})" for column in COLUMNS)
    return str(library.sql(f"select {said} from '{path}'").fetchall())


def polars(path: str) -> str:
    import polars as library

    found = library.scan_csv(path).select(library.col(COLUMNS).max())
    return str(found.collect(engine="streaming").row(0))


def calamine(path: str) -> str:
    import python_calamine as library

    book = library.CalamineWorkbook.from_path(path)
    return str(len(book.get_sheet_by_index(0).to_python()))


READERS = {"duckdb": duckdb, "polars": polars, "calamine": calamine}

if __name__ == "__main__":
    print(READERS[sys.argv[1]](sys.argv[2]))
