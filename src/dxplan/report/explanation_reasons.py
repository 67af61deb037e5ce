"""Why this verdict and not another: the table of verdicts line by line, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from dxplan.engine.findings import Finding, Report
from dxplan.explain.model import Contradiction, Past, Step, TargetExplanation
from dxplan.messages import Language
from dxplan.report.explanation_grounds import ground_lines
from dxplan.report.explanation_groups import comparison_text
from dxplan.report.explanation_sums import cell_value
from dxplan.report.explanation_words import (
    Line,
    Section,
    asked_text,
    exactly,
    fact_lines,
    found_note,
    name_text,
    place_text,
    say,
    value_text,
)
from dxplan.report.finding_text import verdict_text
from dxplan.report.note_text import note_text
from dxplan.report.number_text import with_unit
from dxplan.report.rule_text import member_title, threshold_text, title_of, when_text
from dxplan.report.time_text import day_text, period_text
from dxplan.report.words import plain, word

_LISTED = 5
_PAST = 4
# Notes that other sentences of the explanation say.
_SAID = (
    "waived", "condition-false", "facts-unknown", "threshold-unset", "no-population",
    "nothing-to-divide-by", "broken-check", "percentage-disagrees", "pace-not-certain",
    "denominator-assumed", "unit-ended", "unit-succeeded", "duty-for", "done-on",
    "condition-unknown", "groups-kept", "groups-failing", "groups-open", "group-split",
    "base-missing", "base-nothing", "base-incomplete", "rank-of-several",
)  # fmt: skip
_DECIDING_NOTES = {
    "waived": "waived",
    "condition": "condition-false",
    "unset": "threshold-unset",
    "population": "no-population",
    "division": "nothing-to-divide-by",
    "split": "group-split",
}

_SEVERAL = {
    "facts": ("facts-unknown", "condition-unknown"),
    "base": ("base-missing", "base-nothing", "base-incomplete"),
}


def reasons_section(explanation: TargetExplanation, language: Language) -> Section:
    """Every line of the table that was passed, the one that decided, and what came before."""
    lines: list[Line] = []
    for step in explanation.steps:
        lines.append(Line(plain(_step(step, explanation, language)), item=not step.decides))
        if step.code in ("condition", "facts"):
            lines += fact_lines(explanation.facts, language)
            lines += ground_lines(explanation, language)
        if step.code == "conflict" and step.decides:
            lines += _contradictions(explanation, language)
    lines += [Line(text) for text in _further(explanation, language)]
    return Section("why", tuple(lines))


def _step(step: Step, explanation: TargetExplanation, language: Language) -> str:
    if step.code == "comparison":
        return _comparison(explanation, language)
    if step.code == "line":
        return _pace(explanation, language)
    if step.code == "other":
        verdict = verdict_text(explanation.finding, language)
        return say("why", "other", language, verdict=verdict)
    if step.decides:
        note = _deciding_note(step, explanation, language)
        return say("why", f"{step.code}_decides", language, note=note)
    return _passed(step, explanation, language)


def _deciding_note(step: Step, explanation: TargetExplanation, language: Language) -> str:
    """What the finding says of the line that decided."""
    codes = _SEVERAL.get(step.code) or (_DECIDING_NOTES.get(step.code, ""),)
    finding = explanation.finding
    found = (found_note(explanation.report, finding.notes, code, language) for code in codes)
    return "; ".join(note for note in found if note)


def _passed(step: Step, explanation: TargetExplanation, language: Language) -> str:
    """A line of the table that does not apply, and what shows that."""
    finding, target = explanation.finding, explanation.target
    code: str = step.code
    params: dict[str, object] = {}
    if step.code == "condition" and target.when is not None:
        plan = explanation.report.plan
        code, params["condition"] = "condition_holds", when_text(target, plan, language)
    elif step.code == "unset" and finding.threshold is not None:
        params["condition"] = threshold_text(finding.threshold, language)
    elif step.code == "population":
        code = "population_one" if explanation.kind == "organisation" else "population"
        params["count"] = finding.expected
    elif step.code == "no_data":
        params["count"] = sum(part.reported for part in explanation.parts)
        code = "no_data" if params["count"] else "no_data_yet"
        if params["count"] and explanation.kind == "organisation":
            code = "no_data_one"
    elif step.code == "division" and target.indicator.kind == "count":
        code = "division_count"
    elif step.code == "due":
        return _due(explanation, language)
    return say("why", code, language, **params)


def _due(explanation: TargetExplanation, language: Language) -> str:
    finding = explanation.finding
    on = day_text(finding.date, language)
    deadline = None if finding.deadline is None else day_text(finding.deadline, language)
    if not explanation.moment.due:
        code = "not_yet_open" if deadline is None else "not_yet"
        return say("why", code, language, deadline=deadline)
    since = deadline is not None and finding.deadline != finding.date
    return say("why", "due_since" if since else "due", language, deadline=deadline, date=on)


def _comparison(explanation: TargetExplanation, language: Language) -> str:
    """The end of the table for what is due: every possible value, none, or it depends."""
    finding = explanation.finding
    threshold = finding.threshold
    assert threshold is not None
    value = finding.value
    ends = (None, None) if value is None else (value.low, value.high)
    least, greatest = (
        say("why", "unbounded", language) if end is None else value_text(end, threshold, language)
        for end in ends
    )
    groups = explanation.by_group
    if groups is not None and groups.every:
        return comparison_text(explanation, groups, language, verdict_text(finding, language))
    point = value is not None and value.is_point and finding.verdict != "undetermined"
    code = f"{finding.verdict}_point" if point else finding.verdict
    if threshold.change is not None and threshold.low is None:
        code = f"{finding.verdict}_change"
    return say(
        "why", code, language, condition=asked_text(threshold, language),
        verdict=verdict_text(finding, language), least=least, greatest=greatest,
    )  # fmt: skip


def _pace(explanation: TargetExplanation, language: Language) -> str:
    """The end of the table for what is not due: against the line, if there is one."""
    finding = explanation.finding
    code: str = finding.verdict
    if code == "not_due":
        codes = {note for note, _ in finding.notes}
        code = "line_open" if "pace-not-certain" in codes else "no_line"
    return say("why", code, language, verdict=verdict_text(finding, language))


# --- contradictions -------------------------------------------------------------------------------


def _contradictions(explanation: TargetExplanation, language: Language) -> list[Line]:
    found = explanation.contradictions
    if not found:
        return _conflict_notes(explanation, language)
    lines = [
        Line(plain(_contradiction(each, explanation.report, language)), item=True)
        for each in found[:_LISTED]
    ]
    if len(found) > _LISTED:
        more = say("why", "more_conflicts", language, count=len(found) - _LISTED)
        lines.append(Line(more, item=True))
    return lines


def _conflict_notes(explanation: TargetExplanation, language: Language) -> list[Line]:
    """Contradictions that stand in no cells of the day: several places, or figures of the base."""
    codes = ("rank-of-several", "broken-check", "percentage-disagrees")
    said = [
        note_text(code, params, explanation.report, language)
        for code, params in explanation.finding.notes
        if code in codes
    ]
    lines = [Line(plain(say("why", "note", language, note=note)), item=True) for note in said]
    return lines[:_LISTED]


def _contradiction(found: Contradiction, report: Report, language: Language) -> str:
    """What an organisation reported that cannot be, with the cells it stands in."""
    conflict, plan = found.conflict, report.plan
    params: dict[str, object] = {
        "name": name_text(report, conflict.organisation),
        "period": period_text(conflict.period, language, plan.calendar),
        "cells": _cells(found, report, language),
    }
    reported = found.reported
    if reported is None:
        check = dict(conflict.params).get("check", "")
        return say("why", "check_broken", language, **params, check=check)
    place = place_text(reported.place, language)
    value = with_unit(exactly(reported.value, language), _sign(found, report), language)
    code = "percentage_at" if place else "percentage"
    return say("why", code, language, **params, value=value, place=place)


def _sign(found: Contradiction, report: Report) -> str:
    """A share is reported as a percentage; of other quotients that is not known."""
    name = next(iter(found.conflict.concerns))
    indicator = report.plan.indicators.get(name)
    return "%" if indicator is not None and indicator.kind == "share" else ""


def _cells(found: Contradiction, report: Report, language: Language) -> str:
    plan = report.plan
    texts = []
    for cell in found.cells:
        members = ", ".join(member_title(plan, *pair) for pair in sorted(cell.members.items()))
        title = title_of(plan.measures[cell.measure])
        if members:
            title = say("cells", "members", language, measure=title, members=members)
        value, place = cell_value(cell, plan, language), place_text(cell.place, language)
        texts.append(f"{title}: {value} ({place})" if place else f"{title}: {value}")
    return "; ".join(texts)


# --- what came before, and what else there is to know ---------------------------------------------


def _further(explanation: TargetExplanation, language: Language) -> list[str]:
    finding, report = explanation.finding, explanation.report
    texts = []
    if finding.relapse and finding.deadline is not None:
        deadline, on = day_text(finding.deadline, language), day_text(finding.date, language)
        texts.append(say("why", "relapse", language, deadline=deadline, date=on))
    texts += history_text(explanation.history, finding, language)
    for code, params in finding.notes:
        if code not in _SAID:
            note = note_text(code, params, report, language)
            texts.append(plain(say("why", "note", language, note=note)))
    return texts


def history_text(history: Sequence[Past], finding: Finding, language: Language) -> list[str]:
    """What the verdict was on the days before, the last few of them."""
    if not history:
        return []
    shown = [
        say(
            "why", "past", language, date=day_text(past.date, language),
            verdict=_past_verdict(past, finding, language),
        )
        for past in reversed(history[-_PAST:])
    ]  # fmt: skip
    if len(history) > _PAST:
        shown.append(say("why", "earlier_days", language, count=len(history) - _PAST))
    return [say("why", "history", language, past=", ".join(shown))]


def _past_verdict(past: Past, finding: Finding, language: Language) -> str:
    own = finding.rule != "target" and past.verdict in ("met", "missed", "no_data")
    return word("work_verdict" if own else "verdict", past.verdict, language)
