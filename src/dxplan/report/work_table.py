"""The table of tasks and duties in a report for officers."""

from __future__ import annotations

from collections.abc import Iterable

from dxplan.engine.findings import Finding, Report
from dxplan.messages import Language
from dxplan.plan.model import Duty, Task
from dxplan.report.finding_text import verdict_text
from dxplan.report.footnotes import Footnotes
from dxplan.report.layout import Cell, Column, table
from dxplan.report.note_text import notes_of, readable_param, unit_notes
from dxplan.report.page import Toned, tone_of
from dxplan.report.rule_text import titles_of
from dxplan.report.standing import Standing
from dxplan.report.time_text import day_text, origin_titles, recurrence_text, timing_text
from dxplan.report.words import word

IN_CELLS = ("done-on", "duty-for")
"""Notes that the cells of a row say."""


def work_table(
    report: Report, found: Iterable[Standing], footnotes: Footnotes, language: Language
) -> str:
    """A row a task or duty: what is to be done, by when, whether it is done, who answers for it."""
    plan = report.plan
    rules: dict[str, Task | Duty] = {f"task {task.id}": task for task in plan.tasks}
    rules.update({f"duty {duty.id}": duty for duty in plan.duties})
    columns = [
        Column(word("heading", "work_item", language)),
        Column(word("heading", "due", language), 22),
        Column(word("heading", "verdict", language), 19),
        Column(word("heading", "lead", language), 22),
    ]
    rows: list[list[Cell]] = []
    for standing in found:
        rule = rules[f"{standing.now.rule} {standing.now.target}"]
        notes = notes_of(standing, report, language, apart_from=IN_CELLS)
        succession = unit_notes(standing.now, (*rule.lead, *rule.by), report, language)
        done = done_text(standing.now, report, language)
        rows.append(
            [
                rule.title or rule.id,
                due_text(rule, standing.now, report, language),
                Toned(done + footnotes.marks(notes), tone_of(standing.now.verdict)),
                (titles_of(standing.now.lead) or "—") + footnotes.marks(succession),
            ]
        )
    return table(columns, rows, spaced=True) if rows else ""


def due_text(rule: Task | Duty, finding: Finding, report: Report, language: Language) -> str:
    """By when work is to be done, and what for."""
    titles = origin_titles(report.plan)
    if isinstance(rule, Duty):
        if finding.deadline is None:
            return recurrence_text(rule.recurrence, language, titles)
        deadline = day_text(finding.deadline, language)
        about = readable_param(finding, "duty-for", "period", report, language)
        return f"{deadline}\n({about})" if about else deadline
    if rule.time.kind == "always":
        return word("phrase", "standing", language)
    text = timing_text(rule.time, language, report.plan.calendar, titles)
    if rule.time.within is None or finding.deadline is None:
        return text
    return f"{day_text(finding.deadline, language)}\n({text})"


def done_text(finding: Finding, report: Report, language: Language) -> str:
    """Whether work is done, and when it was."""
    verdict = verdict_text(finding, language)
    done = readable_param(finding, "done-on", "date", report, language)
    return f"{verdict}, {done}" if done else verdict
