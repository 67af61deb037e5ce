"""A report as CSV: a row a target, task or duty, for programs that take tables in."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from functools import partial
from io import StringIO
from typing import Any

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.csv_texts import inert
from dxplan.report.office_words import office_word
from dxplan.report.progress_columns import EXACT, FRACTIONS, READ, Kind, ProgressColumn
from dxplan.report.progress_lines import ProgressLine, group_lines, target_lines, work_lines
from dxplan.values.numbers import exact_text, rounded_text

_BYTE_ORDER_MARK = "\ufeff"
"""By which spreadsheet programs know UTF-8."""
_PLACES = 12


def _exactly() -> Iterator[ProgressColumn]:
    """The columns for programs; exact values as numerator and denominator, since 1/3 is a day."""
    for column in EXACT:
        if column.code == "exact_from":
            yield from FRACTIONS
        elif column.code != "exact_to":
            yield column


COLUMNS: tuple[ProgressColumn, ...] = (
    ProgressColumn("kind", "text", 0, lambda line: line.finding.rule),
    *READ,
    ProgressColumn("verdict_code", "text", 0, lambda line: line.finding.verdict),
    *_exactly(),
)


def render(report: Report, language: Language) -> str:
    """A report as CSV by RFC 4180, with a byte order mark."""
    written = StringIO()
    rows = csv.writer(written, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    rows.writerow([column.heading(language) for column in COLUMNS])
    cells = [(column.cell, _writer(column, language)) for column in COLUMNS]
    for line in _lines(report, language):
        rows.writerow(
            ["" if (value := cell(line)) is None else write(value) for cell, write in cells]
        )
    return _BYTE_ORDER_MARK + written.getvalue()


def _lines(report: Report, language: Language) -> Iterator[ProgressLine]:
    yield from target_lines(report, language)
    for _, lines in group_lines(report, language):
        yield from lines
    yield from work_lines(report, language)


def _writer(column: ProgressColumn, language: Language) -> Callable[[Any], str]:
    """What writes the cells of a column; chosen once, since there may be millions of cells."""
    if column.code == "kind":
        return partial(_kind, language)
    return _WRITERS[column.kind]


def _kind(language: Language, rule: str) -> str:
    return office_word("kind", rule, language)


def number_cell(value: Fraction) -> str:
    """A number with a decimal point; one whose decimals have no end is rounded to twelve places.

    >>> number_cell(Fraction("4.88")), number_cell(Fraction(200, 3))
    ('4.88', '66.666666666667')
    """
    text = exact_text(value)
    return rounded_text(value, _PLACES) if "/" in text else text


_WRITERS: dict[Kind, Callable[[Any], str]] = {
    "text": inert, "count": str, "amount": number_cell, "day": date.isoformat,
}  # fmt: skip
