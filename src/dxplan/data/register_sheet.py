"""A sheet of a register: what its columns mean, and the organisation that a row tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from dxplan.data.addresses import place, problem
from dxplan.data.cell_values import is_missing
from dxplan.data.columns import match_columns
from dxplan.data.faults import Fault
from dxplan.data.groupings import SIDES, Grouping, Side, grouping, plain_side, texts_on
from dxplan.data.header import Header
from dxplan.data.layouts import SeriesKey
from dxplan.data.lexicon import Lexicon, find_member
from dxplan.data.merged_cells import fill_merged
from dxplan.data.observations import Organisation, Stay
from dxplan.data.once import Once
from dxplan.data.organisation_ids import OrganisationIds, id_text
from dxplan.data.period_text import read_period, serial_day
from dxplan.data.problems import Problem
from dxplan.data.province_cells import province_texts
from dxplan.data.register_numbers import known_numbers
from dxplan.data.sheet import Sheet
from dxplan.data.surroundings import members_of_sheet
from dxplan.data.tables import Table
from dxplan.data.wording import fold, hint, shown, suggestion
from dxplan.territories import DISTRICT_LEVEL_ENDED, REORGANISED
from dxplan.values.calendars import Calendar
from dxplan.values.periods import Period

Texts: TypeAlias = Mapping[str, str]
Members: TypeAlias = Mapping[str, frozenset[str]]


@attrs.frozen
class RegisterSheet:
    """A sheet of the register and what its columns mean.

    :param groupings: what every grouping column tells.
    :param members: the members that the title or name of the sheet gives all of its rows.
    :param once: what was worked out for cells that many rows share.
    """

    sheet: Sheet
    groupings: Mapping[int, Grouping]
    members: Mapping[str, str]
    once: Once = attrs.field(factory=Once)

    @property
    def columns(self) -> Mapping[str, int]:
        """The column of every role that has one."""
        return self.sheet.header.columns

    def report(self, row: int, column: int, fault: Fault) -> None:
        """Notes what is wrong with a cell."""
        self.sheet.report(row, column, fault)


def begun(table: Table, header: Header, words: Lexicon) -> RegisterSheet:
    """A sheet of a register whose rows are not read yet."""
    columns, problems = match_columns(table, header, words)
    found_in = {c: _grouping(header, c) for c in columns.unmatched}
    groupings = {column: each for column, each in found_in.items() if each is not None}
    problems.extend(_nearly_known(table, header, words, groupings))
    members, of_members = members_of_sheet(table, header, columns, words)
    problems.extend(of_members)
    sheet = Sheet(table, header, columns, words, OrganisationIds(None), problems=problems)
    sheet.table, sheet.shared = fill_merged(table, header, sheet.number_columns())
    return RegisterSheet(sheet, groupings, members)


def _nearly_known(
    table: Table, header: Header, words: Lexicon, groupings: Mapping[int, Grouping]
) -> Iterator[Problem]:
    """Columns to group by whose heading is nearly that of a measure or dimension."""
    for column, each in groupings.items():
        text = header.texts[column]
        suggested = _meant(text, words) if each.level is None else ""
        if suggested:
            params = {"header": text, "hint": hint(suggested)}
            yield problem(table, header.lowest[column], column, "taken-for-a-group", **params)


def _meant(text: str, words: Lexicon) -> str:
    """The known heading that another one begins with, or is nearly, or an empty string."""
    folded = fold(text)
    begun = (known for known in words.headings if folded.startswith((f"{known} ", f"{known}(")))
    longest = max(begun, key=len, default="")
    return words.headings[longest] if longest else suggestion(text, words.headings)


def _grouping(header: Header, column: int) -> Grouping | None:
    """What a grouping column tells, without captions above it that tell it from no other."""
    lowest = header.stacks[column][-1]
    once = sum(1 for stack in header.stacks if stack and stack[-1] == lowest) == 1
    whole, own = grouping(header.texts[column]), grouping(lowest)
    alike = whole is not None and own is not None and whole.side == own.side
    return own if once and alike else whole


def organisation_in(
    read: RegisterSheet, index: int, row: tuple[Any, ...], identified: str
) -> Organisation:
    """The organisation of a row; what is wrong with a cell leaves only that cell out."""
    name = read.columns.get("name")
    since = _limit(read, index, row, "since")
    until = _limit(read, index, row, "until")
    if since is not None and until is not None and until < since:
        read.report(index, read.columns["until"], Fault("ends-before-it-starts"))
    sides = _sides(read, index, row, since, until)
    known = known_numbers(read.sheet, index, row, read.once)
    stays = _stays(sides, known)
    return Organisation(
        identified,
        "" if name is None or is_missing(row[name]) else id_text(row[name]),
        sides[-1],
        _members(read, index, row),
        known,
        since,
        until,
        place(read.sheet.table, index, read.columns["organisation"]),
        stays,
    )


def _days(raw: object, calendar: Calendar) -> Period | None:
    """The days that a cell names; organisations know nothing of windows of reports."""
    return read_period(raw, attrs.evolve(calendar, reports_from=1))


def _limit(read: RegisterSheet, index: int, row: tuple[Any, ...], role: str) -> date | None:
    """The first or last day on which the organisation exists."""
    column = read.columns.get(role)
    if column is None or is_missing(row[column]):
        return None
    found: date | None = read.once.told(
        read.sheet, (role, row[column]), lambda: _day_of(read, index, column, row[column], role)
    )
    return found


def _day_of(read: RegisterSheet, index: int, column: int, raw: object, role: str) -> date | None:
    on = serial_day(raw)
    if on is not None:
        params = {"text": shown(raw), "day": on}
        read.sheet.note_once(index, column, raw, Fault("date-as-number", params))
        return on
    period = _days(raw, read.sheet.words.plan.calendar)
    if period is None:
        read.report(index, column, Fault("unknown-date", {"text": shown(raw)}))
        return None
    return period.start if role == "since" else period.end


def _sides(
    read: RegisterSheet, index: int, row: tuple[Any, ...], since: date | None, until: date | None
) -> tuple[Texts, ...]:
    """Where a row puts its organisation: before July 2025 and since, or on all of its days.

    Organisations in one place share one mapping of it.
    """
    said = tuple([row[column] for column in read.groupings])
    found: tuple[Texts, ...] = read.once.told(
        read.sheet, (*said, since, until), lambda: _texts(read, index, row, since, until)
    )
    return found


def _texts(
    read: RegisterSheet, index: int, row: tuple[Any, ...], since: date | None, until: date | None
) -> tuple[Texts, ...]:
    """The texts of a row's grouping columns; codes of provinces as the names that they mean."""
    said = {c: id_text(row[c]) for c in read.groupings if not is_missing(row[c])}
    texts, faults = province_texts(read.groupings, said, since, until)
    for column, fault in faults.items():
        read.report(index, column, fault)
    told_apart = plain_side(read.groupings.values()) is not None
    sides: tuple[Side | None, ...] = SIDES if told_apart else (None,)
    return tuple(read.once.shared(texts_on(side, read.groupings, texts)) for side in sides)


