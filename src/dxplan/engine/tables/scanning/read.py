"""Figures of a table: it is added up where it is, and only what is odd is looked at row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from dxplan.data.lexicon import Lexicon, lexicon
from dxplan.data.problems import Problem
from dxplan.engine.tables.errors import table_error
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.scanning.asked import Asked
from dxplan.engine.tables.scanning.files import PARQUET, all_end, file_source, files_of
from dxplan.engine.tables.scanning.headings import read_headings
from dxplan.engine.tables.scanning.patterns import Pattern
from dxplan.engine.tables.scanning.people import People, find_people, registered
from dxplan.engine.tables.scanning.reading import Out, Reading
from dxplan.engine.tables.scanning.refused import left_out_of
from dxplan.engine.tables.scanning.rows import Rows, read_rows
from dxplan.engine.tables.scanning.scan import coded, find_patterns, mark
from dxplan.engine.tables.scanning.sources import Source, frame_source, told_apart


def read_figures(asked: Asked, given: object) -> Figures:
    """The figures of a table up to a day.

    :param given: a frame of any library that Narwhals knows, or paths of CSV or Parquet files,
        folders of them or patterns such as ``data/*.parquet``; or a table that was opened.
    :raises TableError: when the table cannot be added up.
    """
    words = lexicon(asked.plan)
    source = source_of(given, words)
    with told_apart(source.name):
        return _figures(source, words, asked)


def _figures(source: Source, words: Lexicon, asked: Asked) -> Figures:
    headings = read_headings(source.name, tuple(source.columns()), words, asked.register)
    rows = read_rows(source, headings)
    seen = find_patterns(rows)
    book, odd = seen.book, seen.odd
    if not book.patterns and not odd:
        raise table_error("empty-table", source.name)
    refuse_flags(rows, book.patterns)
    told = [*headings.problems, *odd_patterns(source.name, odd)]
    out = Out(left_out(odd), left_out_of(rows, odd, asked.register))

    def reading(people: People) -> Reading:
        return Reading(asked.plan, rows, book, people, asked.register, asked.as_of, asked.measures)

    if asked.kinds is not None:
        people = registered(asked.kinds)
        found = coded(rows, book, people.names, people.kinds.of)
        marks = mark(found)
        if marks.rows == int(book.rows.sum()) and not seen.blank:
            return reading(people).figures(found, marks, told, out)
    people = find_people(rows, seen, asked.kinds, asked.register)
    found = coded(rows, book, people.names, people.kinds.of)
    return reading(people).figures(found, mark(found), told, out)


def refuse_flags(rows: Rows, patterns: Iterable[Pattern]) -> None:
    """Refuses a column of yes and no where numbers belong."""
    for pattern in patterns:
        for column, slot in pattern.slots.items():
            number = rows.numbers[column]
            if number.is_flag and slot.measure.kind != "flag":
                raise table_error(
                    "column-not-numbers", rows.source.name, number.name, type="Boolean"
                )


def opened_once(given: object, words: Lexicon) -> object:
    """Files of text as an opened table, because opening them reads in them; all else as given."""
    paths = [given] if isinstance(given, str | Path) else given
    if not isinstance(paths, list | tuple) or not all(isinstance(p, str | Path) for p in paths):
        return given
    return given if all_end(files_of(paths), PARQUET) else source_of(given, words)


def source_of(given: object, words: Lexicon) -> Source:
    """A table where it is: a frame, files, or what was opened before."""
    if isinstance(given, Source):
        return given
    if isinstance(given, (str, Path)):
        return file_source(given, words)
    if isinstance(given, (list, tuple)) and all(isinstance(each, (str, Path)) for each in given):
        return file_source(given, words)
    return frame_source(given)


def odd_patterns(table: str, odd: list[tuple[Pattern, int]]) -> list[Problem]:
    """What is wrong with rows that cannot be read, one problem for what they have in common."""
    found: dict[tuple[str, str, str], tuple[Mapping[str, object], int]] = {}
    for pattern, count in odd:
        assert pattern.fault is not None
        column, fault = pattern.fault
        key = (column, fault.code, str(sorted(fault.params.items())))
        _, before = found.get(key, ({}, 0))
        found[key] = (fault.params, before + count)
    return [
        Problem(code, table, "", column, {**params, "count": count})
        for (column, code, _), (params, count) in found.items()
        if count
    ]


def left_out(odd: list[tuple[Pattern, int]]) -> int:
    """How many rows are left out because of what is wrong with patterns."""
    codes = ((pattern.fault[1].code if pattern.fault else "", count) for pattern, count in odd)
    return sum(count for code, count in codes if code != "total-row")
