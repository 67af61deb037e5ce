"""A territory that may be several provinces, because the plan has no day."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Said
from dxplan.plan.model import Plan
from dxplan.plan.territory import readings


def check(plan: Plan) -> Iterator[Said]:
    """Every text after ``territory`` that means more than one place."""
    for text, areas in readings(plan).items():
        if len(areas) > 1:
            meant = ", ".join(f"{area.title} ({area.province.code})" for area in areas)
            yield plan.span, {"text": text, "areas": meant}
