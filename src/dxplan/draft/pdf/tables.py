"""Tables by the lines that are drawn around their cells."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

import attrs

from dxplan.draft.pdf.broken import Cell, cell_of
from dxplan.draft.pdf.lines import lines_of
from dxplan.draft.pdf.model import Letter, Line, Page, Ruling

_NEAR = 300
_MOST = 1_500
"""So many lines on a page are looked at; what has more is a drawing."""


@attrs.frozen
class Table:
    """The rows of a table with the texts of their cells.

    :param top: where it begins, and ``bottom`` where it ends.
    :param is_certain: whether it is known where the words in its cells end.
    """

    top: int
    bottom: int
    rows: tuple[tuple[str, ...], ...]
    is_certain: bool = True


@attrs.frozen
class _Lined:
    """The lines of a cell between its walls."""

    left: int
    right: int
    lines: list[Line]


def tables_of(page: Page) -> tuple[list[Table], list[Letter]]:
    """The tables of a page, and the letters that stand outside them."""
    if len(page.across) + len(page.down) > _MOST:
        return [], list(page.letters)
    left = list(page.letters)
    found = []
    for across, down in _grids(page.across, page.down):
        columns, ys = _levels(down), sorted(_levels(across), reverse=True)
        if len(columns) < 3 or len(ys) < 2:
            continue  # a frame around a paragraph
        inside, left = _parted(left, columns, ys)
        cells = _cells(list(_rows(inside, across, down, ys)))
        rows = tuple(tuple(cell.text for cell in row) for row in cells)
        if sum(any(row) for row in rows) and max(map(len, rows)) > 1:
            is_certain = all(cell.is_certain for row in cells for cell in row)
            found.append(Table(ys[0], ys[-1], rows, is_certain))
        else:
            left += inside
    return found, left


def _levels(rulings: Sequence[Ruling]) -> list[int]:
    levels: list[int] = []
    for at in sorted(each.at for each in rulings):
        if not levels or at - levels[-1] > _NEAR:
            levels.append(at)
    return levels


def _grids(
    across: Sequence[Ruling], down: Sequence[Ruling]
) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Lines that meet each other, directly or by others."""
    waiting = list(down)
    unused = list(across)
    while waiting:
        ups, flats = [waiting.pop()], list[Ruling]()
        grown = ups
        # Only what was met last can meet more.
        while grown:
            met, unused = _met(unused, grown, _meet)
            more, waiting = _met(waiting, met, lambda each, flat: _meet(flat, each))
            flats += met
            ups += more
            grown = more
        yield flats, ups


def _met(
    some: Sequence[Ruling], others: Sequence[Ruling], meet: Callable[[Ruling, Ruling], bool]
) -> tuple[list[Ruling], list[Ruling]]:
    """Those that meet one of the others, and the rest."""
    met, rest = list[Ruling](), list[Ruling]()
    for each in some:
        (met if any(meet(each, other) for other in others) else rest).append(each)
    return met, rest


def _meet(across: Ruling, down: Ruling) -> bool:
    return _covers(across, down.at) and _covers(down, across.at)


def _covers(ruling: Ruling, at: int) -> bool:
    return ruling.start - _NEAR <= at <= ruling.end + _NEAR


def _parted(
    letters: Sequence[Letter], columns: list[int], ys: list[int]
) -> tuple[list[Letter], list[Letter]]:
    inside: list[Letter] = []
    outside: list[Letter] = []
    for each in letters:
        middle = (each.left + each.right) // 2
        height = each.base + each.style.size // 4
        within = columns[0] <= middle <= columns[-1] and ys[-1] <= height <= ys[0]
        (inside if within else outside).append(each)
    return inside, outside


def _rows(
    letters: Sequence[Letter], across: list[Ruling], down: list[Ruling], ys: list[int]
) -> Iterator[list[_Lined]]:
    """The rows between two lines each; a cell over several rows belongs to the first of them."""
    cells: dict[tuple[int, int], list[Letter]] = {}
    walls = [
        sorted(_levels([each for each in down if _covers(each, (top + bottom) // 2)]))
        for top, bottom in itertools.pairwise(ys)
    ]
    for each in letters:
        middle = (each.left + each.right) // 2
        height = each.base + each.style.size // 4
        row = next((n for n, bottom in enumerate(ys[1:]) if height >= bottom), len(ys) - 2)
        while row > 0 and _is_open(across, ys[row], middle):
            row -= 1
        column = sum(wall <= middle for wall in walls[row][1:-1])
        cells.setdefault((row, column), []).append(each)
    for row, bounds in enumerate(walls):
        if len(bounds) > 1:
            yield [
                _Lined(left, right, lines_of(cells.get((row, column), ())))
                for column, (left, right) in enumerate(itertools.pairwise(bounds))
            ]


def _cells(rows: Sequence[Sequence[_Lined]]) -> list[list[Cell]]:
    """The texts of cells, whose lines begin as far from the walls as the nearest of all does."""
    inner = [
        line.left - cell.left
        for row in rows
        for cell in row
        for line in cell.lines
        if line.left >= cell.left
    ]
    edge = min(inner, default=0)
    return [
        [cell_of(each.lines, each.right - each.left - 2 * edge) for each in row] for row in rows
    ]


def _is_open(across: list[Ruling], at: int, middle: int) -> bool:
    """Whether no line is drawn at a height where a letter stands."""
    return not any(
        abs(each.at - at) <= _NEAR and each.start <= middle <= each.end for each in across
    )
