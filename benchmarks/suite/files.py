"""Other files than Parquet: CSV beside bare reading, and a province's workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.suite.process import Taken, run
from benchmarks.suite.setting import Bound, Setting, own, peer, rows
from benchmarks.suite.table import Row
from benchmarks.suite.turns import in_turn

SECTION = "Whole processes, from CSV, wide and tidy Parquet, and XLSX"
TABLES = ("paired.csv", "wide.parquet", "tidy.parquet")


def measure(setting: Setting) -> Iterator[Row]:
    """Reading is most of the work."""
    names = ("register.parquet", "register.csv", "plan60.dxplan", "province.xlsx", *TABLES)
    folder = setting.files(setting.scale, *names)
    csv, book = folder / "paired.csv", folder / "province.xlsx"
    check = partial(own, "nation.dxplan_runs", "T2")
    bare = "DuckDB, bare reading"
    contenders: dict[str, Callable[[], Taken]] = {
        "dxplan": partial(run, check(csv)),
        bare: partial(run, own("nation.readers", "duckdb", csv)),
        "Polars, bare reading": partial(run, own("nation.readers", "polars", csv)),
        "DuckDB, intervals": partial(run, own("nation.rivals.duckdb_sql", "T2", csv, "--honest")),
    }
    found = in_turn(contenders, setting.rounds)
    yield from rows(SECTION, "T2 from CSV", found, {"dxplan": [Bound(bare, 1.15)]}, base=bare)
    layouts: dict[str, Callable[[], Taken]] = {
        f"dxplan, {path.split('.')[0]}": partial(run, check(folder / path)) for path in TABLES[1:]
    }
    yield from rows(SECTION, "T2 from Parquet", in_turn(layouts, setting.rounds), {})
    fastest = "fastexcel, bare reading"
    books: dict[str, Callable[[], Taken]] = {
        "dxplan": partial(run, check(book)),
        fastest: partial(run, peer("readers", "fastexcel", book)),
        "python-calamine, bare reading": partial(run, own("nation.readers", "calamine", book)),
    }
    found = in_turn(books, setting.rounds)
    work = "a province's workbook"
    yield from rows(SECTION, work, found, {"dxplan": [Bound(fastest, 1.2)]}, base=fastest)
