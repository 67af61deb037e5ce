"""From who has which rows to what every organisation reported of every measure."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dxplan.engine.tables.figures import Bits
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.scanning.book import Book
from dxplan.engine.tables.streaming.order import Order


def words_of(book: Book, order: Order, marks: Callable[[int], Flags]) -> Callable[[int, int], Bits]:
    """The words of a group of rows, by code of an organisation, for a column of numbers.

    :param marks: by column, who has which pattern: by pattern of the book and rank.
    """
    known: dict[tuple[int, int], Bits] = {}

    def words(group: int, column: int) -> Bits:
        table = marks(column)
        key = (group, id(table))
        if key not in known:
            known[key] = _word(table, np.flatnonzero(book.groups == group), book)[order.ranks]
        return known[key]

    return words


def _word(table: Flags, patterns: np.ndarray[tuple[int], np.dtype[np.intp]], book: Book) -> Bits:
    """One word of every organisation: what it has of some patterns.

    INVARIANT: patterns of a group have consecutive bits, in the order of their numbers.
    """
    bits = book.bits[patterns]
    order = patterns[np.argsort(bits, kind="stable")]
    packed = np.zeros((8, table.shape[1]), dtype=np.uint8)
    found = np.packbits(table[order], axis=0, bitorder="little")
    packed[: len(found)] = found
    words: Bits = np.ascontiguousarray(packed.T).view("<u8").reshape(-1).astype(np.uint64)
    return words
