"""An explanation for people: whole sentences under a few headings."""

from __future__ import annotations

from dxplan.explain.model import Explanation, LevelExplanation, TargetExplanation
from dxplan.messages import Language
from dxplan.report.explanation_levels import level_sections, level_sentence
from dxplan.report.explanation_reasons import reasons_section
from dxplan.report.explanation_remedies import remedy_section
from dxplan.report.explanation_result import result_section
from dxplan.report.explanation_rule import counting_section, rule_section, work_rule_section
from dxplan.report.explanation_sums import reports_section, sums_section
from dxplan.report.explanation_words import Section, name_text, say
from dxplan.report.explanation_work import work_sections
from dxplan.report.finding_text import verdict_text
from dxplan.report.layout import headed, paragraph, sections
from dxplan.report.rule_text import document_text, subject_text
from dxplan.report.time_text import day_text
from dxplan.report.words import plain, word


def explanation_text(explanation: Explanation, language: Language) -> str:
    """An explanation as text with a line end."""
    parts = [_section(section, language) for section in explanation_sections(explanation, language)]
    return sections([_head(explanation, language), *parts])


def explanation_sections(explanation: Explanation, language: Language) -> list[Section]:
    """The sections of an explanation that say anything."""
    if isinstance(explanation, TargetExplanation):
        found = [
            rule_section(explanation, language),
            counting_section(explanation, language),
            reports_section(explanation, language),
            sums_section(explanation, language),
            result_section(explanation, language),
            reasons_section(explanation, language),
            remedy_section(explanation, language),
        ]
    elif isinstance(explanation, LevelExplanation):
        found = level_sections(explanation, language)
    else:
        found = [work_rule_section(explanation, language), *work_sections(explanation, language)]
    return [section for section in found if section.lines]


def verdict_sentence(explanation: Explanation, language: Language) -> str:
    """What came out, in one sentence."""
    if isinstance(explanation, LevelExplanation):
        return level_sentence(explanation, language)
    finding = explanation.finding
    verdict = verdict_text(finding, language)
    on = day_text(finding.date, language)
    if not isinstance(explanation, TargetExplanation):
        subject = explanation.rule.title or explanation.rule.id
        return plain(say("head", "verdict", language, subject=subject, date=on, verdict=verdict))
    subject = subject_text(explanation.target, explanation.report.plan)
    name = explanation.name
    if name is None:
        return plain(say("head", "verdict", language, subject=subject, date=on, verdict=verdict))
    title = name_text(explanation.report, name) if explanation.kind == "organisation" else name
    text = say(
        "head", "verdict_of", language, subject=subject, name=title, date=on, verdict=verdict
    )
    return plain(text)


def _head(explanation: Explanation, language: Language) -> str:
    report = explanation.report
    about = [report.plan.title or report.plan.id, document_text(report.plan.document, language)]
    lines = [paragraph(text) for text in about if text]
    lines.append(f"{word('heading', 'as_of', language)} {day_text(report.as_of, language)}")
    return "\n".join([*lines, "", paragraph(verdict_sentence(explanation, language))])


def _section(section: Section, language: Language) -> str:
    lines = [paragraph(line.text, lead="- " if line.item else "") for line in section.lines]
    return headed(section.heading(language), "\n".join(lines))
