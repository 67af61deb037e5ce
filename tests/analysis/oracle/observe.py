"""Models as what organisations would report, and what the evaluator says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from dxplan.data.observations import Cell, Event, Observations
from dxplan.values.periods import Period
from tests.analysis.oracle.days import Day
from tests.analysis.oracle.worlds import Model, World

MEMBERS: Mapping[str, dict[str, str]] = {
    "": {},
    **{leaf: {"level": leaf} for leaf in ("primary", "lower", "upper")},
}


def reports(world: World, models: Sequence[Model], day: Day) -> Observations:
    """What is reported: by one organisation for each model, and by every school.

    :param models: they are added up, and agree on the facts.
    :param day: which they are of, of a world without flows.
    """
    cells: list[Cell] = []
    times = [Period(each.start, each.end) for each in world.quarters] or [Period(day, day)]
    for number, model in enumerate(models):
        cells += (
            Cell(f"org{number}", times[time], measure, Fraction(count), MEMBERS[leaf])
            for (measure, leaf, time), count in model.counts.items()
        )
        cells += _schools(f"school{number}", world, model, day)
    events = tuple(
        Event(name, date(2023, 1, 1), holds=holds) for name, holds in models[0].facts.items()
    )
    return Observations(tuple(cells), events=events)


def _schools(name: str, world: World, model: Model, day: Day) -> Iterator[Cell]:
    on = Period(day, day)
    number = 0
    for kind, count in zip(world.kinds, model.schools, strict=True):
        for _ in range(count):
            number += 1
            for flag in world.flags:
                yield Cell(f"{name}_{number}", on, flag, Fraction(flag in kind.flags))
            if world.rooms:
                yield Cell(f"{name}_{number}", on, "rooms", Fraction(kind.rooms))
