"""Where the time of T2 goes, phase by phase, and what it costs to get rows as codes at all.

    python -m benchmarks.nation.phases PATH

prints seconds of the clock and of the processors.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, TypeVar

from benchmarks.nation.plan import AS_OF
from benchmarks.nation.work import REGISTER

if TYPE_CHECKING:
    from dxplan import Plan

T = TypeVar("T")
DAY = date.fromisoformat(AS_OF)
KEYS, NUMBERS = ("school", "period", "level", "indicator"), ("numerator", "denominator")


def timed(name: str, work: Callable[[], T]) -> T:
    """What some work gives; how long it took is printed."""
    clock, spent = perf_counter(), process_time()
    found = work()
    print(f"{name:44}{perf_counter() - clock:8.3f}{process_time() - spent:8.3f}")
    return found


def of_dxplan(path: Path) -> None:
    """A check of provinces, phase by phase."""
    plan = timed("dxplan and the plan", lambda: _loaded(path))
    timed("modules of the engine, NumPy, Arrow", _modules)
    from dxplan import open_session
    from dxplan.engine.tables.judging.evaluate import evaluate_figures
    from dxplan.engine.tables.scanning.asked import all_measures
    from dxplan.engine.tables.table_figures import table_figures

    session = open_session()
    opened = timed("the register", lambda: session.opened(plan, path, path.parent / REGISTER))
    register = opened.observations.organisations
    asked = timed("its kinds", lambda: all_measures(plan, register, DAY))
    figures = timed("rows, gone over once", lambda: table_figures(asked, path))
    report = timed(
        "single numbers, sums, verdicts",
        lambda: evaluate_figures(plan, figures, DAY, register=register, group_by="province"),
    )
    timed("findings as columns", report.columns)


def _loaded(path: Path) -> Plan:
    import dxplan

    return dxplan.load(path.parent / "plan60.dxplan")


def _modules() -> None:
    import_module("pyarrow.parquet")
    import_module("dxplan.engine.tables.check")


def handed_over(path: Path) -> None:
    """All rows in Python's process: by DuckDB, joined with codes, and by Arrow as the file is."""
    timed("rows as codes, by DuckDB", lambda: _by_duckdb(path))
    timed("rows as codes, by Arrow", lambda: _by_arrow(path))


def _by_duckdb(path: Path) -> None:
    import duckdb

    con = duckdb.connect(config={"preserve_insertion_order": False})
    for key in KEYS:
        con.execute(
            f"create table of_{key} as select {key}, row_number() over ()::integer c_{key}"
            f" from (select distinct {key} from '{path}')"
        )
    joins = " ".join(f"join of_{key} using ({key})" for key in KEYS)
    columns = ", ".join((*(f"c_{key}" for key in KEYS), *NUMBERS))
    con.execute(f"select {columns} from '{path}' {joins}").fetchnumpy()


def _by_arrow(path: Path) -> None:
    from pyarrow import parquet

    file = parquet.ParquetFile(path, read_dictionary=list(KEYS))
    for batch in file.iter_batches(2**17, columns=[*KEYS, *NUMBERS]):
        for key in KEYS:
            assert len(batch.column(key).indices) == batch.num_rows


def main() -> None:
    """Measure, and print."""
    path = Path(sys.argv[1]).absolute()
    print(f"{'':44}{'clock':>8}{'spent':>8}")
    of_dxplan(path)
    handed_over(path)


if __name__ == "__main__":
    main()
