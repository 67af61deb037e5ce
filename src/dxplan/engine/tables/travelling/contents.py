"""What a file of sums holds, as figures and a register."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias

import attrs
import numpy as np

from dxplan.data.left_out import LeftOut
from dxplan.data.observations import Organisation, Place, ReportedValue
from dxplan.data.problems import Problem
from dxplan.engine.tables.exact import zeros
from dxplan.engine.tables.figures import Bits, Figures, Numbers, Point
from dxplan.engine.tables.kinds import Codes, Kinds, example_of, registered_in
from dxplan.engine.tables.points import bits_of, no_bits
from dxplan.engine.tables.travelling.layout import APART
from dxplan.engine.tables.travelling.organisations import kind_of, organisation_of
from dxplan.engine.tables.travelling.singles import Listed, Singles
from dxplan.values.periods import Period

Column = np.ndarray[Any, Any]
Rows: TypeAlias = Callable[[str, Sequence[str]], Mapping[str, Column]]
"""Gives some columns of the rows of a file that are about something, in order."""


@attrs.frozen(eq=False)
class Contents:
    """Figures, and who should report."""

    figures: Figures
    register: Mapping[str, Organisation]


def contents(rows: Rows, said: Mapping[str, str], name: str) -> Contents:
    """What the rows of a file hold.

    :param name: what messages call the file.
    """
    kinds, register, shown = _organisations(rows)
    scales = _scales(rows)
    points = _points(rows)
    sums, counts = _sums(rows, len(kinds.examples), len(points))
    reported = _reported(rows, points, len(kinds.organisations))
    cells = _listed(rows, "cell", len(points))
    alone = Singles(
        name, kinds.organisations, points, scales, reported, cells,
        _numbers(rows, cells, shown, len(points)), _percentages(rows, kinds), shown,
        frozenset(json.loads(said["whole"])), frozenset(json.loads(said["odd"])),
    )  # fmt: skip
    figures = Figures(
        kinds, said["register"] == "yes", points, scales, sums, counts, reported, bits_of(points),
        np.flatnonzero(shown == APART), alone.values, alone.observations,
        _problems(rows), int(said["rows_left_out"]), left_out=_left_out(rows),
    )  # fmt: skip
    return Contents(figures, register)


def _organisations(rows: Rows) -> tuple[Kinds, dict[str, Organisation], Codes]:
    """Kinds, the register, and how much of every organisation is in the file."""
    of_kinds = rows("kind", ("count", "says"))
    likes = [kind_of(text) for text in of_kinds["says"]]
    found = rows("organisation", ("kind", "name", "count", "says"))
    names, of = tuple(found["name"].tolist()), found["kind"]
    register = {
        name: organisation_of(name, likes[kind], text)
        for name, kind, text in zip(names, of.tolist(), found["says"], strict=True)
    }
    measures: list[frozenset[str]] = [frozenset()] * len(likes)
    for organisation, kind in zip(register.values(), of.tolist(), strict=True):
        measures[kind] = measures[kind] or registered_in(organisation)
    examples = tuple(example_of(each, code) for code, each in enumerate(likes))
    if list(names) != sorted(set(names)):
        raise ValueError("organisations are not in order")
    return Kinds(names, of, examples, of_kinds["count"], tuple(measures)), register, found["count"]


def _scales(rows: Rows) -> dict[str, int]:
    found = rows("measure", ("name", "number", "large"))
    numbers = numbers_of(found).tolist()
    return dict(zip(found["name"].tolist(), numbers, strict=True))


def _points(rows: Rows) -> tuple[Point, ...]:
    found = rows("point", ("name", "says"))
    return tuple(_point(*each) for each in zip(found["name"], found["says"], strict=True))


def _point(measure: str, text: str) -> Point:
    key, first, last = json.loads(text)
    return Point(measure, tuple((each[0], each[1]) for each in key), _period(first, last))


def _period(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def _sums(rows: Rows, kinds: int, points: int) -> tuple[Numbers, Codes]:
    found = rows("sum", ("kind", "point", "number", "large", "count"))
    numbers = numbers_of(found)
    sums = zeros(kinds, points, large=numbers.dtype == np.object_)
    counts = np.zeros((kinds, points), dtype=np.int64)
    sums[found["kind"], found["point"]] = numbers
    counts[found["kind"], found["point"]] = found["count"]
    return sums, counts


def _reported(rows: Rows, points: tuple[Point, ...], organisations: int) -> dict[str, Bits]:
    words = no_bits(points, organisations)
    found = rows("reported", ("organisation", "name", "number", "count"))
    names = found["name"]
    begin = [at for at in range(names.size) if not at or names[at] != names[at - 1]]
    for start, end in pairwise([*begin, names.size]):
        part = slice(start, end)
        codes, word = found["organisation"][part], found["count"][part]
        words[names[start]][codes, word] = found["number"][part].astype(np.uint64)
    return words


def _listed(rows: Rows, record: str, points: int) -> Listed:
    found = rows(record, ("organisation", "point", "number", "large"))
    return Listed(found["organisation"], found["point"], numbers_of(found))


def _numbers(rows: Rows, cells: Listed, shown: Codes, points: int) -> Listed:
    """All single numbers of organisations that are not apart, each once."""
    own = _listed(rows, "number", points)
    plain = shown[cells.codes] != APART
    codes = np.concatenate([own.codes, cells.codes[plain]])
    places = np.concatenate([own.points, cells.points[plain]])
    numbers = np.concatenate([own.numbers, cells.numbers[plain]])
    _, first = np.unique(codes * points + places, return_index=True)
    return Listed(codes[first], places[first], numbers[first])


def _percentages(rows: Rows, kinds: Kinds) -> tuple[ReportedValue, ...]:
    found = rows("percentage", ("organisation", "name", "says"))
    listed = zip(found["organisation"].tolist(), found["name"], found["says"], strict=True)
    return tuple(_percentage(kinds.organisations[code], *each) for code, *each in listed)


def _percentage(organisation: str, indicator: str, text: str) -> ReportedValue:
    days, value, places, members, place = json.loads(text)
    return ReportedValue(
        organisation, _period(*days), indicator, Fraction(value), places,
        dict(members), Place(*place),
    )  # fmt: skip


def _problems(rows: Rows) -> tuple[Problem, ...]:
    found = (json.loads(text) for text in rows("problem", ("says",))["says"])
    return tuple(_problem(*each) for each in found)


def _problem(code: str, place: list[str], params: dict[str, object], fatal: bool) -> Problem:
    file, sheet, cell = place
    return Problem(code, file, sheet, cell, params, fatal)


def _left_out(rows: Rows) -> tuple[LeftOut, ...]:
    found = (json.loads(text) for text in rows("left out", ("says",))["says"])
    return tuple(
        LeftOut(name, count, tuple((days and _period(*days), measure) for days, measure in about))
        for name, count, about in found
    )


def numbers_of(found: Mapping[str, Column]) -> Numbers:
    """The numbers of some rows, those beyond 64 bits from their text."""
    numbers, texts = found["number"], found["large"]
    beyond = np.array([text is not None for text in texts], dtype=np.bool_)
    if not beyond.any():
        small: Numbers = numbers
        return small
    large: Numbers = numbers.astype(object)
    large[beyond] = [int(text) for text in texts[beyond]]
    return large
