"""A bound plan, and what was said of it, as plain values that are read back fast.

Unlike :mod:`dxplan.plan.encoding`, which says what a plan means, this keeps everything, with the
places in the rule files and the order of names, and is for the same dxplan only. Every value
stands there once. Values are made kind by kind, those without parts first; a column holds, for all
values of a kind, where their first, second, third part stands, or one number where it is the same
for all of them.

What is read makes values of the classes listed here and of no other, so that a file that somebody
else wrote makes at worst another plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import groupby, repeat
from typing import Any

import attrs

from dxplan.diagnostics import Diagnostic, Severity, Silenced
from dxplan.messages import Phrase
from dxplan.plan.encoding import classes_of_plans
from dxplan.plan.model import Plan
from dxplan.shown import Shown
from dxplan.source import Source, Span

SCHEMA = "dxplan.stored/1"


class NotStorable(Exception):
    """Something that is no part of a plan."""


# --- writing --------------------------------------------------------------------------------------


def stored(value: object, texts: Sequence[Source]) -> tuple[dict[str, Any], tuple[Source, ...]]:
    """Plans, diagnostics, and tuples of them, as JSON has them. The files of plans are left out.

    :param texts: those in which most of it stands.
    :return: also the texts that their places are numbered by: these, and others that were met.
    :raises NotStorable: when it cannot be; also ``TypeError``.
    """
    pool = _Pool(list(texts))
    root = pool.add(value)
    order = sorted(range(len(pool.rows)), key=lambda row: pool.rows[row][:3])
    place = {row: number for number, row in enumerate(order)}
    rows = [pool.rows[row] for row in order]
    batches = [
        _batch(kind, [parts for *_, parts in group], place)
        for (_, kind, _), group in groupby(rows, key=lambda row: row[:3])
    ]
    given = {"schema": SCHEMA, "batches": batches, "root": place[root]}
    return given, tuple(pool.sources)


def _batch(kind: str, rows: list[tuple[Any, ...]], place: Mapping[int, int]) -> list[Any]:
    columns: Iterable[Sequence[Any]] = zip(*rows, strict=True)
    if kind not in _PLAIN:
        columns = ([place[each] for each in column] for column in columns)
    found = [list(column) for column in columns]
    short = [column[0] if _is_one(kind, column) else column for column in found]
    return [kind, len(rows), *short]


def _is_one(kind: str, column: list[Any]) -> bool:
    return kind not in _PLAIN and column.count(column[0]) == len(column)


@attrs.define(repr=False)
class _Pool(Shown):
    """Every different value once: its height above values without parts, its kind, its parts."""

    sources: list[Source]
    rows: list[tuple[int, str, int, tuple[Any, ...]]] = attrs.field(factory=list)
    seen: dict[object, int] = attrs.field(factory=dict)
    by_identity: dict[int, tuple[int, object]] = attrs.field(factory=dict)

    def add(self, value: Any) -> int:
        """Where a value stands."""
        found = self.by_identity.get(id(value))
        if found is None:
            # The value is kept with it, so that nothing else can come to have its identity.
            found = self.by_identity[id(value)] = (self._added(value), value)
        return found[0]

    def _added(self, value: Any) -> int:
        match value:
            case None | bool():
                return self._row("plain", (value,))
            case Severity():
                return self._row("severity", (value.value,))
            case Fraction():
                return self._row("number", (value.numerator, value.denominator))
            case date() if type(value) is date:
                return self._row("day", (value.toordinal(),))
            case Span():
                return self._row("span", (self._source(value.source), value.start, value.end))
            case Mapping():
                return self._parts("map", [part for item in value.items() for part in item])
            case frozenset():
                return self._parts("set", sorted(value))
            case tuple():
                return self._parts("tuple", value)
        if type(value) in (str, int):
            return self._row("plain", (value,))
        kind = type(value).__name__
        if _classes().get(kind) is not type(value):
            raise NotStorable(kind)
        return self._parts(kind, [_part(value, name) for name in _fields(kind)])

    def _parts(self, kind: str, parts: Iterable[Any]) -> int:
        return self._row(kind, tuple(map(self.add, parts)))

    def _row(self, kind: str, parts: tuple[Any, ...]) -> int:
        height = 0 if kind in _PLAIN else 1 + max((self.rows[each][0] for each in parts), default=0)
        # True equals 1, and is not the same.
        key = (kind, type(parts[0]) if kind == "plain" else None, parts)
        if key not in self.seen:
            self.seen[key] = len(self.rows)
            self.rows.append((height, kind, len(parts), parts))
        return self.seen[key]

    def _source(self, source: Source) -> int:
        for number, each in enumerate(self.sources):
            if each is source or each == source:
                return number
        self.sources.append(source)
        return len(self.sources) - 1


def _part(value: Any, name: str) -> Any:
    return () if name == "files" and isinstance(value, Plan) else getattr(value, name)


# --- reading --------------------------------------------------------------------------------------


def restored(given: Mapping[str, Any], source: Callable[[int], Source]) -> Any:
    """What :func:`stored` was given.

    :param source: the text of a number.
    :raises ValueError: when it is not what that gives; also ``KeyError``, ``TypeError``,
        ``IndexError``, ``AttributeError``, ``OverflowError``.
    """
    values: list[Any] = []
    for kind, count, *columns in given["batches"]:
        parts = _parts(kind, count, columns, values, source)
        make = _MAKERS.get(kind) or _maker(kind)
        values.extend(map(make, *parts) if parts else [make() for _ in range(count)])
    return values[given["root"]]


def _parts(
    kind: str, count: int, columns: list[Any], values: list[Any], source: Callable[[int], Source]
) -> list[Iterable[Any]]:
    """The first, second, third parts of all values of a kind."""
    if kind == "span":
        texts = {number: source(number) for number in set(columns[0])}
        return [map(texts.__getitem__, columns[0]), *columns[1:]]
    if kind in _PLAIN:
        return columns
    return [_column(values, column, count) for column in columns]


def _column(values: list[Any], column: int | list[int], count: int) -> Iterable[Any]:
    if isinstance(column, int):
        return repeat(values[column], count)
    return map(values.__getitem__, column)


def _as_it_is(value: Any) -> Any:
    return value


def _map(*parts: Any) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _tuple(*parts: Any) -> tuple[Any, ...]:
    return parts


def _set(*parts: Any) -> frozenset[Any]:
    return frozenset(parts)


_PLAIN = frozenset({"plain", "severity", "number", "day", "span"})
"""Kinds whose parts are written as they are, instead of where they stand."""
_MAKERS: Mapping[str, Callable[..., Any]] = {
    "plain": _as_it_is,
    "severity": Severity,
    "number": Fraction,
    "day": date.fromordinal,
    "span": Span,
    "map": _map,
    "set": _set,
    "tuple": _tuple,
}


@cache
def _classes() -> Mapping[str, type[Any]]:
    others = (Diagnostic, Phrase, Silenced)
    return {**classes_of_plans(), **{each.__name__: each for each in others}}


@cache
def _fields(kind: str) -> tuple[str, ...]:
    """The fields of a class: first those that are given by name only, then the others."""
    fields = attrs.fields(_classes()[kind])
    return tuple(each.name for each in sorted(fields, key=lambda each: not each.kw_only))


@cache
def _maker(kind: str) -> Callable[..., Any]:
    """What makes a value of a class from its fields in that order."""
    found = _classes()[kind]
    named = [each.name for each in attrs.fields(found) if each.kw_only]
    if named == []:
        return found
    if named == ["span"]:
        return lambda span, *rest: found(*rest, span=span)
    return lambda *given: found(
        *given[len(named) :], **dict(zip(named, given[: len(named)], strict=True))
    )
