"""What else an explanation may hold, as plain values: groups, bases, conditions, levels."""

from __future__ import annotations

from typing import Any

from dxplan.engine.findings import Base
from dxplan.engine.level_findings import Level
from dxplan.explain.model import CriterionPart, Ground, LevelExplanation, NextBand
from dxplan.plan.model import Attains
from dxplan.report.json_parts import interval_json
from dxplan.report.quantity_text import condition_text
from dxplan.values.numbers import exact_text


def base_json(base: Base | None) -> dict[str, Any] | None:
    """The earlier value that a threshold is counted from."""
    if base is None:
        return None
    return {
        "start": base.period.start.isoformat(),
        "end": base.period.end.isoformat(),
        "value": interval_json(base.value),
        "source": base.source,
        "reported": base.reported,
        "expected": base.expected,
        "missing": list(base.missing),
    }


def ground_json(ground: Ground) -> dict[str, Any]:
    """What a condition says of a figure or of other targets."""
    totals, atom = ground.totals, ground.atom
    return {
        "condition": condition_text(atom),
        "indicator": atom.indicator.name if isinstance(atom, Attains) else atom.indicator,
        "holds": ground.holds,
        "numerator": None if totals is None else interval_json(totals.numerators),
        "denominator": None if totals is None else interval_json(totals.denominators),
        "targets": [{"target": name, "met": met} for name, met in ground.rulings],
    }


def level_json(explanation: LevelExplanation) -> dict[str, Any]:
    """The level of an organisation, with what its criteria give."""
    level = explanation.level
    return {
        **past_level_json(level),
        "scale": level.scale,
        "group": level.group,
        "organisation": level.organisation,
        "score": interval_json(level.score),
        "missing": list(level.missing),
        "unmet": list(level.unmet),
        "by_score": list(explanation.by_score),
        "criteria": [_criterion(part) for part in explanation.criteria],
        "next": _next(explanation.next_band),
        "history": [past_level_json(each) for each in explanation.history],
    }


def past_level_json(level: Level) -> dict[str, Any]:
    """The day of a level, and the bands it may be in."""
    return {"date": level.date.isoformat(), "bands": list(level.bands)}


def _criterion(part: CriterionPart) -> dict[str, Any]:
    return {
        "id": part.criterion.name,
        "met": part.met,
        "points": None if part.points is None else interval_json(part.points),
        "known": part.known,
        "cells": [f"{cell.place}" for cell in part.cells],
    }


def _next(following: NextBand | None) -> dict[str, Any] | None:
    if following is None:
        return None
    few = following.fewest
    return {
        "band": following.band.name,
        "lacking": exact_text(following.lacking),
        "beyond": following.beyond,
        "fewest": None if few is None else [part.criterion.name for part in few],
    }
