"""CSV files in UTF-8, with or without a byte order mark; ``,``, ``;`` or tab between fields."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import attrs

from dxplan.data.header import ROWS_SEARCHED
from dxplan.data.heading_words import all_words
from dxplan.data.problems import Problem
from dxplan.data.tables import Table
from dxplan.data.wording import fold
from dxplan.limits import current
from dxplan.source import composed

_DELIMITERS = (",", ";", "\t")
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
# So many fields of a row, and so many letters of one, tell whether it is a header.
_LOOKED_AT = 1000


def read_csv(path: Path) -> tuple[list[Table], list[Problem]]:
    """The one sheet of a CSV file; its cells are all text."""
    name = str(path)
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [], [Problem("not-utf-8", name, params={"line": line}, fatal=True)]
    is_package, data = data.startswith(b"PK\x03\x04"), b""
    if "\0" in text or is_package:
        return [], [Problem("not-a-text-file", name, fatal=True)]
    return _table(name, composed(text))


def _table(name: str, text: str) -> tuple[list[Table], list[Problem]]:
    reader = csv.reader(_lines(text), delimiter=_delimiter(text), strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        refused = _take_in(reader, rows, lambda: reader.line_num)
    except csv.Error as error:
        if "field larger" in str(error):
            refused = _too_long(reader.line_num)
        else:
            refused = Problem("broken-csv", params={"line": reader.line_num}, fatal=True)
    if refused is not None:
        return [], [attrs.evolve(refused, file=name)]
    if not any(map(any, rows)):
        return [], [Problem("empty-file", name, fatal=True)]
    return [Table(name, "", tuple(rows))], []


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends, one at a time; a stream of the text would take four times its room."""
    return (match[0] for match in _LINE.finditer(text))


def _take_in(
    reader: Iterator[list[str]], rows: list[tuple[str, ...]], line_number: Callable[[], int]
) -> Problem | None:
    """Take rows in as long as they are within limits; gives what is said when they are not."""
    limits, cells = current(), 0
    for row in reader:
        # A line without a cell takes room as well.
        cells += len(row) or 1
        if cells > limits.cells:
            return _too_much("sheet-too-large", "cells", limits.cells, cells=cells)
        if len(row) > limits.columns:
            return _too_much("too-many-columns", "columns", limits.columns, columns=len(row))
        if sum(map(len, row)) > limits.cell_characters < max(map(len, row)):
            return _too_long(line_number())
        rows.append(tuple(row))
    return None


def _too_long(line: int) -> Problem:
    most = current().cell_characters
    return _too_much("cell-too-long", "cell_characters", most, line=line)


def _too_much(code: str, limit: str, most: int, **params: object) -> Problem:
    return Problem(code, params={"limit": limit, "most": most, **params}, fatal=True)


def _delimiter(text: str) -> str:
    """The delimiter that makes a header of one of the first rows: most headings, most fields."""
    words = all_words()
    scores = {}
    for delimiter in _DELIMITERS:
        reader = csv.reader(_lines(text), delimiter=delimiter)
        scores[delimiter] = max(_scores(reader, words), default=(0, 0))
    return max(_DELIMITERS, key=lambda delimiter: scores[delimiter])


def _scores(reader: Iterator[list[str]], words: frozenset[str]) -> list[tuple[int, int]]:
    """For each of the first rows how many headings and how many fields it has."""
    scores: list[tuple[int, int]] = []
    with suppress(csv.Error):
        for row in islice(reader, ROWS_SEARCHED):
            looked_at = (text for text in row[:_LOOKED_AT] if not text.isdigit())
            found = sum(fold(text) in words for text in looked_at if len(text) < _LOOKED_AT)
            scores.append((found, len(row)))
    return scores
