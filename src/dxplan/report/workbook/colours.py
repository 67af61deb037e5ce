"""Colours that go with verdicts; the word always stands there too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplan.engine.findings import Verdict
from dxplan.report.words import word

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from dxplan.report.workbook.book import Book

_GREEN, _RED = ("#C6EFCE", "#006100"), ("#FFC7CE", "#9C0006")
_AMBER, _GREY = ("#FFEB9C", "#7F4F00"), ("#E7E6E6", "#404040")
COLOURS: dict[Verdict, tuple[str, str]] = {
    "met": _GREEN,
    "on_track": _GREEN,
    "missed": _RED,
    "conflict": _RED,
    "behind": _AMBER,
    "undetermined": _AMBER,
    "no_data": _AMBER,
    "unset": _GREY,
    "not_due": _GREY,
    "not_applicable": _GREY,
    "waived": _GREY,
}
"""Background and letters of each verdict."""
_WORK: dict[str, Verdict] = {
    "met": "met", "missed": "missed", "no_data": "no_data", "open": "not_due",
}  # fmt: skip


def colour_verdicts(book: Book, sheet: Worksheet, column: int, rows: range) -> None:
    """Colours cells by the verdict that they begin with, also after somebody edits them."""
    language = book.language
    named = {word("verdict", code, language): code for code in COLOURS}
    named |= {word("work_verdict", code, language): like for code, like in _WORK.items()}
    for said, verdict in named.items():
        background, letters = COLOURS[verdict]
        look = book.workbook.add_format({"bg_color": background, "font_color": letters})
        rule = {"type": "text", "criteria": "begins with", "value": said, "format": look}
        sheet.conditional_format(rows[0], column, rows[-1], column, rule)
