"""The table of targets in a report for officers."""

from __future__ import annotations

from collections.abc import Iterable

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.plan.model import Target
from dxplan.report.finding_text import gap_text, value_text, verdict_text
from dxplan.report.footnotes import Footnotes
from dxplan.report.layout import Cell, Column, table
from dxplan.report.note_text import notes_of, unit_notes
from dxplan.report.page import Toned, tone_of
from dxplan.report.rule_text import target_text, titles_of
from dxplan.report.standing import Standing
from dxplan.report.words import word


def target_table(
    report: Report, found: Iterable[Standing], footnotes: Footnotes, language: Language
) -> str:
    """A row a target: what it asks, what was reached, the verdict, who reported, who leads."""
    columns = [
        Column(word("heading", "target", language)),
        Column(word("heading", "value", language), 11),
        Column(word("heading", "verdict", language), 13),
        Column(word("heading", "gap", language), 17),
        Column(word("heading", "reported", language), 9, numeric=True),
        Column(word("heading", "lead", language), 15),
    ]
    by_id = {target.id: target for target in report.plan.targets}
    rows = [_row(standing, by_id, report, footnotes, language) for standing in found]
    return table(columns, rows, spaced=True)


def _row(
    standing: Standing,
    by_id: dict[str, Target],
    report: Report,
    footnotes: Footnotes,
    language: Language,
) -> list[Cell]:
    finding, plan = standing.now, report.plan
    target = by_id[finding.target]
    notes = notes_of(standing, report, language)
    succession = unit_notes(finding, target.lead, report, language)
    return [
        target_text(target, plan, language),
        value_text(finding, language),
        Toned(verdict_text(finding, language) + footnotes.marks(notes), tone_of(finding.verdict)),
        gap_text(finding, target, plan, language),
        f"{finding.reported}/{finding.expected}" if finding.expected else "—",
        (titles_of(finding.lead) or "—") + footnotes.marks(succession),
    ]
