"""The sheet that a reader sees first: what the report is about, and how many stand where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dxplan.engine.findings import Report
from dxplan.report.office_words import office_word
from dxplan.report.progress_counts import missing_of, unusable_of, verdict_counts
from dxplan.report.progress_lines import ProgressLine
from dxplan.report.rule_text import document_text
from dxplan.report.workbook.book import Book, Entry, row_height, set_page
from dxplan.report.workbook.colours import colour_verdicts

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDE, _NARROW = 52, 22
_HEAD = 3
"""The row of the headings, below title, document and day."""


def add_summary(
    book: Book,
    report: Report,
    whole: Sequence[ProgressLine],
    work: Sequence[ProgressLine],
    common: Sequence[str],
) -> None:
    """The summary as the first sheet.

    :param common: notes on most targets, said here once.
    """
    sheet = book.workbook.add_worksheet(office_word("sheet", "summary", book.language))
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, 2, _NARROW)
    _about(book, sheet, report)
    counts = [verdict_counts(lines, book.language) for lines in (whole, work)]
    codes = ["of_targets", "of_work"]
    if not work:
        counts, codes = counts[:1], codes[:1]
    headings = ["", *(office_word("summary", each, book.language) for each in codes)]
    for column, text in enumerate(headings):
        book.put(sheet, _HEAD, column, Entry(text), "head")
    row = _HEAD + 1
    for style, entries in _rows(book, counts):
        for column, entry in enumerate(entries):
            book.put(sheet, row, column, entry, style)
        row += 1
    colour_verdicts(book, sheet, 0, range(_HEAD + 1, row))
    sheet.freeze_panes(_HEAD + 1, 0)
    for code, count in _further(report, whole, work).items():
        row += 1
        book.put(sheet, row, 0, Entry(office_word("summary", code, book.language)))
        book.put(sheet, row, 1, Entry(count))
    _notes(book, sheet, row + 2, common)
    set_page(book, sheet)


def _notes(book: Book, sheet: Worksheet, row: int, notes: Sequence[str]) -> None:
    if notes:
        book.put(sheet, row, 0, Entry(office_word("summary", "notes", book.language)), "strong")
    for place, note in enumerate(notes, row + 1):
        sheet.merge_range(place, 0, place, 2, "", book.formats["line"])
        book.put(sheet, place, 0, Entry(f"- {note}"), "line")
        sheet.set_row(place, row_height(note, _WIDE + 2 * _NARROW))


def _about(book: Book, sheet: Worksheet, report: Report) -> None:
    plan = report.plan
    sheet.merge_range(0, 0, 0, 2, "", book.formats["title"])
    book.put(sheet, 0, 0, Entry(plan.title or plan.id), "title")
    document = document_text(plan.document, book.language)
    if document:
        book.put(sheet, 1, 0, Entry(document), "line")
    book.put(sheet, 2, 0, Entry(office_word("summary", "as_of", book.language)), "strong")
    book.put(sheet, 2, 1, Entry(report.as_of))
    sheet.set_row(0, 40)


def _rows(book: Book, counts: Sequence[Mapping[str, int]]) -> Iterator[tuple[str, list[Entry]]]:
    """A line a verdict, and one that adds them up; with the look of its text."""
    for said in dict.fromkeys(each for count in counts for each in count):
        yield "text", [Entry(said), *(Entry(count.get(said)) for count in counts)]
    total = office_word("summary", "total", book.language)
    yield "total", [Entry(total), *(Entry(sum(count.values())) for count in counts)]


def _further(
    report: Report, whole: Sequence[ProgressLine], work: Sequence[ProgressLine]
) -> dict[str, int]:
    found = {
        "missing": len(missing_of(whole)),
        "unusable": len(unusable_of(whole)),
        "problems": len(report.problems),
        "rows_left_out": report.rows_left_out,
    }
    return {code: count for code, count in found.items() if count}
