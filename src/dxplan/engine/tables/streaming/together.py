"""From one pass over a table to its figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Any, TypeAlias

import attrs
import numpy as np

from dxplan.data.observations import Observations
from dxplan.engine.tables.errors import table_error
from dxplan.engine.tables.figures import Figures, Point
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.scanning.apart import contradictions, together
from dxplan.engine.tables.scanning.book import Book, Whole, numbered
from dxplan.engine.tables.scanning.forms import Form
from dxplan.engine.tables.scanning.marks import overlapping, presence_of, reported
from dxplan.engine.tables.scanning.patterns import Pattern
from dxplan.engine.tables.scanning.spread import Layout, layout_of
from dxplan.engine.tables.streaming.across import are_looked_at
from dxplan.engine.tables.streaming.cells import Cells
from dxplan.engine.tables.streaming.marks import words_of
from dxplan.engine.tables.streaming.oddities import are_within_rows
from dxplan.engine.tables.streaming.passing import Passed
from dxplan.engine.tables.streaming.plain import NotPlainError
from dxplan.engine.tables.streaming.some import doubled, sums_of

Odd: TypeAlias = list[tuple[Pattern, int]]
_LARGEST = 2**63
# Marks are no sums: all bits of a signed number are free.
_BITS = 62


@attrs.define(eq=False)
class Reported:
    """What a table says in rows that can be read.

    :param at: by pattern of the book, its number in the pass.
    :param odd: patterns that cannot be read, with how many rows they have.
    :param present: by pattern and rank, whether there is a row; ``filled`` by column of numbers
        the same, where some rows have none.
    """

    passed: Passed
    book: Book
    at: Codes
    odd: Odd
    present: Flags
    filled: dict[int, Flags]

    def marks(self, column: int) -> Flags:
        """Who has a number in a column, by pattern and rank."""
        return self.filled.get(column, self.present)

    def forget_marks(self) -> None:
        """Gives back the memory of the marks, which are much of what a pass takes."""
        self.present = self.passed.running.present = np.zeros((0, 0), dtype=np.bool_)
        self.filled = self.passed.running.filled = {}


def reported_in(passed: Passed) -> Reported:
    """What a pass says, apart from patterns that cannot be read.

    :raises NotPlainError: when the table is not plain after all.
    """
    running, met = passed.running, passed.patterns
    good = np.array([each.fault is None for each in met], dtype=np.bool_)
    at = np.flatnonzero(good)
    counts = running.rows[: len(met)]
    odd = [(p, n) for p, n in zip(met, counts.tolist(), strict=True) if p.fault is not None]
    if not met:
        raise table_error("empty-table", passed.coding.batches.name)
    if odd and running.filled:
        # Rows without any number are no data, perhaps.
        raise NotPlainError
    book = _book(passed, tuple(each for each in met if each.fault is None), counts[at])
    filled = {column: _readable(each, at) for column, each in running.filled.items()}
    return Reported(passed, book, at, odd, _readable(running.present, at), filled)


def _readable(table: Any, at: Codes) -> Any:
    """The rows of patterns that can be read; not copied where those are simply the first ones."""
    return table[: len(at)] if not len(at) or at[-1] == len(at) - 1 else table[at]


def _book(passed: Passed, patterns: tuple[Pattern, ...], rows: Whole) -> Book:
    running = passed.running
    lows = np.tile(np.array(running.lows, dtype=np.int64), (len(patterns), 1))
    highs = np.tile(np.array(running.highs, dtype=np.int64), (len(patterns), 1))
    filled = np.repeat(rows[:, np.newaxis], len(running.lows), axis=1)
    book = numbered(patterns, rows, lows, highs, filled, bits_of_a_word=_BITS)
    places = set(zip(book.groups.tolist(), book.bits.tolist(), strict=True))
    forms = [passed.oddities.forms[n] for n, p in enumerate(passed.patterns) if p.fault is None]
    if len(places) < len(patterns) or not _all_are_looked_at(passed, book, forms):
        raise NotPlainError
    return book


def _all_are_looked_at(passed: Passed, book: Book, forms: Sequence[tuple[Form, ...]]) -> bool:
    """Whether every relation that the rows of a table allow was looked at."""
    if passed.across is not None:
        return are_looked_at(passed.plan, book, passed.across)
    return are_within_rows(passed.plan, book, passed.oddities.scales, forms)


def figures_of_pass(
    found: Reported,
    alone: Callable[[Codes], Observations],
    observations: Callable[[Codes | None, Collection[str] | None], Observations],
    as_of: date,
    measures: Collection[str],
) -> Figures:
    """The figures of a table up to a day; problems of single rows are in them.

    :param alone: reads organisations one by one, and says what is wrong with their rows.
    :param observations: reads some organisations, and some measures.
    :param measures: what is asked for.
    :raises NotPlainError: when the table is not plain after all.
    """
    passed, book = found.passed, found.book
    order, kinds = passed.running.order, passed.kinds
    seen = presence_of(book, words_of(book, order, found.marks), order.count)
    apart = together([_apart(found), overlapping(passed.plan, seen), seen.doubled])
    singles = alone(apart)
    sums = [_readable(each, found.at) for each in passed.running.sums]
    if apart.size:
        ranks = order.ranks[apart]
        sums = [
            s - _readable(less, found.at)
            for s, less in zip(sums, sums_of(passed, ranks), strict=True)
        ]
        for marks in (found.present, *found.filled.values()):
            marks[:, ranks] = False
        for bits in seen.bits.values():
            bits[apart] = 0
    counts = _counts(found)
    found.forget_marks()
    there = {point for number, column, point in book.each_point() if counts[column][number].any()}
    for cell in singles.cells:
        there.add(Point(cell.measure, tuple(sorted(cell.members.items())), cell.period))
    wanted = (p for p in there if p.measure in measures and p.period.end <= as_of)
    layout = layout_of(passed.oddities.scales, book, wanted)
    if _bound(passed, layout) >= _LARGEST:
        raise NotPlainError
    whole = _spread(layout, sums, layout.factors)
    passed.running.sums.clear()
    sums.clear()
    return Figures(
        kinds,
        True,
        layout.points,
        layout.scales,
        whole,
        _spread(layout, counts, np.ones_like(layout.factors)),
        *reported(seen, layout.points),
        apart,
        Cells(passed.coding, order, passed.met, layout, found.at),
        observations,
        singles.problems,
        singles.rows_left_out,
        left_out=singles.left_out,
    )


def _apart(found: Reported) -> Codes:
    """Organisations that have to be looked at one by one."""
    passed = found.passed
    order = passed.running.order
    odd: Flags = passed.oddities.odd.copy()
    wrong = contradictions(passed.plan, found.book, passed.kinds)
    if wrong is not None:
        for number in range(len(found.at)):
            odd |= found.present[number] & wrong[order.kinds, number]
    if int(found.book.rows.sum()) != int(np.count_nonzero(found.present)):
        odd |= doubled(passed, found.at, found.present)
    return np.sort(order.codes[odd])


def _counts(found: Reported) -> list[Whole]:
    """By column, how many organisations of a kind have a number of a pattern."""
    starts = found.passed.running.order.starts

    def counted(marks: Flags) -> Whole:
        rows = [np.add.reduceat(row.view(np.uint8), starts, dtype=np.int64) for row in marks]
        return np.stack(rows) if rows else np.zeros((0, len(starts)), dtype=np.int64)

    whole = counted(found.present)
    columns = range(len(found.passed.running.sums))
    return [counted(found.filled[c]) if c in found.filled else whole for c in columns]


def _bound(passed: Passed, layout: Layout) -> int:
    """What no sum is larger than."""
    largest = max(
        (
            max(-low, high)
            for low, high in zip(passed.running.lows, passed.running.highs, strict=True)
        ),
        default=0,
    )
    return largest * int(passed.running.rows.sum()) * int(np.abs(layout.factors).max(initial=1))


def _spread(layout: Layout, tables: Sequence[Whole], factors: Whole) -> Whole:
    """By kind and point, what stands by pattern and kind.

    :param tables: by column of numbers.
    :param factors: by pattern and column, what is multiplied by.
    """
    kinds = tables[0].shape[1]
    found = np.zeros((len(layout.points), kinds), dtype=np.int64)
    for point, column, number in _sources(layout):
        found[point] += tables[column][number] * factors[number, column]
    return found.T


def _sources(layout: Layout) -> Iterator[tuple[int, int, int]]:
    """Point, column and pattern of every kind of number."""
    for number, row in enumerate(layout.at.tolist()):
        for column, point in enumerate(row):
            if point >= 0:
                yield point, column, number
