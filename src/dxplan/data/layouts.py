"""Where the numbers of a row belong: which measure, for which members."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any, TypeAlias

import attrs

from dxplan.data.addresses import column_letters
from dxplan.data.cell_values import Exact, is_missing
from dxplan.data.columns import Columns
from dxplan.data.faults import Fault
from dxplan.data.lexicon import Lexicon, dimensions_of, find_member
from dxplan.plan.model import Indicator, Measure
from dxplan.shown import Shown

Members: TypeAlias = tuple[tuple[str, str], ...]
SeriesKey: TypeAlias = tuple[str, Members]


@attrs.frozen(eq=False, repr=False)
class Slot(Shown):
    """A measure for some members, in a column.

    :param key: name of the measure and its sorted members: what puts numbers in order.
    :param letters: the letters of the column.
    :param scale: how many of the measure's unit one of the column's unit is.
    """

    measure: Measure
    members: Mapping[str, str]
    key: SeriesKey
    column: int
    letters: str
    scale: Exact = 1
    is_plain: bool = attrs.field(init=False, repr=False)
    """Whether any whole number may stand there, and means itself."""

    @is_plain.default
    def _whatever_is_whole(self) -> bool:
        measure = self.measure
        return measure.kind in ("count", "amount") and measure.highest is None and self.scale == 1


@attrs.frozen(eq=False, repr=False)
class ReportedSlot(Shown):
    """A reported indicator for some members, in a column."""

    indicator: Indicator
    members: Mapping[str, str]
    column: int
    letters: str


def measures_in(
    found: Slot | ReportedSlot | tuple[Slot, ...] | Fault, is_filled: Callable[[int], bool]
) -> set[str | None]:
    """The measures that a row names itself, of the columns that it fills in.

    :param found: what was made of the name; ``None`` stands for a measure that was not understood.
    """
    if isinstance(found, Fault):
        return {None}
    slots = found if isinstance(found, tuple) else (found,)
    return {
        slot.measure.name for slot in slots if isinstance(slot, Slot) and is_filled(slot.column)
    }


@attrs.frozen(eq=False, repr=False)
class Layout(Shown):
    """Where the numbers of all rows with the same members belong.

    :param slots: the measures, in the order of their keys.
    :param misfits: columns whose measure is not broken down as the rows are, with the reason.
    :param clashes: columns whose heading contradicts the rows, with the reason.
    :param faults: dimension columns that name no member, with the reason.
    :param members: the members that the rows name.
    """

    slots: tuple[Slot, ...]
    reported: tuple[ReportedSlot, ...]
    misfits: tuple[tuple[int, Fault], ...]
    clashes: tuple[tuple[int, Fault], ...]
    faults: tuple[tuple[int, Fault], ...]
    members: Mapping[str, str]
    plain_cells: Callable[[tuple[Any, ...]], tuple[Any, ...]] | None = attrs.field(
        init=False, repr=False
    )
    """Gives the cells of all measures, where any whole number may stand in each."""

    @plain_cells.default
    def _cells_of_plain_slots(self) -> Callable[[tuple[Any, ...]], tuple[Any, ...]] | None:
        if len(self.slots) < 2 or not all(each.is_plain for each in self.slots):
            return None
        return itemgetter(*(each.column for each in self.slots))


def row_members(
    words: Lexicon, columns: Columns, texts: Mapping[str, str]
) -> tuple[dict[str, str], list[tuple[int, Fault]]]:
    """The members that the dimension columns of a row name, and the columns that name none."""
    members: dict[str, str] = {}
    faults: list[tuple[int, Fault]] = []
    for dimension, text in texts.items():
        found = None if is_missing(text) else find_member(words, dimension, text)
        if isinstance(found, Fault):
            faults.append((columns.dimensions[dimension], found))
        elif found is not None:
            members[dimension] = found
    return members, faults


def layout(
    words: Lexicon,
    columns: Columns,
    texts: Mapping[str, str],
    first: int,
    given: Mapping[str, str],
) -> Layout:
    """Where the numbers of rows with these texts in their dimension columns belong.

    :param first: the column of the sheet that the table begins with, from 0.
    :param given: members of all rows, of dimensions without a column.
    """
    of_row, faults = row_members(words, columns, texts)
    members = {**given, **of_row}
    slots: list[Slot] = []
    misfits: list[tuple[int, Fault]] = []
    clashes: list[tuple[int, Fault]] = []
    for column, (measure, of_heading) in columns.measures.items():
        found = members_of(words, measure, of_heading, members)
        if isinstance(found, Fault):
            (misfits if found.code == "not-broken-down" else clashes).append((column, found))
            continue
        new = slot(
            measure, found, column, column_letters(first + column), columns.scales.get(column, 1)
        )
        if any(new.key == each.key for each in slots):
            # Two headings come to the same under the members of these rows.
            clashes.append((column, Fault("member-conflict", _both(of_heading, found))))
        else:
            slots.append(new)
    reported = _reported(words, columns, members, first)
    slots.sort(key=lambda each: each.key)
    return Layout(tuple(slots), reported, tuple(misfits), tuple(clashes), tuple(faults), members)


def _both(of_heading: Mapping[str, str], found: Mapping[str, str]) -> dict[str, object]:
    return {"first": ", ".join(of_heading.values()), "second": ", ".join(found.values())}


def slot(
    measure: Measure, members: Mapping[str, str], column: int, letters: str, scale: Exact = 1
) -> Slot:
    """The place of a measure's numbers."""
    key = (measure.name, tuple(sorted(members.items())))
    return Slot(measure, members, key, column, letters, scale)


def _reported(
    words: Lexicon, columns: Columns, members: Mapping[str, str], first: int
) -> tuple[ReportedSlot, ...]:
    found = []
    for column, (indicator, of_heading) in columns.indicators.items():
        combined = members_of(words, indicator, of_heading, members)
        if not isinstance(combined, Fault):
            letters = column_letters(first + column)
            found.append(ReportedSlot(indicator, combined, column, letters))
    return tuple(found)


def members_of(
    words: Lexicon,
    named: Measure | Indicator,
    of_heading: Mapping[str, str],
    of_row: Mapping[str, str],
) -> dict[str, str] | Fault:
    """The members of a heading together with those of a row; the narrower one where both name one.

    The row may name a member of a dimension of organisations that the measure is not broken down
    by: it says something of the organisation and nothing of the number.
    """
    allowed = dimensions_of(words.plan, named)
    members = dict(of_heading)
    for name, member in of_row.items():
        dimension = words.plan.dimensions[name]
        before = members.get(name, member)
        if name in allowed and dimension.within(member, before):
            members[name] = member
        elif name in allowed and not dimension.within(before, member):
            return Fault("member-conflict", {"first": before, "second": member})
        elif name not in allowed and not dimension.of_organisations:
            title = dimension.title or name
            params = {"measure": named.name, "dimension": title, "count": 1}
            return Fault("not-broken-down", params)
    return members
