"""Tasks and duties as the page shows them, and what falls due next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from dxplan.engine.due import due_list
from dxplan.engine.due_items import DueItem
from dxplan.engine.findings import Finding, Report
from dxplan.messages import Language
from dxplan.plan.model import Duty, Task
from dxplan.report.due_words import distance, item_period, item_title
from dxplan.report.html.marks import Mark, mark_of
from dxplan.report.note_text import notes_of, readable_param, unit_notes
from dxplan.report.rule_text import titles_of
from dxplan.report.standing import Standing
from dxplan.report.time_text import day_text, origin_titles, recurrence_text, timing_text
from dxplan.report.words import word

_NEXT_SHOWN, _SPAN = 6, "1y"


@attrs.frozen
class Work:
    """A task or duty.

    :param on: when it falls due in ISO form, to order by; empty without a day.
    """

    rule: str
    id: str
    anchor: str
    title: str
    due: str
    on: str
    mark: Mark
    done: str
    lead: str
    lead_anchors: tuple[str, ...]
    cite: str
    notes: tuple[str, ...]


@attrs.frozen
class Next:
    """Something that falls due.

    :param anchor: of the target, task or duty.
    """

    anchor: str
    title: str
    day: str
    distance: str
    period: str
    by: str


@attrs.frozen
class Ahead:
    """What falls due in the next twelve months, and how much does after them.

    :param shown: the first of it.
    :param more: how much more of it there is.
    :param later: how much falls due afterwards.
    :param first_later: when the first of that does; empty without any.
    """

    shown: tuple[Next, ...]
    more: int
    later: int
    first_later: str


def work_rows(
    report: Report,
    found: Iterable[Standing],
    ids: Mapping[str, str],
    units: Mapping[str, str],
    language: Language,
) -> tuple[Work, ...]:
    """A row a task or duty.

    :param ids: anchors by rule and id, with a blank between.
    :param units: the anchor of each unit.
    """
    plan = report.plan
    rules: dict[str, Task | Duty] = {f"task {task.id}": task for task in plan.tasks}
    rules.update({f"duty {duty.id}": duty for duty in plan.duties})
    rows = []
    for standing in found:
        finding = standing.now
        key = f"{finding.rule} {finding.target}"
        rule = rules[key]
        notes = notes_of(standing, report, language, apart_from=("done-on", "duty-for"))
        notes += unit_notes(finding, (*rule.lead, *rule.by), report, language)
        rows.append(
            Work(
                finding.rule,
                finding.target,
                ids[key],
                rule.title or rule.id,
                _due(rule, finding, report, language),
                "" if finding.deadline is None else finding.deadline.isoformat(),
                mark_of(finding, language),
                readable_param(finding, "done-on", "date", report, language) or "",
                titles_of(finding.lead) or "—",
                tuple(units[unit.name] for unit in finding.lead),
                rule.cite,
                tuple(dict.fromkeys(notes)),
            )
        )
    return tuple(rows)


def _due(rule: Task | Duty, finding: Finding, report: Report, language: Language) -> str:
    titles = origin_titles(report.plan)
    if isinstance(rule, Duty):
        text = recurrence_text(rule.recurrence, language, titles)
    elif rule.time.kind == "always":
        return word("phrase", "standing", language)
    else:
        text = timing_text(rule.time, language, report.plan.calendar, titles)
    if finding.deadline is None or (isinstance(rule, Task) and rule.time.within is None):
        return text
    return f"{day_text(finding.deadline, language)} ({text})"


def next_due(report: Report, ids: Mapping[str, str], language: Language) -> Ahead:
    """What falls due in the next twelve months.

    What is on record as done is left out; of what else was done the report knows nothing.
    """
    done = {
        (each.rule, each.target, each.deadline)
        for each in report
        if each.rule != "target" and each.verdict in ("met", "waived", "not_applicable")
    }
    items = [
        item
        for item in due_list([report.plan], {}, report.as_of, within=_SPAN)
        if _is_ahead(item, report.as_of) and (item.rule, item.id, item.deadline) not in done
    ]
    soon = [item for item in items if item.status == "due"]
    later = [item.deadline for item in items if item.status == "later" and item.deadline]
    shown = tuple(_next(item, report, ids, language) for item in soon[:_NEXT_SHOWN])
    first = day_text(min(later), language) if later else ""
    return Ahead(shown, len(soon) - len(shown), len(later), first)


def _is_ahead(item: DueItem, as_of: date) -> bool:
    """Whether an item is to come; what is due today is to come unless it has been judged today."""
    if item.status not in ("due", "later") or item.deadline is None:
        return False
    return item.deadline > as_of if item.rule == "target" else item.deadline >= as_of


def _next(item: DueItem, report: Report, ids: Mapping[str, str], language: Language) -> Next:
    assert item.deadline is not None, "INVARIANT: what is ahead has a day"
    key = item.id if item.rule == "target" else f"{item.rule} {item.id}"
    return Next(
        ids.get(key, ""),
        item_title(item, language),
        day_text(item.deadline, language),
        distance(item, report.as_of, language),
        item_period(item, language),
        titles_of(item.by or item.lead) or "—",
    )