def _stays(sides: tuple[Texts, ...], known: dict[SeriesKey, Fraction]) -> tuple[Stay, ...]:
    """The stays before July 2025 and since, when the columns tell them apart."""
    if len(sides) == 1:
        return ()
    before, after = sides
    last, first = DISTRICT_LEVEL_ENDED, REORGANISED
    return Stay(None, last, before, known), Stay(first, None, after, known)


def _members(read: RegisterSheet, index: int, row: tuple[Any, ...]) -> Members:
    """The members that an organisation carries; a cell may name several, parted by ``;``."""
    said = [row[column] for column in read.sheet.columns.dimensions.values()]
    found: Members = read.once.told(
        read.sheet, ("members", *said), lambda: _members_of(read, index, row)
    )
    return found


def _members_of(read: RegisterSheet, index: int, row: tuple[Any, ...]) -> Members:
    found = {name: frozenset((member,)) for name, member in read.members.items()}
    for dimension, column in read.sheet.columns.dimensions.items():
        text = "" if is_missing(row[column]) else str(row[column])
        parts = [part for part in re.split("[;\n]", text) if part.strip()]
        carried = [find_member(read.sheet.words, dimension, part) for part in parts]
        for fault in carried:
            if isinstance(fault, Fault):
                read.report(index, column, fault)
        members = frozenset(each for each in carried if isinstance(each, str))
        if members:
            found[dimension] = members
    return found
