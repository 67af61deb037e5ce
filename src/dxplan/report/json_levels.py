"""Levels of a report as plain values: how many organisations have which, and that of each."""

from __future__ import annotations

from typing import Any

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report.json_parts import interval_json
from dxplan.report.note_text import note_text


def level_counts_json(report: Report, language: Language) -> list[dict[str, Any]]:
    """How many organisations have which level."""
    return [
        {
            "scale": each.scale,
            "group": each.group,
            "organisation": each.organisation,
            "by": each.by,
            "date": each.date.isoformat(),
            "bands": [{"id": band, "count": count} for band, count in each.bands],
            "uncertain": each.uncertain,
            "not_reported": each.not_reported,
            "expected": each.expected,
            "incomplete": incomplete(report.plan, each.scale),
            "notes": [
                {"code": code, "text": note_text(code, params, report, language)}
                for code, params in each.notes
            ],
        }
        for each in report.level_counts
    ]


def levels_json(report: Report) -> list[dict[str, Any]]:
    """The level of each organisation."""
    return [
        {
            "scale": each.scale,
            "group": each.group,
            "organisation": each.organisation,
            "date": each.date.isoformat(),
            "score": interval_json(each.score),
            "bands": list(each.bands),
            "missing": list(each.missing),
            "unmet": list(each.unmet),
            "reported": each.reported,
            "incomplete": incomplete(report.plan, each.scale),
        }
        for each in report.levels
    ]


def incomplete(plan: Plan, scale: str) -> list[str]:
    """What is not settled about a scale."""
    return list(plan.scales[scale].incomplete)
