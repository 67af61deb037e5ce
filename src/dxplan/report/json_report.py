"""A report as JSON: the schema ``dxplan.report/1`` (``schemas/report-1.json``)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dxplan.engine.findings import VERDICTS, Finding, Report
from dxplan.messages import Language
from dxplan.report.json_levels import level_counts_json, levels_json
from dxplan.report.json_parts import (
    base_json,
    change_json,
    day_json,
    exact_or_null,
    interval_json,
    left_out_json,
    problem_json,
    threshold_json,
    units_json,
)
from dxplan.report.note_text import later_unit_notes, note_text
from dxplan.report.problem_text import in_order

if TYPE_CHECKING:
    from dxplan.plan.differences import SinceFrozen

SCHEMA = "dxplan.report/1"


def report_json(report: Report, language: Language) -> dict[str, Any]:
    """A report as plain values; sentences in a language, everything else in none."""
    return {
        "schema": SCHEMA,
        "plan": report.plan.id,
        "as_of": report.as_of.isoformat(),
        "frozen": _frozen(report.frozen, language),
        "findings": [_finding(finding, report, language) for finding in report],
        "problems": [problem_json(problem, language) for problem in in_order(report.problems)],
        "level_counts": level_counts_json(report, language),
        "levels": levels_json(report),
        "rows_left_out": report.rows_left_out,
        "left_out": [left_out_json(each) for each in report.left_out],
        "summary": {verdict: report.count(verdict) for verdict in VERDICTS},
    }


def _frozen(since: SinceFrozen | None, language: Language) -> dict[str, Any] | None:
    if since is None:
        return None
    from dxplan.report.differences_json import frozen_json

    return frozen_json(since, language)


def render(report: Report, language: Language) -> str:
    """A report as JSON text with a line end."""
    return json.dumps(report_json(report, language), ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding, report: Report, language: Language) -> dict[str, Any]:
    threshold = finding.threshold
    return {
        "rule": finding.rule,
        "target": finding.target,
        "organisation": finding.organisation,
        "by": finding.by,
        "date": finding.date.isoformat(),
        "deadline": day_json(finding.deadline),
        "relapse": finding.relapse,
        "verdict": finding.verdict,
        "numerator": interval_json(finding.numerator),
        "denominator": interval_json(finding.denominator),
        "value": interval_json(finding.value),
        "comparator": threshold.comparator if threshold else None,
        "threshold": threshold_json(threshold) if threshold else None,
        **(change_json(threshold) if threshold else {}),
        **base_json(finding.base),
        "expected_value": exact_or_null(finding.expected_value),
        "gap": exact_or_null(finding.gap),
        "gap_count": finding.gap_count,
        "on_line": finding.on_line,
        "reported": finding.reported,
        "expected": finding.expected,
        "missing": list(finding.missing),
        "unusable": list(finding.unusable),
        "lead": units_json(finding.lead),
        "with": units_json(finding.cooperating),
        "ended": units_json(finding.ended),
        "cite": finding.cite,
        "notes": [
            {"code": code, "text": note_text(code, params, report, language)}
            for code, params in (*finding.notes, *later_unit_notes(finding, report))
        ],
        **_groups(finding),
    }


def _groups(finding: Finding) -> dict[str, Any]:
    """The groups that fail or may fail, of a finding that is about groups."""
    if not finding.failing and not finding.undecided:
        return {}
    return {"failing": list(finding.failing), "undecided": list(finding.undecided)}
