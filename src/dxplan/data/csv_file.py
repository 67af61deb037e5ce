"""CSV files in UTF-8, with or without a byte order mark; ``,``, ``;`` or tab between fields."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from dxplan.data.header import ROWS_SEARCHED
from dxplan.data.heading_words import all_words
from dxplan.data.problems import Problem
from dxplan.data.tables import Table
from dxplan.data.wording import fold
from dxplan.source import composed

_DELIMITERS = (",", ";", "\t")


def read_csv(path: Path) -> tuple[list[Table], list[Problem]]:
    """The one sheet of a CSV file; its cells are all text."""
    name = str(path)
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [], [Problem("not-utf-8", name, params={"line": line}, fatal=True)]
    if "\0" in text or data.startswith(b"PK\x03\x04"):
        return [], [Problem("not-a-text-file", name, fatal=True)]
    return _table(name, composed(text))


def _table(name: str, text: str) -> tuple[list[Table], list[Problem]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        rows = tuple(map(tuple, reader))
    except csv.Error:
        params = {"line": reader.line_num}
        return [], [Problem("broken-csv", name, params=params, fatal=True)]
    if not any(map(any, rows)):
        return [], [Problem("empty-file", name, fatal=True)]
    return [Table(name, "", rows)], []


def _delimiter(text: str) -> str:
    """The delimiter that makes a header of one of the first rows: most headings, most fields."""
    words = all_words()
    scores = {}
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        scores[delimiter] = max(_scores(reader, words), default=(0, 0))
    return max(_DELIMITERS, key=lambda delimiter: scores[delimiter])


def _scores(reader: Iterator[list[str]], words: frozenset[str]) -> list[tuple[int, int]]:
    """For each of the first rows how many headings and how many fields it has."""
    scores: list[tuple[int, int]] = []
    with suppress(csv.Error):
        for row in islice(reader, ROWS_SEARCHED):
            found = sum(fold(text) in words for text in row if not text.isdigit())
            scores.append((found, len(row)))
    return scores
