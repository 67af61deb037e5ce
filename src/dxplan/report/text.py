"""A report for officers: tables within 100 columns, in Vietnamese or English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dxplan.engine.findings import VERDICTS, Report
from dxplan.engine.judged_together import Group
from dxplan.messages import Language
from dxplan.report.differences_text import weaker_text
from dxplan.report.finding_text import verdict_text
from dxplan.report.footnotes import Footnotes
from dxplan.report.group_text import group_titles
from dxplan.report.layout import headed, packed, paragraph, sections
from dxplan.report.level_table import levels_text
from dxplan.report.page import Toned, tone_of
from dxplan.report.problem_text import problems_text
from dxplan.report.rule_text import document_text
from dxplan.report.sent_text import sent_names
from dxplan.report.standing import (
    Standing,
    by_group,
    missing_reports,
    standings,
    unusable_reports,
)
from dxplan.report.target_table import target_table
from dxplan.report.time_text import day_text
from dxplan.report.words import counted, plain, word
from dxplan.report.work_table import work_table

_NAMES_SHOWN = 5


def render(report: Report, language: Language) -> str:
    """A report as text with a line end."""
    groups = by_group(standings(report, "target"))
    whole = groups.pop(Group(None, report.plan.id), [])
    work = standings(report, "task", "duty")
    footnotes = Footnotes()
    parts = [_head(report, whole, work, language)]
    if report.frozen is not None:
        parts.append(weaker_text(report.frozen, language))
    if whole:
        parts.append(
            _section("targets", target_table(report, whole, footnotes, language), language)
        )
    titles = group_titles(report, groups, language)
    for group, found in groups.items():
        parts.append(_group(report, titles[group], found, footnotes, language))
    parts += [
        _section("levels", levels_text(report, language), language),
        _section("work", work_table(report, work, footnotes, language), language),
        _section("notes", footnotes.text(), language),
        _section("missing", _missing(report, whole, language), language),
        _section("unusable", _unusable(report, whole, language), language),
        problems_text(report, language),
    ]
    return sections(parts)


def _section(heading: str, body: str, language: Language) -> str:
    return headed(word("heading", heading, language), body)


def _group(
    report: Report,
    title: str,
    found: list[Standing],
    footnotes: Footnotes,
    language: Language,
) -> str:
    heading = f"{word('heading', 'targets', language)} · {plain(title)}"
    counts = _summary("targets", found, language)
    return headed(heading, f"{counts}\n\n{target_table(report, found, footnotes, language)}")


def _head(report: Report, whole: list[Standing], work: list[Standing], language: Language) -> str:
    plan = report.plan
    about = [
        paragraph(plan.title or plan.id),
        paragraph(document_text(plan.document, language)),
        f"{word('heading', 'as_of', language)} {day_text(report.as_of, language)}",
    ]
    counts = [_summary("targets", whole, language), _summary("work", work, language)]
    earlier = sum(1 for standing in (*whole, *work) if standing.missed_before)
    if earlier:
        counts.append(counted("phrase", "earlier", earlier, language))
    if not whole and not work and not plan.scales:
        counts.append(word("phrase", "no_rules", language))
    blocks = ("\n".join(filter(None, lines)) for lines in (about, counts))
    return "\n\n".join(filter(None, blocks))


def _summary(heading: str, found: Iterable[Standing], language: Language) -> str:
    """How many rules stand at each verdict."""
    ordered = sorted(found, key=lambda standing: VERDICTS.index(standing.now.verdict))
    counts = Counter(
        (verdict_text(standing.now, language), tone_of(standing.now.verdict))
        for standing in ordered
    )
    parts = [Toned(f"{verdict} {count}", tone) for (verdict, tone), count in counts.items()]
    return packed(f"{word('heading', heading, language)}: ", parts) if parts else ""


def _missing(report: Report, whole: list[Standing], language: Language) -> str:
    """Who did not report; the groups are parts of the whole, and their lists would repeat it."""
    return "\n".join(
        paragraph(
            _missing_line([report.titles.get(name, name) for name in ids], targets, language),
            lead="- ",
        )
        for ids, targets in missing_reports(whole)
    )


def _unusable(report: Report, whole: list[Standing], language: Language) -> str:
    """Who did report, but figures that could not be used, with how many rows."""
    return "\n".join(
        paragraph(
            _missing_line(sent_names(report, ids, language), targets, language, "unusable"),
            lead="- ",
        )
        for ids, targets in unusable_reports(whole)
    )


def _missing_line(
    names: Sequence[str], targets: int, language: Language, code: str = "missing"
) -> str:
    shown, more = ", ".join(names[:_NAMES_SHOWN]), len(names) - _NAMES_SHOWN
    touched = counted("phrase", "targets", targets, language)
    if more <= 0:
        return word("phrase", f"{code}_one", language, names=shown, targets=touched)
    return word(
        "phrase", f"{code}_many", language,
        names=shown, more=more, count=len(names), targets=touched,
    )  # fmt: skip
