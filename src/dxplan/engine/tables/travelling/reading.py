"""Reading a file of sums."""

from __future__ import annotations

import glob
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dxplan.engine.tables.travelling.contents import Column, Contents, Rows, contents
from dxplan.engine.tables.travelling.errors import SumsError, sums_error
from dxplan.engine.tables.travelling.kept import Sums, fit
from dxplan.engine.tables.travelling.layout import COLUMNS, FAMILY, VERSION
from dxplan.plan.model import Plan

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def read_sums(plan: Plan, path: str | Path) -> Sums:
    """The sums of a file, for a plan.

    :raises SumsError: when it is no whole file of sums, or holds sums of something else.
    """
    import duckdb

    name = str(path)
    if not Path(path).is_file():
        raise sums_error("sums-not-found", name)
    try:
        # One thread, because rows have to stay in their order.
        with duckdb.connect(config={"threads": 1}) as connection:
            file = glob.escape(name)
            told = connection.execute("FROM parquet_kv_metadata(?)", [file]).fetchall()
            said = {key.decode(): value.decode() for _, key, value in told}
            _usable(said, name, plan)
            return _sums(plan, contents(_rows(connection, file), said, name), said, name)
    except duckdb.Error as error:
        raise sums_error("sums-not-a-file", name) from error
    except SumsError:
        raise
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise sums_error("sums-broken", name) from error


def _sums(plan: Plan, found: Contents, said: Mapping[str, str], name: str) -> Sums:
    until = date.fromisoformat(said["until"]) if said["until"] else None
    register = found.register if said["register"] == "yes" else None
    return Sums(plan, found.figures, register, (name,), until)


def _usable(said: Mapping[str, str], name: str, plan: Plan) -> None:
    """Makes sure that a file is one of sums, of this version, and for a plan.

    :raises SumsError: when it is not.
    """
    family, _, version = said.get("schema", "").partition("/")
    if family != FAMILY or not version.isdigit():
        raise sums_error("sums-not-a-file", name)
    if int(version) != VERSION:
        wrote = said.get("dxplan", "?")
        raise sums_error("sums-of-other-version", name, schema=said["schema"], version=wrote)
    fit(name, plan, said["plan"], said["asks"])


def _rows(connection: DuckDBPyConnection, file: str) -> Rows:
    """The rows of a file, read by what they are about."""

    def found(record: str, names: Sequence[str]) -> dict[str, Column]:
        rows = connection.execute(
            f"SELECT {', '.join(names)} FROM read_parquet(?) WHERE record = ?", [file, record]
        ).fetchnumpy()
        return {name: _plain(name, np.ma.asarray(column)) for name, column in rows.items()}

    return found


def _plain(name: str, column: Column) -> Column:
    """A column without a mask: what is empty is ``None`` in texts, and 0 in numbers."""
    if COLUMNS[name] == "VARCHAR":
        texts = np.asarray(np.ma.getdata(column), dtype=np.object_).copy()
        texts[np.ma.getmaskarray(column)] = None
        return texts
    return np.asarray(np.ma.filled(column, 0)).astype(np.int64)
