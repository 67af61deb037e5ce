"""Sheets as they were read, and the formats that give them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs

from dxplan.data.problems import Problem


@attrs.frozen
class Table:
    """A sheet as it was read: rows of raw cells, before any header is understood.

    :param rows: text, ``int``, exact :class:`~decimal.Decimal`, ``bool``, a date, or ``None``.
    :param first_row: number of the first row as a spreadsheet shows it.
    """

    file: str
    sheet: str
    rows: tuple[tuple[Any, ...], ...]
    first_row: int = 1
    first_column: int = 1


@attrs.frozen
class Reader:
    """A file format that data may come in.

    :param suffixes: lower-case file name endings with their dot.
    :param read: gives the sheets of a file and what could not be read.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Path], tuple[list[Table], list[Problem]]]
