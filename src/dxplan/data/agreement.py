"""Rows while they are held against one another, and what was found wrong between them.

Nothing depends on the order of rows or files. Of numbers that contradict one another all are left
out, together with their rows; of identical copies the one in the first place stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.data.addresses import LISTED, seen_from
from dxplan.data.cell_values import Exact
from dxplan.data.layouts import Slot
from dxplan.data.observations import Place
from dxplan.data.period_text import said_period
from dxplan.data.problems import Problem
from dxplan.data.sheet import Row
from dxplan.shown import Shown
from dxplan.values.numbers import exact_text
from dxplan.values.periods import Period

Number: TypeAlias = tuple[Row, Slot, Exact]
Reports: TypeAlias = dict[tuple[str, Period], list[Row]]


@attrs.define(repr=False)
class Agreement(Shown):
    """Rows while they are held against one another.

    A row whose numbers are all copies is not left out: they are in the sums, once.

    :param out: rows that are left out.
    :param copies: numbers that repeat another one, by row.
    """

    rows: list[Row]
    out: set[Row] = attrs.field(factory=set)
    copies: dict[Row, set[Slot]] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)

    def kept(self) -> list[Row]:
        """The rows that are not left out."""
        return [row for row in self.rows if row not in self.out]

    def reports(self) -> Reports:
        """The rows that are not left out, by organisation and period."""
        found: Reports = {}
        for row in self.kept():
            found.setdefault((row.organisation, row.period), []).append(row)
        return found

    def numbers(self, row: Row) -> list[tuple[Slot, Exact]]:
        """The numbers of a row that are not copies."""
        copies = self.copies.get(row)
        return row.numbers if copies is None else [n for n in row.numbers if n[0] not in copies]

    def report(self, place: Place, code: str, **params: object) -> None:
        """Notes what is wrong with a cell."""
        self.problems.append(Problem(code, place.file, place.sheet, place.cell, params))

    def tell(self, code: str, number: Number, others: str) -> None:
        """Notes what is wrong between a number and some others.

        :param others: their places.
        """
        row, slot, value = number
        self.report(
            place_of(number), code, organisation=row.organisation, period=said_period(row.period),
            measure=slot.measure.name, value=exact_text(Fraction(value)), others=others,
        )  # fmt: skip

    def tell_all(self, code: str, numbers: list[Number], told: set[Row]) -> None:
        """One problem for every row that has one of some numbers and was not told of before."""
        named = [(number, place_of(number)) for number in numbers[: LISTED + 1]]
        more = ["…"] if len(numbers) - 1 > LISTED else []
        for number in numbers:
            if number[0] not in told:
                told.add(number[0])
                near = place_of(number)
                others = [seen_from(near, place) for other, place in named if other is not number]
                self.tell(code, number, ", ".join([*others[:LISTED], *more]))


def in_reading_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by file, sheet and number."""
    return sorted(rows, key=lambda row: (row.file, row.sheet, row.number))


def place_of(number: Number) -> Place:
    """Where a number stands."""
    return number[0].place(number[1].letters)
