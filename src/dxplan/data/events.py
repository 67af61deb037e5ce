"""The list of events: tasks done, duties fulfilled, facts that began or ceased to hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from dxplan.data.addresses import place, problem, seen_from
from dxplan.data.cell_values import formula_fault, happened, is_blank, is_missing
from dxplan.data.columns import unnamed_columns
from dxplan.data.faults import Fault
from dxplan.data.files import read_tables
from dxplan.data.footers import begins_footer
from dxplan.data.header import Header, find_headers, lacking_column, repeats_header
from dxplan.data.header_rows import texts_of
from dxplan.data.heading_words import EVENTS, roles_of
from dxplan.data.merged_cells import fill_merged
from dxplan.data.observations import Event
from dxplan.data.period_text import read_day, read_period, serial_day
from dxplan.data.problems import Problem
from dxplan.data.stacked_tables import tables_in
from dxplan.data.tables import Reader, Table
from dxplan.data.totals import heads_a_group
from dxplan.data.wording import fold, folded_once, hint, shown, suggestion
from dxplan.plan.model import Duty, Plan, Task
from dxplan.values.calendars import Calendar
from dxplan.values.periods import Period

_REQUIRED = ("rule", "date")
# The rest of the keys may stand in the next row of the header.
_FEWER = (("rule",),)
# Headings of columns that are there for people.
_REMARKS = frozenset(
    map(
        fold,
        ("ghi chú", "chú thích", "diễn giải", "nội dung", "note", "notes", "remark", "remarks"),
    )
)


@attrs.frozen
class Names:
    """Names by what they, their aliases and titles fold to, and how they are written."""

    by_text: Mapping[str, str]
    written: Mapping[str, str]

    def find(self, raw: object, code: str) -> str | Fault:
        """The name that a cell gives."""
        text = str(raw)
        name = self.by_text.get(fold(text))
        if name is not None:
            return name
        return Fault(code, {"text": shown(text), "hint": hint(suggestion(text, self.written))})


@attrs.define
class EventSheet:
    """A sheet of events while it is read.

    :param problems: what leaves a row out; ``notices``: what was made of a cell.
    :param below: whether the footer has begun.
    """

    table: Table
    header: Header
    rules: Names
    units: Names
    calendar: Calendar
    problems: list[Problem]
    notices: list[Problem] = attrs.field(factory=list)
    below: bool = False
    _found: dict[tuple[str, str], str | Fault] = attrs.field(factory=dict)

    def cell(self, row: tuple[Any, ...], role: str) -> Any:
        """What a row says in the column of a role; ``None`` when it says nothing."""
        column = self.header.columns.get(role)
        return None if column is None or is_missing(row[column]) else row[column]

    def named(self, raw: object, code: str) -> str | Fault:
        """The rule or unit that a cell names, worked out once a text."""
        names = self.rules if code == "unknown-rule" else self.units
        key = (code, str(raw))
        if key not in self._found:
            self._found[key] = names.find(raw, code)
        return self._found[key]

    def report(self, row: int, role: str, fault: Fault) -> None:
        """Notes what is wrong with a cell."""
        self.problems.append(_at(self, row, role, fault))


def _at(sheet: EventSheet, row: int, role: str, fault: Fault) -> Problem:
    return problem(sheet.table, row, sheet.header.columns[role], fault.code, **fault.params)


def read_events(
    path: Path, plan: Plan, readers: Sequence[Reader]
) -> tuple[tuple[Event, ...] | None, list[Problem]]:
    """The events of a file; ``None`` when it cannot be read."""
    return events_from_tables(*read_tables(path, readers), plan)


def events_from_tables(
    tables: list[Table], problems: list[Problem], plan: Plan
) -> tuple[tuple[Event, ...] | None, list[Problem]]:
    """The events in some sheets; ``None`` when they cannot be read.

    :param problems: what was wrong with reading the sheets.
    """
    sheets, of_headers = find_headers(tables, EVENTS, _REQUIRED, _is_role, _FEWER)
    problems = [*problems, *of_headers]
    rules = _rules(plan)
    units = _names((u.name, (u.alias, u.title, *u.also)) for u in plan.units.values())
    found: list[Event] = []
    for written, header in sheets:
        for part in tables_in(written, header, EVENTS, _REQUIRED, _is_role):
            sheet = part if isinstance(part, Problem) else _begun(*part, rules, units, plan)
            if isinstance(sheet, Problem):
                problems.append(sheet)
            else:
                found.extend(_read_sheet(sheet))
                problems.extend((*sheet.problems, *sheet.notices))
    if any(each.fatal for each in problems):
        return None, problems
    return _without_contradictions(found, problems), problems


def _begun(
    table: Table, header: Header, rules: Names, units: Names, plan: Plan
) -> EventSheet | Problem:
    """A sheet of events whose rows are not read yet; a problem when it has no column of days."""
    if "date" not in header.columns:
        return lacking_column(table, header.row, header.texts, EVENTS, "date")
    filled, _ = fill_merged(table, header, ())
    return EventSheet(filled, header, rules, units, plan.calendar, list(_unused(table, header)))


def _is_role(text: str) -> bool:
    return bool(roles_of((text,), EVENTS))


def _unused(table: Table, header: Header) -> Iterator[Problem]:
    """The columns whose heading says nothing of an event, unless it says that it does not."""
    yield from unnamed_columns(table, header)
    used = set(header.columns.values())
    known = folded_once(word for words in EVENTS.values() for word in words.all)
    for column, stack in enumerate(header.stacks):
        plain = not stack or _is_role(stack[-1]) or fold(stack[-1]) in _REMARKS
        if column not in used and not plain:
            text = header.texts[column]
            params = {"header": text, "hint": hint(suggestion(text, known))}
            yield problem(table, header.lowest[column], column, "unused-column", **params)


def _read_sheet(sheet: EventSheet) -> list[Event]:
    header, found = sheet.header, list[Event]()
    for index in range(header.row + 1, len(sheet.table.rows)):
        row = sheet.table.rows[index] + ("",) * (len(header.texts) - len(sheet.table.rows[index]))
        blank = is_blank(row) or repeats_header(header, row)
        if not blank and not _is_below(sheet, row) and not _heads_a_group(sheet, row):
            found.extend(_read_row(sheet, index, row))
    return found


def _is_below(sheet: EventSheet, row: tuple[Any, ...]) -> bool:
    """Whether a row belongs to what stands below the list; below signatures nobody is named."""
    raw = sheet.cell(row, "rule")
    if raw is not None and not isinstance(sheet.named(raw, "unknown-rule"), Fault):
        return False
    begins = begins_footer(row) and (raw is None or begins_footer((raw,)))
    sheet.below |= begins
    return begins or (sheet.below and not any(map(str.isdigit, " ".join(texts_of(row)))))


def _heads_a_group(sheet: EventSheet, row: tuple[Any, ...]) -> bool:
    """Whether a row without any day heads a group of rows, or counts them."""
    raw = sheet.cell(row, "rule")
    roles = ("date", "period", "unit", "value")
    if raw is None or any(sheet.cell(row, role) is not None for role in roles):
        return False
    ordinal = sheet.cell(row, "ordinal")
    plain = ordinal is None or heads_a_group(ordinal)
    return plain and isinstance(sheet.named(raw, "unknown-rule"), Fault)


def _rules(plan: Plan) -> Names:
    """What a row may be about; a list for several plans may say ``plan.rule``."""
    works: list[Task | Duty] = [*plan.tasks, *plan.duties]
    facts = plan.facts.values()
    return _names(
        [
            *((each.id, (f"{plan.id}.{each.id}", each.alias, each.title)) for each in works),
            *((fact.name, (f"{plan.id}.{fact.name}", fact.alias, fact.title)) for fact in facts),
        ]
    )


def _names(named: Iterable[tuple[str, tuple[str | None, ...]]]) -> Names:
    """Names before aliases and titles; a text that several things share names none of them."""
    entries = list(named)
    by_text = {fold(name): name for name, _ in entries}
    others: dict[str, set[str]] = {}
    for name, texts in entries:
        for text in texts:
            if text:
                others.setdefault(fold(text), set()).add(name)
    for folded, names in others.items():
        if len(names) == 1:
            by_text.setdefault(folded, *names)
    written = (text for name, texts in entries for text in (name, *texts) if text)
    return Names(by_text, folded_once(written))


def _read_row(sheet: EventSheet, index: int, row: tuple[Any, ...]) -> list[Event]:
    """The event of a row; none when a cell of it is wrong."""
    before = len(sheet.problems)
    rule = _rule(sheet, index, row)
    if rule is None and sheet.cell(row, "date") is None:
        return []
    on = _date(sheet, index, row)
    period = _period(sheet, index, row)
    unit = _unit(sheet, index, row)
    holds = _holds(sheet, index, row)
    if rule is None or on is None or len(sheet.problems) > before:
        return []
    where = place(sheet.table, index, sheet.header.columns["rule"])
    return [Event(rule, on, period, unit, holds, where)]


def _rule(sheet: EventSheet, index: int, row: tuple[Any, ...]) -> str | None:
    raw = sheet.cell(row, "rule")
    found = Fault("missing-rule") if raw is None else sheet.named(raw, "unknown-rule")
    if isinstance(found, Fault):
        sheet.report(index, "rule", formula_fault(raw) or found)
        return None
    return found


def _date(sheet: EventSheet, index: int, row: tuple[Any, ...]) -> date | None:
    raw = sheet.cell(row, "date")
    on, counted = read_day(raw, sheet.calendar), serial_day(raw)
    if raw is None:
        sheet.report(index, "date", Fault("missing-date"))
    elif on is None and counted is not None:
        fault = Fault("date-as-number", {"text": shown(raw), "day": counted})
        sheet.notices.append(_at(sheet, index, "date", fault))
        return counted
    elif on is None:
        unknown = Fault("unknown-date", {"text": shown(raw)})
        sheet.report(index, "date", formula_fault(raw) or unknown)
    return on


def _period(sheet: EventSheet, index: int, row: tuple[Any, ...]) -> Period | None:
    raw = sheet.cell(row, "period")
    period = read_period(raw, sheet.calendar)
    if raw is not None and period is None:
        sheet.report(index, "period", Fault("unknown-period", {"text": shown(raw)}))
    return None if period is None else sheet.calendar.named(period)


def _unit(sheet: EventSheet, index: int, row: tuple[Any, ...]) -> str | None:
    raw = sheet.cell(row, "unit")
    found = None if raw is None else sheet.named(raw, "unknown-unit")
    if isinstance(found, Fault):
        sheet.report(index, "unit", found)
        return None
    return found


def _holds(sheet: EventSheet, index: int, row: tuple[Any, ...]) -> bool:
    """What the row says of its rule; that it is listed at all says yes."""
    raw = sheet.cell(row, "value")
    found = True if raw is None else happened(raw)
    if isinstance(found, Fault):
        sheet.report(index, "value", found)
        return False
    return found


def _without_contradictions(found: list[Event], problems: list[Problem]) -> tuple[Event, ...]:
    """Events in order, each once; both are left out where one row says yes and another one no."""
    said: dict[tuple[object, ...], dict[bool, Event]] = {}
    ordered = sorted(found, key=_order)
    for event in ordered:
        key = (event.rule, event.on, event.period, event.unit)
        said.setdefault(key, {}).setdefault(event.holds, event)
    for both in said.values():
        if len(both) == 2:
            problems.append(_contradiction(both[True], both[False]))
            problems.append(_contradiction(both[False], both[True]))
    return tuple(event for one in said.values() if len(one) == 1 for event in one.values())


def _contradiction(event: Event, other: Event) -> Problem:
    where = event.place
    params = {"rule": event.rule, "other": seen_from(where, other.place)}
    return Problem("contradicting-events", where.file, where.sheet, where.cell, params)


def _order(event: Event) -> tuple[object, ...]:
    no_period = Period(date.min, date.min)
    return (event.rule, event.on, event.period or no_period, event.unit or "", str(event.place))
