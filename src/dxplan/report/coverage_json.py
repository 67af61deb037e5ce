"""Which rules the examples of a plan reach, as JSON: the schema ``dxplan.coverage/1``."""

from __future__ import annotations

import json
from typing import Any

from dxplan.examples.coverage import Coverage, Reached
from dxplan.plan.model import Duty, Task

SCHEMA = "dxplan.coverage/1"


def coverage_json(coverage: Coverage) -> dict[str, Any]:
    """Every rule with the verdicts that examples show of it."""
    return {
        "schema": SCHEMA,
        "plan": coverage.plan.id,
        "examples": coverage.examples,
        "reached": sum(each.expected > 0 for each in coverage.rules),
        "verdicts": coverage.verdicts(),
        "rules": [_rule(each) for each in coverage.rules],
    }


def coverage_json_text(coverage: Coverage) -> str:
    """The same as JSON text with a line end."""
    return json.dumps(coverage_json(coverage), ensure_ascii=False, indent=2) + "\n"


def _rule(reached: Reached) -> dict[str, Any]:
    rule = reached.rule
    span = rule.span
    kind = "task" if isinstance(rule, Task) else "duty" if isinstance(rule, Duty) else "target"
    return {
        "rule": kind,
        "id": rule.id,
        "place": None if span is None else {"file": span.source.name, "line": span.line},
        "expectations": reached.expected,
        "verdicts": dict(reached.verdicts),
    }
