"""Organisations that are looked at one by one, as the reference evaluator looks at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import attrs
import numpy as np

from dxplan.data.observations import Event, Observations, Organisation
from dxplan.engine.conflicts import Conflict, concerning, find_conflicts
from dxplan.engine.contributions import Contribution
from dxplan.engine.material import Material, gather
from dxplan.engine.moments import Moment
from dxplan.engine.pieces import contribution
from dxplan.engine.population import placed_on
from dxplan.engine.reference import known_on
from dxplan.engine.responsible import Note
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.kinds import Codes
from dxplan.plan.model import Plan, Target
from dxplan.values.periods import Period


@attrs.define(eq=False)
class Singles:
    """Some organisations with everything that they reported.

    :param material: their figures only; the periods of measures are those of everybody.
    :param conflicts: what contradicts itself in them.
    """

    figures: Figures
    material: Material
    conflicts: Mapping[str, list[Conflict]]
    _at: Mapping[str, int] | None = None

    def contributions(
        self, target: Target, codes: Codes, moment: Moment
    ) -> dict[int, Contribution]:
        """What some of the organisations add to the sums of a target at a moment, by code."""
        return {
            int(code): contribution(
                self.material, target, placed_on(self._organisation(int(code)), moment.on), moment
            )
            for code in codes
        }

    def _organisation(self, code: int) -> Organisation:
        return self.material.organisations[self.figures.kinds.organisations[code]]

    def _places(self) -> Mapping[str, int]:
        """Where organisations stand in the register, by id."""
        if self._at is None:
            self._at = {name: place for place, name in enumerate(self.material.organisations)}
        return self._at

    def reported_anything(self, target: Target, code: int) -> bool:
        """Whether an organisation ever reported anything that counts for a target."""
        name, material = self.figures.kinds.organisations[code], self.material
        return any(
            name in material.selected(material.plan.measures[each], target.scope, target.excluded)
            for each in target.indicator.measures()
        )

    def disputed(self, target: Target, parts: Mapping[int, Contribution]) -> list[Note]:
        """What contradicts itself in the data that their parts were taken from, in order."""
        names = self.figures.kinds.organisations
        places = self._places()
        return [
            (conflict.code, conflict.params)
            for code, part in sorted(parts.items(), key=lambda each: places[names[each[0]]])
            for conflict in concerning(
                self.material,
                self.conflicts,
                target,
                names[code],
                part.used,
            )
        ]


@attrs.frozen(eq=False)
class Given:
    """What is given beside the figures.

    :param register: who should report; ``None`` when nobody knows.
    :param events: what was done and came about, nothing of it after the day.
    """

    as_of: date
    register: Mapping[str, Organisation] | None
    events: tuple[Event, ...] | None


def singles(
    plan: Plan, figures: Figures, given: Given, odd: Codes, measures: Collection[str]
) -> Singles:
    """Those apart with all that they reported, and some others with some measures."""
    read = observations_of(figures, odd, measures, given.as_of)
    known = attrs.evolve(read, organisations=given.register, events=given.events)
    material = gather(plan, known)
    names = figures.kinds.organisations
    if given.register is None:
        everybody = {name: Organisation(name) for name in names}
        material = attrs.evolve(material, organisations=everybody)
    for measure, seen in periods_by_measure(figures, read).items():
        material.remember_periods(measure, seen)
    return Singles(figures, material, find_conflicts(material, known))


def observations_of(
    figures: Figures, codes: Codes | None, measures: Collection[str], as_of: date
) -> Observations:
    """All that those apart reported, and what some others (``None``: all) did of some measures."""
    everybody = np.arange(len(figures.kinds.organisations), dtype=np.int64)
    others = np.setdiff1d(everybody if codes is None else codes, figures.apart)
    parts: list[Observations] = []
    if figures.apart.size:
        parts.append(figures.observations(figures.apart, None))
    if others.size and measures:
        wanted = None if codes is None and not figures.apart.size else others
        parts.append(figures.observations(wanted, measures))
    return known_on(as_of, _together(parts))


def _together(parts: Iterable[Observations]) -> Observations:
    listed = list(parts)
    return Observations(
        tuple(cell for part in listed for cell in part.cells),
        tuple(value for part in listed for value in part.reported_values),
    )


def periods_by_measure(figures: Figures, read: Observations) -> dict[str, frozenset[Period]]:
    """Every period for which anybody reported a measure."""
    found: dict[str, set[Period]] = {}
    seen = figures.counts.sum(axis=0)
    for point, count in zip(figures.points, seen, strict=True):
        if count:
            found.setdefault(point.measure, set()).add(point.period)
    for cell in read.cells:
        found.setdefault(cell.measure, set()).add(cell.period)
    return {measure: frozenset(periods) for measure, periods in found.items()}
