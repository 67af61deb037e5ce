"""One sheet for all organisations: a row for each and what it is broken down to, a column a figure.

A figure that an organisation is not asked for is grey and locked.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from dxplan.data.addresses import column_letters
from dxplan.data.observations import Organisation
from dxplan.engine.material import Key
from dxplan.forms.book import HEAD, Book, Page, Subject
from dxplan.forms.definitions import definition
from dxplan.forms.demand import Asked
from dxplan.forms.errors import CannotMake
from dxplan.forms.readable import tidy
from dxplan.forms.validation import validation
from dxplan.plan.model import Measure
from dxplan.report.words import word

_WIDTHS = (14, 34, 18)
_DIMENSION_WIDTH = 14
_FIGURE_WIDTH = 15
_HEAD_HEIGHT = 120


@attrs.frozen
class Column:
    """A figure's column."""

    measure: Measure
    members: Key
    index: int

    @property
    def letters(self) -> str:
        """The letters of the column."""
        return column_letters(self.index)


def write_one_sheet(
    book: Book, organisations: Sequence[Organisation], figures: Sequence[Asked]
) -> None:
    """Adds the sheet of all organisations."""
    subject = book.subject
    page = book.page(word("form", "figures", subject.texts.language))
    columns = _columns(subject, figures)
    _write_heads(page, columns)
    last = _write_rows(page, columns, organisations, figures)
    page.allow_digits(HEAD + 1, 0, last, 0)
    for column in columns:
        _validate(page, column, columns, last)
    page.finish(landscape=True, frozen_columns=2)


def _columns(subject: Subject, figures: Sequence[Asked]) -> list[Column]:
    found = {(asked.measure, subject.of_heading(asked)) for asked in figures}
    ordered = sorted(found, key=lambda each: (subject.order[each[0].name], subject.place(each[1])))
    first = len(_WIDTHS) + len(subject.row_dimensions)
    return [Column(*each, first + number) for number, each in enumerate(ordered)]


def _write_heads(page: Page, columns: Sequence[Column]) -> None:
    subject = page.subject
    language = subject.texts.language
    keys = [word("form", code, language) for code in ("code", "name", "period_head")]
    dimensions = [
        subject.texts.dimension(subject.plan.dimensions[d]) for d in subject.row_dimensions
    ]
    headings = [_heading(subject, column) for column in columns]
    widths = [*_WIDTHS, *([_DIMENSION_WIDTH] * len(dimensions)), *([_FIGURE_WIDTH] * len(columns))]
    for index, width in enumerate(widths):
        page.sheet.set_column(index, index, width)
    page.banner(min(len(widths) - 1, 9))
    page.head([*keys, *dimensions, *headings], _HEAD_HEIGHT)
    for column in columns:
        text = definition(subject.plan, column.measure, subject.targets, language)
        page.explain(HEAD, column.index, text)


def _heading(subject: Subject, column: Column) -> str:
    text = subject.texts.measure(column.measure, dict(column.members), heads=True)
    if text is None:
        raise CannotMake("no_heading", measure=column.measure.name)
    return text


def _write_rows(
    page: Page,
    columns: Sequence[Column],
    organisations: Sequence[Organisation],
    figures: Sequence[Asked],
) -> int:
    """Writes the rows; the last one."""
    subject = page.subject
    rows: dict[str, dict[Key, set[tuple[Measure, Key]]]] = {}
    for asked in figures:
        own_rows = rows.setdefault(asked.organisation, {})
        own_rows.setdefault(subject.of_row(asked), set()).add(
            (asked.measure, subject.of_heading(asked))
        )
    row = HEAD
    for organisation in organisations:
        for members, own in sorted(
            rows[organisation.id].items(), key=lambda r: subject.place(r[0])
        ):
            row += 1
            _write_keys(page, row, organisation, dict(members))
            _write_figures(page, row, columns, own)
    return row


def _write_keys(page: Page, row: int, organisation: Organisation, members: dict[str, str]) -> None:
    subject = page.subject
    period = subject.texts.period(subject.period)
    for index, text in enumerate((organisation.id, tidy(organisation.title), period)):
        page.put(row, index, text, "text")
    for index, dimension in enumerate(subject.row_dimensions, len(_WIDTHS)):
        member = members.get(dimension)
        text = "" if member is None else subject.texts.member(dimension, member)
        page.put(row, index, text, "text")


def _write_figures(
    page: Page, row: int, columns: Sequence[Column], asked: set[tuple[Measure, Key]]
) -> None:
    for column in columns:
        is_asked = (column.measure, column.members) in asked
        page.leave(row, column.index, column.measure.kind if is_asked else "closed")


def _validate(page: Page, column: Column, columns: Sequence[Column], last: int) -> None:
    """One validation for a whole column: written for the first row, it moves with the others."""
    subject = page.subject
    first = HEAD + 1
    cells = {
        each.measure.name: f"{each.letters}{first + 1}"
        for each in columns
        if each.members == column.members
    }
    options = validation(
        subject.plan, column.measure, cells, subject.relations, subject.texts.language
    )
    page.sheet.data_validation(first, column.index, last, column.index, options)
