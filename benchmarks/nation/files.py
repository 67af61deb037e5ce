"""The nation's figures as files: paired, wide and tidy Parquet, CSV, XLSX, and the register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

from benchmarks.nation.figures import Nation
from benchmarks.nation.size import INDICATORS, LEVELS, QUARTERS

PROVINCES = Path(__file__).parents[2] / "src" / "dxplan" / "territories" / "provinces.tsv"
ROWS_TOGETHER = 120_000
"""Rows of a row group."""


def school_ids(nation: Nation) -> pa.Array:
    """Ten digits a school: its province, its district, its number."""
    rows = zip(nation.province.tolist(), nation.district.tolist(), strict=True)
    return pa.array(f"{p + 10}{d + 100}{n:05}" for n, (p, d) in enumerate(rows))


def province_names() -> tuple[str, ...]:
    """The 63 provinces of before July 2025, by code."""
    lines = PROVINCES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    code, name, since = (rows[0].index(heading) for heading in ("code", "name", "since"))
    return tuple(row[name] for row in sorted(rows[1:], key=lambda row: row[code]) if not row[since])


def district_names(nation: Nation) -> tuple[str, ...]:
    """The districts, by code."""
    return tuple(f"Huyện {number + 1:03}" for number in range(nation.size.districts))


def register(nation: Nation) -> pa.Table:
    """A line a school."""
    ids = school_ids(nation)
    titles = pa.array(f"School {number}" for number in range(nation.size.schools))
    return pa.table(
        {
            "id": ids,
            "name": titles,
            "province": _coded(nation.province, province_names()).cast(pa.string()),
            "district": _coded(nation.district, district_names(nation)).cast(pa.string()),
            "level": _coded(nation.level, LEVELS).cast(pa.string()),
        }
    )


def _coded(codes: NDArray[np.int32], names: tuple[str, ...]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(names))


def _schools(nation: Nation, rows: NDArray[np.intp], ids: pa.Array) -> dict[str, pa.Array]:
    """What stands before the figures in every layout."""
    codes = rows.astype(np.int32)
    return {
        "school": pa.DictionaryArray.from_arrays(pa.array(codes), ids),
        "province": _coded(nation.province[rows], province_names()),
        "district": _coded(nation.district[rows], district_names(nation)),
        "level": _coded(nation.level[rows], LEVELS),
    }


def _period(quarter: int, count: int) -> pa.DictionaryArray:
    return _coded(np.full(count, quarter, dtype=np.int32), QUARTERS)


def paired(nation: Nation) -> Iterator[pa.Table]:
    """A row a school, quarter and indicator with both counts; a table a quarter."""
    ids = school_ids(nation)
    for quarter in range(len(QUARTERS)):
        rows, columns = np.nonzero(nation.reported[quarter])
        yield pa.table(
            {
                **_schools(nation, rows, ids),
                "period": _period(quarter, rows.size),
                "indicator": _coded(columns.astype(np.int32), INDICATORS),
                "numerator": nation.numerators[quarter][rows, columns].astype(np.int64),
                "denominator": nation.denominators[quarter][rows, columns].astype(np.int64),
            }
        )


def wide(nation: Nation) -> Iterator[pa.Table]:
    """A row a school and quarter, a column a measure; blank where nothing was reported."""
    ids, every = school_ids(nation), np.arange(nation.size.schools)
    for quarter in range(len(QUARTERS)):
        columns = {}
        for number, name in enumerate(INDICATORS):
            blank = ~nation.reported[quarter, :, number]
            for side, counts in (("n", nation.numerators), ("d", nation.denominators)):
                values = counts[quarter, :, number].astype(np.int64)
                columns[f"{name}_{side}"] = pa.array(values, mask=blank)
        before = _schools(nation, every, ids)
        yield pa.table({**before, "period": _period(quarter, every.size), **columns})


def tidy(nation: Nation) -> Iterator[pa.Table]:
    """A row a school, quarter and measure."""
    ids = school_ids(nation)
    names = tuple(f"{name}_{side}" for name in INDICATORS for side in "nd")
    for quarter in range(len(QUARTERS)):
        rows, columns = np.nonzero(nation.reported[quarter])
        n = nation.numerators[quarter][rows, columns]
        d = nation.denominators[quarter][rows, columns]
        twice = np.repeat(rows, 2)
        measures = np.stack([2 * columns, 2 * columns + 1], axis=1).ravel().astype(np.int32)
        before = _schools(nation, twice, ids)
        yield pa.table(
            {
                **{name: before[name] for name in ("school", "level")},
                "period": _period(quarter, twice.size),
                "measure": _coded(measures, names),
                "value": np.stack([n, d], axis=1).ravel().astype(np.int64),
            }
        )


LAYOUTS: dict[str, Callable[[Nation], Iterator[pa.Table]]] = {
    "paired": paired,
    "wide": wide,
    "tidy": tidy,
}


def _plain(table: pa.Table) -> pa.Table:
    """Texts as plain texts: a file that anybody may have written."""
    plain = [
        pa.field(f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type)
        for f in table.schema
    ]
    return table.cast(pa.schema(plain))


def write_parquet(path: Path, tables: Iterator[pa.Table]) -> None:
    """One file of several tables, without a word on how it came about."""
    writer = None
    for table in tables:
        plain = _plain(table)
        if writer is None:
            writer = pyarrow.parquet.ParquetWriter(
                path, plain.schema, compression="zstd", store_schema=False
            )
        writer.write_table(plain, row_group_size=ROWS_TOGETHER)
    if writer is not None:
        writer.close()


def write_csv(path: Path, tables: Iterator[pa.Table]) -> None:
    """One file of several tables."""
    first = True
    with path.open("wb") as stream:
        for table in tables:
            how = pyarrow.csv.WriteOptions(include_header=first, quoting_style="none")
            pyarrow.csv.write_csv(_plain(table), stream, how)
            first = False
