"""Cells know where they were read, whichever way they are told."""

from __future__ import annotations

from fractions import Fraction

import attrs

from dxplan.data.observations import Cell, Place
from dxplan.values.periods import year


def cell(place: Place | tuple[str, str, str, int]) -> Cell:
    return Cell("A", year(2025), "a", Fraction(7), {}, place)


def test_the_parts_of_a_place_are_put_together_when_it_is_asked_for() -> None:
    found = cell(("a.xlsx", "Sheet1", "AB", 12)).place
    assert found == Place("a.xlsx", "Sheet1", "AB12")
    assert str(found) == "a.xlsx:Sheet1!AB12"
    assert cell(found).place is found


def test_cells_are_equal_wherever_they_were_read() -> None:
    first, second = cell(("a.csv", "", "C", 2)), cell(Place("b.csv", "", "D3"))
    assert first == second
    assert hash(first) == hash(second)
    assert attrs.evolve(first, place=second.place).place == Place("b.csv", "", "D3")


def test_a_cell_of_a_program_has_no_place() -> None:
    assert Cell("A", year(2025), "a", Fraction(7)).place == Place()
