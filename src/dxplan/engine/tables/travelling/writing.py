"""Writing a file of sums."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from dxplan._version import __version__
from dxplan.engine.tables.travelling.blocks import Block, blocks
from dxplan.engine.tables.travelling.carried import Carried
from dxplan.engine.tables.travelling.fingerprint import asks
from dxplan.engine.tables.travelling.kept import Sums
from dxplan.engine.tables.travelling.layout import COLUMNS, SCHEMA
from dxplan.whole_files import whole_file

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def write_sums(sums: Sums, carried: Carried, path: Path) -> None:
    """Writes a file as a whole or not at all: whoever reads it sees the old one or the new one.

    :raises OSError: when it cannot be written.
    """
    import duckdb

    try:
        # One thread: rows stay in their order, and the same sums give the same bytes.
        with whole_file(path) as draft, duckdb.connect(config={"threads": 1}) as connection:
            _fill(connection, blocks(sums, carried))
            connection.execute(_copy(draft, said_of(sums, carried)))
    except duckdb.IOException as error:
        raise _as_the_system_says(str(error)) from error


_LIKELY = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EIO)


def _as_the_system_says(text: str) -> OSError:
    """What kept a library from writing."""
    for number in _LIKELY:
        if os.strerror(number) in text:
            return OSError(number, os.strerror(number))
    return OSError(text.partition("\n")[0])


def _fill(connection: DuckDBPyConnection, given: Iterable[Block]) -> None:
    connection.execute(f"CREATE TABLE sums ({', '.join(f'{n} {t}' for n, t in COLUMNS.items())})")
    for block in given:
        if next(iter(block.columns.values())).size:
            connection.register("block", dict(block.columns))
            columns = ", ".join(block.columns)
            into = f"INSERT INTO sums (record, {columns})"
            connection.execute(f"{into} SELECT '{block.record}', {columns} FROM block")
            connection.unregister("block")


def said_of(sums: Sums, carried: Carried) -> dict[str, str]:
    """What is said about the file as a whole."""
    return {
        "schema": SCHEMA,
        "dxplan": __version__,
        "plan": sums.plan.id,
        "asks": asks(sums.plan),
        "until": "" if sums.until is None else sums.until.isoformat(),
        "sources": json.dumps([PurePath(each).name for each in sums.sources], ensure_ascii=False),
        "register": "yes" if sums.register is not None else "no",
        "whole": json.dumps(sorted(carried.whole)),
        "odd": json.dumps(sorted(carried.odd_measures)),
        "rows_left_out": str(sums.figures.rows_left_out),
    }


def _copy(draft: Path, said: dict[str, str]) -> str:
    pairs = ", ".join(f"{name}: {_quoted(text)}" for name, text in said.items())
    # It is a draft already: a draft of the draft would not be known as one.
    options = f"FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false, KV_METADATA {{{pairs}}}"
    return f"COPY sums TO {_quoted(str(draft))} ({options})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
