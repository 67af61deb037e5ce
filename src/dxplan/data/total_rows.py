"""Total rows held against the rows that they add up.

A total is left out in any case; that it differs from its rows shows that one of them is wrong, or
that a row is missing. Which rows a total adds up is not written anywhere: those since the one
before, those below it, all of them. It agrees when it agrees with any of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from dxplan.data.addresses import listed, place, problem
from dxplan.data.cell_values import Exact, is_missing, plain_number, yes_or_no
from dxplan.data.faults import Fault
from dxplan.data.sheet import Sheet
from dxplan.shown import Shown
from dxplan.values.numbers import exact_text

Group: TypeAlias = tuple[int, ...]
_UNLABELLED = "Σ"


@attrs.frozen(repr=False)
class Difference(Shown):
    """A column in which a total is not the sum of its rows."""

    column: int
    total: Exact
    found: Exact


def hold_totals_against_rows(sheet: Sheet) -> None:
    """Notes every total that differs from the sum of its rows, with both numbers."""
    if not any(column is not None for column in sheet.marks.values()):
        return
    rows = _data_rows(sheet)
    for index, column in list(sheet.marks.items()):
        if column is not None:
            group, differences = _nearest(sheet, index, rows)
            for each in differences:
                _tell(sheet, index, each, group)


def settle_unlabelled(sheet: Sheet) -> None:
    """Takes rows without any label for totals where every number is the sum of rows above."""
    for index in sheet.unlabelled:
        sheet.passed.add(index)
    rows = _data_rows(sheet) if sheet.unlabelled else ()
    column = sheet.header.columns.get("organisation", 0)
    for index in sheet.unlabelled:
        group, differences = _nearest(sheet, index, rows)
        if len(group) > 1 and not differences and _compared(sheet, index, group):
            sheet.report_total(index, column, _UNLABELLED)
        else:
            sheet.report(index, column, Fault("missing-organisation"))
            sheet.left_out += 1


def _data_rows(sheet: Sheet) -> Group:
    every = range(sheet.header.row + 1, len(sheet.table.rows))
    return tuple(i for i in every if i not in sheet.passed and i not in sheet.marks)


def _nearest(sheet: Sheet, index: int, rows: Group) -> tuple[Group, list[Difference]]:
    """Of the rows that a total may add up those that it comes nearest to, and what differs."""
    best: tuple[Group, list[Difference]] = ((), [])
    for group in dict.fromkeys(_groups(sheet, index, rows)):
        differences = _differences(sheet, index, group)
        if group and not differences:
            return group, []
        if group and (not best[0] or len(differences) < len(best[1])):
            best = (group, differences)
    return best


def _groups(sheet: Sheet, index: int, rows: Group) -> Iterator[Group]:
    """The rows that a total may add up, the likeliest first."""
    alike = tuple(i for i in rows if _belongs(sheet, index, i))
    marks = sorted(sheet.marks)
    before = max((i for i in marks if i < index), default=-1)
    after = min((i for i in marks if i > index), default=len(sheet.table.rows))
    yield tuple(i for i in alike if before < i < index)
    yield tuple(i for i in alike if index < i < after)
    yield tuple(i for i in alike if i < index)
    yield alike


def _belongs(sheet: Sheet, index: int, row: int) -> bool:
    """Whether a row says the same as a total wherever the total says something of its keys."""
    total, other = _cells(sheet, index), _cells(sheet, row)
    columns = sheet.header.columns
    keys = [columns[role] for role in ("organisation", "period", "measure") if role in columns]
    keys += sheet.columns.dimensions.values()
    label = sheet.marks.get(index)
    said = (c for c in keys if c != label and not is_missing(total[c]))
    return all(_same(total[c], other[c]) for c in said)


def _same(total: object, other: object) -> bool:
    return " ".join(str(total).split()).casefold() == " ".join(str(other).split()).casefold()


def _cells(sheet: Sheet, index: int) -> tuple[Any, ...]:
    row = sheet.table.rows[index]
    return row + ("",) * (len(sheet.header.texts) - len(row))


def _compared(sheet: Sheet, index: int, group: Group) -> bool:
    """Whether a total has any number that is a sum of numbers which are not all zero."""
    total = _cells(sheet, index)
    numbers = [_number(sheet, c, total[c]) for c in _columns(sheet)]
    return any(number not in (None, 0) for number in numbers) and bool(group)


def _columns(sheet: Sheet) -> list[int]:
    value = sheet.header.columns.get("value")
    measured = sheet.columns.measures.items()
    # Places in a ranking are never added up, whatever a total row says below them.
    columns = [column for column, (measure, _) in measured if measure.kind != "rank"]
    columns += sheet.columns.totals
    return columns if value is None or "measure" not in sheet.header.columns else [*columns, value]


def _differences(sheet: Sheet, index: int, group: Group) -> list[Difference]:
    total, found = _cells(sheet, index), list[Difference]()
    for column in _columns(sheet):
        written = _number(sheet, column, total[column])
        if written is None:
            continue
        parts = [_number(sheet, column, _cells(sheet, row)[column], 0) for row in group]
        if None not in parts:
            added = sum(part for part in parts if part is not None)
            found += [Difference(column, written, added)] if added != written else []
    return found


def _number(sheet: Sheet, column: int, raw: object, missing: Exact | None = None) -> Exact | None:
    """The number in a cell; ``None`` when it cannot be read, and so nothing can be compared."""
    if is_missing(raw):
        return missing
    found = plain_number(raw, lambda: sheet.decimal_mark(column))
    if isinstance(found, Fault):
        flag = yes_or_no(raw)
        return None if isinstance(flag, Fault) else int(flag)
    return found


def _tell(sheet: Sheet, index: int, each: Difference, group: Group) -> None:
    near = place(sheet.table, index, each.column)
    places = [place(sheet.table, row, each.column) for row in group]
    params = {
        "total": exact_text(Fraction(each.total)), "sum": exact_text(Fraction(each.found)),
        "cells": listed(near, places),
    }  # fmt: skip
    sheet.notices.append(problem(sheet.table, index, each.column, "total-differs", **params))
