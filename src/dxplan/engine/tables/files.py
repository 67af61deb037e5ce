"""Files of figures, left where they are: CSV and Parquet, read by an embedded DuckDB."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxplan.data.lexicon import Lexicon
from dxplan.engine.tables.errors import table_error
from dxplan.engine.tables.headings import key_columns
from dxplan.engine.tables.sources import Lists, Source

if TYPE_CHECKING:
    import duckdb
    import narwhals as nw

_PARQUET = (".parquet", ".pq")
_TEXT = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
# A question that needs more is answered by way of the disk.
_MEMORY = "1GB"


def file_source(paths: str | Path | Sequence[str | Path], words: Lexicon) -> Source:
    """Files, folders of files and patterns such as ``data/*.parquet`` as one table."""
    import duckdb
    import narwhals as nw

    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    name = ", ".join(map(str, given)) if len(given) < 3 else f"{given[0]}, … ({len(given)})"
    files = [file for each in given for file in _files(str(each))]
    connection = duckdb.connect(config={"preserve_insertion_order": False, "memory_limit": _MEMORY})
    numbers = count()

    def hand_over(lists: Lists) -> nw.LazyFrame[Any]:
        table = f"dxplan_list_{next(numbers)}"
        connection.register("dxplan_given", dict(lists))
        # A table of its own is joined faster than lists of Python.
        connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM dxplan_given")
        connection.unregister("dxplan_given")
        return nw.from_native(connection.table(table)).lazy()

    try:
        relation = _relation(connection, files, name, words)
    except duckdb.Error as error:
        raise table_error("unreadable-table", name, reason=_first_line(error)) from error
    return Source(name, nw.from_native(relation).lazy(), hand_over)


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), "")


def _files(given: str) -> list[str]:
    """The files that a path means: itself, those in a folder, or those that match a pattern."""
    path = Path(given)
    if path.is_dir():
        return _in_folder(path)
    if path.exists():
        return [given]
    # A pattern may begin anywhere, which those of `pathlib` may not.
    matching = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []  # noqa: PTH207
    if not matching:
        raise table_error("file-not-found", given)
    return [file for each in matching for file in _files(each)]


def _in_folder(folder: Path) -> list[str]:
    inside = sorted(str(each) for each in folder.rglob("*") if each.is_file())
    found = [each for each in inside if each.lower().endswith((*_PARQUET, *_TEXT))]
    if not found:
        raise table_error("folder-without-tables", str(folder))
    return found


def _relation(
    connection: duckdb.DuckDBPyConnection, files: list[str], name: str, words: Lexicon
) -> duckdb.DuckDBPyRelation:
    if _all_end(files, _PARQUET):
        return connection.read_parquet(files)
    if _all_end(files, _TEXT):
        return _text_files(connection, files, words)
    other = next((each for each in files if not each.lower().endswith((*_PARQUET, *_TEXT))), None)
    if other is None:
        raise table_error("formats-mixed", name)
    raise table_error("unknown-table-format", other, suffix=Path(other).suffix or other)


def _all_end(files: Iterable[str], suffixes: tuple[str, ...]) -> bool:
    return all(each.lower().endswith(suffixes) for each in files)


def _text_files(
    connection: duckdb.DuckDBPyConnection, files: list[str], words: Lexicon
) -> duckdb.DuckDBPyRelation:
    """Text files; the columns of keys stay texts, so that no id loses its zeros."""
    read: Any = connection.read_csv
    first = read(files, header=True)
    keys = dict.fromkeys(key_columns(tuple(first.columns), words), "VARCHAR")
    found: duckdb.DuckDBPyRelation = read(files, header=True, dtype=keys) if keys else first
    return found
