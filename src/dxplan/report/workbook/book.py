"""A workbook while it is written: the looks of cells, and how a list becomes a sheet.

INVARIANT: texts go in through :meth:`Book.put` only, which writes strings and never formulas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

import attrs

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.office_words import office_word
from dxplan.report.progress_columns import Cell
from dxplan.report.words import plain

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
_ROWS = 1_000_000
"""Of one sheet; a spreadsheet holds 48,576 more."""
_LONGEST = 32_000
"""Characters of a cell; a spreadsheet holds 767 more."""
_LINE, _MOST_LINES = 15, 26
"""Points of a line, and lines of a row; a spreadsheet has no row higher than 409 points."""
_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_BOX = {"border": 1, "border_color": "#A6A6A6"}
_NUMBER = {**_BOX, "align": "right", "indent": 1}
# A text that begins like a formula stays a text also when someone edits the cell.
_TEXT = {"num_format": "@", "quote_prefix": True}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {**_TEXT, "bold": True, "font_size": 15, "text_wrap": True},
    "line": {**_TEXT, "text_wrap": True},
    "strong": {**_TEXT, "bold": True, "font_size": 12},
    "head": {
        **_BOX, **_TEXT, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter",
        "bg_color": "#1F4E79", "font_color": "#FFFFFF",
    },
    "text": {**_BOX, **_TEXT, "text_wrap": True, "align": "left", "indent": 1},
    "total": {**_BOX, **_TEXT, "bold": True, "align": "left", "indent": 1},
    "whole": {**_NUMBER, "num_format": "#,##0"},
    "number": {**_NUMBER, "num_format": "#,##0.0##"},
    "percent": {**_NUMBER, "num_format": "0.0##%"},
}  # fmt: skip
_DAYS: Mapping[Language, str] = {"vi": "dd/mm/yyyy", "en": "yyyy-mm-dd"}


@attrs.frozen
class Entry:
    """A cell of a list.

    :param unit: of an amount; of ``%`` it is shown as a percentage.
    """

    value: Cell
    unit: str = ""


@attrs.frozen
class Heading:
    """A column of a list."""

    text: str
    width: int


@attrs.frozen
class Book:
    """A workbook, the looks of its cells, and where it is written to."""

    workbook: Workbook
    formats: Mapping[str, Format]
    language: Language
    target: BytesIO

    def put(self, sheet: Worksheet, row: int, column: int, entry: Entry, style: str = "") -> None:
        """What a cell holds, as the type that it has."""
        value = entry.value
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.formats[style or "text"])
        elif isinstance(value, str):
            text = plain(value)[:_LONGEST]
            sheet.write_string(row, column, text, self.formats[style or "text"])
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self.formats["day"])
        else:
            number = Fraction(value) / 100 if entry.unit == "%" else Fraction(value)
            sheet.write_number(row, column, number, self.formats[_number_style(number, entry)])

    def finished(self) -> bytes:
        """The file."""
        self.workbook.close()
        return self.target.getvalue()


def _number_style(number: Fraction, entry: Entry) -> str:
    if entry.unit == "%":
        return "percent"
    return "whole" if number.denominator == 1 else "number"


def opened(report: Report, language: Language) -> Book:
    """A workbook without sheets; its bytes depend on nothing but what is written."""
    from xlsxwriter.workbook import Workbook

    never = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    target = BytesIO()
    workbook = Workbook(target, {"in_memory": True, **never})
    plan, day = report.plan, report.as_of
    title = plain(plan.title or plan.id)[:200]
    created = datetime(day.year, day.month, day.day)
    workbook.set_properties({"title": title, "created": created})
    styles = {**_STYLES, "day": {**_BOX, "num_format": _DAYS[language], "align": "center"}}
    formats = {name: workbook.add_format({**_FONT, **each}) for name, each in styles.items()}
    return Book(workbook, formats, language, target)


def add_list(
    book: Book,
    name: str,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Entry]],
    *,
    printed: int | None = None,
    verdicts: int | None = None,
) -> None:
    """A list as a sheet with filters and a heading that stays; as several when it is too long.

    :param name: of the sheet, as ``texts/office.toml`` knows it.
    :param printed: how many of the columns are printed; all without it.
    :param verdicts: the column that is coloured by verdicts.
    """
    from dxplan.report.workbook.colours import colour_verdicts

    title, left = office_word("sheet", name, book.language), iter(rows)
    number, part = 1, list(islice(left, _ROWS))
    while part or number == 1:
        called = title
        if number > 1:
            called = office_word("sheet", "next", book.language, title=title, number=number)
        sheet = book.workbook.add_worksheet(called)
        _fill(book, sheet, headings, part)
        if verdicts is not None:
            colour_verdicts(book, sheet, verdicts, range(1, max(1, len(part)) + 1))
        last = len(headings) - 1
        sheet.autofilter(0, 0, max(1, len(part)), last)
        sheet.freeze_panes(1, 1)
        sheet.print_area(0, 0, max(1, len(part)), last if printed is None else printed - 1)
        set_page(book, sheet)
        number, part = number + 1, list(islice(left, _ROWS))


def _fill(
    book: Book, sheet: Worksheet, headings: Sequence[Heading], rows: Sequence[Sequence[Entry]]
) -> None:
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, heading.width)
        book.put(sheet, 0, column, Entry(heading.text), "head")
    sheet.set_row(0, _LINE * _lines([Entry(heading.text) for heading in headings], headings))
    for row, entries in enumerate(rows, 1):
        sheet.set_row(row, _LINE * _lines(entries, headings))
        for column, entry in enumerate(entries):
            book.put(sheet, row, column, entry)


def _lines(entries: Sequence[Entry], headings: Sequence[Heading]) -> int:
    """How many lines the longest text of a row takes; not every program works that out."""
    pairs = zip(entries, headings, strict=True)
    return min(_MOST_LINES, max(1, *(_taken(str(e.value), head.width) for e, head in pairs)))


def _taken(text: str, width: int) -> int:
    # Letters are a little narrower than the digits that widths are counted in.
    return -(-9 * len(text) // (10 * (width - 1)))


def row_height(text: str, width: int) -> int:
    """The points that a text takes in a column, or in several that are one cell."""
    return _LINE * min(_MOST_LINES, max(1, _taken(text, width)))


def set_page(book: Book, sheet: Worksheet) -> None:
    """How a sheet is printed: on A4, across, with its headings on every page."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&R{office_word('sheet', 'page', book.language, page='&P', pages='&N')}")
