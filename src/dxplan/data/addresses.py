"""Cell addresses as a spreadsheet shows them: ``C7``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dxplan.data.observations import Place
from dxplan.data.problems import Problem
from dxplan.data.tables import Table

# How many places a message names.
LISTED = 5


def column_letters(index: int) -> str:
    """The letters of a column, counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The column of some letters, counted from 0.

    >>> column_index("A"), column_index("AAA")
    (0, 702)
    """
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def address(table: Table, row: int, column: int) -> str:
    """The address of a cell of a table, counted from 0 inside the table."""
    return f"{column_letters(table.first_column - 1 + column)}{table.first_row + row}"


def place(table: Table, row: int, column: int) -> Place:
    """The place of a cell of a table, counted from 0 inside the table."""
    return Place(table.file, table.sheet, address(table, row, column))


def problem(table: Table, row: int, column: int, code: str, **params: object) -> Problem:
    """A problem with a cell of a table, counted from 0 inside the table."""
    return Problem(code, table.file, table.sheet, address(table, row, column), params)


def place_order(place: Place | Problem) -> tuple[str, str, int, int]:
    """What puts places in reading order: file, sheet, row, column."""
    match = re.fullmatch("([A-Z]+)([0-9]+)", place.cell)
    if match is None:
        return (place.file, place.sheet, 0, 0)
    return (place.file, place.sheet, int(match[2]), column_index(match[1]))


def problem_order(found: Problem) -> tuple[object, ...]:
    """What puts problems in an order that does not depend on how the files were given."""
    params = sorted((name, str(value)) for name, value in found.params.items())
    return (*place_order(found), found.code, params)


def seen_from(near: Place, place: Place) -> str:
    """A place as a message about another one names it: without the file or sheet that they share.

    >>> seen_from(Place("a.csv", "", "C7"), Place("a.csv", "", "C9"))
    'C9'
    >>> seen_from(Place("a.csv", "", "C7"), Place("b.csv", "", "C9"))
    'b.csv:C9'
    """
    if near.file != place.file:
        return str(place)
    return place.cell if near.sheet == place.sheet else f"{place.sheet}!{place.cell}"


def listed(near: Place, places: Iterable[Place]) -> str:
    """Places on one line, in reading order, as a message about another one names them.

    Only the first few of many.

    >>> listed(Place("b.csv", "", "C7"), [Place("b.csv", "", "A2"), Place("a.csv", "", "C7")])
    'a.csv:C7, A2'
    """
    ordered = [seen_from(near, each) for each in sorted(places, key=place_order)]
    more = ["…"] if len(ordered) > LISTED else []
    return ", ".join([*ordered[:LISTED], *more])
