"""Reported percentages: read beside the counts, never used in a sum, only held against it."""

from __future__ import annotations

from fractions import Fraction

from dxplan.data.cell_values import is_missing, reported_value
from dxplan.data.faults import Fault
from dxplan.data.layouts import ReportedSlot
from dxplan.data.observations import ReportedValue
from dxplan.data.problems import Problem
from dxplan.data.shares import share_for
from dxplan.data.sheet import Reported, Row, Sheet


def read_reported(sheet: Sheet, index: int, slot: ReportedSlot, raw: object) -> Reported | None:
    """A reported percentage; ``None`` when it is missing or wrong, which is noted on the sheet."""
    if is_missing(raw):
        return None
    found = reported_value(raw, lambda: sheet.decimal_mark(slot.column))
    if isinstance(found, Fault):
        sheet.report(index, slot.column, found)
        return None
    return Reported(slot, *found)


def drop_unclear_percentages(sheet: Sheet) -> None:
    """Drops percentages of which nothing shows whether 0.5 stands for 0.5% or for 50%.

    A spreadsheet keeps 50% as 0.5 and only shows it as a percentage. One number above 1 without a
    percent sign proves that the column is in percents, unless the counts beside a number say that
    this one is not.
    """
    unsigned: dict[tuple[int, str], list[tuple[Row, Reported]]] = {}
    for row in sheet.rows:
        for each in row.reported:
            if each.slot.indicator.kind == "share" and not each.signed:
                key = (each.slot.column, each.slot.indicator.name)
                unsigned.setdefault(key, []).append((row, each))
    for found in unsigned.values():
        unclear = found
        if max(each.value for _, each in found) > 1 or not any(each.value for _, each in found):
            unclear = [
                (row, each) for row, each in found
                if 0 < each.value <= 1 and _is_part_of_one(sheet, row, each)
            ]  # fmt: skip
        _drop(sheet, unclear)


def _drop(sheet: Sheet, unclear: list[tuple[Row, Reported]]) -> None:
    if not unclear:
        return
    row, first = unclear[0]
    place = row.place(first.slot.letters)
    params = {"indicator": first.slot.indicator.name, "count": len(unclear)}
    code = "unclear-percentage"
    sheet.problems.append(Problem(code, place.file, place.sheet, place.cell, params))
    for row, each in unclear:
        row.reported.remove(each)


def _is_part_of_one(sheet: Sheet, row: Row, each: Reported) -> bool:
    """Whether a number agrees with the counts of its row as a part of 1, and not in percents."""
    check = share_for(each.slot.indicator, tuple(sorted(each.slot.members.items())))
    if check is None:
        return False
    values = {slot.key: value for slot, value in row.numbers}
    above, below = check.numerator.value(values), check.denominator.value(values)
    if above is None or not below:
        return False
    share, step = Fraction(above) / Fraction(below), Fraction(1, 10**each.places)
    return abs(share - each.value) <= step and abs(share * 100 - each.value) > step


def reported_values(rows: list[Row]) -> tuple[ReportedValue, ...]:
    """All reported percentages in an order that does not depend on the order of the rows."""
    found = [
        ReportedValue(
            row.organisation, row.period, each.slot.indicator.name, each.value, each.places,
            each.slot.members, row.place(each.slot.letters),
        )
        for row in rows
        for each in row.reported
    ]  # fmt: skip
    return tuple(dict.fromkeys(sorted(found, key=_order)))


def _order(each: ReportedValue) -> tuple[object, ...]:
    members = tuple(sorted(each.members.items()))
    return (each.organisation, each.period, each.indicator, members, each.value, str(each.place))
