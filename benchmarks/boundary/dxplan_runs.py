"""dxplan at the 5,200 cases, in every kind of table, as they are and with counts up to 10^18.

    python -m benchmarks.boundary.dxplan_runs BACKEND

Every school has one case of each of 100 percentages; ``at least`` is asked of them by school.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.boundary.cases import HUGE, Case, around

DAY = date(2024, 12, 31)

Columns = dict[str, list[Any]]


def rules() -> str:
    """A plan with an indicator and a target for every percentage."""
    lines = ['plan boundary "Boundary"', "    period 2024"]
    for p in range(1, 101):
        lines += [f"measure n{p} flow", f"measure d{p} flow", f"indicator s{p} = n{p} / d{p}"]
        lines.append(f"s{p} >= {p}% by 2024")
    return "\n".join(lines) + "\n"


def columns(asked: list[list[Case]]) -> Columns:
    """A row a school, from the cases of every school."""
    found: dict[str, list[Any]] = {"school": [], "period": []}
    for number, of_school in enumerate(asked):
        found["school"].append(f"S{number:04}")
        found["period"].append("2024")
        for case in of_school:
            found.setdefault(f"n{case.p}", []).append(case.n)
            found.setdefault(f"d{case.p}", []).append(case.d)
    return found


def schools(times: int) -> list[list[Case]]:
    """The cases around the line, a school a list, each with one of every percentage."""
    of_percentage: dict[int, list[Case]] = {}
    for case in around(times):
        of_percentage.setdefault(case.p, []).append(case)
    return [list(of_school) for of_school in zip(*of_percentage.values(), strict=True)]


def as_rows(found: Columns, folder: Path) -> Any:
    names = list(found)
    return [dict(zip(names, row, strict=True)) for row in zip(*found.values(), strict=True)]


def as_polars(found: Columns, folder: Path) -> Any:
    import polars

    return polars.DataFrame(found)


def as_lazy(found: Columns, folder: Path) -> Any:
    return as_polars(found, folder).lazy()


def as_pandas(found: Columns, folder: Path) -> Any:
    import pandas

    return pandas.DataFrame(found)


def as_arrow(found: Columns, folder: Path) -> Any:
    import pyarrow

    return pyarrow.table(found)


def as_relation(found: Columns, folder: Path) -> Any:
    import duckdb

    table = as_arrow(found, folder)
    return duckdb.connect().from_arrow(table)


def as_parquet(found: Columns, folder: Path) -> Any:
    import pyarrow.parquet

    pyarrow.parquet.write_table(as_arrow(found, folder), folder / "cases.parquet")
    return folder / "cases.parquet"


def as_csv(found: Columns, folder: Path) -> Any:
    lines = [",".join(found)]
    lines += [",".join(map(str, row)) for row in zip(*found.values(), strict=True)]
    (folder / "cases.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / "cases.csv"


def as_ibis(found: Columns, folder: Path) -> Any:
    import ibis

    return ibis.duckdb.connect().create_table("cases", as_arrow(found, folder))


def as_folder(found: Columns, folder: Path) -> Any:
    import pyarrow.parquet

    table, where = as_arrow(found, folder), folder / "cases"
    where.mkdir(exist_ok=True)
    half = table.num_rows // 2
    for number, part in enumerate((table.slice(0, half), table.slice(half))):
        pyarrow.parquet.write_table(part, where / f"part-{number}.parquet")
    return where


def as_workbook(found: Columns, folder: Path) -> Any:
    import xlsxwriter

    path = folder / "cases.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, (name, values) in enumerate(found.items()):
            sheet.write_column(0, number, [name, *values])
    return path


def as_narrow(found: Columns, folder: Path) -> Any:
    """A row a count: 200 columns are dearer to Spark than 52,000 rows."""
    import pyarrow
    import pyarrow.parquet

    cells = [
        (school, "2024", name, value)
        for name, values in found.items()
        if name not in ("school", "period")
        for school, value in zip(found["school"], values, strict=True)
    ]
    names = ("school", "period", "measure", "value")
    table = pyarrow.table(dict(zip(names, zip(*cells, strict=True), strict=True)))
    pyarrow.parquet.write_table(table, folder / "narrow.parquet")
    return folder / "narrow.parquet"


BACKENDS: dict[str, Callable[[Columns, Path], Any]] = {
    "rows": as_rows,
    "CSV": as_csv,
    "XLSX": as_workbook,
    "Parquet": as_parquet,
    "folder of Parquet": as_folder,
    "Polars": as_polars,
    "Polars lazy": as_lazy,
    "pandas": as_pandas,
    "pyarrow": as_arrow,
    "DuckDB": as_relation,
    "Ibis on DuckDB": as_ibis,
    "sums in a file": as_parquet,
    "record": as_rows,
    "PostgreSQL": as_arrow,
    "Spark cluster": as_narrow,
}
SMALL = ("XLSX",)
"""Cells of a workbook are doubles: 10**18 cannot be written into one."""

Said = dict[tuple[str, str], str]
"""By school and target the verdict."""


def said(report: Iterable[Any]) -> Said:
    """The verdicts of findings."""
    return {(each.organisation, each.target): each.verdict for each in report}


def judged(backend: str, plan: Any, found: Columns, folder: Path) -> Said:
    """What dxplan says of the cases in a kind of table."""
    import dxplan

    data = BACKENDS[backend](found, folder)
    if backend == "record":
        checker = dxplan.compile(plan, as_of=DAY, period="2024")
        return {
            (row["school"], target): verdict
            for row in data
            for target, verdict, _, _ in checker(row)
        }
    if backend == "sums in a file":
        kept = folder / "sums.parquet"
        dxplan.sums(plan, data).write(kept, with_rows=True)
        return said(dxplan.check(plan, sums=[kept], as_of=DAY, by="organisation"))
    with _served(backend, data, folder) as table:
        return said(dxplan.check(plan, table, as_of=DAY, by="organisation"))


@contextmanager
def _served(backend: str, data: Any, folder: Path) -> Iterator[Any]:
    """The table where it is to be, on a server that is started for it and ended."""
    if backend == "PostgreSQL":
        import ibis

        from tests.cluster import postgres

        with postgres.postgres() as host:
            database = ibis.postgres.connect(
                host=str(host), user=postgres.OWNER, database="postgres"
            )
            try:
                yield database.create_table("cases", data)
            finally:
                database.disconnect()
    elif backend == "Spark cluster":
        from tests.cluster import spark

        where = folder / "spark"
        where.mkdir()
        with spark.spark_cluster(where) as master, spark.spark_session(master, where) as session:
            yield session.read.parquet(str(data))
    else:
        yield data


def missing(backend: str) -> str | None:
    """Why a backend cannot be asked on this machine, or None."""
    if backend == "PostgreSQL":
        from tests.cluster import postgres

        return postgres.missing()
    if backend == "Spark cluster":
        from tests.cluster import spark

        return spark.missing()
    return None


def main() -> None:
    """Print as JSON how many verdicts there are, and how many are wrong."""
    import dxplan

    backend = sys.argv[1]
    if reason := missing(backend):
        print(json.dumps({"skipped": reason}))
        return
    plan = dxplan.load_text(rules())
    asked = wrong = 0
    for times in (1,) if backend in SMALL else (1, HUGE):
        every = schools(times)
        with tempfile.TemporaryDirectory() as folder:
            found = judged(backend, plan, columns(every), Path(folder))
        for number, of_school in enumerate(every):
            for case in of_school:
                verdict = found[f"S{number:04}", f"s{case.p}.by.2024"]
                asked += 1
                wrong += verdict != ("met" if case.kept else "missed")
    print(json.dumps({"asked": asked, "wrong": wrong, "small": backend in SMALL}))


if __name__ == "__main__":
    main()
