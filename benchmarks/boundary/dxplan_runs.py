"""dxplan at the 5,200 cases, in every kind of table, as they are and with counts up to 10^18.

    python -m benchmarks.boundary.dxplan_runs BACKEND

Every school has one case of each of 100 percentages; ``at least`` is asked of them by school.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.boundary.cases import Case, cases

HUGE = 10**14
"""Brings the largest denominators to 5.2 * 10**17, and their sums beyond 64 bits once scaled."""


def rules() -> str:
    """A plan with an indicator and a target for every percentage."""
    lines = ['plan boundary "Boundary"', "    period 2024"]
    for p in range(1, 101):
        lines += [f"measure n{p} flow", f"measure d{p} flow", f"indicator s{p} = n{p} / d{p}"]
        lines.append(f"s{p} >= {p}% by 2024")
    return "\n".join(lines) + "\n"


def columns(asked: list[list[Case]]) -> dict[str, list[Any]]:
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
    """All cases on the line, one count below and one above, a school a list."""
    found: list[list[Case]] = []
    for shift in (0, -1, 1):
        every = list(cases(shift, times))
        each = len(every) // 100
        found += [every[number::each] for number in range(each)]
    return [[_possible(case) for case in of_school] for of_school in found]


def _possible(case: Case) -> Case:
    """A share is never above the whole."""
    return Case(min(case.n, case.d), case.d, case.p)


def as_rows(found: dict[str, list[Any]], folder: Path) -> Any:
    names = list(found)
    return [dict(zip(names, row, strict=True)) for row in zip(*found.values(), strict=True)]


def as_polars(found: dict[str, list[Any]], folder: Path) -> Any:
    import polars

    return polars.DataFrame(found)


def as_lazy(found: dict[str, list[Any]], folder: Path) -> Any:
    return as_polars(found, folder).lazy()


def as_pandas(found: dict[str, list[Any]], folder: Path) -> Any:
    import pandas

    return pandas.DataFrame(found)


def as_arrow(found: dict[str, list[Any]], folder: Path) -> Any:
    import pyarrow

    return pyarrow.table(found)


def as_relation(found: dict[str, list[Any]], folder: Path) -> Any:
    import duckdb

    table = as_arrow(found, folder)
    return duckdb.connect().from_arrow(table)


def as_parquet(found: dict[str, list[Any]], folder: Path) -> Any:
    import pyarrow.parquet

    pyarrow.parquet.write_table(as_arrow(found, folder), folder / "cases.parquet")
    return folder / "cases.parquet"


def as_csv(found: dict[str, list[Any]], folder: Path) -> Any:
    lines = [",".join(found)]
    lines += [",".join(map(str, row)) for row in zip(*found.values(), strict=True)]
    (folder / "cases.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / "cases.csv"


BACKENDS: dict[str, Callable[[dict[str, list[Any]], Path], Any]] = {
    "rows": as_rows,
    "csv": as_csv,
    "parquet": as_parquet,
    "polars": as_polars,
    "polars lazy": as_lazy,
    "pandas": as_pandas,
    "pyarrow": as_arrow,
    "duckdb": as_relation,
}


def main() -> None:
    """Print as JSON how many verdicts there are, and how many are wrong."""
    import dxplan

    plan = dxplan.load_text(rules())
    asked = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for times in (1, HUGE):
            every = schools(times)
            data = BACKENDS[sys.argv[1]](columns(every), Path(folder))
            day = date(2024, 12, 31)
            report = dxplan.check(plan, data, as_of=day, by="organisation")
            said = {(f.organisation, f.target): f.verdict for f in report}
            for number, of_school in enumerate(every):
                for case in of_school:
                    verdict = said[f"S{number:04}", f"s{case.p}.by.2024"]
                    asked += 1
                    wrong += verdict != ("met" if case.kept else "missed")
    print(json.dumps({"asked": asked, "wrong": wrong}))


if __name__ == "__main__":
    main()
