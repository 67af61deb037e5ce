"""What is due, for officers: tables within 100 columns, in Vietnamese or English."""

from __future__ import annotations

from collections import Counter

from dxplan.engine.due_items import STATUSES, DueItem, DueList, Status
from dxplan.messages import Language
from dxplan.report.due_words import distance, item_notes, item_period, item_title
from dxplan.report.footnotes import Footnotes
from dxplan.report.layout import Column, headed, packed, paragraph, sections, table
from dxplan.report.note_text import note_sentence
from dxplan.report.page import Toned, tone_of
from dxplan.report.problem_text import problem_list
from dxplan.report.rule_text import titles_of
from dxplan.report.time_text import day_text
from dxplan.report.words import counted, word

_LISTED: tuple[Status, ...] = ("overdue", "passed", "due", "waiting")
_COUNTED: tuple[Status, ...] = ("later", "undated", "judged", "done", "not_applicable")


def due_text(due: DueList, language: Language) -> str:
    """What is overdue and what is due in the span, a row an item; how much there is besides."""
    footnotes = Footnotes()
    tables = [_group(due, status, footnotes, language) for status in _LISTED]
    counts = [
        counted("phrase", f"due_{s}", len(due.of(s)), language) for s in _COUNTED if due.of(s)
    ]
    more = "\n".join(paragraph(line, lead="- ") for line in counts)
    return sections(
        [
            _head(due, language),
            *tables,
            headed(word("heading", "besides", language), more),
            headed(word("heading", "notes", language), footnotes.text()),
            problem_list(due.problems, language),
        ]
    )


def _head(due: DueList, language: Language) -> str:
    until = day_text(due.until, language)
    lines = [paragraph(plan.title or plan.id) for plan in due.plans]
    as_of = f"{word('heading', 'as_of', language)} {day_text(due.as_of, language)}"
    lines.append(f"{as_of}; {word('phrase', 'due_until', language, until=until)}")
    counts = [
        Toned(f"{word('due', status, language)} {len(due.of(status))}", tone_of(status))
        for status in STATUSES
        if due.of(status)
    ]
    said = [packed("", counts) if counts else word("phrase", "due_nothing", language)]
    if not due.events_given:
        unread = any(problem.fatal for problem in due.problems)
        code = "due_events_unread" if unread else "due_no_events"
        said.append(paragraph(word("phrase", code, language)))
    return "\n\n".join("\n".join(part) for part in (lines, _asked(due, language), said) if part)


def _asked(due: DueList, language: Language) -> list[str]:
    """The unit that was asked for, and what became of it."""
    if due.unit is None:
        return []
    units = {unit.title: unit for found in due.unit.found.values() for unit in found}
    lines = [word("phrase", "due_of_unit", language, names=titles_of(units.values()))]
    lines += [note_sentence(code, params, language) for code, params in due.unit.notes]
    return list(map(paragraph, lines))


def _group(due: DueList, status: Status, footnotes: Footnotes, language: Language) -> str:
    items = due.of(status)
    earlier: dict[tuple[str, str], int] = {}
    if status == "passed":
        # Nobody knows anything of these; the last occurrence of each stands for those before it.
        items, earlier = _last_of_each(items)
    rows = [
        _row(item, due, footnotes, earlier.get((item.plan.id, item.id), 0), language)
        for item in items
    ]
    widths = {"due": 15, "work_item": None, "doer": 22, "receiver": 20, "cite": 8}
    if not any(item.to for item in items):
        del widths["receiver"]
        rows = [[*row[:3], *row[4:]] for row in rows]
    columns = [Column(word("heading", name, language), width) for name, width in widths.items()]
    heading = word("heading", f"due_{status}", language)
    return headed(heading, table(columns, rows, spaced=True) if rows else "")


def _last_of_each(
    items: tuple[DueItem, ...],
) -> tuple[tuple[DueItem, ...], dict[tuple[str, str], int]]:
    """The last item of every rule, and how many came before it."""
    last = {(item.plan.id, item.id): item for item in items}
    counts = Counter((item.plan.id, item.id) for item in items)
    shown = tuple(item for item in items if item is last[item.plan.id, item.id])
    return shown, {key: count - 1 for key, count in counts.items()}


def _row(
    item: DueItem, due: DueList, footnotes: Footnotes, earlier: int, language: Language
) -> list[str]:
    day = "—" if item.deadline is None else day_text(item.deadline, language)
    about = "" if item.deadline is None else distance(item, due.as_of, language)
    notes = item_notes(item, language)
    if earlier:
        notes.append(counted("phrase", "due_earlier", earlier, language))
    lines = [item_title(item, language) + footnotes.marks(notes)]
    lines += [f"({period})" for period in [item_period(item, language)] if period]
    if len(due.plans) > 1:
        lines.append(f"[{item.plan.id}]")
    return [
        _lines(day, about),
        _lines(*lines),
        titles_of(item.missing or item.by) or "—",
        titles_of(item.to) or "—",
        item.source.cite,
    ]


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))
