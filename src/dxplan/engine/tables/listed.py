"""Lists in Parquet files, such as registers, as sheets that the readers of sheets understand."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dxplan.data.files import read_tables
from dxplan.data.given_rows import raw_cell
from dxplan.data.known_organisations import Sheets
from dxplan.data.problems import Problem
from dxplan.data.tables import Reader, Table

_SUFFIXES = (".parquet", ".pq")
_TEXT = "VARCHAR"


def opened_list(given: Any, readers: Sequence[Reader]) -> Any:
    """The sheet of a Parquet file; a file of another format, and anything else, as it was given.

    :param readers: what other formats are read by; a plugin may read Parquet in its own way.
    """
    path = Path(given) if isinstance(given, str) else given
    if not isinstance(path, Path) or path.suffix.lower() not in _SUFFIXES:
        return path
    if any(path.suffix.lower() in each.suffixes for each in readers):
        return path
    return Sheets(str(path), *read_tables(path, [Reader("parquet", _SUFFIXES, _read)]))


def _read(path: Path) -> tuple[list[Table], list[Problem]]:
    import duckdb

    name = str(path)
    try:
        # One thread: a list is small, and its rows have to stay in their order.
        with duckdb.connect(config={"threads": 1}) as connection:
            found = connection.read_parquet(glob.escape(name))
            rows, columns, types = found.fetchall(), found.columns, list(map(str, found.types))
    except duckdb.Error as error:
        reason = next((line for line in str(error).splitlines() if line.strip()), "Parquet")
        return [], [Problem("unreadable-table", name, params={"reason": reason}, fatal=True)]
    others = [column for column, each in enumerate(types) if each != _TEXT]
    body = [_cells(row, others) for row in rows] if others else rows
    return [Table(name, "", (tuple(columns), *body))], []


def _cells(row: tuple[Any, ...], others: Sequence[int]) -> tuple[Any, ...]:
    """A row as raw cells.

    :param others: the columns that hold anything but texts.
    """
    cells = list(row)
    for column in others:
        cells[column] = raw_cell(cells[column])
    return tuple(cells)
