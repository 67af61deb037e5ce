"""Sheets as they were read, and the formats that give them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from dxplan.data.problems import Problem
from dxplan.shown import Shown

# Top, left, bottom and right of cells that are merged into one, counted from 0 inside the table.
Merge: TypeAlias = tuple[int, int, int, int]


@attrs.frozen(repr=False)
class Percentage(Shown):
    """A number that a spreadsheet keeps as a part of 1 and shows in percents.

    :param value: in percents: 87.5 for a cell that shows 87.5%.
    """

    value: Decimal

    def __str__(self) -> str:
        return f"{self.value}%"


@attrs.frozen(repr=False)
class Table(Shown):
    """A sheet as it was read: rows of raw cells, before any header is understood.

    :param rows: text, ``int``, exact :class:`~decimal.Decimal`, :class:`Percentage`, ``bool``, a
        date, or ``None``.
    :param first_row: number of the first row as a spreadsheet shows it.
    :param merged: cells that are merged; what is written in them stands in the first one only.
    """

    file: str
    sheet: str
    rows: tuple[tuple[Any, ...], ...]
    first_row: int = 1
    first_column: int = 1
    merged: tuple[Merge, ...] = ()


@attrs.frozen(repr=False)
class Reader(Shown):
    """A file format that data may come in.

    :param suffixes: lower-case file name endings with their dot.
    :param read: gives the sheets of a file and what could not be read.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Path], tuple[list[Table], list[Problem]]]
