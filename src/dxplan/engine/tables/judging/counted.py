"""Tallies of a class of organisations: what has to be known of whom."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from dxplan.data.observations import Organisation
from dxplan.engine.tables.judging.asked_sums import AskedSums
from dxplan.engine.tables.judging.selection import Selection, Side
from dxplan.engine.tables.judging.several import Several, several
from dxplan.engine.tables.judging.taken import Taken, all_of, of_any_age, of_flow, of_stock
from dxplan.engine.tables.judging.tallies import (
    Tallies,
    conditions,
    decided,
)
from dxplan.plan.model import Target


def sides_of(selection: Selection, target: Target, of: Organisation) -> dict[str, Side] | None:
    """By name, the measures that a target asks of a class; ``None`` when one fits no column."""
    found: dict[str, Side] = {}
    for name in target.indicator.measures():
        side = selection.of_measure(name, target, of)
        if side is None:
            return None
        if side.measure is not None:
            found[name] = side
    return found


def taken_of(asked: AskedSums, sides: Mapping[str, Side]) -> dict[str, Taken] | None:
    """What counts of some measures; ``None`` where reports of a flow share days."""
    found: dict[str, Taken] = {}
    for name, side in sides.items():
        is_flow = side.measure is not None and side.measure.flow
        taken = of_flow(asked, side) if is_flow else of_stock(asked, side)
        if taken is None:
            return None
        found[name] = taken
    return found


def sums_of_several(asked: AskedSums, sides: Mapping[str, Side], target: Target) -> Several | None:
    """What is added up for a target in a class; ``None`` when it does not fit into columns."""
    taken = taken_of(asked, sides)
    if taken is None:
        return None
    return several(asked, target.indicator, taken, of_any_age)


def tallies(asked: AskedSums, sides: Mapping[str, Side], target: Target) -> Tallies | None:
    """What a target counts in a class; ``None`` when it does not fit into columns."""
    material = asked.selection.asking.material
    taken = taken_of(asked, sides)
    if taken is None:
        return None
    measures = {
        name: decided(
            each, all_of(taken, name), is_flag=material.plan.measures[name].kind == "flag"
        )
        for name, each in taken.items()
    }
    counted = conditions(target.indicator, lambda side: material.asks(asked.of, side))
    nobody = np.zeros(asked.codes.size, dtype=np.bool_)
    return Tallies(asked, measures, material.facts_on(asked.moment.on), *counted, nobody)
