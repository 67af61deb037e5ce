"""A plan for people to read beside its document."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dxplan.messages import Language
from dxplan.plan.model import Duty, Indicator, Plan, Target, Task, Unit
from dxplan.report.export import indicators_in_use, units_in_use
from dxplan.report.layout import Column, headed, paragraph, sections, table
from dxplan.report.number_text import number_text
from dxplan.report.quantity_text import quantity_text, wording_of
from dxplan.report.rule_text import document_text, target_text, title_of, titles_of, when_text
from dxplan.report.scale_text import scales_text
from dxplan.report.territory_text import territory_text
from dxplan.report.time_text import (
    day_text,
    origin_titles,
    plan_period_text,
    recurrence_text,
    timing_text,
)
from dxplan.report.words import word

_ID_WIDTH = 24


def plan_text(plan: Plan, language: Language) -> str:
    """A plan as text: its document, its rules, its units, and how indicators are counted."""
    return sections(
        [
            _head(plan, language),
            _section("targets", _targets(plan, language), language),
            _section("tasks", _work(plan.tasks, "task", plan, language), language),
            _section("duties", _work(plan.duties, "duty", plan, language), language),
            _section("scales", scales_text(plan, language), language),
            _section("units", _units(plan, language), language),
            _section("indicators", _indicators(plan, language), language),
        ]
    )


def _section(heading: str, body: str, language: Language) -> str:
    return headed(word("heading", heading, language), body)


def _head(plan: Plan, language: Language) -> str:
    period = plan_period_text(plan.period, language) if plan.period else ""
    facts = [
        ("name", plan.id),
        ("document", document_text(plan.document, language)),
        ("period", period),
        ("territory", territory_text(plan, language)),
        ("parent", plan.parent or ""),
        ("not_below_parent", _pledge(plan, language)),
    ]
    lines = [
        paragraph(text, lead=f"{word('heading', heading, language)}: ")
        for heading, text in facts
        if text
    ]
    return "\n".join([paragraph(plan.title or plan.id), *lines])


def _pledge(plan: Plan, language: Language) -> str:
    """What is promised of the parent's targets, who answers for it, and where that is said."""
    pledge = plan.pledge
    if pledge is None:
        return ""
    parts = [word("phrase", "not_below_parent", language)]
    for heading, text in (("lead", titles_of(pledge.lead)), ("cite", pledge.cite)):
        if text:
            parts.append(f"{word('heading', heading, language).lower()}: {text}")
    return "; ".join(parts)


def _targets(plan: Plan, language: Language) -> str:
    columns = _columns(("id", "target", "time", "lead", "cite"), language)
    rows = [_target_row(target, plan, language) for target in plan.targets]
    return table(columns, rows, spaced=True) if rows else ""


def _columns(headings: Iterable[str], language: Language) -> list[Column]:
    widths = {"id": _ID_WIDTH, "time": 15, "lead": 17, "cite": 9}
    return [Column(word("heading", name, language), widths.get(name)) for name in headings]


def _target_row(target: Target, plan: Plan, language: Language) -> list[str]:
    return [
        _broken_id(target.id),
        target_text(target, plan, language, with_time=False),
        timing_text(target.time, language, plan.calendar),
        titles_of(target.lead),
        target.cite,
    ]


def _broken_id(name: str) -> str:
    """An id over several lines, broken behind its dots where it can be."""
    lines = [""]
    for part in re.findall(r"[^.]*\.?", name):
        if len(lines[-1]) + len(part) <= _ID_WIDTH:
            lines[-1] += part
        else:
            lines.append(part)
    return "\n".join(line for line in lines if line)


def _work(rules: Iterable[Task | Duty], kind: str, plan: Plan, language: Language) -> str:
    columns = _columns(("id", kind, "time", "lead", "cite"), language)
    rows = [
        [
            _broken_id(rule.id),
            _what(rule, plan, language),
            _due(rule, plan, language),
            titles_of(rule.lead or rule.by),
            rule.cite,
        ]
        for rule in rules
    ]
    return table(columns, rows, spaced=True) if rows else ""


def _what(rule: Task | Duty, plan: Plan, language: Language) -> str:
    """What is to be done, and on what condition."""
    if rule.when is None:
        return rule.title
    condition = word("phrase", "when", language, condition=when_text(rule, plan, language))
    return f"{rule.title}, {condition}"


def _due(rule: Task | Duty, plan: Plan, language: Language) -> str:
    if isinstance(rule, Duty):
        return recurrence_text(rule.recurrence, language, origin_titles(plan))
    if rule.time.kind == "always":
        return word("phrase", "standing", language)
    return timing_text(rule.time, language, plan.calendar, origin_titles(plan))


def _units(plan: Plan, language: Language) -> str:
    return "\n".join(
        paragraph(_unit(unit, plan, language), lead="- ") for unit in units_in_use(plan)
    )


def _unit(unit: Unit, plan: Plan, language: Language) -> str:
    parts = [f"{title_of(unit)} ({unit.name})"]
    if unit.since:
        parts.append(word("phrase", "since", language, since=day_text(unit.since, language)))
    if unit.until:
        until = day_text(unit.until, language)
        names = [plan.units[name] for name in unit.successors if name in plan.units]
        code = "until_then" if names else "until"
        parts.append(word("phrase", code, language, until=until, successors=titles_of(names)))
    return ", ".join(parts)


def _indicators(plan: Plan, language: Language) -> str:
    return "\n".join(_indicator(indicator, plan, language) for indicator in indicators_in_use(plan))


def _indicator(indicator: Indicator, plan: Plan, language: Language) -> str:
    lines = [paragraph(title_of(indicator), lead="- ")]
    details = []
    if indicator.kind == "count":
        details.append(_quantity("counted", indicator, plan, language))
    else:
        details.append(_quantity("numerator", indicator, plan, language))
        details.append(_quantity("denominator", indicator, plan, language))
    if indicator.per != 1:
        details.append(word("phrase", "per", language, number=number_text(indicator.per, language)))
    if indicator.ranked:
        details.append(word("phrase", "ranked", language))
    details += [word("phrase", "assumed", language, text=text) for text in indicator.assumptions]
    lines += [paragraph(detail, lead="    ") for detail in details]
    return "\n".join(lines)


def _quantity(code: str, indicator: Indicator, plan: Plan, language: Language) -> str:
    quantity = indicator.denominator if code == "denominator" else indicator.numerator
    text = quantity_text(quantity, wording_of(plan, language))
    return word("phrase", code, language, text=text)
