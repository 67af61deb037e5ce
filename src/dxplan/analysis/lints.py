"""The lints that every plan goes through.

A rule that nobody leads, a rule that cites nothing, a territory that cannot be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from dxplan.analysis.lint import Lint
from dxplan.diagnostics import Severity
from dxplan.messages import catalogue
from dxplan.plan.model import Duty, Plan, Target, Task
from dxplan.plan.territory import readings
from dxplan.source import Span

Said = tuple[Span | None, Mapping[str, object]]


def _rules(plan: Plan) -> Iterator[Target | Task | Duty]:
    yield from plan.targets
    yield from plan.tasks
    yield from plan.duties


def _without_lead(plan: Plan) -> Iterator[Said]:
    for rule in _rules(plan):
        doers = () if isinstance(rule, Target) else rule.by
        if not rule.lead and not doers:
            yield rule.span, {"id": rule.id}


def _without_citation(plan: Plan) -> Iterator[Said]:
    for rule in _rules(plan):
        if not rule.cite:
            yield rule.span, {"id": rule.id}


def _unknown_territory(plan: Plan) -> Iterator[Said]:
    for text, areas in readings(plan).items():
        if not areas:
            yield plan.span, {"text": text}


def _unclear_territory(plan: Plan) -> Iterator[Said]:
    for text, areas in readings(plan).items():
        if len(areas) > 1:
            meant = ", ".join(f"{area.title} ({area.province.code})" for area in areas)
            yield plan.span, {"text": text, "areas": meant}


def builtin_lints() -> tuple[Lint, ...]:
    """The lints, with their texts from ``texts/diagnostics.toml``."""
    texts = catalogue("diagnostics")
    checks: dict[str, Callable[[Plan], Iterable[Said]]] = {
        "no-lead": _without_lead,
        "no-citation": _without_citation,
        "unknown-territory": _unknown_territory,
        "unclear-territory": _unclear_territory,
    }
    return tuple(
        Lint(code, Severity(texts[code]["severity"]), texts[code], check)
        for code, check in checks.items()
    )
