"""Scales as plain values, for the JSON form of plans."""

from __future__ import annotations

from typing import Any

from dxplan.plan.model import Band, Group, Scale
from dxplan.report.json_parts import exact_or_null
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
