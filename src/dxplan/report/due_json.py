"""What is due as JSON: the schema ``dxplan.due/1`` (``schemas/due-1.json``)."""

from __future__ import annotations

import json
from typing import Any

from dxplan.engine.due_items import STATUSES, AskedUnit, DueItem, DueList
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report.due_words import item_title
from dxplan.report.json_parts import day_json, problem_json, units_json
from dxplan.report.note_text import Params, note_sentence
from dxplan.report.problem_text import in_order

SCHEMA = "dxplan.due/1"


def due_json(due: DueList, language: Language) -> dict[str, Any]:
    """What is due as plain values; sentences in a language, everything else in none."""
    return {
        "schema": SCHEMA,
        "plans": [plan.id for plan in due.plans],
        "as_of": due.as_of.isoformat(),
        "until": due.until.isoformat(),
        "events_given": due.events_given,
        "unit": None if due.unit is None else _asked(due.unit, language),
        "items": [_item(item, language) for item in due],
        "summary": {status: len(due.of(status)) for status in STATUSES},
        "problems": [problem_json(problem, language) for problem in in_order(due.problems)],
    }


def due_json_text(due: DueList, language: Language) -> str:
    """What is due as JSON text with a line end."""
    return json.dumps(due_json(due, language), ensure_ascii=False, indent=2) + "\n"


def _asked(unit: AskedUnit, language: Language) -> dict[str, Any]:
    units = {each.name: each for found in unit.found.values() for each in found}
    notes = [_note(code, params, language) for code, params in unit.notes]
    return {"text": unit.text, "units": units_json(units.values()), "notes": notes}


def _note(
    code: str, params: Params, language: Language, plan: Plan | None = None
) -> dict[str, str]:
    return {"code": code, "text": note_sentence(code, params, language, plan)}


def _item(item: DueItem, language: Language) -> dict[str, Any]:
    occurrence = item.occurrence
    days = None
    if occurrence is not None:
        days = {"start": occurrence.start.isoformat(), "end": occurrence.end.isoformat()}
    return {
        "plan": item.plan.id,
        "rule": item.rule,
        "id": item.id,
        "title": item_title(item, language),
        "status": item.status,
        "deadline": day_json(item.deadline),
        "certain": item.earliest is None,
        "surely_in_time": day_json(item.earliest or item.deadline),
        "occurrence": days,
        "lead": units_json(item.lead),
        "by": units_json(item.by),
        "with": units_json(item.cooperating),
        "to": units_json(item.to),
        "missing": units_json(item.missing),
        "ended": units_json(item.ended),
        "done": day_json(item.done),
        "when": item.source.when_text if item.conditional else None,
        "cite": item.source.cite,
        "notes": [_note(code, params, language, item.plan) for code, params in item.notes],
    }
