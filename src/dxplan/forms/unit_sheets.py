"""One sheet a reporting unit: a line for every figure that it is asked for, and its cell."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from dxplan.data.addresses import column_letters
from dxplan.data.observations import Organisation
from dxplan.forms.book import HEAD, Book, Page, Subject, organisation_text
from dxplan.forms.definitions import definition
from dxplan.forms.demand import Asked
from dxplan.forms.errors import CannotMake
from dxplan.forms.names import sheet_names
from dxplan.forms.validation import validation
from dxplan.report.words import word

_ORDINAL_WIDTH, _DIMENSION_WIDTH, _FIGURE_WIDTH, _VALUE_WIDTH = 5, 16, 58, 16
_KEY_WIDTHS = (13, 18)
_HEAD_HEIGHT = 30


@attrs.frozen
class Line:
    """A figure of the unit and the row it stands in."""

    asked: Asked
    row: int


def write_unit_sheets(
    book: Book, organisations: Sequence[Organisation], figures: Sequence[Asked]
) -> None:
    """Adds a sheet for every organisation."""
    wanted = (f"{each.id} {each.title}".strip() for each in organisations)
    names = sheet_names(wanted, word("form", "figures", book.subject.texts.language))
    own: dict[str, list[Asked]] = {}
    for asked in figures:
        own.setdefault(asked.organisation, []).append(asked)
    for organisation, name in zip(organisations, names, strict=True):
        _write_sheet(book.page(name), organisation, own[organisation.id])


def _write_sheet(page: Page, organisation: Organisation, figures: Sequence[Asked]) -> None:
    subject = page.subject
    ordered = sorted(figures, key=lambda asked: _place(subject, asked))
    lines = [Line(asked, HEAD + 1 + number) for number, asked in enumerate(ordered)]
    table = _Table(page, organisation, _dimensions(subject, figures), lines)
    _write_head(table)
    for line in lines:
        _write_line(table, line)
        _validate(table, line)
    page.allow_digits(HEAD + 1, table.value + 1, lines[-1].row, table.value + 1)
    page.finish(landscape=False, frozen_columns=0)


@attrs.frozen
class _Table:
    """The lines of one unit.

    :param dimensions: those that its lines name members of, a column each.
    """

    page: Page
    organisation: Organisation
    dimensions: tuple[str, ...]
    lines: Sequence[Line]

    @property
    def value(self) -> int:
        """The column to write in, behind ordinals, members and titles."""
        return len(self.dimensions) + 2


def _place(subject: Subject, asked: Asked) -> tuple[tuple[int, ...], int, tuple[int, ...]]:
    """Figures for the same members stand together."""
    of_row, of_heading = subject.of_row(asked), subject.of_heading(asked)
    return (subject.place(of_row), subject.order[asked.measure.name], subject.place(of_heading))


def _dimensions(subject: Subject, figures: Sequence[Asked]) -> tuple[str, ...]:
    named = {dimension for asked in figures for dimension, _ in subject.of_row(asked)}
    return tuple(each for each in subject.row_dimensions if each in named)


def _write_head(table: _Table) -> None:
    page, subject = table.page, table.page.subject
    language = subject.texts.language
    codes = ("measure", "value", "code", "period_head")
    headings = [
        word("form", "ordinal", language),
        *(subject.texts.dimension(subject.plan.dimensions[each]) for each in table.dimensions),
        *(word("form", code, language) for code in codes),
    ]
    members = [_DIMENSION_WIDTH] * len(table.dimensions)
    widths = [_ORDINAL_WIDTH, *members, _FIGURE_WIDTH, _VALUE_WIDTH, *_KEY_WIDTHS]
    for index, width in enumerate(widths):
        page.sheet.set_column(index, index, width)
    unit = word("form", "of_unit", language, unit=organisation_text(table.organisation))
    page.banner(len(widths) - 1, unit)
    page.head(headings, _HEAD_HEIGHT)


def _write_line(table: _Table, line: Line) -> None:
    page, subject, value = table.page, table.page.subject, table.value
    measure, members = line.asked.measure, dict(line.asked.members)
    page.sheet.write_number(line.row, 0, line.row - HEAD, page.formats["ordinal"])
    for index, dimension in enumerate(table.dimensions, 1):
        named = members.get(dimension)
        text = "" if named is None else subject.texts.member(dimension, named)
        page.put(line.row, index, text, "text")
    page.put(line.row, value - 1, _text(subject, line.asked), "text")
    meaning = definition(subject.plan, measure, subject.targets, subject.texts.language)
    page.explain(line.row, value - 1, meaning)
    page.leave(line.row, value, measure.kind)
    page.put(line.row, value + 1, table.organisation.id, "key")
    page.put(line.row, value + 2, subject.texts.period(subject.period), "key")


def _text(subject: Subject, asked: Asked) -> str:
    text = subject.texts.measure(asked.measure, dict(subject.of_heading(asked)), heads=False)
    if text is None:
        raise CannotMake("no_heading", measure=asked.measure.name)
    return text


def _validate(table: _Table, line: Line) -> None:
    subject = table.page.subject
    letters = column_letters(table.value)
    cells = {
        each.asked.measure.name: f"{letters}{each.row + 1}"
        for each in table.lines
        if each.asked.members == line.asked.members
    }
    options = validation(
        subject.plan, line.asked.measure, cells, subject.relations, subject.texts.language
    )
    table.page.sheet.data_validation(line.row, table.value, line.row, table.value, options)
