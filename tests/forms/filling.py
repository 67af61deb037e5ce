"""Filling in a form as a school would: what its own texts say is all that is known of a cell."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import attrs
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from dxplan.data.observations import Observations
from dxplan.forms.relations import Relation, relations_of
from dxplan.plan.model import Measure, Plan

HEAD = 6
"""The row of the headings, as a spreadsheet counts."""
Key: TypeAlias = tuple[str, str, tuple[tuple[str, str], ...]]
"""Organisation, measure, members."""


@attrs.frozen
class Box:
    """A cell to fill in, and what the form says that it is for."""

    cell: Cell
    organisation: str
    measure: Measure
    members: tuple[tuple[str, str], ...]

    @property
    def key(self) -> Key:
        return (self.organisation, self.measure.name, self.members)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def boxes(plan: Plan, workbook: Workbook) -> Iterator[Box]:
    """Every unlocked cell of a form."""
    for sheet in workbook.worksheets:
        heads = {str(cell.value): cell.column for cell in sheet[HEAD]}
        for row in sheet.iter_rows(min_row=HEAD + 1):
            for cell in row:
                if isinstance(cell, Cell) and not cell.protection.locked:
                    yield _box(plan, sheet, heads, cell)


def _box(plan: Plan, sheet: Worksheet, heads: dict[str, int], cell: Cell) -> Box:
    def beside(heading: str) -> str:
        value = sheet.cell(cell.row, heads[heading]).value
        return "" if value is None else str(value)

    tidy = "Tên số liệu" in heads
    text = beside("Tên số liệu") if tidy else str(sheet.cell(HEAD, cell.column).value)
    measure, members = _meant(plan, text)
    for dimension in plan.dimensions.values():
        if dimension.title in heads and beside(dimension.title):
            (named,) = [m for m in dimension.members if m.title == beside(dimension.title)]
            members = (*members, (dimension.name, named.name))
    return Box(cell, beside("Mã đơn vị"), measure, tuple(sorted(members)))


def _meant(plan: Plan, text: str) -> tuple[Measure, tuple[tuple[str, str], ...]]:
    """The measure that a title names, and the member in square brackets behind it."""
    base, _, bracket = text.partition(" [")
    written = {
        f"{measure.title} ({measure.measured_in})"
        if measure.measured_in
        else measure.title: measure
        for measure in plan.measures.values()
    }
    members = [
        (dimension, member.name)
        for dimension in written[base].dimensions
        for member in plan.dimensions[dimension].members
        if bracket and member.title == bracket.removesuffix("]")
    ]
    assert bool(bracket) == bool(members)
    return written[base], tuple(members)


def fill(
    plan: Plan, content: bytes, path: Path, *, seed: int, keep: Callable[[Box], bool] | None = None
) -> dict[Key, Fraction]:
    """Writes a value into every cell (or those to keep) and saves; what was written."""
    chance, ranks = random.Random(seed), _ranks(plan)
    workbook = opened(content)
    put: dict[Key, Fraction] = {}
    for box in boxes(plan, workbook):
        if keep is not None and not keep(box):
            continue
        if box.measure.kind == "flag":
            yes = chance.random() < 0.5
            box.cell.value, value = ("có" if yes else "không"), Fraction(yes)
        elif box.measure.kind == "amount":
            most = 10**6 * 100 ** ranks[box.measure.name]
            if box.measure.highest is not None:
                most = int(100 * box.measure.highest)
            amount = Decimal(chance.randint(0, most)) / 100
            box.cell.value, value = amount, Fraction(amount)
        else:
            number = chance.randrange(50, 100) * 100 ** ranks[box.measure.name]
            box.cell.value, value = number, Fraction(number)
        assert box.key not in put
        put[box.key] = value
    workbook.save(path)
    return put


def _ranks(plan: Plan) -> dict[str, int]:
    """How often a measure stands on the larger side of another: it gets the larger numbers."""
    ranks = dict.fromkeys(plan.measures, 0)
    relations = [_downwards(each) for each in relations_of(plan, frozenset(plan.measures))]
    for _ in ranks:
        for smaller, larger in relations:
            for name in larger:
                ranks[name] = max([ranks[name], *(ranks[each] + 1 for each in smaller)])
    return ranks


def _downwards(relation: Relation) -> tuple[list[str], list[str]]:
    sides = [list(side.measures()) for side in (relation.left, relation.right)]
    if relation.comparator in (">", ">="):
        sides.reverse()
    smaller, larger = sides
    return smaller, [name for name in larger if name not in smaller]


def read_back(observations: Observations) -> dict[Key, Fraction]:
    """The cells of observations, by what they are for."""
    return {
        (each.organisation, each.measure, tuple(sorted(each.members.items()))): each.value
        for each in observations.cells
    }
