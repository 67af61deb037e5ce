"""Running lints over a bound plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dxplan.analysis.lint import Lint, Remark, Said
from dxplan.diagnostics import Diagnostic
from dxplan.plan.model import Plan


def run_lints(
    plan: Plan, lints: Iterable[Lint], parent: Plan | None = None
) -> tuple[Diagnostic, ...]:
    """What some lints have to say about a plan, lint by lint.

    :param parent: the plan that it promises not to be below, when its rules are loaded.
    """
    return tuple(_diagnostic(lint, said) for lint in lints for said in _said(lint, plan, parent))


def _said(lint: Lint, plan: Plan, parent: Plan | None) -> Iterator[Said | Remark | Diagnostic]:
    yield from lint.check(plan)
    if parent is not None and lint.against is not None:
        yield from lint.against(plan, parent)


def _diagnostic(lint: Lint, said: Said | Remark | Diagnostic) -> Diagnostic:
    if isinstance(said, Diagnostic):  # about the lint itself, from whoever called it
        return said
    remark = said if isinstance(said, Remark) else Remark(*said)
    texts = {**lint.texts, "severity": lint.severity.value}
    return Diagnostic(lint.code, remark.span, remark.params, remark.related, texts)
