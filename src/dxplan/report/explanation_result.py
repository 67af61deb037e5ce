"""The value against the threshold, exactly and rounded, and the part of the whole that it is."""

from __future__ import annotations

from fractions import Fraction

from dxplan.explain.model import Edge, TargetExplanation
from dxplan.messages import Language
from dxplan.plan.model import Threshold
from dxplan.report.explanation_grounds import base_lines
from dxplan.report.explanation_words import (
    Line,
    Section,
    asked_text,
    exactly,
    interval_phrase,
    level_text,
    money_unit,
    name_text,
    per_text,
    rounded_phrase,
    say,
    sums_texts,
    value_text,
)
from dxplan.report.finding_text import value_text as finding_value_text
from dxplan.report.finding_text import verdict_text
from dxplan.report.number_text import exact_amount_text
from dxplan.report.time_text import day_text
from dxplan.report.words import plain
from dxplan.values.intervals import Interval
from dxplan.values.numbers import exact_text


def result_section(explanation: TargetExplanation, language: Language) -> Section:
    """The value, what the target asks for, the line it is on, and the whole it is a part of."""
    lines = [*_value(explanation, language), *base_lines(explanation, language)]
    lines += _bounds(explanation, language)
    lines += _on_line(explanation, language)
    lines += _line(explanation, language)
    lines += _whole(explanation, language)
    return Section("result", tuple(Line(plain(line)) for line in lines))


def _value(explanation: TargetExplanation, language: Language) -> list[str]:
    totals, finding = explanation.totals, explanation.finding
    threshold = finding.threshold
    if totals is None or finding.value is None or threshold is None:
        return []
    groups = explanation.by_group
    if explanation.target.indicator.kind == "count" or (groups is not None and groups.every):
        return []
    if not finding.value.is_point or totals.pieces or finding.value.low is None:
        value = rounded_phrase(finding.value, threshold, language)
        return [say("result", "value_open", language, value=value)]
    shown = per_text(finding.value.low, threshold, language)
    code = "value" if _is_exact(finding.value.low, threshold) else "value_about"
    return [
        say(
            "result", code, language, value=shown,
            **_texts(explanation, totals.numerators, totals.denominators, language),
        )
    ]  # fmt: skip


def _texts(
    explanation: TargetExplanation, numerator: Interval, denominator: Interval, language: Language
) -> dict[str, str]:
    plan, indicator = explanation.report.plan, explanation.target.indicator
    return sums_texts(plan, indicator, numerator, denominator, language)


def _is_exact(value: Fraction, threshold: Threshold) -> bool:
    """Whether the value is shown with all its decimals."""
    return value_text(value, threshold, "en") == level_text(value, threshold, "en") and (
        "/" not in exact_text(value)
    )


def _bounds(explanation: TargetExplanation, language: Language) -> list[str]:
    edges = {edge.value: edge for edge in explanation.edges}
    return [_bound(edge, explanation, language) for edge in edges.values()]


def _bound(edge: Edge, explanation: TargetExplanation, language: Language) -> str:
    """The numerator against its threshold's part of the denominator."""
    totals, threshold = explanation.totals, explanation.finding.threshold
    assert totals is not None
    assert threshold is not None
    level = level_text(edge.value, threshold, language)
    is_count = explanation.target.indicator.kind == "count"
    kind = "_count" if is_count else "" if threshold.unit == "%" else "_rate"
    if is_count and threshold.high is not None:
        kind = "_count_bound"
    if threshold.per != 1:
        kind = "_per"
    if explanation.target.indicator.ranked:
        kind = "_rank"
    per = exactly(threshold.per, language)
    if totals.pieces or edge.form.low is None:
        form = interval_phrase(edge.form, language)
        kind = kind.removesuffix("_bound")
        return say("result", f"form_open{kind}", language, level=level, form=form, per=per)
    difference = edge.form.low
    code = "equal" if difference == 0 else "less" if difference < 0 else "greater"
    money = money_unit(explanation.report.plan, explanation.target.indicator.numerator)
    size = exact_amount_text(abs(difference), money, language)
    return say(
        "result", f"asks{kind}", language,
        condition=asked_text(threshold, language), level=level, per=per,
        product=exact_amount_text(edge.quotient * totals.denominator, money, language),
        **_texts(explanation, totals.numerators, totals.denominators, language),
        relation=say("result", code, language, difference=size),
    )  # fmt: skip


def _on_line(explanation: TargetExplanation, language: Language) -> list[str]:
    threshold = explanation.finding.threshold
    if not explanation.finding.on_line or threshold is None:
        return []
    strict = {">": "on_line_excluded", "<": "on_line_excluded_below"}
    code = strict.get(threshold.comparator, "on_line_included")
    return [say("result", code, language)]


def _line(explanation: TargetExplanation, language: Language) -> list[str]:
    line, finding = explanation.line, explanation.finding
    threshold = finding.threshold
    if line is None or threshold is None or threshold.low is None or finding.deadline is None:
        return []
    return [
        say(
            "result", "line", language,
            begin=level_text(line.begin, threshold, language),
            since=day_text(line.since, language),
            end=level_text(threshold.low, threshold, language),
            deadline=day_text(finding.deadline, language),
            date=day_text(finding.date, language),
            value=value_text(line.value, threshold, language),
        )
    ]  # fmt: skip


def _whole(explanation: TargetExplanation, language: Language) -> list[str]:
    """What is true of all together, and how much of it the part is."""
    whole, totals, name = explanation.whole, explanation.totals, explanation.name
    if whole is None or totals is None or whole.numerator is None or whole.denominator is None:
        return []
    indicator = explanation.target.indicator
    value, verdict = finding_value_text(whole, language), verdict_text(whole, language)
    if explanation.target.each or indicator.counts_groups_of:
        return [say("result", "whole_groups", language, value=value, verdict=verdict)]
    assert name is not None
    title = name_text(explanation.report, name) if explanation.kind == "organisation" else name
    of_whole = _texts(explanation, whole.numerator, whole.denominator, language)
    return [
        say(
            "result", "whole_count" if indicator.kind == "count" else "whole", language,
            value=value, verdict=verdict, name=title,
            **_texts(explanation, totals.numerators, totals.denominators, language),
            whole_numerator=of_whole["numerator"], whole_denominator=of_whole["denominator"],
        )
    ]  # fmt: skip
