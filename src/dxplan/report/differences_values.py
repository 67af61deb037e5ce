"""What a part of a rule says in one state of a plan, in a few words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dxplan.messages import Language, catalogue, sentence
from dxplan.plan.differences import Aspect, Item, name_of
from dxplan.plan.model import (
    Check,
    Duty,
    Fact,
    Indicator,
    Measure,
    Plan,
    Pledge,
    Scale,
    Target,
    Task,
    Unit,
    Waiver,
)
from dxplan.report.number_text import exact_amount_text
from dxplan.report.quantity_text import quantity_text, wording_of
from dxplan.report.rule_text import (
    column_text,
    document_text,
    member_title,
    target_text,
    threshold_text,
    title_of,
    titles_of,
    when_text,
)
from dxplan.report.time_text import (
    day_text,
    origin_titles,
    plan_period_text,
    recurrence_text,
    timing_text,
)
from dxplan.report.words import word as report_word
from dxplan.values.scopes import Dimension


def word(table: str, code: str, language: Language, **params: object) -> str:
    """An entry of ``texts/differences.toml``, filled in.

    >>> word("kind", "postponed", "vi")
    'lùi thời hạn'
    """
    return sentence(catalogue("differences")[table][code], language, params)


def value_of(item: Item, aspect: Aspect, plan: Plan, language: Language) -> str:
    """What a part of a thing says; ``rule`` and ``milestone`` stand for all of it."""
    return _value(item, aspect, plan, language) or word("value", "nothing", language)


def _value(item: Item, aspect: Aspect, plan: Plan, language: Language) -> str:
    if aspect == "name":
        return name_of(item)
    if aspect == "title":
        return "" if isinstance(item, Target | Waiver) else item.title
    match item:
        case Target():
            return _of_target(item, aspect, plan, language)
        case Task() | Duty():
            return _of_work(item, aspect, plan, language)
        case Waiver():
            return _of_waiver(item, aspect, plan, language)
        case Plan():
            return _of_plan(item, aspect, language)
        case Unit() | Fact():
            return _of_days(item, plan, language)
        case Check():
            return item.cite if aspect == "cite" else item.title or item.text
        case Indicator():
            return _notes(item) if aspect == "note" else _definition(item, plan, language)
        case Dimension():
            return ", ".join(member.title or member.name for member in item.members)
        case Scale():  # pragma: no branch - there is no other kind
            return item.title or item.name


def subject_of(item: Item, plan: Plan, language: Language) -> str:
    """What a thing is called in a sentence."""
    match item:
        case Target():
            members = ", ".join(member_title(plan, *pair) for pair in item.scope)
            title = title_of(item.indicator)
            return f"{title} ({members})" if members else title
        case Waiver():
            return _waived(item, plan)
        case Check():
            return item.title or item.text
        case Plan() | Task() | Duty():
            return item.title or item.id
    return item.title or item.name


def _notes(item: Target | Task | Duty | Indicator) -> str:
    return " ".join(filter(None, (item.note, *item.assumptions)))


def _of_target(target: Target, aspect: Aspect, plan: Plan, language: Language) -> str:
    match aspect:
        case "threshold":
            return threshold_text(target.threshold, language)
        case "time":
            return timing_text(target.time, language, plan.calendar)
        case "scope":
            members = ", ".join(member_title(plan, *pair) for pair in target.scope)
            return members or word("value", "everybody", language)
        case "except":
            return ", ".join(member.title or member.name for member in target.excluded)
        case "each":
            together = word("value", "together", language)
            return column_text("each", target.each, language) if target.each else together
        case "baseline":
            return _baseline(target, language)
        case "rule" | "milestone":
            return target_text(target, plan, language)
    return _of_rule(target, aspect, plan, language)


def _baseline(target: Target, language: Language) -> str:
    known = target.baseline
    if known is None:
        return ""
    value = exact_amount_text(known.value, target.threshold.unit, language)
    return word("value", "baseline", language, value=value, day=day_text(known.on, language))


def _of_rule(rule: Target | Task | Duty, aspect: Aspect, plan: Plan, language: Language) -> str:
    match aspect:
        case "when":
            return when_text(rule, plan, language)
        case "lead":
            return titles_of(rule.lead)
        case "with":
            return titles_of(rule.cooperating)
        case "cite":
            return rule.cite
    return _notes(rule)


def _of_work(work: Task | Duty, aspect: Aspect, plan: Plan, language: Language) -> str:
    match aspect:
        case "time" | "recurrence":
            return _when_due(work, plan, language)
        case "by":
            return titles_of(work.by)
        case "to":
            return titles_of(work.to)
        case "rule":
            return f"{work.title}, {_when_due(work, plan, language)}"
    return _of_rule(work, aspect, plan, language)


def _when_due(work: Task | Duty, plan: Plan, language: Language) -> str:
    titles = origin_titles(plan)
    if isinstance(work, Task):
        if work.time.kind == "always":
            return report_word("phrase", "standing", language)
        return timing_text(work.time, language, plan.calendar, titles)
    days = []
    if work.start is not None:
        since = day_text(work.start, language)
        days.append(report_word("phrase", "since", language, since=since))
    if work.end is not None:
        until = day_text(work.end, language)
        days.append(report_word("phrase", "until", language, until=until))
    return ", ".join([recurrence_text(work.recurrence, language, titles), *days])


def _waived(waiver: Waiver, plan: Plan) -> str:
    indicator = plan.indicators.get(waiver.indicator)
    title = waiver.indicator if indicator is None else title_of(indicator)
    members = ", ".join(member_title(plan, *pair) for pair in waiver.scope)
    return f"{title} ({members})" if members else title


def _of_waiver(waiver: Waiver, aspect: Aspect, plan: Plan, language: Language) -> str:
    until = day_text(waiver.until, language)
    match aspect:
        case "until":
            return until
        case "because":
            return waiver.because
        case "cite":
            return waiver.cite
    told = {"subject": _waived(waiver, plan), "day": until, "because": waiver.because}
    return word("value", "waived", language, **told)


def _of_plan(plan: Plan, aspect: Aspect, language: Language) -> str:
    match aspect:
        case "period":
            return "" if plan.period is None else plan_period_text(plan.period, language)
        case "document":
            return document_text(plan.document, language)
        case "parent":
            return plan.parent or ""
        case "territory":
            return plan.territory
        case "calendar":
            return plan.calendar.name
        case "pledge":
            return _pledge(plan.pledge, language)
    return " ".join(plan.notes)


def _pledge(pledge: Pledge | None, language: Language) -> str:
    """Whether a plan promises not to be below its parent, and who answers for that."""
    if pledge is None:
        return ""
    units = titles_of((*pledge.lead, *pledge.cooperating))
    given = word("value", "pledged", language)
    return ", ".join(filter(None, (given, units, pledge.cite, pledge.note, *pledge.assumptions)))


def _of_days(item: Unit | Fact, plan: Plan, language: Language) -> str:
    """From when to when a unit exists or a fact holds."""
    if isinstance(item, Unit):
        names = titles_of(plan.units[name] for name in item.successors if name in plan.units)
        return _days(item.since, item.until, names, language)
    if item.holds is None:
        return word("value", "by_events", language)
    return _days(*item.holds, "", language)


def _days(since: date | None, until: date | None, successors: str, language: Language) -> str:
    parts = []
    if since is not None:
        parts.append(report_word("phrase", "since", language, since=day_text(since, language)))
    if until is not None:
        told = {"until": day_text(until, language), "successors": successors}
        code = "until_then" if successors else "until"
        parts.append(report_word("phrase", code, language, **told))
    return ", ".join(parts)


def _definition(indicator: Indicator, plan: Plan, language: Language) -> str:
    wording = wording_of(plan, language)
    numerator = quantity_text(indicator.numerator, wording)
    if indicator.kind == "count":
        return numerator
    return f"{numerator} / {quantity_text(indicator.denominator, wording)}"


def details(
    old: Indicator, new: Indicator, plans: tuple[Plan, Plan], language: Language
) -> list[str]:
    """How the figures of two indicators are declared, where that differs; on both sides."""
    sides = [
        {name: plan.measures[name] for name in indicator.measures() if name in plan.measures}
        for indicator, plan in zip((old, new), plans, strict=True)
    ]
    names = [name for name in sides[0] if sides[1].get(name) != sides[0][name]]
    return [
        joined(_measure(side[name], plan, language) for name in names if name in side)
        for side, plan in zip(sides, plans, strict=True)
    ]


def _measure(measure: Measure, plan: Plan, language: Language) -> str:
    """What a figure is, and who reports it."""
    dimensions = [plan.dimensions[name] for name in measure.dimensions if name in plan.dimensions]
    parts = [
        measure.measured_in,
        word("measure", "flow" if measure.flow else "stock", language),
        *(each.title or each.name for each in dimensions),
        *(member.title or member.name for member in measure.reported_by),
    ]
    return f"{title_of(measure)} ({', '.join(filter(None, parts))})"


def joined(parts: Iterable[str]) -> str:
    """Parts that are not empty, with semicolons between them."""
    return "; ".join(part for part in parts if part)
