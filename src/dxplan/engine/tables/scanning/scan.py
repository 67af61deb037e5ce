"""The questions that are asked of all rows of a table, and nothing but sums comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.scanning.book import Book, Whole, numbered
from dxplan.engine.tables.scanning.organisations import Names
from dxplan.engine.tables.scanning.patterns import Pattern, Texts, read_pattern
from dxplan.engine.tables.scanning.rows import Rows, by, collected, joined, one, says_something
from dxplan.engine.tables.scanning.sources import Column, texts, whole_numbers

if TYPE_CHECKING:
    import narwhals as nw

    from dxplan.engine.tables.scanning.rows import Asked

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


@attrs.frozen(eq=False)
class Found:
    """The patterns of a table.

    :param odd: those that cannot be read, with how many rows they have.
    :param blank: those of them that have rows which say nothing, and are no data.
    """

    book: Book
    odd: list[tuple[Pattern, int]]
    blank: tuple[Pattern, ...]


def find_patterns(rows: Rows) -> Found:
    """The patterns of a table."""
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
    counts = list(zip(every, found["n"].tolist(), found["says"].tolist(), strict=True))
    odd = [
        (each, says if may_be_blank(rows, each) else count)
        for each, count, says in counts
        if each.fault is not None
    ]
    blank = (
        each
        for each, count, says in counts
        if each.fault is not None and count > says and may_be_blank(rows, each)
    )
    return Found(book, odd, tuple(blank))


def may_be_blank(rows: Rows, pattern: Pattern) -> bool:
    """Whether rows of a pattern that say nothing are no data rather than wrong."""
    assert pattern.fault is not None
    column, fault = pattern.fault
    return fault.code == "missing-period" or column == rows.headings.role("measure")


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
    numbers = whole_numbers(range(len(book.patterns)))
    lists = {**pattern_texts(rows, book), "p": numbers, "g": book.groups, "b": book.bits}
    return joined(rows.frame, rows.source.hand_over(lists), rows.texts)


def blank_rows(rows: Rows, blank: Sequence[Pattern]) -> Frame:
    """The rows of some patterns that say nothing."""
    import narwhals as nw

    listed = rows.source.hand_over(texts_of(rows, blank))
    return joined(rows.frame.filter(says_something(rows) == nw.lit(0)), listed, rows.texts)


def pattern_texts(rows: Rows, book: Book) -> dict[str, Column]:
    """The texts of all patterns that can be read, column by column."""
    return texts_of(rows, book.patterns)


def texts_of(rows: Rows, patterns: Sequence[Pattern]) -> dict[str, Column]:
    """The texts of some patterns, column by column."""
    return {
        name: texts([each.texts[position] for each in patterns])
        for position, name in enumerate(rows.texts)
    }


# --- sums -----------------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class Added:
    """Sums of rows by kind and pattern, as far as there are any.

    :param sums: by column of numbers, ``counts`` how many numbers they are made of.
    """

    kinds: Whole
    patterns: Whole
    sums: tuple[Numbers, ...]
    counts: tuple[Whole, ...]


def add_up(found: Coded) -> Added:
    """The sums of all numbers, by kind and pattern."""
    import narwhals as nw

    positions = found.rows.positions
    split = [position for position in positions if _may_overflow(found.book, position)]
    gaps = _with_gaps(found.book)
    asked: dict[str, Asked] = {"n": (one(), "sum")}
    asked |= {f"q{position}": (nw.col(f"q{position}"), "sum") for position in gaps}
    for position in positions:
        value = nw.col(f"v{position}")
        if position in split:
            low = value % _SPLIT
            # Some libraries divide in floating point, which is exact where nothing is left over.
            asked[f"u{position}"] = ((value - low) // _SPLIT, "sum")
            asked[f"v{position}"] = (low, "sum")
        else:
            asked[f"v{position}"] = (value, "sum")
    answer, kinds, patterns = _by_two(found, "kind", "p", len(found.book.patterns), asked)
    sums: list[Numbers] = []
    for position in positions:
        whole: Numbers = answer[f"v{position}"].astype(np.int64)
        if position in split:
            whole = answer[f"u{position}"].astype(np.object_) * _SPLIT + whole
        sums.append(whole)
    letters = (f"q{position}" if position in gaps else "n" for position in positions)
    counts = (answer[letter].astype(np.int64) for letter in letters)
    return Added(kinds, patterns, tuple(sums), tuple(counts))


def _by_two(
    found: Coded, first: str, second: str, size: int, asked: Mapping[str, Asked]
) -> tuple[dict[str, Any], Whole, Whole]:
    """Sums by two codes, which are made one: adding up by one key is several times faster.

    :param size: above every second code.
    """
    import narwhals as nw

    key = (nw.col(first) * size + nw.col(second)).alias("k")
    answer = collected(found.rows, by(found.frame.with_columns(key), ["k"], asked))
    codes, others = np.divmod(answer["k"].astype(np.int64), max(size, 1))
    return answer, codes, others


def _with_gaps(book: Book) -> list[int]:
    """The columns of numbers that are not filled in everywhere."""
    filled = (book.filled == book.rows[:, np.newaxis]).all(axis=0)
    return [position for position, whole in enumerate(filled.tolist()) if not whole]


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

    @property
    def rows(self) -> int:
        """How many rows they are made of."""
        return int(self.counts[-1].sum())


def mark(found: Coded) -> Marks:
    """Which numbers organisations reported."""
    import narwhals as nw

    bit, book = nw.col("b"), found.book
    gaps = _with_gaps(book)
    asked: dict[str, Asked] = {"m": (bit, "sum"), "n": (one(), "sum")}
    for position in gaps:
        there = nw.col(f"q{position}")
        asked[f"m{position}"] = (bit * there, "sum")
        asked[f"n{position}"] = (there, "sum")
    answer, codes, groups = _by_two(found, "code", "g", int(book.groups.max(initial=0)) + 1, asked)
    letters = [str(position) if position in gaps else "" for position in found.rows.positions]
    columns = {name: answer[name].astype(np.int64) for name in asked}
    return Marks(
        codes,
        groups,
        tuple(columns[f"m{letter}"] for letter in [*letters, ""]),
        tuple(columns[f"n{letter}"] for letter in [*letters, ""]),
    )
