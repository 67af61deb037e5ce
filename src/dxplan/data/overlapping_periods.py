"""Flows of one organisation for periods that share days: adding them up would count days twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from dxplan.data.agreement import Agreement, Number, in_reading_order
from dxplan.data.layouts import SeriesKey
from dxplan.data.sheet import Row
from dxplan.values.periods import Period


def leave_out_overlaps(found: Agreement) -> None:
    """Rows that report a flow for a period that shares days with that of another row."""
    by_organisation: dict[str, list[Row]] = {}
    for row in found.kept():
        by_organisation.setdefault(row.organisation, []).append(row)
    # Most organisations report for the same periods.
    known: dict[frozenset[Period], bool] = {}
    for organisation in sorted(by_organisation):
        rows = by_organisation[organisation]
        periods = frozenset(row.period for row in rows)
        if periods not in known:
            known[periods] = _share_days(periods)
        if known[periods]:
            found.out |= _overlaps(found, rows)


def _share_days(periods: frozenset[Period]) -> bool:
    return any(first.overlaps(second) for first, second in pairwise(sorted(periods)))


def _overlaps(found: Agreement, rows: list[Row]) -> set[Row]:
    by_key: dict[SeriesKey, list[Number]] = {}
    for row in sorted(in_reading_order(rows), key=lambda row: row.period):
        for slot, value in row.numbers:
            if slot.measure.flow:
                by_key.setdefault(slot.key, []).append((row, slot, value))
    told: set[Row] = set()
    for key in sorted(by_key):
        for run in _runs(by_key[key]):
            if len({row.period for row, _, _ in run}) > 1:
                found.tell_all("overlapping-periods", run, told)
    return told


def _runs(ordered: list[Number]) -> Iterator[list[Number]]:
    """Numbers ordered by period, parted where a period begins after all before it have ended."""
    run: list[Number] = []
    reach = date.min
    for number in ordered:
        period = number[0].period
        if run and period.start > reach:
            yield run
            run = []
        run.append(number)
        reach = max(reach, period.end)
    yield run
