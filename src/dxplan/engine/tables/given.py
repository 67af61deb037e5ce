"""What may be given as a table: frames of other libraries, and files that are scanned."""

from __future__ import annotations

import glob
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard

from dxplan.data.asked_columns import GroupBy
from dxplan.engine.tables.errors import table_error

if TYPE_CHECKING:
    from dxplan.data.observations import Observations
    from dxplan.engine.findings import Report
    from dxplan.plan.model import Plan

_LIBRARIES = ("_duckdb", "duckdb", "ibis", "narwhals", "pandas", "polars", "pyarrow", "pyspark")
_SCANNED = (".parquet", ".pq")
# Smaller files are read cell by cell, which says more of what is wrong with them, in no time.
_LARGE, _TOO_LARGE = 1_000_000, 100_000_000


class NativeTable(Protocol):
    """A table that another library holds: Polars, pandas, pyarrow, DuckDB, PySpark or Ibis."""

    @property
    def columns(self) -> Any:
        """Its columns, or their names."""


def is_native(given: object) -> TypeGuard[NativeTable]:
    """Whether something is a table of another library; none of them is imported to find out.

    >>> is_native([{"id": "a"}])
    False
    """
    libraries = {each.__module__.partition(".")[0] for each in type(given).__mro__}
    return not libraries.isdisjoint(_LIBRARIES)


def table_in(data: object) -> object | None:
    """What is given as data when that is a table to be added up; else ``None``.

    So are tables of other libraries, Parquet files, folders of them, patterns, and large CSV files.
    """
    if is_native(data):
        return data
    if isinstance(data, str | Path):
        return [Path(data)] if _is_table_file(Path(data)) else None
    if not isinstance(data, Sequence) or not data:
        return None
    if not all(isinstance(each, str | Path) for each in data):
        return None
    paths = [Path(each) for each in data]
    return paths if all(_is_table_file(path) for path in paths) else None


def table_beside(data: object, crosswalk: object | None) -> object | None:
    """The same, but nothing beside a crosswalk: there every row has to be put to its day.

    :raises TableError: when they are a table that cannot be read cell by cell.
    """
    table = table_in(data)
    if table is None or crosswalk is None:
        return table
    if not may_be_read_by_cells(table):
        raise table_error("crosswalk-over-table", "")
    return None


def _is_table_file(path: Path) -> bool:
    if path.suffix.lower() in _SCANNED:
        return True
    if path.is_dir():
        return any(path.rglob("*.parquet"))
    if glob.has_magic(str(path)) and not path.exists():
        return True
    return path.suffix.lower() == ".csv" and path.is_file() and path.stat().st_size >= _LARGE


def may_be_read_by_cells(table: object) -> bool:
    """Whether a table can as well be read cell by cell, so that what is wrong has its address."""
    paths = table if isinstance(table, list) else ()
    sizes = [p.stat().st_size for p in paths if p.suffix.lower() == ".csv" and p.is_file()]
    return bool(paths) and len(sizes) == len(paths) and sum(sizes) < _TOO_LARGE


# For so few targets of organisations the reference evaluator is done before NumPy is imported.
_MANY = 5_000


def check_read(
    plan: Plan, observations: Observations, as_of: date, *, group_by: GroupBy = None
) -> Report:
    """The findings of a plan over what was read cell by cell, as of a day."""
    some: Collection[str] | None = observations.organisations
    if some is None:
        some = {cell.organisation for cell in observations.cells}
    if len(some) * len(plan.targets) < _MANY:
        from dxplan.engine.reference import evaluate

        return evaluate(plan, observations, as_of, group_by=group_by)
    from dxplan.engine.tables.check_cells import check_observations

    return check_observations(plan, observations, as_of, group_by=group_by)
