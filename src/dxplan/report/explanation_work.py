"""Why a task or duty has its verdict, in sentences."""

from __future__ import annotations

from datetime import date

from dxplan.data.observations import Event
from dxplan.explain.model import WorkExplanation
from dxplan.explain.work import period_of
from dxplan.messages import Language
from dxplan.plan.model import Duty, Task, Within
from dxplan.report.explanation_reasons import history_text
from dxplan.report.explanation_words import (
    Line,
    Section,
    fact_lines,
    facts_text,
    found_note,
    place_text,
    say,
)
from dxplan.report.finding_text import verdict_text
from dxplan.report.rule_text import title_of, titles_of, when_text
from dxplan.report.time_text import (
    day_text,
    origin_titles,
    period_text,
    recurrence_text,
    within_text,
)
from dxplan.report.words import plain

_LISTED = 12


def work_sections(explanation: WorkExplanation, language: Language) -> list[Section]:
    """What was owed by whom, what is on record, why this verdict, and what is left to do."""
    return [
        Section("work", _lines(_owed(explanation, language))),
        Section("record", _record(explanation, language)),
        Section("why", _why(explanation, language)),
        Section("remedy", _lines(_remedy(explanation, language))),
    ]


def _lines(texts: list[str]) -> tuple[Line, ...]:
    return tuple(Line(plain(text)) for text in texts)


def _deadline(explanation: WorkExplanation, language: Language) -> str:
    deadline = explanation.finding.deadline
    return "" if deadline is None else day_text(deadline, language)


def _owed(explanation: WorkExplanation, language: Language) -> list[str]:
    rule = explanation.rule
    texts = [*_falls_due(explanation, language), *_open_day(explanation, language)]
    if explanation.owed:
        texts.append(say("work", "owed", language, units=titles_of(explanation.owed)))
    else:
        texts.append(say("work", "owed_nobody", language))
    if rule.when is not None:
        condition = when_text(rule, explanation.report.plan, language)
        texts.append(say("work", "condition", language, condition=condition))
    return texts


def _falls_due(explanation: WorkExplanation, language: Language) -> list[str]:
    """How often or from what it falls due, and on which day."""
    rule, period = explanation.rule, period_of(explanation.finding)
    plan, deadline = explanation.report.plan, _deadline(explanation, language)
    texts = []
    if isinstance(rule, Duty):
        recurrence = recurrence_text(rule.recurrence, language, origin_titles(plan))
        texts.append(say("work", "recurs", language, recurrence=recurrence))
    elif rule.time.within is not None:
        counted = within_text(rule.time.within, language, origin_titles(plan))
        texts.append(say("work", "counted", language, counted=counted))
    if period is not None:
        about = period_text(period, language, plan.calendar)
        texts.append(say("work", "due_for", language, period=about, deadline=deadline))
    elif deadline:
        texts.append(say("work", "due", language, deadline=deadline))
    elif _within(rule) is None:
        texts.append(say("work", "no_deadline", language))
    return texts


def _within(rule: Task | Duty) -> Within | None:
    """What its deadline is counted from, where it is."""
    return rule.recurrence.within if isinstance(rule, Duty) else rule.time.within


def _open_day(explanation: WorkExplanation, language: Language) -> list[str]:
    """Why a counted deadline has no day yet, or none that is certain."""
    notes, report = explanation.finding.notes, explanation.report
    texts = [
        (code, found_note(report, notes, note, language))
        for code, note in (
            ("no_day_yet", "not-begun"),
            ("no_day_yet", "not-begun-deadline"),
            ("day_uncertain", "deadline-uncertain"),
        )
    ]
    return [say("work", code, language, note=text) for code, text in texts if text]


def _record(explanation: WorkExplanation, language: Language) -> tuple[Line, ...]:
    """What the event list says, with the cells it says it in."""
    events = explanation.events
    if events is None:
        return (Line(say("work", "no_list", language)),)
    if not events:
        period = period_of(explanation.finding)
        calendar = explanation.report.plan.calendar
        about = None if period is None else period_text(period, language, calendar)
        return (Line(say("work", "nothing_for" if about else "nothing", language, period=about)),)
    lines = [Line(_event(e, explanation, language), item=True) for e in events[:_LISTED]]
    if len(events) > _LISTED:
        more = say("work", "more_events", language, count=len(events) - _LISTED)
        lines.append(Line(more, item=True))
    return tuple(lines)


def _event(event: Event, explanation: WorkExplanation, language: Language) -> str:
    units = explanation.report.plan.units.values()
    names = [title_of(u) for u in units if event.unit in (u.name, u.alias, u.title)]
    unit = names[0] if names else event.unit
    place = place_text(event.place, language)
    text = say(
        "work", "event_at" if place else "event", language, date=day_text(event.on, language),
        what=say("work", "done" if event.holds else "not_done", language),
        by=say("work", "by", language, unit=unit) if unit else "", place=place,
    )  # fmt: skip
    return plain(text)


# --- why ------------------------------------------------------------------------------------------


def _why(explanation: WorkExplanation, language: Language) -> tuple[Line, ...]:
    finding = explanation.finding
    done = _done_on(explanation)
    text = say(
        "work", _reason(explanation, done), language,
        deadline=_deadline(explanation, language),
        date=day_text(explanation.report.as_of, language),
        done="" if done is None else day_text(done, language),
        verdict=verdict_text(finding, language),
    )  # fmt: skip
    lines = [Line(plain(text)), *fact_lines(explanation.facts, language)]
    units = explanation.report.plan.units
    missing = [units[name] for name in finding.missing if name in units]
    if missing:
        lines.append(Line(say("work", "missing_units", language, units=titles_of(missing))))
    return (*lines, *_lines(history_text(explanation.history, finding, language)))


def _done_on(explanation: WorkExplanation) -> date | None:
    """The day that the verdict rests on, as the finding says it."""
    for code, params in explanation.finding.notes:
        if code == "done-on":
            return date.fromisoformat(dict(params)["date"])
    return None


def _reason(explanation: WorkExplanation, done: date | None) -> str:
    """Which sentence says what decided."""
    finding = explanation.finding
    dated = finding.deadline is not None
    match finding.verdict:
        case "met":
            return "met_all" if done is None else "met" if dated else "met_open"
        case "missed":
            return "missed" if done is None else "late"
        case "not_due":
            return (
                "not_due" if dated else "open" if _within(explanation.rule) is None else "waiting"
            )
        case "no_data":
            return "no_data" if dated else "no_data_over"
        case "not_applicable":
            return "not_applicable"
    uncertain = any(code == "deadline-uncertain" for code, _ in finding.notes)
    return "undetermined_day" if uncertain else "undetermined"


def _remedy(explanation: WorkExplanation, language: Language) -> list[str]:
    """What is left to do, or to put on record."""
    verdict, name = explanation.finding.verdict, explanation.rule.id
    if verdict == "met":
        return [say("remedy", "nothing", language)]
    if verdict == "not_applicable":
        facts = facts_text(explanation.facts)
        condition = when_text(explanation.rule, explanation.report.plan, language)
        return [say("remedy", "condition", language, condition=condition, facts=facts)]
    texts = []
    if verdict == "not_due" and explanation.finding.deadline is not None:
        deadline = _deadline(explanation, language)
        texts.append(say("work", "remedy_until", language, deadline=deadline))
    code = "remedy_list" if explanation.events is None else "remedy_record"
    if verdict == "missed":
        code = "remedy_late" if _done_on(explanation) else "remedy_in_time"
    return [*texts, say("work", code, language, rule=name)]
