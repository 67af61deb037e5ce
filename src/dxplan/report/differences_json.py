"""What is different between two plans as JSON: ``dxplan.differences/1``."""

from __future__ import annotations

import json
from typing import Any

from dxplan.messages import Language
from dxplan.plan.differences import (
    KINDS,
    Difference,
    Differences,
    Item,
    SinceFrozen,
    name_of,
)
from dxplan.plan.model import Plan
from dxplan.report.differences_values import value_of
from dxplan.report.rule_text import document_text

SCHEMA = "dxplan.differences/1"


def differences_json(found: Differences, language: Language) -> dict[str, Any]:
    """Differences as plain values; texts in a language, everything else in none."""
    return {
        "schema": SCHEMA,
        "old": _plan(found.old, language),
        "new": _plan(found.new, language),
        "weakens": found.weakens,
        "differences": [_difference(each, found, language) for each in found],
        "summary": {kind: len(found.of(kind)) for kind in KINDS},
    }


def differences_json_text(found: Differences, language: Language) -> str:
    """The same as JSON text with a line end."""
    return json.dumps(differences_json(found, language), ensure_ascii=False, indent=2) + "\n"


def frozen_json(since: SinceFrozen, language: Language) -> dict[str, Any]:
    """What became of a plan since it was frozen: the places at which it asks for less."""
    found = since.differences
    return {
        "lock": since.lock,
        "frozen_on": since.frozen_on.isoformat(),
        "weaker": [_difference(each, found, language) for each in found.weakening],
    }


def _plan(plan: Plan, language: Language) -> dict[str, Any]:
    return {
        "id": plan.id,
        "title": plan.title,
        "document": document_text(plan.document, language),
    }


def _difference(each: Difference, found: Differences, language: Language) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "effect": each.effect,
        "what": each.what,
        "id": each.name,
        "aspect": each.aspect,
        "old": _side(each, each.old, found.old, language),
        "new": _side(each, each.new, found.new, language),
    }


def _side(
    each: Difference, item: Item | None, plan: Plan, language: Language
) -> dict[str, Any] | None:
    if item is None:
        return None
    place = None
    if item.span is not None:
        place = {"file": item.span.source.name, "line": item.span.line}
    return {
        "id": name_of(item),
        "text": value_of(item, each.aspect, plan, language),
        "place": place,
    }
