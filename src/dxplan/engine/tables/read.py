"""Figures of a table: it is added up where it is, and only what is odd is looked at row by row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from dxplan.data.lexicon import Lexicon, lexicon
from dxplan.data.problems import Problem
from dxplan.data.register import Register
from dxplan.engine.tables.errors import table_error
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.files import file_source
from dxplan.engine.tables.headings import read_headings
from dxplan.engine.tables.kinds import Kinds
from dxplan.engine.tables.patterns import Pattern
from dxplan.engine.tables.people import find_people, registered
from dxplan.engine.tables.reading import Reading
from dxplan.engine.tables.rows import read_rows
from dxplan.engine.tables.scan import coded, find_patterns, mark
from dxplan.engine.tables.sources import Source, frame_source
from dxplan.plan.model import Plan


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
    source = source_of(given, words)
    names = tuple(source.columns())
    headings = read_headings(source.name, names, words, register)
    rows = read_rows(source, headings)
    book, odd = find_patterns(rows)
    if not len(book.patterns) and not odd:
        raise table_error("empty-table", source.name)
    told = [*headings.problems, *_odd_patterns(source, odd)]
    asked = frozenset(measures)
    if kinds is not None:
        people = registered(kinds)
        found = coded(rows, book, people.names, kinds.of)
        marks = mark(found)
        if marks.rows == int(book.rows.sum()):
            reading = Reading(plan, rows, book, people, register, as_of, asked)
            return reading.figures(found, marks, told, _left_out(odd))
    people = find_people(rows, book, kinds, register)
    found = coded(rows, book, people.names, people.kinds.of)
    reading = Reading(plan, rows, book, people, register, as_of, asked)
    return reading.figures(found, mark(found), told, _left_out(odd))


def source_of(given: object, words: Lexicon) -> Source:
    """A table where it is: a frame, or files."""
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
