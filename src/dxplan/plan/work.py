"""Tasks, duties and waivers: from syntax to values."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

import attrs

from dxplan.plan.book import Book, check_once, joined, names, texts
from dxplan.plan.counted import bind_within, within_clause, within_text
from dxplan.plan.declare import alias, check_names, title
from dxplan.plan.model import Duty, Indicator, Recurrence, Task, Timing, Waiver
from dxplan.plan.responsible import check_units
from dxplan.plan.targets import bind_when, check_when, find_scope
from dxplan.plan.timing import literal_period, timing
from dxplan.syntax import nodes
from dxplan.syntax import printing_phrases as phrases
from dxplan.values.scopes import Scope


def bind_task(book: Book, statement: nodes.WorkStatement) -> Task:
    """A task."""
    check_names(book, statement.declared)
    clauses = statement.clauses
    check_once(book, clauses)
    for clause in clauses:
        if isinstance(clause, nodes.DayClause) or _is_every(clause):
            book.say("recurring-task", clause.span)
        elif isinstance(clause, nodes.WithinClause) and clause.origin == "end":
            book.say("end-of-what", clause.span)
    when, when_text = bind_when(book, clauses)
    check_when(book, clauses, when)
    time = _task_time(book, clauses)
    check_units(book, clauses, time.end)
    return Task(
        statement.declared.name.text,
        title(statement.declared),
        time,
        book.find_units(names(clauses, "lead")),
        book.find_units(names(clauses, "with")),
        book.find_units(names(clauses, "done_by")),
        book.find_units(names(clauses, "sent_to")),
        when,
        when_text,
        joined(clauses, "cite"),
        texts(clauses, "assume"),
        joined(clauses, "note"),
        alias(statement.declared),
        span=statement.span,
    )


def _is_every(clause: nodes.Clause) -> bool:
    return isinstance(clause, nodes.TimeClause) and clause.time.kind == "every"


def _task_time(book: Book, clauses: Sequence[nodes.Clause]) -> Timing:
    """The time of a task.

    A start together with a deadline is a deadline that remembers its start.
    """
    ends = [c for c in clauses if isinstance(c, nodes.TimeClause) and not _is_every(c)]
    begins = [c for c in clauses if isinstance(c, nodes.BeginsClause)]
    counted = within_clause(clauses)
    for second in ends if counted is not None else ends[1:]:
        book.say("duplicate-time", second.span)
    start = literal_period(begins[0].first, book.calendar) if begins else None
    if counted is not None:
        return _counted(book, counted, start.start if start else None)
    if ends:
        found = timing(ends[0].time, book.calendar)
        if start is not None and found.end is not None and found.end < start.start:
            book.say("reversed-period", ends[0].span, first=start.start, last=found.end)
        return found if start is None else attrs.evolve(found, start=start.start)
    if begins:
        return timing(nodes.Time("from", begins[0].first), book.calendar)
    return timing(None, book.calendar)


def _counted(book: Book, clause: nodes.WithinClause, start: date | None) -> Timing:
    within = bind_within(book, clause)
    if within is None:
        return timing(None, book.calendar)
    duration = f"{within.duration.count}.{within.duration.unit}"
    text = f"within.{duration}.{within.origin}.{within.name}"
    return Timing("within", start=start, text=text, within=within)


def bind_duty(book: Book, statement: nodes.WorkStatement) -> Duty | None:
    """A duty; it must say how often it falls due."""
    check_names(book, statement.declared)
    clauses = statement.clauses
    check_once(book, clauses)
    recurrence = _recurrence(book, statement)
    when, when_text = bind_when(book, clauses)
    check_when(book, clauses, when)
    start, end = _bounds(book, clauses)
    check_units(book, clauses, end or (book.period.end if book.period else None))
    lead = book.find_units(names(clauses, "lead"))
    cooperating = book.find_units(names(clauses, "with"))
    done_by = book.find_units(names(clauses, "done_by"))
    sent_to = book.find_units(names(clauses, "sent_to"))
    if recurrence is None:
        return None
    return Duty(
        statement.declared.name.text,
        title(statement.declared),
        recurrence,
        start,
        end,
        lead,
        cooperating,
        done_by,
        sent_to,
        when,
        when_text,
        joined(clauses, "cite"),
        texts(clauses, "assume"),
        joined(clauses, "note"),
        _recurrence_text(recurrence),
        alias(statement.declared),
        span=statement.span,
    )


def _recurrence(book: Book, statement: nodes.WorkStatement) -> Recurrence | None:
    steps = [c for c in statement.clauses if _is_every(c)]
    for second in steps[1:]:
        book.say("duplicate-time", second.span)
    every = steps[0] if steps else None
    counted = within_clause(statement.clauses)
    if counted is not None and (every is None) == (counted.origin != "end"):
        return _counted_recurrence(book, statement, every, counted)
    if counted is not None and every is not None:
        book.say("counted-and-recurring", counted.span)
        return None
    if not isinstance(every, nodes.TimeClause) or every.time.step is None:
        book.say("duty-without-recurrence", statement.declared.name.span)
        return None
    step = every.time.step
    day = next((c for c in statement.clauses if isinstance(c, nodes.DayClause)), None)
    if day is None:
        return Recurrence(step)
    if day.month is not None and step != "year":
        book.say("month-of-a-step", day.span, step=step)
    if day.month is not None and day.day > monthrange(_LEAP_YEAR, day.month)[1]:
        book.say("no-such-day", day.span, day=day.day, month=day.month)
    return Recurrence(step, day.day, day.inclusive, day.month)


_LEAP_YEAR = 2024


def _counted_recurrence(
    book: Book,
    statement: nodes.WorkStatement,
    every: nodes.Clause | None,
    counted: nodes.WithinClause,
) -> Recurrence | None:
    """A duty so long after the end of every step, or after every event of a fact."""
    for clause in statement.clauses:
        if isinstance(clause, nodes.DayClause):
            book.say("duplicate-time", clause.span)
    within = bind_within(book, counted)
    if within is None:
        return None
    if within.origin in ("task", "deadline"):
        book.say("duty-after-a-task", counted.span, name=within.name)
        return None
    step = every.time.step if isinstance(every, nodes.TimeClause) else None
    return Recurrence(step, within=within)


def _recurrence_text(recurrence: Recurrence) -> str:
    """A short form for exports, in English: ``every quarter before day 15 of its last month``.

    >>> _recurrence_text(Recurrence("quarter", 15, inclusive=False))
    'every quarter before day 15 of its last month'
    """
    step = recurrence.step
    text = "" if step is None else phrases.time(nodes.Time("every", step=step), "en")
    if recurrence.within is not None:
        return f"{text} {within_text(recurrence.within)}".strip()
    if recurrence.day is None:
        return text
    text = f"{text} {'by' if recurrence.inclusive else 'before'} day {recurrence.day}"
    if recurrence.month is not None:
        return f"{text} of month {recurrence.month}"
    return text if recurrence.step == "month" else f"{text} of its last month"


def _bounds(book: Book, clauses: Sequence[nodes.Clause]) -> tuple[date | None, date | None]:
    """First and last day of a duty, from ``from`` and ``by`` or ``in``."""
    start: date | None = None
    end: date | None = None
    ends = [c for c in clauses if isinstance(c, nodes.TimeClause) and not _is_every(c)]
    for second in ends[1:]:
        book.say("duplicate-time", second.span)
    for clause in clauses:
        if isinstance(clause, nodes.BeginsClause):
            start = literal_period(clause.first, book.calendar).start
        elif isinstance(clause, nodes.TimeClause) and clause.time.literal is not None:
            found = timing(clause.time, book.calendar)
            end = found.end
            start = start or found.start
    if start is not None and end is not None and end < start:
        book.say("reversed-period", ends[0].span, first=start, last=end)
    return start, end


def bind_waiver(book: Book, statement: nodes.WaiveStatement) -> Waiver | None:
    """A waiver; it must say until when and why."""
    clauses = statement.clauses
    check_once(book, clauses)
    indicator = book.indicators.resolve(statement.indicator, book.diagnostics)
    scope = _waived_scope(book, indicator, statement.scope)
    until = next((c for c in clauses if isinstance(c, nodes.UntilClause)), None)
    because = joined(clauses, "because")
    if until is None or not because:
        book.say("waiver-unreasoned", statement.indicator.span, name=statement.indicator.text)
        return None
    if indicator is None or scope is None:
        return None
    return Waiver(
        indicator.name,
        scope,
        literal_period(until.last, book.calendar).end,
        because,
        joined(clauses, "cite"),
        span=statement.span,
    )


def _waived_scope(
    book: Book, indicator: Indicator | None, written: Sequence[nodes.Name]
) -> Scope | None:
    if indicator is not None:
        return find_scope(book, indicator, written)
    book.find_members(written)
    return None
