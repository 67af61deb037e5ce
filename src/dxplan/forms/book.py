"""A workbook while it is written: what all its sheets share, and how a sheet begins and ends.

INVARIANT: texts go in through :meth:`Page.put` only, which writes strings and never formulas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import attrs

from dxplan.data.addresses import column_letters
from dxplan.data.observations import Organisation
from dxplan.forms.demand import Asked
from dxplan.forms.readable import Texts, cut, tidy
from dxplan.forms.relations import Relation
from dxplan.forms.styles import Style, styles
from dxplan.plan.fingerprint import FORM_PLAN, FORM_RULES, plan_mark, rules_fingerprint
from dxplan.plan.model import Plan, Target
from dxplan.report.rule_text import document_text
from dxplan.report.words import word
from dxplan.values.periods import Period

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

HEAD = 5
"""The row of the headings, from 0, below the lines that say what the form is."""
_A4 = 9
_LONGEST_CELL = 1000


@attrs.frozen
class Subject:
    """What a form is about.

    :param order: the measures, in the order in which the targets need them.
    :param row_dimensions: dimensions of which the register says what each organisation has; they
        stand in rows, the others behind the headings.
    """

    plan: Plan
    period: Period
    texts: Texts
    targets: tuple[Target, ...]
    relations: tuple[Relation, ...]
    order: Mapping[str, int]
    row_dimensions: tuple[str, ...]

    def of_row(self, asked: Asked) -> tuple[tuple[str, str], ...]:
        """The members of a figure that its row names."""
        return tuple(pair for pair in asked.members if pair[0] in self.row_dimensions)

    def of_heading(self, asked: Asked) -> tuple[tuple[str, str], ...]:
        """The members of a figure that stand behind its title."""
        return tuple(pair for pair in asked.members if pair[0] not in self.row_dimensions)

    def place(self, members: tuple[tuple[str, str], ...]) -> tuple[int, ...]:
        """What puts members into the order in which the rules declare them."""
        names = {
            (dimension.name, member.name): number
            for dimension in self.plan.dimensions.values()
            for number, member in enumerate(dimension.members, 1)
        }
        return tuple(names[pair] for pair in members)


@attrs.frozen
class Page:
    """A sheet of a form while it is written."""

    subject: Subject
    sheet: Worksheet
    formats: Mapping[Style, Format]

    def put(self, row: int, column: int, text: str, style: Style) -> None:
        """A text in a cell, whatever it begins with."""
        if text:
            self.sheet.write_string(row, column, text, self.formats[style])
        else:
            self.leave(row, column, style)

    def leave(self, row: int, column: int, style: Style) -> None:
        """A blank cell."""
        self.sheet.write_blank(row, column, None, self.formats[style])

    def explain(self, row: int, column: int, text: str) -> None:
        """A comment at a cell."""
        self.sheet.write_comment(row, column, text, {"x_scale": 3, "y_scale": 2.5})

    def allow_digits(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Keeps the program from complaining about ids of digits, which are text."""
        first, last = (
            f"{column_letters(column)}{row + 1}", f"{column_letters(last_column)}{last_row + 1}",
        )  # fmt: skip
        self.sheet.ignore_errors({"number_stored_as_text": f"{first}:{last}"})

    def banner(self, last_column: int, *lines: str) -> None:
        """The lines above the headings: what this is, for which period, and how to fill it in."""
        subject, language = self.subject, self.subject.texts.language
        plan = subject.plan
        about = ", ".join(
            filter(None, (plan.title or plan.id, document_text(plan.document, language)))
        )
        period = word(
            "form", "period", language, period=subject.texts.period_with_days(subject.period)
        )
        self.put(0, 0, word("form", "title", language), "title")
        self.put(1, 0, cut(tidy(about), _LONGEST_CELL), "line")
        self.put(
            2, 0, ". ".join([period, *(cut(tidy(line), _LONGEST_CELL) for line in lines)]), "line"
        )
        self.sheet.merge_range(3, 0, 3, last_column, "", self.formats["advice"])
        self.put(3, 0, word("form", "advice", language), "advice")
        self.sheet.set_row(3, 48)

    def head(self, headings: Sequence[str], height: int) -> None:
        """The row of the headings."""
        for column, text in enumerate(headings):
            self.put(HEAD, column, text, "head")
        self.sheet.set_row(HEAD, height)

    def finish(self, *, landscape: bool, frozen_columns: int) -> None:
        """Locks what is not to be written in, and sets the page up for printing."""
        sheet, language = self.sheet, self.subject.texts.language
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.freeze_panes(HEAD + 1, frozen_columns)
        sheet.repeat_rows(HEAD)
        sheet.set_paper(_A4)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer(f"&R{word('form', 'page', language, page='&P', pages='&N')}")


@attrs.frozen
class Book:
    """A workbook while it is written."""

    subject: Subject
    workbook: Workbook
    formats: Mapping[Style, Format]
    target: BytesIO

    def page(self, name: str) -> Page:
        """A new sheet."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_comments_author("dxplan")
        return Page(self.subject, sheet, self.formats)

    def content(self) -> bytes:
        """The finished workbook."""
        self.workbook.close()
        return self.target.getvalue()


def open_book(subject: Subject) -> Book:
    """An empty workbook that knows which plan it is for.

    Its day is that of the period, not of the clock: the same rules and register give the same file.
    """
    from xlsxwriter import Workbook

    never = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    target = BytesIO()
    workbook = Workbook(target, {"in_memory": True, **never})
    end = subject.period.end
    title = cut(tidy(subject.plan.title or subject.plan.id), 200)
    workbook.set_properties({"title": title, "created": datetime(end.year, end.month, end.day)})
    workbook.set_custom_property(FORM_PLAN, plan_mark(subject.plan), "text")
    workbook.set_custom_property(FORM_RULES, rules_fingerprint(subject.plan), "text")
    return Book(subject, workbook, styles(workbook), target)


def organisation_text(organisation: Organisation) -> str:
    """An organisation as a line of a form names it."""
    return f"{organisation.title} ({organisation.id})" if organisation.title else organisation.id
