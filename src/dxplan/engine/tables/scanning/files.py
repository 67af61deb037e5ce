"""Files of figures, left where they are: CSV and Parquet, read by an embedded DuckDB."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxplan.data.lexicon import Lexicon
from dxplan.engine.tables.errors import table_error
from dxplan.engine.tables.scanning.headings import key_columns
from dxplan.engine.tables.scanning.sources import Lists, Source, told_apart
from dxplan.steps import begin

if TYPE_CHECKING:
    import duckdb
    import narwhals as nw

PARQUET = (".parquet", ".pq")
_TEXT = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
_WRITTEN = "[+-]?[0-9]+([.][0-9]+)?"
# So many digits fit into whole numbers of 64 bits.
_DIGITS = 18
# A question that needs more is answered by way of the disk.
_MEMORY = "1GB"


def file_source(paths: str | Path | Sequence[str | Path], words: Lexicon) -> Source:
    """Files, folders of files and patterns such as ``data/*.parquet`` as one table."""
    import duckdb
    import narwhals as nw

    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    name, files = named(given), files_of(given)
    connection = duckdb.connect(config={"preserve_insertion_order": False, "memory_limit": _MEMORY})
    begin("adding", partial(_how_far, connection))
    numbers = count()

    def hand_over(lists: Lists) -> nw.LazyFrame[Any]:
        table = f"dxplan_list_{next(numbers)}"
        connection.register("dxplan_given", dict(lists))
        # A table of its own is joined faster than lists of Python.
        connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM dxplan_given")
        connection.unregister("dxplan_given")
        return nw.from_native(connection.table(table)).lazy()

    with told_apart(name):
        relation = _relation(connection, files, name, words)
        lazy = nw.from_native(relation).lazy()
        return Source(name, lazy, hand_over, all_end(files, PARQUET))


def _how_far(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """How far the question is that a connection answers, in hundredths."""
    import duckdb

    try:
        found = int(connection.query_progress())
    except duckdb.Error:
        found = -1
    # Below nothing when no question is asked, or nobody can say.
    return (found, 100) if found >= 0 else (0, 0)


def named(paths: Sequence[str | Path]) -> str:
    """What messages call some files."""
    return ", ".join(map(str, paths)) if len(paths) < 3 else f"{paths[0]}, … ({len(paths)})"


def files_of(paths: Iterable[str | Path]) -> list[str]:
    """The files that paths, folders and patterns mean.

    :raises TableError: where there are none.
    """
    return [file for each in paths for file in _files(str(each))]


def _files(given: str) -> list[str]:
    """The files that a path means: itself, those in a folder, or those that match a pattern."""
    path = Path(given)
    if path.is_dir():
        return _in_folder(path)
    if path.is_file():
        return [given]
    if path.exists():
        raise table_error("not-a-regular-file", given)
    # A pattern may begin anywhere, which those of `pathlib` may not.
    matching = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []  # noqa: PTH207
    if not matching:
        raise table_error("file-not-found", given)
    return [file for each in matching for file in _files(each)]


def _in_folder(folder: Path) -> list[str]:
    inside = sorted(str(each) for each in folder.rglob("*") if each.is_file())
    found = [each for each in inside if each.lower().endswith((*PARQUET, *_TEXT))]
    if not found:
        raise table_error("folder-without-tables", str(folder))
    return found


def _relation(
    connection: duckdb.DuckDBPyConnection, files: list[str], name: str, words: Lexicon
) -> duckdb.DuckDBPyRelation:
    if all_end(files, PARQUET):
        return connection.read_parquet(files)
    if all_end(files, _TEXT):
        return _text_files(connection, files, words)
    other = next((each for each in files if not each.lower().endswith((*PARQUET, *_TEXT))), None)
    if other is None:
        raise table_error("formats-mixed", name)
    raise table_error("unknown-table-format", other, suffix=Path(other).suffix or other)


def all_end(files: Iterable[str], suffixes: tuple[str, ...]) -> bool:
    """Whether all files have one of some endings."""
    return all(each.lower().endswith(suffixes) for each in files)


def _text_files(
    connection: duckdb.DuckDBPyConnection, files: list[str], words: Lexicon
) -> duckdb.DuckDBPyRelation:
    """Text files; the columns of keys stay texts, so that no id loses its zeros."""
    read: Any = connection.read_csv
    first: duckdb.DuckDBPyRelation = read(files, header=True)
    kinds = dict(zip(first.columns, map(str, first.types), strict=True))
    keys = dict.fromkeys(key_columns(tuple(first.columns), words), "VARCHAR")
    points = {name: "VARCHAR" for name, kind in kinds.items() if kind == "DOUBLE"}
    if points:
        as_texts = read(files, header=True, dtype={**points, **keys})
        decimals = ((name, _decimal(as_texts, name)) for name in points if name not in keys)
        keys |= {name: kind for name, kind in decimals if kind}
    found: duckdb.DuckDBPyRelation = read(files, header=True, dtype=keys) if keys else first
    return found


def _decimal(as_texts: duckdb.DuckDBPyRelation, name: str) -> str:
    """The type that holds the written numbers of a column exactly; empty where none does."""
    column = '"' + name.replace('"', '""') + '"'
    written = f"bool_and(regexp_full_match({column}, '{_WRITTEN}'))"
    asked = [f"{written} AS plain"]
    asked += [f"max(length(split_part({column}, '.', {part}))) AS digits{part}" for part in (1, 2)]
    ((plain_numbers, *digits),) = as_texts.aggregate(", ".join(asked)).fetchall()
    if not plain_numbers:
        return ""
    whole, places = (int(each or 0) for each in digits)
    return f"DECIMAL({whole + places}, {places})" if 0 < whole + places <= _DIGITS else ""
