"""A report as CSV: a row a target, task, duty or level, for programs that take tables in."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from io import StringIO
from typing import Any

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.csv_texts import inert
from dxplan.report.level_columns import level_cells
from dxplan.report.office_words import office_word
from dxplan.report.progress_columns import EXACT, FRACTIONS, READ, Kind, ProgressColumn
from dxplan.report.progress_lines import ProgressLine, group_lines, target_lines, work_lines
from dxplan.report.progress_rows import notes_of_all, without_notes
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
    whole = target_lines(report, language)
    common = notes_of_all(whole)
    if common:
        rows.writerow(_of_plan(report, common, language))
    for line in _lines(report, whole, common, language):
        rows.writerow(
            ["" if (value := cell(line)) is None else write(value) for cell, write in cells]
        )
    for known in level_cells(report, language):
        found = [(known.get(column.code), _writer(column, language)) for column in COLUMNS]
        rows.writerow(["" if value is None else write(value) for value, write in found])
    return _BYTE_ORDER_MARK + written.getvalue()


def _of_plan(report: Report, notes: Sequence[str], language: Language) -> list[str]:
    """A row for the plan, with the notes that are about every target of it."""
    plan = report.plan
    said = {"title": plan.title or plan.id, "notes": "; ".join(notes), "id": plan.id}
    cells = {"kind": office_word("kind", "plan", language), **said}
    return [inert(cells.get(column.code, "")) for column in COLUMNS]


def _lines(
    report: Report, whole: Sequence[ProgressLine], common: Sequence[str], language: Language
) -> Iterator[ProgressLine]:
    for line in whole:
        yield without_notes(line, common)
    for _, lines in group_lines(report, language):
        for line in lines:
            yield without_notes(line, common)
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
