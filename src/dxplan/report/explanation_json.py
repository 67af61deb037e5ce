"""An explanation as JSON: the schema ``dxplan.explanation/1`` (``schemas/explanation-1.json``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from dxplan.data.observations import Cell, Event, Place
from dxplan.explain.model import (
    ByGroup,
    Change,
    Contradiction,
    Edge,
    Explanation,
    Fewest,
    GroupPart,
    KnownFact,
    LevelExplanation,
    Part,
    Past,
    Raise,
    Settling,
    TargetExplanation,
    WorkExplanation,
)
from dxplan.messages import Language
from dxplan.plan.model import Duty, Scale, Target, Task
from dxplan.report.explanation_json_parts import base_json, ground_json, level_json
from dxplan.report.explanation_text import explanation_sections, verdict_sentence
from dxplan.report.json_parts import (
    day_json,
    exact_or_null,
    interval_json,
    threshold_json,
    units_json,
)
from dxplan.values.numbers import exact_text
from dxplan.values.periods import Period

SCHEMA = "dxplan.explanation/1"


def explanation_json(explanation: Explanation, language: Language) -> dict[str, Any]:
    """An explanation as plain values; sentences in a language, everything else in none."""
    about_level = explanation if isinstance(explanation, LevelExplanation) else None
    of_target = explanation if isinstance(explanation, TargetExplanation) else None
    findings = None if isinstance(explanation, LevelExplanation) else explanation
    return {
        "schema": SCHEMA,
        "plan": explanation.report.plan.id,
        "as_of": explanation.report.as_of.isoformat(),
        "finding": None if findings is None else _finding(findings),
        "level": None if about_level is None else level_json(about_level),
        "source": _source(explanation),
        "arithmetic": None if of_target is None else _arithmetic(of_target),
        "record": _record(explanation) if isinstance(explanation, WorkExplanation) else None,
        "facts": [_fact(known) for known in explanation.facts],
        "history": [] if findings is None else [_past(past) for past in findings.history],
        "text": {
            "verdict": verdict_sentence(explanation, language),
            "sections": [
                {
                    "code": section.code,
                    "heading": section.heading(language),
                    "sentences": [line.text for line in section.lines],
                }
                for section in explanation_sections(explanation, language)
            ],
        },
    }


def explanation_json_text(explanation: Explanation, language: Language) -> str:
    """The same as JSON text with a line end."""
    return json.dumps(explanation_json(explanation, language), ensure_ascii=False, indent=2) + "\n"


def _finding(explanation: TargetExplanation | WorkExplanation) -> dict[str, Any]:
    finding = explanation.finding
    whole = isinstance(explanation, WorkExplanation) or explanation.name is None
    return {
        "rule": finding.rule,
        "target": finding.target,
        "organisation": finding.organisation,
        "whole": whole,
        "date": finding.date.isoformat(),
        "deadline": day_json(finding.deadline),
        "verdict": finding.verdict,
        "relapse": finding.relapse,
        "on_line": finding.on_line,
        "threshold": None if finding.threshold is None else threshold_json(finding.threshold),
        "comparator": finding.threshold.comparator if finding.threshold else None,
        "value": interval_json(finding.value),
        "reported": finding.reported,
        "expected": finding.expected,
        "lead": units_json(finding.lead),
        "cite": finding.cite,
    }


def _source(explanation: Explanation) -> dict[str, Any] | None:
    """The place of the rule; the file by its name alone."""
    rule: Target | Task | Duty | Scale
    if isinstance(explanation, LevelExplanation):
        rule = explanation.scale
    elif isinstance(explanation, TargetExplanation):
        rule = explanation.target
    else:
        rule = explanation.rule
    if rule.span is None:
        return None
    return {"file": PurePath(rule.span.source.name).name, "line": rule.span.line}


# --- targets --------------------------------------------------------------------------------------


def _arithmetic(explanation: TargetExplanation) -> dict[str, Any]:
    """The sums, what they were made of, what they are held against, and what would change it."""
    totals, moment, remedy = explanation.totals, explanation.moment, explanation.remedy
    line, unusable = explanation.line, frozenset(explanation.finding.unusable)
    return {
        "due": moment.due,
        "window": _period(moment.window),
        "oldest": moment.oldest.isoformat(),
        "numerator": None if totals is None else interval_json(totals.numerators),
        "denominator": None if totals is None else interval_json(totals.denominators),
        "base": base_json(explanation.finding.base),
        "parts": [_part(part, unusable) for part in explanation.parts],
        "by_group": _by_group(explanation.by_group),
        "condition": [ground_json(each) for each in explanation.grounds],
        "bounds": [_edge(edge) for edge in explanation.edges],
        "line": None if line is None else {
            "begin": exact_text(line.begin),
            "since": line.since.isoformat(),
            "value": exact_text(line.value),
        },
        "steps": [{"code": step.code, "decides": step.decides} for step in explanation.steps],
        "contradictions": [_contradiction(each) for each in explanation.contradictions],
        "change": _change(remedy.change),
        "change_to_line": _change(remedy.now),
        "spare": remedy.spare,
        "fewest": [_fewest(found) for found in remedy.fewest],
        "weighing": [_raise(each) for each in remedy.weighing],
        "open_amount": exact_or_null(remedy.open_amount),
        "settling": [_settling(found) for found in remedy.settling],
    }  # fmt: skip


def _by_group(groups: ByGroup | None) -> dict[str, Any] | None:
    if groups is None:
        return None
    return {
        "column": groups.column,
        "every": groups.every,
        "unplaced": list(groups.unplaced),
        "groups": [_group(group) for group in groups.groups],
    }


def _group(group: GroupPart) -> dict[str, Any]:
    totals = group.totals
    return {
        "name": group.name,
        "kept": group.kept,
        "numerator": None if totals is None else interval_json(totals.numerators),
        "denominator": None if totals is None else interval_json(totals.denominators),
        "missing": list(group.missing),
        "change": _change(group.change),
        "fewest": None if group.fewest is None else _fewest(group.fewest),
    }


def _part(part: Part, unusable: frozenset[str]) -> dict[str, Any]:
    return {
        "organisation": part.organisation,
        "numerator": interval_json(part.numerator),
        "denominator": interval_json(part.denominator),
        "complete": part.complete,
        "reported": part.reported,
        "unusable": part.organisation in unusable,
        "stand_in": None if part.stand_in is None else {
            "denominator": exact_text(part.stand_in.denominator),
            "source": part.stand_in.source,
        },
        "missing": [_period(period) for period in part.missing],
        "cells": [_cell(cell) for cell in part.cells],
    }  # fmt: skip


def _period(period: Period) -> dict[str, str]:
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "measure": cell.measure,
        "members": dict(sorted(cell.members.items())),
        **_period(cell.period),
        "value": exact_text(cell.value),
        **_place(cell.place),
    }


def _place(place: Place) -> Mapping[str, str]:
    return {"file": place.file, "sheet": place.sheet, "cell": place.cell}


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "comparator": edge.comparator,
        "value": exact_text(edge.value),
        "quotient": exact_text(edge.quotient),
        "form": interval_json(edge.form),
        "kept": edge.kept,
    }


def _contradiction(found: Contradiction) -> dict[str, Any]:
    conflict, reported = found.conflict, found.reported
    return {
        "organisation": conflict.organisation,
        "code": conflict.code,
        **_period(conflict.period),
        "cells": [_cell(cell) for cell in found.cells],
        "reported": None if reported is None else exact_text(reported.value),
    }


def _change(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        "more": change.more,
        "amount": exact_text(change.amount),
        "whole": change.whole,
        "beyond": change.beyond,
        "fits": change.fits,
    }


def _fewest(found: Fewest) -> dict[str, Any]:
    return {
        "comparator": found.level.comparator,
        "level": exact_or_null(found.level.low),
        "count": found.count,
        "choice": [_raise(each) for each in found.choice],
        "below": found.below,
        "gain_of_all": exact_text(found.gain_of_all),
    }


def _raise(each: Raise) -> dict[str, str]:
    return {
        "organisation": each.organisation,
        "numerator": exact_text(each.numerator),
        "denominator": exact_text(each.denominator),
        "reaches": exact_text(each.reaches),
        "gain": exact_text(each.gain),
    }


def _settling(found: Settling) -> dict[str, Any]:
    return {"verdict": found.verdict, "organisations": list(found.organisations)}


# --- work, facts, history -------------------------------------------------------------------------


def _record(explanation: WorkExplanation) -> dict[str, Any]:
    events = explanation.events
    return {
        "owed": units_json(explanation.owed),
        "missing": list(explanation.finding.missing),
        "events": None if events is None else [_event(event) for event in events],
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "date": event.on.isoformat(),
        "unit": event.unit,
        "holds": event.holds,
        **_place(event.place),
    }


def _fact(known: KnownFact) -> dict[str, Any]:
    event = known.event
    return {
        "fact": known.fact.name,
        "holds": known.holds,
        "event": None if event is None else _event(event),
    }


def _past(past: Past) -> dict[str, str]:
    return {"date": past.date.isoformat(), "verdict": past.verdict}
