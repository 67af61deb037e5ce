"""Plans side by side as JSON: the schema ``dxplan.comparison/1``."""

from __future__ import annotations

import json
from typing import Any

from dxplan.analysis.common_days import Relation
from dxplan.analysis.comparison import MARKS, Cell, Comparison, Namesake, Row
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report.comparison_words import cell_notes, labels, namesake_text, row_text
from dxplan.report.export import target_json
from dxplan.report.json_parts import day_json, period_json

SCHEMA = "dxplan.comparison/1"


def comparison_json(
    comparison: Comparison, language: Language, *, shared: bool = False
) -> dict[str, Any]:
    """A comparison as plain values; sentences in a language, everything else in none.

    A plan is named by its place in ``plans``, from 0 on, because one may stand there twice.

    :param shared: whether what only one plan asks for is left out.
    """
    rows = comparison.shared() if shared else comparison.rows
    called = labels(comparison.plans)
    return {
        "schema": SCHEMA,
        "plans": [
            _plan(plan, called[place], place, comparison)
            for place, plan in enumerate(comparison.plans)
        ],
        "rows": [_row(row, comparison, language) for row in rows],
        "namesakes": [_namesake(each, comparison, language) for each in comparison.namesakes],
        "left_out": len(comparison.rows) - len(rows),
    }


def comparison_json_text(
    comparison: Comparison, language: Language, *, shared: bool = False
) -> str:
    """The same as JSON text with a line end."""
    document = comparison_json(comparison, language, shared=shared)
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _plan(plan: Plan, label: str, place: int, comparison: Comparison) -> dict[str, Any]:
    return {
        "id": plan.id,
        "label": label,
        "title": plan.title,
        "document": plan.document.number,
        "issuer": plan.document.issuer,
        "period": None if plan.period is None else period_json(plan.period),
        "marks": {mark: comparison.count(place, mark) for mark in MARKS},
        "alone": len(comparison.of_one(place)),
    }


def _row(row: Row, comparison: Comparison, language: Language) -> dict[str, Any]:
    pairs = row.relations.items()
    return {
        "title": row_text(row, comparison, language),
        "shared": row.shared,
        "cells": [
            _cell(cell, row, place, comparison, language)
            for place, cell in enumerate(row.cells)
            if cell is not None
        ],
        "relations": [_relation(first, second, found) for (first, second), found in pairs],
        "elsewhere": list(row.elsewhere),
    }


def _cell(
    cell: Cell, row: Row, place: int, comparison: Comparison, language: Language
) -> dict[str, Any]:
    return {
        "plan": place,
        "mark": cell.mark,
        "reason": cell.unranked,
        "targets": [target_json(target) for target in cell.targets],
        "outside": [
            {"target": target.id, "plans": list(places)} for target, places in cell.outside
        ],
        "notes": cell_notes(row, place, comparison, language),
    }


def _relation(first: int, second: int, found: Relation) -> dict[str, Any]:
    return {
        "first": first,
        "second": second,
        "strictness": found.strictness,
        "reason": found.reason,
        "first_on": day_json(found.first_on),
        "second_on": day_json(found.second_on),
    }


def _namesake(namesake: Namesake, comparison: Comparison, language: Language) -> dict[str, Any]:
    return {
        "name": namesake.name,
        "first": list(namesake.first),
        "second": list(namesake.second),
        "measures": [
            {"id": measure, "differs_in": list(codes)} for measure, codes in namesake.measures
        ],
        "text": namesake_text(namesake, comparison, language),
    }
