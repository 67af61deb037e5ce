"""What the rows of a table are about: few patterns of texts, each understood once.

A pattern is everything that a row says beside its organisation and its numbers: period, members,
and where a row has one measure, which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

import attrs

from dxplan.data.cell_values import is_missing
from dxplan.data.faults import Fault
from dxplan.data.layouts import Layout, ReportedSlot, Slot
from dxplan.data.paired_rows import slots_of_pair
from dxplan.data.tidy_rows import slot_of_text
from dxplan.data.totals import is_average, is_total
from dxplan.data.wording import shown
from dxplan.engine.tables.scanning.headings import Headings
from dxplan.values.periods import Period

Texts: TypeAlias = tuple[str, ...]
Group: TypeAlias = tuple[str, ...]


@attrs.frozen(eq=False)
class Pattern:
    """What rows with the same texts are about.

    :param group: the measure or indicator that the row names, as far as one does: within a group,
        and a column of numbers, all numbers are of one measure.
    :param slots: by the position of its column among the columns of numbers, where one belongs.
    :param odd: columns of the table where a number cannot be taken as it stands, so that its
        organisation has to be looked at by itself.
    :param members: those of dimensions of organisations, which the register may contradict.
    :param fault: what keeps these rows from being read, with its column.
    """

    texts: Texts
    period: Period | None
    group: Group = ()
    slots: Mapping[int, Slot] = attrs.field(factory=dict)
    odd: tuple[str, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    fault: tuple[str, Fault] | None = None

    @property
    def place(self) -> tuple[object, ...]:
        """What tells apart the numbers of an organisation within a group."""
        members = tuple(slot.key for _, slot in sorted(self.slots.items()))
        return (self.period, members)


def read_pattern(headings: Headings, texts: Texts, days: Sequence[bool]) -> Pattern:
    """What the texts of a pattern mean.

    :param days: which of the columns hold dates.
    """
    sheet = headings.sheet
    said = dict(zip(headings.texts, texts, strict=True))
    layout = sheet.layout(tuple(said.get(name) for name in headings.names))
    raw: object = date.fromisoformat(texts[0]) if days[0] and texts[0] else texts[0]
    period = None if is_missing(texts[0]) else sheet.period(raw)
    fault = _of_members(headings, layout, said) or _of_period(headings, texts[0], period)
    if fault is not None:
        return Pattern(texts, period, fault=fault)
    found = _of_headings(headings, texts, period, layout)
    if headings.is_paired or headings.is_tidy:
        return _with_row(headings, found, said, layout)
    return found


def _of_members(
    headings: Headings, layout: Layout, said: Mapping[str, str]
) -> tuple[str, Fault] | None:
    """What is wrong with the members that a row names, with the column."""
    for column, fault in layout.faults:
        name = headings.names[column]
        if is_total(said[name], headings.sheet.totals) or is_average(said[name]):
            return name, Fault("total-row", {"text": shown(said[name])})
        return name, fault
    return None


def _of_period(headings: Headings, text: str, period: Period | None) -> tuple[str, Fault] | None:
    if is_missing(text):
        return headings.texts[0], Fault("missing-period")
    if period is None:
        return headings.texts[0], Fault("unknown-period", {"text": shown(text)})
    return None


def _of_headings(
    headings: Headings, texts: Texts, period: Period | None, layout: Layout
) -> Pattern:
    """A row with a column for every measure."""
    positions = {name: position for position, name in enumerate(headings.numbers)}
    slots = {positions[headings.names[slot.column]]: slot for slot in layout.slots}
    odd = [column for column, _ in layout.clashes]
    odd += [slot.column for slot in layout.reported]
    odd += headings.sheet.columns.totals
    dimensions = headings.sheet.words.plan.dimensions
    said = sorted(layout.members.items())
    members = tuple(each for each in said if dimensions[each[0]].of_organisations)
    return Pattern(texts, period, (), slots, tuple(headings.names[c] for c in odd), members)


def _with_row(
    headings: Headings, found: Pattern, said: Mapping[str, str], layout: Layout
) -> Pattern:
    """A row that names its measure, or its indicator."""
    column = headings.role("measure")
    assert column is not None
    if is_missing(said[column]):
        return attrs.evolve(found, fault=(column, Fault("missing-measure")))
    slots = _slots(headings, said[column], unit_said(headings, said), layout)
    if isinstance(slots, Fault):
        return attrs.evolve(found, fault=(column, slots))
    columns = headings.numbers[-2:] if headings.is_paired else headings.numbers[-1:]
    if isinstance(slots, ReportedSlot):
        return attrs.evolve(found, odd=(*found.odd, *columns))
    first = len(headings.numbers) - len(columns)
    of_row = {first + position: slot for position, slot in enumerate(slots)}
    group = tuple(slot.measure.name for slot in slots)
    return attrs.evolve(found, group=group, slots={**found.slots, **of_row})


def unit_said(headings: Headings, said: Mapping[str, str]) -> str:
    """The unit that a row names; an empty text when it names none."""
    column = headings.role("unit")
    return "" if column is None or is_missing(said[column]) else said[column]


def _slots(
    headings: Headings, text: str, unit: str, layout: Layout
) -> tuple[Slot, ...] | ReportedSlot | Fault:
    if headings.is_paired:
        return slots_of_pair(headings.sheet, 0, text, unit, layout)
    found = slot_of_text(headings.sheet, 0, text, unit, layout)
    return (found,) if isinstance(found, Slot) else found
