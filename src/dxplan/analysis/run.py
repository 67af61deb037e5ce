"""Running lints over a bound plan."""

from __future__ import annotations

from collections.abc import Iterable

from dxplan.analysis.lint import Lint, Remark, Said
from dxplan.diagnostics import Diagnostic
from dxplan.plan.model import Plan


def run_lints(plan: Plan, lints: Iterable[Lint]) -> tuple[Diagnostic, ...]:
    """What some lints have to say about a plan, lint by lint."""
    return tuple(_diagnostic(lint, said) for lint in lints for said in lint.check(plan))


def _diagnostic(lint: Lint, said: Said | Remark) -> Diagnostic:
    remark = said if isinstance(said, Remark) else Remark(*said)
    texts = {**lint.texts, "severity": lint.severity.value}
    return Diagnostic(lint.code, remark.span, remark.params, remark.related, texts)
