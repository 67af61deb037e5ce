"""Running lints over a bound plan."""

from __future__ import annotations

from collections.abc import Iterable

from dxplan.analysis.lint import Lint
from dxplan.diagnostics import Diagnostic
from dxplan.plan.model import Plan


def run_lints(plan: Plan, lints: Iterable[Lint]) -> tuple[Diagnostic, ...]:
    """What some lints have to say about a plan, lint by lint."""
    return tuple(
        Diagnostic(lint.code, span, params, texts={**lint.texts, "severity": lint.severity.value})
        for lint in lints
        for span, params in lint.check(plan)
    )
