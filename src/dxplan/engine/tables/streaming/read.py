"""Figures of a plain table, gathered in one pass over its rows."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib.util import find_spec

import attrs

from dxplan.data.left_out import left_out_together
from dxplan.data.lexicon import lexicon
from dxplan.data.observations import Observations
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.points import anything_reported
from dxplan.engine.tables.scanning.asked import Asked
from dxplan.engine.tables.scanning.headings import Headings, read_headings
from dxplan.engine.tables.scanning.people import registered
from dxplan.engine.tables.scanning.read import left_out, odd_patterns, source_of
from dxplan.engine.tables.scanning.refused import left_out_of
from dxplan.engine.tables.scanning.rows import read_rows
from dxplan.engine.tables.scanning.scan import pattern_texts
from dxplan.engine.tables.scanning.single import Single
from dxplan.engine.tables.scanning.sources import told_apart
from dxplan.engine.tables.streaming.batches import Batches
from dxplan.engine.tables.streaming.origins import batches_of
from dxplan.engine.tables.streaming.passing import passed_over
from dxplan.engine.tables.streaming.people import people_of
from dxplan.engine.tables.streaming.plain import NotPlainError, is_plain
from dxplan.engine.tables.streaming.together import figures_of_pass, reported_in


def streamed_figures(asked: Asked, given: object) -> Figures | None:
    """The figures of a table up to a day; ``None`` for one that is not plain.

    :param given: as for :func:`dxplan.engine.tables.scanning.read.read_figures`.
    :raises TableError: when the table cannot be read.
    """
    if not find_spec("pyarrow"):
        return None
    words = lexicon(asked.plan)
    batches = batches_of(given, words)
    if batches is None:
        return None
    with told_apart(batches.name):
        headings = read_headings(batches.name, tuple(batches.types), words, asked.register)
        if not is_plain(batches, headings):
            return None
        try:
            return _figures(asked, given, batches, headings)
        except NotPlainError:
            return None


def _figures(asked: Asked, given: object, batches: Batches, headings: Headings) -> Figures:
    people = registered(asked.kinds) if asked.kinds is not None else people_of(batches, headings)
    plan, kinds, register = asked.plan, people.kinds, asked.register
    if not kinds.organisations:
        raise NotPlainError
    found = reported_in(passed_over(plan, batches, headings, kinds))

    @cache
    def single() -> Single:
        rows = read_rows(source_of(given, headings.sheet.words), headings)
        read = pattern_texts(rows, found.book) if found.odd else None
        return Single(plan, rows, people.names, kinds, register, read)

    def alone(codes: Codes) -> Observations:
        return single().observations(codes, None, told=True) if codes.size else Observations()

    def some(codes: Codes | None, wanted: Collection[str] | None) -> Observations:
        return single().observations(codes, wanted)

    figures = figures_of_pass(found, alone, some, asked.as_of, asked.measures)
    if not people.has_register and (figures.apart.size or not anything_reported(figures).all()):
        # Who reports nothing up to the day is not among those who should have.
        raise NotPlainError
    odd = odd_patterns(batches.name, found.odd)
    whose = left_out_of(single().rows, found.odd, register) if found.odd else ()
    return attrs.evolve(
        figures,
        has_register=people.has_register,
        problems=(*headings.problems, *odd, *people.problems, *figures.problems),
        rows_left_out=figures.rows_left_out + left_out(found.odd),
        left_out=left_out_together((*figures.left_out, *whose)),
    )
