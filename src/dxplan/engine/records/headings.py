"""What the keys of a record mean: the same as the headings of a file of figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from dxplan.engine.records.errors import RecordError
from dxplan.engine.records.situation import Figure, Situation
from dxplan.engine.records.values import Exact
from dxplan.plan.model import Measure
from dxplan.shown import Shown
from dxplan.values.scopes import Dimension

if TYPE_CHECKING:
    from dxplan.data.lexicon import Heading, Lexicon

Words: TypeAlias = "Callable[[], Lexicon]"
"""Gives the names of the plan, when some key is not simply the name of a measure."""


@attrs.frozen(repr=False)
class Column(Shown):
    """A key that holds figures.

    :param members: the members that the key itself names.
    :param scale: how many of the measure's unit one of the key's unit is.
    """

    key: str
    measure: Measure
    members: Mapping[str, str] = attrs.field(factory=dict)
    scale: Exact = 1
    total: bool = False


@attrs.frozen(repr=False)
class Columns(Shown):
    """The keys of a record by what they are for.

    :param dimensions: the keys whose value is a member, by the name of the dimension.
    :param periods: the keys whose value is the period of the record.
    """

    figures: tuple[Column, ...] = ()
    dimensions: Mapping[str, str] = attrs.field(factory=dict)
    periods: tuple[str, ...] = ()


def columns(situation: Situation, keys: Iterable[object], words: Words, *, strict: bool) -> Columns:
    """What the keys of a record are for.

    :param strict: whether a key that says nothing in the plan is refused.
    :raises RecordError: when one cannot be used.
    """
    figures: list[Column] = []
    dimensions: dict[str, str] = {}
    periods: list[str] = []
    for key in keys:
        found = _meaning(situation, key, words, strict=strict)
        if isinstance(found, Column):
            figures.append(found)
        elif isinstance(found, Dimension):
            assert isinstance(key, str)
            if found.name in dimensions:
                raise RecordError("key-twice", key, first=dimensions[found.name])
            dimensions[found.name] = key
        elif found == "period":
            periods.append(str(key))
    _refuse_totals(figures)
    return Columns(tuple(figures), dimensions, tuple(periods))


def _meaning(
    situation: Situation, key: object, words: Words, *, strict: bool
) -> Column | Dimension | str | None:
    """The figures or dimension of a key, its role, or ``None`` when it is passed over."""
    if isinstance(key, str) and key in situation.plan.measures:
        return Column(key, situation.plan.measures[key])
    if not isinstance(key, str):
        raise RecordError("key-no-text", repr(key))
    from dxplan.data.faults import Fault
    from dxplan.data.lexicon import read_heading

    heading = read_heading(words(), key)
    if isinstance(heading, Fault):
        raise RecordError(heading.code, key, **heading.params)
    return _role(words(), key, strict=strict) if heading is None else _named(key, heading)


def _named(key: str, heading: Heading) -> Column | Dimension:
    named = heading.named
    if isinstance(named, Dimension):
        return named
    if not isinstance(named, Measure):
        raise RecordError("key-of-indicator", key, indicator=named.name)
    return Column(key, named, heading.members, heading.scale, heading.total)


def _role(words: Lexicon, key: str, *, strict: bool) -> str | None:
    """What a key is for that names nothing in the plan: whom the record is about, or when."""
    from dxplan.data.heading_words import DATA, is_label, roles_of
    from dxplan.data.wording import hint, suggestion

    if is_label(key):
        return None
    if "period" in roles_of((key,), DATA):
        return "period"
    if strict:
        raise RecordError("key-unknown", key, hint=hint(suggestion(key, words.measure_headings)))
    return None


def _refuse_totals(figures: Iterable[Column]) -> None:
    """A key that adds others up says nothing new beside them, and cannot be held against them."""
    listed = list(figures)
    for column in listed:
        if column.total and any(c.measure == column.measure for c in listed if c is not column):
            raise RecordError("key-of-total", column.key, measure=column.measure.name)


def figures_of(
    situation: Situation, found: Columns, members: Mapping[str, str], words: Words
) -> dict[Figure, Column]:
    """The figures of a record whose rows are of some members.

    :raises RecordError: when two keys hold one figure, or a figure is not broken down like that.
    """
    figures: dict[Figure, Column] = {}
    for column in found.figures:
        all_members = _together(column, members, words) if members else column.members
        figure = (column.measure.name, tuple(sorted(all_members.items())))
        if figure in figures:
            raise RecordError("key-twice", column.key, first=figures[figure].key)
        figures[figure] = column
    return figures


def _together(column: Column, members: Mapping[str, str], words: Words) -> Mapping[str, str]:
    from dxplan.data.faults import Fault
    from dxplan.data.layouts import members_of

    found = members_of(words(), column.measure, column.members, members)
    if isinstance(found, Fault):
        code = {"not-broken-down": "key-not-broken-down"}.get(found.code, found.code)
        raise RecordError(code, column.key, **found.params)
    return found


def member(dimension: str, key: str, raw: object, words: Words) -> str | None:
    """The member that a value names; ``None`` when it says nothing.

    :raises RecordError: when it names none.
    """
    from dxplan.data.cell_values import is_missing
    from dxplan.data.faults import Fault
    from dxplan.data.lexicon import find_member

    if is_missing(raw):
        return None
    found = find_member(words(), dimension, str(raw))
    if isinstance(found, Fault):
        raise RecordError(found.code, key, **found.params)
    return found
