"""What holds for every record that a checker is given: the plan, the day, and who reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

import attrs

from dxplan.data.observations import Cell, Event, Observations, Organisation
from dxplan.engine.material import Exact, Key
from dxplan.engine.moments import moment_on
from dxplan.plan.model import Attains, Plan, Target, atoms
from dxplan.shown import Shown
from dxplan.values.periods import Period

Figure: TypeAlias = tuple[str, Key]
"""A number that a record may hold: a measure, and the members that it is broken down to."""

_NAMELESS = "record"


@attrs.frozen(repr=False)
class Situation(Shown):
    """What holds for every record.

    :param period: what the records are reports of; ``None`` for the time that each target adds up
        when it is judged on ``as_of``.
    :param organisation: a line of the register; ``None`` for somebody who just reports.
    :param events: what facts are known from, beside the rules; those up to ``as_of``.
    """

    plan: Plan
    as_of: date
    period: Period | None = None
    organisation: Organisation | None = None
    events: tuple[Event, ...] = ()

    def time_of(self, target: Target) -> Period:
        """The days that the figures of a record are of, as a target looks at them."""
        return self.period or moment_on(self.plan, target, self.as_of).window

    def observed(self, target: Target, figures: Iterable[tuple[Figure, Exact]]) -> Observations:
        """Some figures as if they had been read for a target."""
        days = self.time_of(target)
        organisation = self.organisation
        name = _NAMELESS if organisation is None else organisation.id
        cells = tuple(
            # Integers go through what takes fractions, and stay what they are.
            Cell(name, days, measure, value, dict(key))  # type: ignore[arg-type]
            for (measure, key), value in figures
        )
        register = None if organisation is None else {organisation.id: organisation}
        return Observations(cells, organisations=register, events=self.events)

    def names_needed(self) -> tuple[str, ...]:
        """The measures that verdicts may depend on, in the order of the plan's targets."""
        found: list[str] = []
        for target in self.plan.targets:
            found.extend(target.indicator.measures())
            for atom in () if target.when is None else atoms(target.when):
                if isinstance(atom, Attains):
                    found.extend(atom.indicator.measures())
        for check in self.plan.checks:
            found.extend((*check.left.measures(), *check.right.measures()))
        return tuple(dict.fromkeys(found))
