"""Scales and levels as plain values, for the JSON forms of plans and reports."""

from __future__ import annotations

from typing import Any

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.plan.model import Band, Group, Plan, Scale
from dxplan.report.json_parts import exact_or_null, interval_json
from dxplan.report.note_text import note_text
from dxplan.report.quantity_text import condition_text


def scale_json(scale: Scale) -> dict[str, Any]:
    """A scale with its groups and bands."""
    return {
        "id": scale.name,
        "title": scale.title,
        "cite": scale.cite,
        "groups": [_group(group) for group in scale.groups],
        "bands": [_band(band) for band in scale.bands],
        "judged": [
            {"start": time.start.isoformat(), "end": time.end.isoformat()} for time in scale.judged
        ],
        "incomplete": list(scale.incomplete),
        "assumptions": list(scale.assumptions),
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "id": group.name,
        "title": group.title,
        "points": exact_or_null(group.highest),
        "gate": group.gate,
        "reported_by": [{"dimension": m.dimension, "member": m.name} for m in group.reported_by],
        "except": [{"dimension": m.dimension, "member": m.name} for m in group.excluded],
        "criteria": [
            {
                "id": each.name,
                "title": each.title,
                "mandatory": each.mandatory,
                "points": exact_or_null(each.points),
                "where": None if each.condition is None else condition_text(each.condition),
            }
            for each in group.criteria
        ],
    }


def _band(band: Band) -> dict[str, Any]:
    return {
        "id": band.name,
        "title": band.title,
        "from": exact_or_null(band.low),
        "above": band.above_low,
        "to": exact_or_null(band.high),
        "below": band.below_high,
        "scored": not band.without_scores,
    }


def level_counts_json(report: Report, language: Language) -> list[dict[str, Any]]:
    """How many organisations have which level."""
    return [
        {
            "scale": each.scale,
            "group": each.group,
            "organisation": each.organisation,
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
