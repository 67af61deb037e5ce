"""A plan as plain values: the schema ``dxplan.plan/1`` (``schemas/plan-1.json``)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from dxplan.plan.condition_names import uses
from dxplan.plan.model import (
    Attains,
    Condition,
    Duty,
    Indicator,
    Plan,
    Pledge,
    Tally,
    Target,
    Task,
    Threshold,
    TimeKind,
    Timing,
    Unit,
    Within,
)
from dxplan.plan.territory import areas_of
from dxplan.report.json_parts import change_json, day_json, threshold_json, units_json
from dxplan.report.json_scales import scale_json
from dxplan.report.quantity_text import quantity_text
from dxplan.report.time_text import recurrence_text
from dxplan.source import Span
from dxplan.values.numbers import exact_text
from dxplan.values.periods import Period, month, year

SCHEMA = "dxplan.plan/1"


def export(plan: Plan) -> dict[str, Any]:
    r"""A plan with every rule, and the units and indicators that its rules refer to.

    A milestone list is one target a milestone, a list of scopes one target a scope. Numbers are
    exact decimals as text, days are ISO days.

    >>> from dxplan import load_text
    >>> plan = load_text("measure a flow\nmeasure b flow\nindicator x = a / b\nx >= 5% by 2025")
    >>> [target["id"] for target in export(plan)["targets"]]
    ['x.by.2025']
    """
    return {
        "schema": SCHEMA,
        "plan": _plan(plan),
        "not_below_parent": None if plan.pledge is None else _pledge(plan.pledge),
        "targets": [target_json(target) for target in plan.targets],
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
    """The indicators of a plan's targets, each once, in order, then those in their conditions.

    A shared vocabulary brings many more, and a plan must not change when they do.
    """
    found = {target.indicator.name: target.indicator for target in plan.targets}
    waiting = [each for target in plan.targets for each in _compared_by(target.when)]
    waiting += [other for each in found.values() for other in _compared_in(each)]
    while waiting:
        indicator = waiting.pop(0)
        declared = plan.indicators.get(indicator.name)
        # The sum of a measure stands in a condition like an indicator, and needs no explanation.
        if declared and declared.name not in found and declared.numerator == indicator.numerator:
            found[declared.name] = declared
            waiting += _compared_in(declared)
    return list(found.values())


def _compared_in(indicator: Indicator) -> list[Indicator]:
    """The indicators that the condition of an indicator compares with numbers."""
    sums = (indicator.numerator, indicator.denominator)
    return [o for each in sums if isinstance(each, Tally) for o in _compared_by(each.condition)]


def _compared_by(condition: Condition | None) -> list[Indicator]:
    return [each.indicator for each in uses(condition) if isinstance(each, Attains)]


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
    if plan.pledge is not None:
        yield from (*plan.pledge.lead, *plan.pledge.cooperating)
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
        "territory": _territory(plan),
    }


def _territory(plan: Plan) -> dict[str, Any] | None:
    """The document's words, and the areas that they mean: none when that is not certain."""
    if not plan.territory:
        return None
    areas = [
        {
            "code": area.province.code,
            "province": area.province.name,
            "level": area.level,
            "name": area.name or area.province.name,
        }
        for area in areas_of(plan)
    ]
    return {"text": plan.territory, "areas": areas}


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


def _pledge(pledge: Pledge) -> dict[str, Any]:
    """Who answers for no target being below the parent's, and where that is said."""
    return {**_responsible(pledge), "cite": pledge.cite, "source": _source(pledge.span)}


def target_json(target: Target) -> dict[str, Any]:
    """A target with what it asks, when, of whom, and where it stands."""
    return {
        "id": target.id,
        "indicator": target.indicator.name,
        "scope": dict(target.scope),
        "comparator": target.comparator,
        "threshold": threshold_json(target.threshold),
        **change_json(target.threshold),
        **_said(target.threshold),
        "time": _time(target.time),
        **_responsible(target),
        "except": [{"dimension": m.dimension, "member": m.name} for m in target.excluded],
        **({"each": target.each} if target.each else {}),
        **_basis(target),
    }


def _said(threshold: Threshold) -> dict[str, str]:
    """How a threshold was said, where that is more than a level to reach."""
    said = threshold.word in ("MAINTAINS", "ELIMINATED", "ABOUT")
    return {"said": threshold.word.lower()} if said else {}


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
    kind: TimeKind = "within" if recurrence.step is None else "every"
    time = Timing(kind, duty.start, duty.end, recurrence.step, within=recurrence.within)
    return {
        "id": duty.id,
        "title": duty.title,
        "time": _time(time),
        "recurrence": {
            "every": recurrence.step,
            "day": recurrence.day,
            "inclusive": recurrence.inclusive,
            "month": recurrence.month,
            "within": _within(recurrence.within),
        },
        "deadline": recurrence_text(recurrence, "en"),
        **_responsible(duty),
        "by": units_json(duty.by),
        "to": units_json(duty.to),
        **_basis(duty),
    }


def _time(time: Timing) -> dict[str, Any]:
    start, end = day_json(time.start), day_json(time.end)
    return {
        "kind": time.kind,
        "start": start,
        "end": end,
        "every": time.step,
        "within": _within(time.within),
    }


def _within(within: Within | None) -> dict[str, Any] | None:
    """What a deadline is counted from, and how long after it."""
    if within is None:
        return None
    return {
        "count": within.duration.count,
        "unit": within.duration.unit,
        "of": within.origin,
        "id": within.name or None,
    }


def _responsible(rule: Target | Pledge | Task | Duty) -> dict[str, Any]:
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
        **({} if indicator.per == 1 else {"per": exact_text(indicator.per)}),
        **({"ranked": True} if indicator.ranked else {}),
        "assumptions": list(indicator.assumptions),
        "measures": [{"id": m, "title": titles.get(m, "")} for m in indicator.measures()],
    }
