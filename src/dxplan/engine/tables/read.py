"""Figures of a table: it is added up where it is, and only what is odd is looked at row by row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import attrs
import numpy as np

from dxplan.data.lexicon import Lexicon, lexicon
from dxplan.data.observations import Observations, Organisation
from dxplan.data.organisation_ids import OrganisationIds
from dxplan.data.problems import Problem
from dxplan.engine.tables.apart import misplaced, odd_numbers, together, watched
from dxplan.engine.tables.book import Book, Whole, unit_factor
from dxplan.engine.tables.broken import breaking
from dxplan.engine.tables.cells import Cells
from dxplan.engine.tables.errors import table_error
from dxplan.engine.tables.figures import Figures, Numbers, Point
from dxplan.engine.tables.files import file_source
from dxplan.engine.tables.headings import read_headings
from dxplan.engine.tables.kinds import Codes, Kinds
from dxplan.engine.tables.marks import Presence, overlapping, presence, reported, reporters
from dxplan.engine.tables.organisations import (
    Names,
    alike,
    everybody,
    identified,
    names_of,
    refusals,
    with_others,
)
from dxplan.engine.tables.patterns import Pattern
from dxplan.engine.tables.rows import Rows, by, collected, one, read_rows, says_something
from dxplan.engine.tables.scan import Coded, add_up, coded, find_patterns, mark, readable
from dxplan.engine.tables.single import Single
from dxplan.engine.tables.sources import Source, frame_source, texts
from dxplan.plan.model import Plan

if TYPE_CHECKING:
    from dxplan.engine.tables.rows import Asked

Register: TypeAlias = Mapping[str, Organisation]


def read_figures(
    plan: Plan,
    given: object,
    kinds: Kinds | None,
    register: Register | None,
    *,
    as_of: date,
    measures: Collection[str],
) -> Figures:
    """The figures of a table up to a day.

    :param given: a frame of any library that Narwhals knows, or paths of CSV or Parquet files,
        folders of them or patterns such as ``data/*.parquet``.
    :param kinds: of the organisations of the register; ``None`` without one.
    :param measures: what is asked for.
    :raises TableError: when the table cannot be added up.
    """
    words = lexicon(plan)
    source = _source(given, words)
    names = tuple(source.columns())
    headings = read_headings(source.name, names, words, register)
    rows = read_rows(source, headings)
    book, odd = find_patterns(rows)
    if not len(book.patterns) and not odd:
        raise table_error("empty-table", source.name)
    people = _people(rows, book, kinds, register)
    reading = _Reading(plan, rows, book, people, register, as_of, frozenset(measures))
    return reading.figures([*headings.problems, *_odd_patterns(source, odd)], _left_out(odd))


def _source(given: object, words: Lexicon) -> Source:
    if isinstance(given, (str, Path)):
        return file_source(given, words)
    if isinstance(given, (list, tuple)) and all(isinstance(each, (str, Path)) for each in given):
        return file_source(given, words)
    return frame_source(given)


def _odd_patterns(source: Source, odd: list[tuple[Pattern, int]]) -> list[Problem]:
    """What is wrong with rows that cannot be read, one problem for what they have in common."""
    found: dict[tuple[str, str, str], tuple[Mapping[str, object], int]] = {}
    for pattern, count in odd:
        assert pattern.fault is not None
        column, fault = pattern.fault
        key = (column, fault.code, str(sorted(fault.params.items())))
        _, before = found.get(key, ({}, 0))
        found[key] = (fault.params, before + count)
    return [
        Problem(code, source.name, "", column, {**params, "count": count})
        for (column, code, _), (params, count) in found.items()
        if count
    ]


def _left_out(odd: list[tuple[Pattern, int]]) -> int:
    codes = ((pattern.fault[1].code if pattern.fault else "", count) for pattern, count in odd)
    return sum(count for code, count in codes if code != "total-row")


# --- organisations --------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class _People:
    """Who reports, by which texts, and what is wrong with the other texts.

    :param left_out: how many rows name nobody.
    """

    kinds: Kinds
    names: Names
    has_register: bool
    problems: tuple[Problem, ...] = ()
    left_out: int = 0


def _people(rows: Rows, book: Book, kinds: Kinds | None, register: Register | None) -> _People:
    column, ids = rows.headings.organisation, OrganisationIds(register)
    frame = readable(rows, book)
    if kinds is not None:
        known = rows.source.hand_over({"o": texts(kinds.organisations)})
        frame = frame.join(known, on="o", how="anti")
    asked: dict[str, Asked] = {"n": (one(), "sum"), "s": (says_something(rows), "sum")}
    found = collected(rows, by(frame, ["o"], asked))
    counts = {
        text: int(says if not text else count)
        for text, count, says in zip(*(found[n].tolist() for n in ("o", "n", "s")), strict=True)
    }
    meant, refused = identified(counts, register, ids, rows.source.name)
    told = [each for each in refused if counts[each.text]]
    problems, left_out = refusals(told, counts, rows.source.name, column)
    if kinds is None:
        kinds = everybody(meant.values())
        problems += alike(kinds.organisations, rows.source.name, column)
        names = with_others(Names((), np.zeros(0, dtype=np.int64)), kinds, meant)
        return _People(kinds, names, False, tuple(problems), left_out)
    names = with_others(names_of(kinds), kinds, meant)
    return _People(kinds, names, True, tuple(problems), left_out)


# --- figures --------------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class _Reading:
    plan: Plan
    rows: Rows
    book: Book
    people: _People
    register: Register | None
    as_of: date
    measures: frozenset[str]

    def figures(self, problems: list[Problem], left_out: int) -> Figures:
        kinds = self.people.kinds
        found = coded(self.rows, self.book, self.people.names, kinds.of)
        marks = mark(found)
        present = presence(self.book, marks, len(kinds.organisations))
        apart = self.apart(found, present, marks.doubled())
        single = Single(self.plan, self.rows, self.people.names, kinds, self.register)
        alone = single.observations(apart, None, told=True)
        sums, counts = self.sums(found, apart)
        for bits in present.bits.values():
            bits[apart] = 0
        points = self.points(counts, alone)
        scales = self.scales(points)
        columns = self.columns(points, scales)
        result = Figures(
            kinds,
            self.people.has_register,
            points,
            scales,
            _by_point(sums, columns, points),
            _by_point(counts, [[(n, c, 1) for n, c, _ in each] for each in columns], points),
            *reported(present, points),
            apart,
            Cells(found, points, columns),
            single.observations,
            (*problems, *self.people.problems, *alone.problems),
            left_out + self.people.left_out + alone.rows_left_out,
        )
        return result if self.people.has_register else self.of_reporters(result, present, alone)

    def of_reporters(self, found: Figures, present: Presence, alone: Observations) -> Figures:
        """Without a register, whoever reported anything up to the day is who should report."""
        names = found.kinds.organisations
        codes = reporters(present, self.as_of, len(names))
        said = {names[code] for code in codes.tolist()}
        said |= {cell.organisation for cell in alone.cells if cell.period.end <= self.as_of}
        if len(said) == len(names):
            return found
        kinds = everybody(said)
        texts = zip(self.people.names.texts, self.people.names.codes.tolist(), strict=True)
        meant = {text: names[code] for text, code in texts if names[code] in said}
        known = with_others(Names((), np.zeros(0, dtype=np.int64)), kinds, meant)
        people = attrs.evolve(self.people, kinds=kinds, names=known)
        again = attrs.evolve(self, people=people).figures([], 0)
        return attrs.evolve(again, problems=found.problems, rows_left_out=found.rows_left_out)

    def apart(self, found: Coded, present: Presence, doubled: Whole) -> Codes:
        """Organisations that have to be looked at one by one."""
        return together(
            [
                doubled,
                present.doubled,
                overlapping(self.plan, present),
                odd_numbers(found),
                watched(found),
                misplaced(self.plan, found, self.people.kinds),
                breaking(self.plan, found),
            ]
        )

    def sums(self, found: Coded, apart: Codes) -> tuple[Numbers, Whole]:
        """The sums of all but some organisations."""
        kinds = self.people.kinds
        sums, counts = add_up(found, len(kinds.examples))
        if not len(apart):
            return sums, counts
        names = self.people.names
        inside = np.isin(names.codes, apart)
        few = Names(
            tuple(text for text, keep in zip(names.texts, inside, strict=True) if keep),
            names.codes[inside],
        )
        without = coded(self.rows, self.book, few, kinds.of)
        taken, times = add_up(without, len(kinds.examples))
        return sums - taken, counts - times

    def points(self, counts: Whole, alone: Observations) -> tuple[Point, ...]:
        """All points that anybody reported."""
        there = counts.any(axis=0)
        found = {point for n, c, point in self.book.each_point() if there[n, c]}
        for cell in alone.cells:
            found.add(Point(cell.measure, tuple(sorted(cell.members.items())), cell.period))
        wanted = (p for p in found if p.measure in self.measures and p.period.end <= self.as_of)
        return tuple(sorted(wanted, key=lambda point: (point.measure, point.key, point.period)))

    def scales(self, points: tuple[Point, ...]) -> dict[str, int]:
        """By measure, what makes all of its numbers whole."""
        found = {point.measure: 1 for point in points}
        for number, column, point in self.book.each_point():
            if point.measure in found:
                factor = self.factor(number, column)
                found[point.measure] = lcm(found[point.measure], factor.denominator)
        return found

    def factor(self, number: int, column: int) -> Fraction:
        slot = self.book.patterns[number].slots[column]
        return unit_factor(slot, self.rows.numbers[column].scale)

    def columns(
        self, points: tuple[Point, ...], scales: Mapping[str, int]
    ) -> list[list[tuple[int, int, int]]]:
        """By point, the patterns and columns of its numbers, and what they are multiplied by."""
        found: dict[Point, list[tuple[int, int, int]]] = {point: [] for point in points}
        for number, column, point in self.book.each_point():
            if point in found:
                times = self.factor(number, column) * scales[point.measure]
                found[point].append((number, column, int(times)))
        return list(found.values())


def _by_point(
    sums: Numbers, columns: list[list[tuple[int, int, int]]], points: tuple[Point, ...]
) -> Numbers:
    """Sums by kind and point, from those by kind, pattern and column."""
    times = max((factor for each in columns for *_, factor in each), default=1)
    several = max(map(len, columns), default=1)
    largest = int(sums.max(initial=0)) if sums.dtype != np.object_ else 0
    exact = sums.dtype != np.object_ and largest * times * several < 2**63
    result: Numbers = np.zeros(
        (sums.shape[0], len(points)), dtype=np.int64 if exact else np.object_
    )
    for position, each in enumerate(columns):
        for number, column, factor in each:
            taken = sums[:, number, column]
            result[:, position] += (taken if exact else taken.astype(np.object_)) * factor
    return result
