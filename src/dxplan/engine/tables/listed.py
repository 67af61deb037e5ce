"""Lists in Parquet files, such as registers, as sheets that the readers of sheets understand."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from dxplan.engine.tables.errors import TableError
from dxplan.limits import current

if TYPE_CHECKING:
    from dxplan.data.problems import Problem
    from dxplan.data.tables import Reader, Table

_SUFFIXES = (".parquet", ".pq")
_TEXT = "VARCHAR"
Listed: TypeAlias = tuple[Sequence[str], Sequence[int], list[tuple[Any, ...]]]
"""The headings of a list, the columns that hold anything but texts, and its rows."""


def opened_list(given: Any, readers: Sequence[Reader]) -> Any:
    """The sheet of a Parquet file; a file of another format, and anything else, as it was given.

    :param readers: what other formats are read by; a plugin may read Parquet in its own way.
    """
    path = Path(given) if isinstance(given, str) else given
    if not isinstance(path, Path) or path.suffix.lower() not in _SUFFIXES:
        return path
    if any(path.suffix.lower() in each.suffixes for each in readers):
        return path
    from dxplan.data.files import read_tables
    from dxplan.data.known_organisations import Sheets
    from dxplan.data.tables import Reader

    return Sheets(str(path), *read_tables(path, [Reader("parquet", _SUFFIXES, _read)]))


def _read(path: Path) -> tuple[list[Table], list[Problem]]:
    from dxplan.data.problems import Problem
    from dxplan.data.tables import Table
    from dxplan.engine.tables.scanning.sources import told_apart

    name = str(path)
    try:
        with told_apart(name):
            columns, others, rows = _by_arrow(name) if find_spec("pyarrow") else _by_duckdb(name)
    except _TooManyRows as refused:
        most = current().rows_of_a_list
        params = {"rows": refused.rows, "most": most, "limit": "rows_of_a_list"}
        return [], [Problem("too-many-rows", name, params=params, fatal=True)]
    except TableError as error:
        return [], [error.problem]
    body = [_cells(row, others) for row in rows] if others else rows
    return [Table(name, "", (tuple(columns), *body))], []


def _by_arrow(name: str) -> Listed:
    from pyarrow import types
    from pyarrow.parquet import ParquetFile

    with ParquetFile(name) as file:
        _refuse_many(file.metadata.num_rows, file.metadata.num_columns)
        found = file.read()
    others = [at for at, field in enumerate(found.schema) if not types.is_string(field.type)]
    columns = (column.to_pylist() for column in found.columns)
    return found.column_names, others, list(zip(*columns, strict=True))


def _by_duckdb(name: str) -> Listed:
    import duckdb

    # One thread: a list is small, and its rows have to stay in their order.
    with duckdb.connect(config={"threads": 1}) as connection:
        found = connection.read_parquet(glob.escape(name))
        ((count,),) = found.aggregate("count(*)").fetchall()
        _refuse_many(count, len(found.columns))
        rows, columns, types = found.fetchall(), found.columns, list(map(str, found.types))
    return columns, [at for at, each in enumerate(types) if each != _TEXT], rows


class _TooManyRows(Exception):
    """A list that is too long to be read whole."""

    def __init__(self, rows: int) -> None:
        super().__init__(rows)
        self.rows = rows


def _refuse_many(rows: int, columns: int) -> None:
    """Refuse a list by its own word, before any of it is unpacked.

    :raises _TooManyRows: when it is too long.
    """
    limits = current()
    if rows > limits.rows_of_a_list or rows * columns > limits.cells:
        raise _TooManyRows(rows)


def _cells(row: tuple[Any, ...], others: Sequence[int]) -> tuple[Any, ...]:
    """A row as raw cells.

    :param others: the columns that hold anything but texts.
    """
    from dxplan.data.given_rows import raw_cell

    cells = list(row)
    for column in others:
        cells[column] = raw_cell(cells[column])
    return tuple(cells)
