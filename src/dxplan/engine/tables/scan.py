"""The questions that are asked of all rows of a table, and nothing but sums comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from dxplan.engine.tables.book import Book, Whole, numbered
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.organisations import Names
from dxplan.engine.tables.patterns import Pattern, Texts, read_pattern
from dxplan.engine.tables.rows import Rows, by, collected, joined, one, says_something
from dxplan.engine.tables.sources import texts, whole_numbers

if TYPE_CHECKING:
    import narwhals as nw

    from dxplan.engine.tables.rows import Asked

    Frame = nw.LazyFrame[Any]

_SPLIT = 2**31
_LARGEST = 2**63


@attrs.frozen(eq=False)
class Coded:
    """Rows that can be read, with codes for everything but their numbers.

    Columns: ``code`` and ``kind`` of the organisation, ``p`` the pattern, ``g`` and ``b`` where its
    bit stands, and the numbers.

    :param names: who is in it.
    """

    rows: Rows
    book: Book
    names: Names
    frame: Frame


def find_patterns(rows: Rows) -> tuple[Book, list[tuple[Pattern, int]]]:
    """The patterns of a table; those that cannot be read apart, with how many rows they have."""
    import narwhals as nw

    asked: dict[str, Asked] = {"n": (one(), "sum"), "says": (says_something(rows), "sum")}
    for position in rows.positions:
        value = nw.col(f"v{position}")
        asked[f"l{position}"], asked[f"h{position}"] = (value, "min"), (value, "max")
        asked[f"f{position}"] = (nw.col(f"q{position}"), "sum")
    found = collected(rows, by(rows.frame, rows.texts, asked))
    said: list[Texts] = list(zip(*(found[name].tolist() for name in rows.texts), strict=True))
    every = [read_pattern(rows.headings, each, rows.days) for each in said]
    good = np.array([each.fault is None for each in every], dtype=bool)
    lows, highs, filled = (_columns(found, rows, letter)[good] for letter in "lhf")
    patterns = tuple(each for each in every if each.fault is None)
    book = numbered(patterns, found["n"].astype(np.int64)[good], lows, highs, filled)
    counts = zip(every, found["n"].tolist(), found["says"].tolist(), strict=True)
    odd = [
        (each, says if _may_be_blank(each) else count)
        for each, count, says in counts
        if each.fault is not None
    ]
    return book, odd


def _may_be_blank(pattern: Pattern) -> bool:
    """Whether rows of a pattern that say nothing are no data rather than wrong."""
    return pattern.fault is not None and pattern.fault[1].code.startswith("missing-")


def _columns(found: dict[str, Any], rows: Rows, letter: str) -> Whole:
    columns = [found[f"{letter}{position}"].astype(np.int64) for position in rows.positions]
    return np.stack(columns, axis=1)


def coded(rows: Rows, book: Book, names: Names, kinds: Whole) -> Coded:
    """The rows of some organisations that can be read.

    :param kinds: of every code of an organisation its kind.
    """
    lists = {
        "o": texts(names.texts),
        "code": names.codes,
        "kind": kinds[names.codes],
    }
    frame = joined(readable(rows, book), rows.source.hand_over(lists), ["o"])
    return Coded(rows, book, names, frame)


def readable(rows: Rows, book: Book) -> Frame:
    """The rows of patterns that can be read."""
    columns: dict[str, Any] = {
        name: texts([each.texts[position] for each in book.patterns])
        for position, name in enumerate(rows.texts)
    }
    numbers = whole_numbers(range(len(book.patterns)))
    lists = {**columns, "p": numbers, "g": book.groups, "b": book.bits}
    return joined(rows.frame, rows.source.hand_over(lists), rows.texts)


# --- sums -----------------------------------------------------------------------------------------


def add_up(found: Coded, kinds: int) -> tuple[Numbers, Whole]:
    """By kind, pattern and column of numbers: the sum, and how many numbers there are."""
    import narwhals as nw

    positions = found.rows.positions
    split = [position for position in positions if _may_overflow(found.book, position)]
    asked: dict[str, Asked] = {}
    for position in positions:
        value = nw.col(f"v{position}")
        asked[f"q{position}"] = (nw.col(f"q{position}"), "sum")
        if position in split:
            asked[f"u{position}"] = (value // _SPLIT, "sum")
            asked[f"v{position}"] = (value % _SPLIT, "sum")
        else:
            asked[f"v{position}"] = (value, "sum")
    answer = collected(found.rows, by(found.frame, ["kind", "p"], asked))
    shape = (kinds, len(found.book.patterns), len(positions))
    counts: Whole = np.zeros(shape, dtype=np.int64)
    sums: Numbers = np.zeros(shape, dtype=np.object_ if split else np.int64)
    where = answer["kind"].astype(np.int64), answer["p"].astype(np.int64)
    for position in positions:
        counts[(*where, position)] = answer[f"q{position}"]
        column = answer[f"v{position}"]
        if position in split:
            column = answer[f"u{position}"].astype(np.object_) * _SPLIT + column
        sums[(*where, position)] = column
    return sums, counts


def _may_overflow(book: Book, position: int) -> bool:
    """Whether a sum of a column may need more than 64 bits.

    INVARIANT: no sum is larger than the greatest number times all rows.
    """
    if not len(book.patterns):
        return False
    largest = max(abs(int(book.highs[:, position].max())), abs(int(book.lows[:, position].min())))
    return largest * int(book.rows.sum()) >= _LARGEST


# --- who reported what ----------------------------------------------------------------------------


@attrs.frozen(eq=False)
class Marks:
    """By organisation and group of rows, which bits there are, and how many rows made them.

    :param masks: by column of numbers; the last one is that of the rows themselves.
    :param counts: how many numbers; where more than bits, one stands twice.
    """

    codes: Whole
    groups: Whole
    masks: tuple[Whole, ...]
    counts: tuple[Whole, ...]

    def doubled(self) -> Whole:
        """The organisations that have a number or a row twice."""
        found = np.zeros(len(self.codes), dtype=bool)
        for mask, count in zip(self.masks, self.counts, strict=True):
            found |= np.bitwise_count(mask) != count
        return np.unique(self.codes[found])


def mark(found: Coded) -> Marks:
    """Which numbers organisations reported."""
    import narwhals as nw

    bit, positions = nw.col("b"), found.rows.positions
    asked: dict[str, Asked] = {"m": (bit, "sum"), "n": (one(), "sum")}
    for position in positions:
        there = nw.col(f"q{position}")
        asked[f"m{position}"] = (bit * there, "sum")
        asked[f"n{position}"] = (there, "sum")
    answer = collected(found.rows, by(found.frame, ["code", "g"], asked))
    letters = [*map(str, positions), ""]
    return Marks(
        answer["code"].astype(np.int64),
        answer["g"].astype(np.int64),
        tuple(answer[f"m{letter}"].astype(np.int64) for letter in letters),
        tuple(answer[f"n{letter}"].astype(np.int64) for letter in letters),
    )
