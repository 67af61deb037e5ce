"""The first sections of an explanation: the rule, and how its indicator is counted."""

from __future__ import annotations

from pathlib import PurePath

from dxplan.explain.model import TargetExplanation, WorkExplanation
from dxplan.messages import Language
from dxplan.plan.model import Duty, Quantity, Sum, Task
from dxplan.report.explanation_words import Line, Section, level_text, say
from dxplan.report.note_text import unit_notes
from dxplan.report.quantity_text import quantity_text, wording_of
from dxplan.report.rule_text import document_text, member_title, target_text, title_of, titles_of
from dxplan.report.time_text import day_text
from dxplan.report.words import plain
from dxplan.source import Span


def rule_section(explanation: TargetExplanation, language: Language) -> Section:
    """A target as it is written, where it stands, how it was read, and who answers for it."""
    target, plan = explanation.target, explanation.report.plan
    text = target_text(target, plan, language)
    lines = [say("rule", "text", language, text=text), *_cited(explanation, target.cite, language)]
    lines += written(target.span, language)
    threshold = explanation.finding.threshold
    if target.threshold.from_parent and threshold is not None and threshold.low is not None:
        value = level_text(threshold.low, threshold, language)
        lines.append(say("rule", "parent", language, value=value, document=plan.parent or "—"))
    lines += _assumed((*target.indicator.assumptions, *target.assumptions), language)
    return _section(lines + _units(explanation, language))


def work_rule_section(explanation: WorkExplanation, language: Language) -> Section:
    """The same of a task or duty."""
    rule = explanation.rule
    lines = [say("rule", "text", language, text=rule.title or rule.id)]
    lines += _cited(explanation, rule.cite, language)
    lines += written(rule.span, language)
    lines += _assumed(rule.assumptions, language)
    lines += _units(explanation, language)
    if rule.to:
        lines.append(say("rule", "to", language, units=titles_of(rule.to)))
    return _section(lines)


def _section(lines: list[str]) -> Section:
    return Section("rule", tuple(Line(plain(line)) for line in lines))


def _cited(
    explanation: TargetExplanation | WorkExplanation, cite: str, language: Language
) -> list[str]:
    plan = explanation.report.plan
    document = document_text(plan.document, language) or plan.title or plan.id
    if cite:
        return [say("rule", "cited", language, cite=cite, document=document)]
    return [say("rule", "uncited", language, document=document)]


def written(span: Span | None, language: Language) -> list[str]:
    """The line of the rule file; its name alone, since folders say something about a machine."""
    if span is None:
        return []
    file = PurePath(span.source.name).name
    text = span.source.line(span.line).strip()
    return [say("rule", "written", language, file=file, line=span.line, text=text)]


def _assumed(texts: tuple[str, ...], language: Language) -> list[str]:
    return [say("rule", "assumed", language, text=text) for text in texts]


def _units(explanation: TargetExplanation | WorkExplanation, language: Language) -> list[str]:
    """Who answers for it on the day, and what became of the units that the document names."""
    finding = explanation.finding
    rule: object = (
        explanation.target if isinstance(explanation, TargetExplanation) else explanation.rule
    )
    lines = []
    if finding.lead:
        lines.append(say("rule", "lead", language, units=titles_of(finding.lead)))
    if finding.cooperating:
        lines.append(say("rule", "with", language, units=titles_of(finding.cooperating)))
    named = [*getattr(rule, "lead", ()), *getattr(rule, "cooperating", ())]
    if isinstance(rule, Task | Duty):
        named += rule.by
    notes = unit_notes(finding, named, explanation.report, language)
    return lines + [say("why", "note", language, note=note) for note in dict.fromkeys(notes)]


# --- how it is counted ----------------------------------------------------------------------------


def counting_section(explanation: TargetExplanation, language: Language) -> Section:
    """What the indicator divides by what, for whom, and over which days."""
    lines = [_quotient(explanation, language), *_scope(explanation, language)]
    lines += _days(explanation, language)
    return Section("counting", tuple(Line(plain(line)) for line in lines))


def _quotient(explanation: TargetExplanation, language: Language) -> str:
    indicator = explanation.target.indicator
    numerator = quantity(indicator.numerator, explanation, language)
    title = title_of(indicator)
    if indicator.kind == "count":
        return say("counting", "count", language, indicator=title, numerator=numerator)
    denominator = quantity(indicator.denominator, explanation, language)
    return say(
        "counting", "quotient", language,
        indicator=title, numerator=numerator, denominator=denominator,
    )  # fmt: skip


def quantity(of: Quantity, explanation: TargetExplanation, language: Language) -> str:
    """A sum or tally by the titles of its measures, in quotes where it is a title."""
    text = quantity_text(of, wording_of(explanation.report.plan, language))
    return say("counting", "quantity", language, text=text) if isinstance(of, Sum) else text


def _scope(explanation: TargetExplanation, language: Language) -> list[str]:
    target, plan = explanation.target, explanation.report.plan
    lines = []
    members = ", ".join(member_title(plan, *pair) for pair in target.scope)
    if members:
        lines.append(say("counting", "scope", language, members=members))
    excluded = ", ".join(member.title or member.name for member in target.excluded)
    if excluded:
        lines.append(say("counting", "except", language, members=excluded))
    return lines


def _days(explanation: TargetExplanation, language: Language) -> list[str]:
    """Over which days flows are added up, and how old a report of a stock may be."""
    moment, measures = explanation.moment, explanation.report.plan.measures
    flows = {measures[name].flow for name in explanation.target.indicator.measures()}
    lines = []
    if True in flows:
        start, end = (day_text(on, language) for on in (moment.window.start, moment.window.end))
        lines.append(say("counting", "window", language, start=start, end=end))
    if False in flows:
        on, oldest = day_text(moment.on, language), day_text(moment.oldest, language)
        lines.append(say("counting", "stock", language, on=on, oldest=oldest))
    return lines
