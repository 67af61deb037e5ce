"""Where batches come from: Parquet files, relations of DuckDB, frames of pyarrow and Polars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from dxplan.data.lexicon import Lexicon
from dxplan.engine.tables.scanning.files import PARQUET, all_end, files_of, named
from dxplan.engine.tables.scanning.read import source_of
from dxplan.engine.tables.scanning.sources import Source, told_apart
from dxplan.engine.tables.streaming.batches import Batches, size_of_batch

_IN_MEMORY = "<table>"


def batches_of(given: object, words: Lexicon) -> Batches | None:
    """The rows of a table as batches; ``None`` where it gives none."""
    if isinstance(given, Source):
        return _of_source(given)
    paths = [given] if isinstance(given, str | Path) else given
    if isinstance(paths, list | tuple) and all(isinstance(p, str | Path) for p in paths):
        return _of_files(paths, words)
    library = type(given).__module__.lstrip("_").partition(".")[0]
    kind = (library, type(given).__name__)
    with told_apart(_IN_MEMORY):
        match kind:
            case ("pyarrow", "Table"):
                return _of_arrow(given, _IN_MEMORY)
            case ("polars", "DataFrame"):
                return _of_polars(given, _IN_MEMORY)
            case ("duckdb", "DuckDBPyRelation"):
                return _of_relation(given, _IN_MEMORY)
    return None


def _of_files(paths: Sequence[str | Path], words: Lexicon) -> Batches | None:
    name, files = named(paths), files_of(paths)
    if not all_end(files, PARQUET):
        return _of_source(source_of(list(paths), words))
    # Folders may say more of their rows, as in `year=2024/part.parquet`.
    if any("=" in Path(file).parent.as_posix() for file in files):
        return None
    with told_apart(name):
        return _of_parquet(files, name)


def _of_source(source: Source) -> Batches | None:
    with told_apart(source.name):
        return _of_relation(source.frame.to_native(), source.name)


# --- Parquet --------------------------------------------------------------------------------------


def _of_parquet(files: Sequence[str], name: str) -> Batches | None:
    """The rows of Parquet files; ``None`` where they do not simply continue one another."""
    from pyarrow import parquet

    heads = {file: parquet.read_metadata(file) for file in files}
    schemas = [head.schema.to_arrow_schema() for head in heads.values()]
    if any(_types(each) != _types(schemas[0]) for each in schemas):
        return None
    parts = tuple(
        partial(_of_group, file, head, group)
        for file, head in heads.items()
        for group in range(head.num_row_groups)
    )
    rows = sum(head.num_rows for head in heads.values())
    found = Batches(name, _types(schemas[0]), parts, is_cheap=True, rows=rows)
    return _with_names(found, schemas[0])


def _of_group(
    file: str, head: Any, group: int, texts: Sequence[str], others: Sequence[str]
) -> Iterator[Any]:
    from pyarrow import parquet

    with parquet.ParquetFile(file, metadata=head, read_dictionary=list(texts)) as opened:
        columns = [*texts, *others]
        size = size_of_batch(len(columns))
        yield from opened.iter_batches(size, row_groups=[group], columns=columns)


# --- in memory ------------------------------------------------------------------------------------


def _of_arrow(table: Any, name: str) -> Batches | None:
    def part(texts: Sequence[str], others: Sequence[str]) -> Iterator[Any]:
        columns = [*texts, *others]
        yield from table.select(columns).to_batches(size_of_batch(len(columns)))

    return _with_names(Batches(name, _types(table.schema), (part,)), table.schema)


def _of_polars(frame: Any, name: str) -> Batches | None:
    def part(texts: Sequence[str], others: Sequence[str]) -> Iterator[Any]:
        columns = [*texts, *others]
        for each in frame.select(columns).iter_slices(size_of_batch(len(columns))):
            yield from each.to_arrow().to_batches()

    schema = frame.clear().to_arrow().schema
    return _with_names(Batches(name, _types(schema), (part,)), schema)


def _of_relation(relation: Any, name: str) -> Batches | None:
    from duckdb import ColumnExpression

    def part(texts: Sequence[str], others: Sequence[str]) -> Iterator[Any]:
        columns = [*texts, *others]
        asked = relation.select(*map(ColumnExpression, columns))
        yield from asked.to_arrow_reader(size_of_batch(len(columns)))

    schema = relation.limit(0).to_arrow_table().schema
    return _with_names(Batches(name, _types(schema), (part,)), schema)


def _types(schema: Any) -> Mapping[str, Any]:
    return {field.name: field.type for field in schema}


def _with_names(found: Batches, schema: Any) -> Batches | None:
    """The same, if every column has a name of its own."""
    return found if len(found.types) == len(schema) else None
