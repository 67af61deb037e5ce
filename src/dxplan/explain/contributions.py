"""What each organisation adds to the two sums, with the cells it was taken from."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from dxplan.data.addresses import place_order
from dxplan.data.observations import Cell, Organisation
from dxplan.engine.contributions import Contribution
from dxplan.engine.material import Key
from dxplan.engine.reference import Examined, Judged
from dxplan.engine.reported import Reported, reported_by
from dxplan.engine.totals import Totals
from dxplan.explain.model import Part, StandIn
from dxplan.plan.model import Indicator, Sum, Target
from dxplan.values.periods import Period


def parts_of(
    examined: Examined,
    target: Target,
    judged: Judged,
    quotient: Fraction | None,
    *,
    with_cells: bool,
) -> tuple[Part, ...]:
    """The parts of the sums of a finding, heaviest first.

    :param quotient: the bound that every part is held against.
    """
    then = {each.id: each for each in examined.world.population.on(judged.moment.on).organisations}
    found = [
        _part(examined, target, judged, then[name], quotient, with_cells=with_cells)
        for name in judged.parts
    ]
    return tuple(sorted(found, key=lambda part: (-_weight(part), part.organisation)))


def _weight(part: Part) -> Fraction:
    """How heavy it is: by its denominator, for a count by its numerator."""
    heavy = part.denominator.high or part.denominator.low or part.numerator.high
    return abs(heavy or Fraction(0))


def _part(
    examined: Examined,
    target: Target,
    judged: Judged,
    organisation: Organisation,
    quotient: Fraction | None,
    *,
    with_cells: bool,
) -> Part:
    own = judged.parts[organisation.id]
    sums = sums_of(target.indicator, own)
    reported = reported_by(examined.material, target, organisation, judged.moment)
    return Part(
        organisation.id,
        sums.numerators,
        sums.denominators,
        None if quotient is None else sums.form(quotient),
        own.complete,
        bool(own.used),
        _stand_in(target.indicator, own, reported),
        () if own.complete else _missing(reported),
        _cells(examined, reported) if with_cells else (),
    )


def sums_of(indicator: Indicator, own: Contribution) -> Totals:
    """What one organisation adds, as sums of their own; constants belong to the whole."""
    return Totals(
        Fraction(own.numerator),
        Fraction(own.denominator),
        tuple(own.pieces),
        is_count=indicator.kind == "count",
        is_share=indicator.kind == "share",
    )


def _stand_in(indicator: Indicator, own: Contribution, reported: Reported) -> StandIn | None:
    """The denominators that were put in for missing reports, and whether the register knew them."""
    quantity = indicator.denominator
    if not own.assumed or not isinstance(quantity, Sum):
        return None
    known = (piece.denominator for piece in own.pieces)
    size = sum((each.low for each in known if each.is_point and each.low), Fraction(0))
    measure = reported.material.plan.measures[quantity.terms[0][1]]
    from_register = not measure.flow and reported.registered(measure) is not None
    return StandIn(size, "register" if from_register else "earlier")


def _missing(reported: Reported) -> tuple[Period, ...]:
    """The days for which a figure is not all there; none where time is not cut into reports."""
    return tuple(
        slot
        for slot in reported.slots()
        if slot is not None
        and not all(reported.find(measure, slot)[1] for measure in reported.measures.values())
    )


def _cells(examined: Examined, reported: Reported) -> tuple[Cell, ...]:
    """The cells that count, in the order in which they stand in their files."""
    name = reported.organisation.id
    chosen = {
        (measure.name, entry.period, entry.key)
        for measure in reported.measures.values()
        for entry in reported.chosen(measure, None)
    }
    found = [c for c in examined.observations.cells if c.organisation == name]
    used = [cell for cell in found if (cell.measure, cell.period, key_of(cell)) in chosen]
    return tuple(sorted(used, key=lambda cell: (place_order(cell.place), cell.measure)))


def key_of(cell: Cell) -> Key:
    """The members of a cell as the engine keeps them."""
    return tuple(sorted(cell.members.items()))


def cells_at(
    examined: Examined, organisation: str, period: Period, key: Key, measures: Iterable[str]
) -> tuple[Cell, ...]:
    """The cells of some measures that an organisation reported for a period and break-down."""
    wanted = set(measures)
    found = [
        cell
        for cell in examined.observations.cells
        if cell.organisation == organisation
        and cell.period == period
        and cell.measure in wanted
        and key_of(cell) == key
    ]
    return tuple(sorted(found, key=lambda cell: (place_order(cell.place), cell.measure)))
