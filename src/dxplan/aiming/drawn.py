"""What is drawn for a target: organisations, and what each of them reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Protocol

import attrs

from dxplan.aiming.inequalities import Choose, Inequality
from dxplan.aiming.places import Ground, Members
from dxplan.aiming.reports import Grains
from dxplan.aiming.splitting import divided
from dxplan.data.observations import Cell, Organisation, ReportedValue
from dxplan.values.periods import Period

MOST_SCHOOLS = 3


@attrs.frozen
class Drawn:
    """Organisations and their reports.

    :param organisations: those that should report, whether they did or not.
    """

    organisations: tuple[Organisation, ...] = ()
    cells: tuple[Cell, ...] = ()
    reported_values: tuple[ReportedValue, ...] = ()

    def with_cells(self, cells: Iterable[Cell]) -> Drawn:
        """The same with further reports."""
        return attrs.evolve(self, cells=(*self.cells, *cells))


@attrs.frozen
class Place:
    """Where some organisations stand among others.

    :param after: how many there are already.
    :param alone: whether there is to be a single one.
    """

    parents: Mapping[str, str] = attrs.field(factory=dict)
    after: int = 0
    alone: bool = False


ANYWHERE = Place()


def schools(
    ground: Ground, count: int, parents: Mapping[str, str] | None = None, after: int = 0
) -> list[Organisation]:
    """So many organisations that are asked.

    :param after: how many there are already.
    """
    numbers = range(after + 1, after + count + 1)
    return [ground.organisation(f"S{number}", parents or {}) for number in numbers]


@attrs.frozen
class Figures:
    """What is reported, and where.

    :param grains: the smallest step of each measure.
    :param rules: what every report must keep.
    """

    ground: Ground
    grains: Grains
    rules: tuple[Inequality, ...]

    def reports(
        self,
        total: Mapping[str, int],
        organisations: Sequence[Organisation],
        layout: Layout,
        choose: Choose,
    ) -> Iterator[Cell]:
        """A sum as the reports of some organisations, for some break-downs and some periods."""
        places = [
            (each.id, period, members)
            for each in organisations
            for period in layout.periods
            for members in layout.members
        ]
        parts = divided(total, len(places), self.ground.measures, self.rules, choose)
        for (organisation, period, members), part in zip(places, parts, strict=True):
            for name in self.ground.measures:
                own = self.ground.own_members(name, members)
                value = part[name] * self.grains[name]
                yield Cell(organisation, period, name, Fraction(value), own)


@attrs.frozen
class Layout:
    """The break-downs and periods that every organisation reports for."""

    periods: Sequence[Period]
    members: Sequence[Members]

    @property
    def size(self) -> int:
        """How many reports an organisation makes."""
        return len(self.periods) * len(self.members)


def layout_of(ground: Ground, choose: Choose) -> Layout:
    """The break-downs and periods of a draw."""
    return Layout(ground.reports(choose), ground.broken_down(choose))


class Draws(Protocol):
    """Anything that draws organisations with their reports."""

    def draw(self, choose: Choose, place: Place = ANYWHERE) -> Drawn:
        """Organisations and reports."""
