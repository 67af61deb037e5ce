"""Tables as batches of Arrow: texts as codes of a dictionary, numbers as columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeAlias, TypeVar

import attrs

_Thing = TypeVar("_Thing")
Batch: TypeAlias = Any
"""A batch of rows, a `pyarrow.RecordBatch`: few enough to be held in memory several times."""
Part: TypeAlias = Callable[[Sequence[str], Sequence[str]], Iterator[Batch]]
"""Rows that are found together; asked for columns of texts and others, it gives their batches."""

# So many numbers and texts are in a batch, or a few thousand rows.
_CELLS, _LEAST = 2**19, 2**13


@attrs.frozen(eq=False)
class Batches:
    """The rows of a table, as often as they are asked for.

    :param name: what messages call it.
    :param types: the Arrow type of every column, in order.
    :param parts: where the rows are.
    """

    name: str
    types: Mapping[str, Any]
    parts: tuple[Part, ...]

    def each(
        self, texts: Sequence[str], others: Sequence[str], only: Collection[int] | None = None
    ) -> Iterator[tuple[int, Batch]]:
        """Batches of some columns, each with the number of its part.

        :param texts: columns whose texts come as codes, if the table has codes for them.
        :param only: parts; ``None`` for all of them.
        """
        numbers = range(len(self.parts)) if only is None else sorted(only)
        return _ahead((number, b) for number in numbers for b in self.parts[number](texts, others))


def _ahead(batches: Iterator[_Thing]) -> Iterator[_Thing]:
    """The same, each read while the one before is looked at."""
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(next, batches, None)
        while (found := following.result()) is not None:
            following = pool.submit(next, batches, None)
            yield found


def of_parquet(files: Sequence[str], name: str) -> Batches | None:
    """The rows of Parquet files; ``None`` where they do not simply continue one another."""
    from pyarrow import parquet

    heads = {file: parquet.read_metadata(file) for file in files}
    schemas = [head.schema.to_arrow_schema() for head in heads.values()]
    types = [{field.name: field.type for field in schema} for schema in schemas]
    if not types or any(each != types[0] for each in types) or len(types[0]) != len(schemas[0]):
        return None
    parts = tuple(
        partial(_of_group, file, head, group)
        for file, head in heads.items()
        for group in range(head.num_row_groups)
    )
    return Batches(name, types[0], parts)


def _of_group(
    file: str, head: Any, group: int, texts: Sequence[str], others: Sequence[str]
) -> Iterator[Batch]:
    from pyarrow import parquet

    with parquet.ParquetFile(file, metadata=head, read_dictionary=list(texts)) as opened:
        columns = [*texts, *others]
        size = max(_LEAST, _CELLS // len(columns))
        yield from opened.iter_batches(size, row_groups=[group], columns=columns)
