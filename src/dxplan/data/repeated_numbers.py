"""The same number of the same organisation and period, given twice."""

from __future__ import annotations

from dxplan.data.addresses import seen_from
from dxplan.data.agreement import Agreement, Number, in_reading_order, place_of
from dxplan.data.layouts import SeriesKey
from dxplan.data.sheet import Row


def leave_out_contradictions(found: Agreement) -> None:
    """Leaves out all rows of numbers that are given twice and differ."""
    told: set[Row] = set()
    for report in found.reports().values():
        for same in _several(report):
            if len({value for _, _, value in same}) > 1:
                codes = {row.code for row, _, _ in same}
                told_of = "contradicting-codes" if len(codes) > 1 else "contradicting-values"
                found.tell_all(told_of, same, told)
    found.out |= told


def mark_copies(found: Agreement) -> None:
    """Of numbers that are given twice alike, keeps the one in the first place.

    INVARIANT: comes last, so that no number is dropped for the sake of one that is left out.
    """
    for report in found.reports().values():
        for first, *copies in _several(report):
            for number in copies:
                repeated = found.copies.setdefault(number[0], set())
                if not repeated:
                    where = seen_from(place_of(number), place_of(first))
                    found.tell("repeated-values", number, where)
                repeated.add(number[1])


def _several(report: list[Row]) -> list[list[Number]]:
    """The numbers that stand in a report more than once, each with its copies, in reading order."""
    if len(report) == 1:
        return []
    by_key: dict[SeriesKey, list[Number]] = {}
    for row in in_reading_order(report):
        for slot, value in row.numbers:
            by_key.setdefault(slot.key, []).append((row, slot, value))
    return [by_key[key] for key in sorted(by_key) if len(by_key[key]) > 1]
