"""A territory that is neither a province of the document's day nor a part of one."""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.lint import Said
from dxplan.plan.model import Plan
from dxplan.plan.territory import readings


def check(plan: Plan) -> Iterator[Said]:
    """Every text after ``territory`` that means no place."""
    for text, areas in readings(plan).items():
        if not areas:
            yield plan.span, {"text": text}
