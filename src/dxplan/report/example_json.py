"""What came out of examples as JSON: the schema ``dxplan.tests/1`` (``schemas/tests-1.json``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from dxplan.examples.running import ExampleResult, ExpectationResult
from dxplan.plan.model import Plan
from dxplan.report.json_parts import exact_or_null, interval_json, units_json
from dxplan.source import Span

SCHEMA = "dxplan.tests/1"


def examples_json(plan: Plan, results: Sequence[ExampleResult]) -> dict[str, Any]:
    """What came out of some examples as plain values."""
    kept = sum(result.kept for result in results)
    return {
        "schema": SCHEMA,
        "plan": plan.id,
        "examples": [_example(result) for result in results],
        "summary": {"kept": kept, "failed": len(results) - kept},
    }


def examples_json_text(plan: Plan, results: Sequence[ExampleResult]) -> str:
    """The same as JSON text with a line end."""
    return json.dumps(examples_json(plan, results), ensure_ascii=False, indent=2) + "\n"


def _example(result: ExampleResult) -> dict[str, Any]:
    example = result.example
    return {
        "title": example.title,
        "place": _place(example.span),
        "day": example.day.isoformat(),
        "kept": result.kept,
        "expectations": [_expectation(each) for each in result.results],
    }


def _expectation(each: ExpectationResult) -> dict[str, Any]:
    wanted = each.expectation
    return {
        "rule": wanted.rule,
        "id": wanted.id,
        "by": wanted.by,
        "group": wanted.group or None,
        "place": _place(wanted.span),
        "kept": each.kept,
        "expected": {
            "verdict": wanted.verdict,
            "band": wanted.band or None,
            "lead": _sorted(wanted.lead),
            "with": _sorted(wanted.cooperating),
        },
        "found": _found(each),
    }


def _found(each: ExpectationResult) -> dict[str, Any] | None:
    finding = each.finding
    if finding is None:
        return {"bands": [list(level.bands) for level in each.levels]} if each.levels else None
    return {
        "verdict": finding.verdict,
        "date": finding.date.isoformat(),
        "numerator": interval_json(finding.numerator),
        "denominator": interval_json(finding.denominator),
        "value": interval_json(finding.value),
        "gap": exact_or_null(finding.gap),
        "gap_count": finding.gap_count,
        "missing": list(finding.missing),
        "lead": units_json(finding.lead),
        "with": units_json(finding.cooperating),
    }


def _sorted(names: Iterable[str] | None) -> list[str] | None:
    return None if names is None else sorted(names)


def _place(span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"file": span.source.name, "line": span.line, "column": span.column}
