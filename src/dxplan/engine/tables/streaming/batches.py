"""Tables as batches of Arrow: texts as codes of a dictionary, numbers as columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias, TypeVar

import attrs

from dxplan.engine.tables.streaming.texts import as_dictionary
from dxplan.steps import begin

_Thing = TypeVar("_Thing")
Part: TypeAlias = Callable[[Sequence[str], Sequence[str]], Iterator[Any]]
"""Rows that are found together; asked for columns of texts and others, it gives batch after batch:
each a `pyarrow.RecordBatch` of few enough rows to be held in memory several times."""

# So many numbers and texts are in a batch, or a few thousand rows.
_CELLS, _LEAST = 2**19, 2**13


@attrs.frozen(eq=False)
class Batch:
    """Some rows of a table.

    :param part: where they are in it.
    :param texts: columns of texts, each as codes and a dictionary; ``numbers``: columns of numbers.
    """

    part: int
    texts: Sequence[Any]
    numbers: Sequence[Any]

    @property
    def length(self) -> int:
        """How many rows there are."""
        return next(map(len, (*self.texts, *self.numbers)), 0)


@attrs.frozen(eq=False)
class Batches:
    """The rows of a table.

    :param name: what messages call it.
    :param types: the Arrow type of every column, in order.
    :param parts: where the rows are.
    :param is_cheap: whether they can be had again for little.
    :param rows: how many there are, where that is known before they are read.
    """

    name: str
    types: Mapping[str, Any]
    parts: tuple[Part, ...]
    is_cheap: bool = False
    rows: int = 0

    def each(
        self, texts: Sequence[str], numbers: Sequence[str], only: Collection[int] | None = None
    ) -> Iterator[Batch]:
        """Batches of some columns.

        :param only: parts; ``None`` for all of them.
        """
        done = 0

        def counted(batches: Iterator[Batch]) -> Iterator[Batch]:
            nonlocal done
            for batch in batches:
                yield batch
                done += batch.length

        if self.rows and only is None:
            begin("adding", lambda: (done, self.rows))
        return counted(_ahead(self._each(texts, numbers, only)))

    def _each(
        self, texts: Sequence[str], numbers: Sequence[str], only: Collection[int] | None
    ) -> Iterator[Batch]:
        for part in range(len(self.parts)) if only is None else sorted(only):
            for batch in self.parts[part](texts, numbers):
                if batch.num_rows:
                    coded = [as_dictionary(batch.column(name)) for name in texts]
                    yield Batch(part, coded, [batch.column(name) for name in numbers])


def size_of_batch(columns: int) -> int:
    """How many rows of so many columns a batch may have."""
    return max(_LEAST, _CELLS // columns)


def _ahead(batches: Iterator[_Thing]) -> Iterator[_Thing]:
    """The same, each read while the one before is looked at."""
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(next, batches, None)
        while (found := following.result()) is not None:
            following = pool.submit(next, batches, None)
            yield found
