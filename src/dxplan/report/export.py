"""A plan as plain values: the schema ``dxplan.plan/1`` (``schemas/plan-1.json``)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from dxplan.plan.model import Duty, Indicator, Plan, Target, Task, Timing, Unit
from dxplan.report.json_parts import day_json, threshold_json, units_json
from dxplan.report.json_scales import scale_json
from dxplan.report.quantity_text import quantity_text
from dxplan.report.time_text import recurrence_text
from dxplan.source import Span
from dxplan.values.periods import Period, month, year

SCHEMA = "dxplan.plan/1"


def export(plan: Plan) -> dict[str, Any]:
    """A plan with every rule, and the units and indicators that its rules refer to.

    A milestone list is one target a milestone, a list of scopes one target a scope. Numbers are
    exact decimals as text, days are ISO days.
    """
    return {
        "schema": SCHEMA,
        "plan": _plan(plan),
        "targets": [_target(target) for target in plan.targets],
        "tasks": [_task(task) for task in plan.tasks],
        "duties": [_duty(duty) for duty in plan.duties],
        "units": [_unit(unit) for unit in units_in_use(plan)],
        "scales": [scale_json(scale) for scale in plan.scales.values()],
        "indicators": [_indicator(indicator, plan) for indicator in indicators_in_use(plan)],
    }


def export_text(plan: Plan) -> str:
    """The same as JSON text with a line end."""
    return json.dumps(export(plan), ensure_ascii=False, indent=2) + "\n"


def indicators_in_use(plan: Plan) -> list[Indicator]:
    """The indicators of a plan's targets, each once, in order.

    A shared vocabulary brings many more, and a plan must not change when they do.
    """
    return list({target.indicator.name: target.indicator for target in plan.targets}.values())


def units_in_use(plan: Plan) -> list[Unit]:
    """The units that a plan's rules name and the units that took over from those, each once."""
    found: dict[str, Unit] = {}
    waiting = list(_named_units(plan))
    while waiting:
        unit = waiting.pop(0)
        if unit.name not in found:
            found[unit.name] = unit
            waiting += [plan.units[name] for name in unit.successors if name in plan.units]
    return list(found.values())


def _named_units(plan: Plan) -> Iterable[Unit]:
    for target in plan.targets:
        yield from (*target.lead, *target.cooperating)
    works: tuple[Task | Duty, ...] = (*plan.tasks, *plan.duties)
    for work in works:
        yield from (*work.lead, *work.cooperating, *work.by, *work.to)


def _plan(plan: Plan) -> dict[str, Any]:
    document, period = plan.document, plan.period
    return {
        "id": plan.id,
        "title": plan.title,
        "document": document.number,
        "issuer": document.issuer,
        "issued": _issued(document.issued),
        "period": period and {"start": day_json(period.start), "end": day_json(period.end)},
        "parent": plan.parent,
    }


def _issued(period: Period | None) -> str | None:
    """A day, month or year in ISO form, as exactly as the document is dated."""
    if period is None:
        return None
    first = period.start
    if period.days == 1:
        return first.isoformat()
    if period == month(first.year, first.month):
        return first.isoformat()[:7]
    if period == year(first.year):
        return first.isoformat()[:4]
    return f"{first.isoformat()}/{period.end.isoformat()}"


def _target(target: Target) -> dict[str, Any]:
    return {
        "id": target.id,
        "indicator": target.indicator.name,
        "scope": dict(target.scope),
        "comparator": target.comparator,
        "threshold": threshold_json(target.threshold),
        "time": _time(target.time),
        **_responsible(target),
        "except": [{"dimension": m.dimension, "member": m.name} for m in target.excluded],
        **_basis(target),
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "id": task.id,
        "title": task.title,
        "time": _time(task.time),
        **_responsible(task),
        "by": units_json(task.by),
        "to": units_json(task.to),
        **_basis(task),
    }


def _duty(duty: Duty) -> dict[str, Any]:
    recurrence = duty.recurrence
    time = Timing("every", duty.start, duty.end, recurrence.step)
    return {
        "id": duty.id,
        "title": duty.title,
        "time": _time(time),
        "recurrence": {
            "every": recurrence.step,
            "day": recurrence.day,
            "inclusive": recurrence.inclusive,
            "month": recurrence.month,
        },
        "deadline": recurrence_text(recurrence, "en"),
        **_responsible(duty),
        "by": units_json(duty.by),
        "to": units_json(duty.to),
        **_basis(duty),
    }


def _time(time: Timing) -> dict[str, str | None]:
    start, end = day_json(time.start), day_json(time.end)
    return {"kind": time.kind, "start": start, "end": end, "every": time.step}


def _responsible(rule: Target | Task | Duty) -> dict[str, Any]:
    return {"lead": units_json(rule.lead), "with": units_json(rule.cooperating)}


def _basis(rule: Target | Task | Duty) -> dict[str, Any]:
    return {
        "when": rule.when_text or None,
        "cite": rule.cite,
        "source": _source(rule.span),
    }


def _source(span: Span | None) -> dict[str, Any] | None:
    """The file by its name alone: folders say something about a machine, not about a plan."""
    if span is None:
        return None
    return {"file": PurePath(span.source.name).name, "line": span.line}


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.name,
        "title": unit.title,
        "level": unit.level,
        "since": day_json(unit.since),
        "until": day_json(unit.until),
        "successors": list(unit.successors),
    }


def _indicator(indicator: Indicator, plan: Plan) -> dict[str, Any]:
    titles = {name: measure.title for name, measure in plan.measures.items()}
    return {
        "id": indicator.name,
        "title": indicator.title,
        "kind": indicator.kind,
        "numerator": quantity_text(indicator.numerator),
        "denominator": quantity_text(indicator.denominator),
        "assumptions": list(indicator.assumptions),
        "measures": [{"id": m, "title": titles.get(m, "")} for m in indicator.measures()],
    }
