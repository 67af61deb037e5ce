"""From marks of rows to what every organisation reported of every measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import TypeAlias

import attrs
import numpy as np

from dxplan.engine.tables.figures import Bits, Point
from dxplan.engine.tables.scanning.book import At, Book, Whole
from dxplan.engine.tables.scanning.scan import Marks
from dxplan.plan.model import Plan

Chunk: TypeAlias = tuple[int, int]


@attrs.define(eq=False)
class Presence:
    """By measure, organisation by organisation, the bits of what it reported.

    :param where: of every point its word and its bit.
    :param doubled: organisations that reported a point in two places.
    """

    bits: dict[str, Bits]
    where: dict[Point, tuple[int, int]]
    doubled: Whole

    def has(self, point: Point) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Who reported a point."""
        word, bit = self.where[point]
        found = self.bits[point.measure][:, word] >> np.uint64(bit) & np.uint64(1)
        return found.astype(bool)


def presence(book: Book, marks: Marks, organisations: int) -> Presence:
    """What every organisation reported."""
    order = np.argsort(marks.groups, kind="stable")
    ends = np.searchsorted(marks.groups[order], np.arange(int(book.groups.max(initial=0)) + 2))

    def words(group: int, column: int) -> Bits:
        rows = order[ends[group] : ends[group + 1]]
        found: Bits = np.zeros(organisations, dtype=np.uint64)
        # Within a group every organisation has one row.
        found[marks.codes[rows]] = marks.masks[column][rows].astype(np.uint64)
        return found

    return presence_of(book, words, organisations)


def presence_of(book: Book, words: Callable[[int, int], Bits], organisations: int) -> Presence:
    """What every organisation reported.

    :param words: of a group and a column of numbers the bits of every organisation.
    """
    chunks = _chunks(book)
    bits = {
        measure: np.zeros((organisations, len(found)), dtype=np.uint64)
        for measure, found in chunks.items()
    }
    for measure, found in chunks.items():
        for (group, column), word in found.items():
            bits[measure][:, word] = words(group, column)
    where = {
        point: _word_and_bit(chunks[point.measure], ats[0]) for point, ats in book.points.items()
    }
    result = Presence(bits, where, np.zeros(0, dtype=np.int64))
    for point, ats in book.points.items():
        for other in ats[1:]:
            _bring_together(result, point, _word_and_bit(chunks[point.measure], other))
    result.doubled = np.unique(result.doubled)
    return result


def _chunks(book: Book) -> dict[str, dict[Chunk, int]]:
    """By measure, the groups of rows and columns whose bits are its own, numbered."""
    found: dict[str, dict[Chunk, int]] = {}
    for point, ats in book.points.items():
        of_measure = found.setdefault(point.measure, {})
        for at in ats:
            of_measure.setdefault((at.group, at.column), len(of_measure))
    return found


def _word_and_bit(chunks: Mapping[Chunk, int], at: At) -> tuple[int, int]:
    return chunks[at.group, at.column], at.bit


def _bring_together(found: Presence, point: Point, other: tuple[int, int]) -> None:
    """Counts a point that stands in two places once."""
    word, bit = found.where[point]
    words, one = found.bits[point.measure], np.uint64(1)
    first = words[:, word] >> np.uint64(bit) & one
    second = words[:, other[0]] >> np.uint64(other[1]) & one
    twice = np.flatnonzero(first & second)
    found.doubled = np.concatenate([found.doubled, twice])
    words[:, other[0]] &= ~(one << np.uint64(other[1]))
    words[:, word] |= second << np.uint64(bit)


def reported(
    found: Presence, points: tuple[Point, ...]
) -> tuple[dict[str, Bits], tuple[tuple[int, int], ...]]:
    """The bits of some points, and where each stands; bits of other points are taken out."""
    wanted: dict[str, list[int]] = {}
    where: list[tuple[int, int]] = []
    for point in points:
        words = wanted.setdefault(point.measure, [0] * _words(found, point.measure))
        if point in found.where:
            word, bit = found.where[point]
            words[word] |= 1 << bit
        else:
            # Nobody has it but who is looked at one by one.
            word, bit = len(words), 0
            words.append(0)
        where.append((word, bit))
    return {m: _only(found.bits.get(m), words) for m, words in wanted.items()}, tuple(where)


def _words(found: Presence, measure: str) -> int:
    return found.bits[measure].shape[1] if measure in found.bits else 0


def _only(bits: Bits | None, words: list[int]) -> Bits:
    assert bits is not None
    kept: Bits = np.zeros((bits.shape[0], len(words)), dtype=np.uint64)
    kept[:, : bits.shape[1]] = bits & np.array(words[: bits.shape[1]], dtype=np.uint64)
    return kept


def reporters(found: Presence, as_of: date, organisations: int) -> Whole:
    """Whoever reported anything up to a day."""
    points = tuple(point for point in found.where if point.period.end <= as_of)
    bits, _ = reported(found, points)
    there = np.zeros(organisations, dtype=bool)
    for words in bits.values():
        there |= words.any(axis=1)
    return np.flatnonzero(there)


def overlapping(plan: Plan, found: Presence) -> Whole:
    """Organisations that report a flow for two periods that share days."""
    codes: list[Whole] = [np.zeros(0, dtype=np.int64)]
    for first, second in _sharing_days(plan, found.where):
        codes.append(np.flatnonzero(found.has(first) & found.has(second)))
    return np.unique(np.concatenate(codes))


def _sharing_days(plan: Plan, points: Iterable[Point]) -> list[tuple[Point, Point]]:
    series: dict[tuple[str, object], list[Point]] = {}
    for point in points:
        if plan.measures[point.measure].flow:
            series.setdefault((point.measure, point.key), []).append(point)
    found: list[tuple[Point, Point]] = []
    for listed in series.values():
        ordered = sorted(listed, key=lambda point: point.period)
        if any(one.period.overlaps(other.period) for one, other in pairwise(ordered)):
            found += [
                (one, other)
                for position, one in enumerate(ordered)
                for other in ordered[position + 1 :]
                if one.period.overlaps(other.period)
            ]
    return found
