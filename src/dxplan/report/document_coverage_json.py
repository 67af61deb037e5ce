"""What of a document has no rule, as JSON: the schema ``dxplan.document/1``."""

from __future__ import annotations

import json
from typing import Any

from dxplan.draft.coverage import Coverage, Covered, Rule
from dxplan.plan.model import Duty, Task

SCHEMA = "dxplan.document/1"


def document_coverage_json(coverage: Coverage) -> dict[str, Any]:
    """Every sentence that carries something with its rules, and the rules without a sentence."""
    return {
        "schema": SCHEMA,
        "plan": coverage.plan.id,
        "document": coverage.document.name,
        "notes": [{"about": each.code, "pages": each.pages} for each in coverage.document.notes],
        "covered": len(coverage.sentences) - len(coverage.uncovered),
        "uncovered": len(coverage.uncovered),
        "sentences": [_sentence(each) for each in coverage.sentences],
        "unfounded": [_rule(each) for each in coverage.unfounded],
    }


def document_coverage_json_text(coverage: Coverage) -> str:
    """The same as JSON text with a line end."""
    return json.dumps(document_coverage_json(coverage), ensure_ascii=False, indent=2) + "\n"


def _sentence(covered: Covered) -> dict[str, Any]:
    sentence = covered.sentence
    return {
        "section": sentence.section,
        "place": {"kind": sentence.place.kind, "number": sentence.place.number},
        "text": sentence.text,
        "carries": sorted(sentence.carries),
        "rules": [rule.id for rule in covered.rules],
        "missing": list(covered.missing),
    }


def _rule(rule: Rule) -> dict[str, Any]:
    kind = "task" if isinstance(rule, Task) else "duty" if isinstance(rule, Duty) else "target"
    span = rule.span
    return {
        "rule": kind,
        "id": rule.id,
        "cite": rule.cite,
        "place": None if span is None else {"file": span.source.name, "line": span.line},
    }
