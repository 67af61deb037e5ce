"""From rows to the cells that sums are made of."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from dxplan.data.above_whole import leave_out_above_whole
from dxplan.data.agreement import Agreement
from dxplan.data.cell_values import Exact
from dxplan.data.observations import Cell
from dxplan.data.overlapping_periods import leave_out_overlaps
from dxplan.data.repeated_numbers import leave_out_contradictions, mark_copies
from dxplan.data.shares import share_checks
from dxplan.data.sheet import Row
from dxplan.plan.model import Plan
from dxplan.values.periods import Period


def agree(rows: list[Row], plan: Plan) -> Agreement:
    """Holds rows against one another; what is kept of them contradicts nothing that was read."""
    found = Agreement(rows)
    slots = {slot for row in rows for slot, _ in row.numbers}
    checks = share_checks(plan, (slot.key for slot in slots))
    if checks:
        for row in rows:
            leave_out_above_whole(found, checks, [row])
    leave_out_contradictions(found)
    leave_out_overlaps(found)
    for report in found.reports().values():
        if len(report) > 1:
            leave_out_above_whole(found, checks, report)
    mark_copies(found)
    return found


def cells(found: Agreement) -> tuple[Cell, ...]:
    """The numbers that are kept, by organisation, period, measure and members."""
    fractions: dict[Exact, Fraction] = {}
    kept: list[Cell] = []
    for (organisation, period), rows in sorted(found.reports().items(), key=_by_days):
        numbers = [(slot, value, row) for row in rows for slot, value in found.numbers(row)]
        if len(rows) > 1:
            numbers.sort(key=lambda number: number[0].key)
        for slot, value, row in numbers:
            exact = fractions.get(value)
            if exact is None:
                exact = fractions[value] = Fraction(value)
            place = row.file, row.sheet, slot.letters, row.number
            kept.append(Cell(organisation, period, slot.key[0], exact, slot.members, place))
    return tuple(kept)


def _by_days(report: tuple[tuple[str, Period], list[Row]]) -> tuple[str, date, date]:
    organisation, period = report[0]
    return organisation, period.start, period.end
