"""A refinement as JSON: the schema ``dxplan.refinement/1`` (``schemas/refinement-1.json``)."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any

from dxplan.analysis.promise import promise
from dxplan.analysis.results import (
    STATUSES,
    Counted,
    Counterexample,
    Refined,
    Refinement,
    Undecided,
)
from dxplan.data.observations import Cell, Event
from dxplan.engine.findings import Base
from dxplan.messages import Language
from dxplan.plan.model import Plan, Target
from dxplan.report.json_parts import day_json, period_json, units_json
from dxplan.report.refinement_units import leaders, leading_day
from dxplan.report.refinement_words import reason_text
from dxplan.report.rule_text import target_text
from dxplan.source import Span
from dxplan.values.numbers import exact_text

SCHEMA = "dxplan.refinement/1"


def refinement_json(refinement: Refinement, language: Language) -> dict[str, Any]:
    """A refinement as plain values; sentences in a language, everything else in none."""
    child, parent = refinement.child, refinement.parent
    return {
        "schema": SCHEMA,
        "child": _plan(child),
        "parent": _plan(parent),
        "falls_short": refinement.falls_short,
        "promise": _promise(refinement),
        "contradictory": [_rule(rule, child, language) for rule in refinement.contradictory],
        "results": [_result(each, refinement, language) for each in refinement],
        "left_out": [_left_out(each, refinement, language) for each in refinement.left_out],
        "summary": {
            **{status: refinement.count(status) for status in STATUSES},
            "unled": sum(each.unled for each in refinement),
        },
    }


def refinement_json_text(refinement: Refinement, language: Language) -> str:
    """The same as JSON text with a line end."""
    return json.dumps(refinement_json(refinement, language), ensure_ascii=False, indent=2) + "\n"


def _promise(refinement: Refinement) -> dict[str, Any] | None:
    """What became of the child's promise not to be below this parent."""
    found = promise(refinement)
    if found is None:
        return None
    return {
        "cite": found.pledge.cite,
        "source": _source(found.pledge.span),
        "standing": found.standing,
        "broken": [each.target.id for each in found.broken],
        "undecided": [each.target.id for each in found.undecided],
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {"id": plan.id, "title": plan.title, "document": plan.document.number}


def _rule(target: Target, plan: Plan, language: Language) -> dict[str, Any]:
    return {
        "id": target.id,
        "indicator": target.indicator.name,
        "text": target_text(target, plan, language),
        "cite": target.cite,
        "source": _source(target.span),
    }


def _source(span: Span | None) -> dict[str, Any] | None:
    """The file by its name alone: folders say something about a machine, not about a plan."""
    if span is None:
        return None
    return {"file": PurePath(span.source.name).name, "line": span.line}


def _result(refined: Refined, refinement: Refinement, language: Language) -> dict[str, Any]:
    child, parent = refinement.child, refinement.parent
    above, below = leaders(refined, refinement)
    return {
        "target": _rule(refined.target, parent, language),
        "status": refined.status,
        "by": [_rule(rule, child, language) for rule in refined.by],
        "counterexample": _example(refined.counterexample),
        "reverse": _example(refined.reverse),
        "undecided": _reason(refined.undecided, refinement, language),
        "postponed": refined.postponed,
        "outside": refined.outside,
        "unled": refined.unled,
        "lead": {
            "on": day_json(leading_day(refined, refinement)),
            "parent": units_json(above.units),
            "child": units_json(below.units),
        },
    }


def _left_out(undecided: Undecided, refinement: Refinement, language: Language) -> dict[str, Any]:
    rule = undecided.target
    told = None if rule is None else _rule(rule, refinement.child, language)
    text = reason_text(undecided, refinement.child, language)
    return {"rule": told, "code": undecided.code, "text": text}


def _reason(
    undecided: Undecided | None, refinement: Refinement, language: Language
) -> dict[str, Any] | None:
    """Why something was not decided, and which rule of either plan is the reason."""
    if undecided is None:
        return None
    rule = undecided.target
    plan = refinement.child if rule in refinement.child.targets else refinement.parent
    told = None if rule is None else {"plan": plan.id, "id": rule.id}
    text = reason_text(undecided, plan, language)
    return {"code": undecided.code, "text": text, "rule": told}


def _example(example: Counterexample | None) -> dict[str, Any] | None:
    """A counterexample with the reports it is made of, from which it can be checked again."""
    if example is None:
        return None
    return {
        "on": example.on.isoformat(),
        "missed": _counted(example.missed),
        "kept": [_counted(each) for each in example.kept],
        "facts": [{"id": name, "holds": holds} for name, holds in example.facts],
        "reports": [_cell(cell) for cell in example.observations.cells],
        "events": [_event(event) for event in example.observations.events or ()],
    }


def _counted(counted: Counted) -> dict[str, Any]:
    return {
        "plan": counted.plan,
        "target": counted.target.id,
        "on": counted.on.isoformat(),
        "window": period_json(counted.window),
        "numerator": exact_text(counted.numerator),
        "denominator": exact_text(counted.denominator),
        "verdict": counted.verdict,
        "base": _base(counted.base),
    }


def _base(base: Base | None) -> dict[str, Any] | None:
    """The earlier value that a growth is counted from."""
    if base is None or base.value is None or base.value.low is None:
        return None
    return {"value": exact_text(base.value.low), "period": period_json(base.period)}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "organisation": cell.organisation,
        "period": period_json(cell.period),
        "measure": cell.measure,
        "members": dict(cell.members),
        "value": exact_text(cell.value),
    }


def _event(event: Event) -> dict[str, Any]:
    return {"id": event.rule, "on": event.on.isoformat(), "holds": event.holds}
