"""From a plan and a register to forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import attrs

from dxplan.data.alike import examples_of
from dxplan.data.groupings import column_named, columns_said
from dxplan.data.observations import Organisation
from dxplan.data.period_text import read_period
from dxplan.data.problems import Problem
from dxplan.data.register_rows import grouping_columns
from dxplan.engine.population import placed_on
from dxplan.forms.book import Subject, open_book
from dxplan.forms.demand import Asked, asked_figures
from dxplan.forms.errors import CannotMake
from dxplan.forms.names import file_names
from dxplan.forms.one_sheet import write_one_sheet
from dxplan.forms.readable import texts_of
from dxplan.forms.relations import relations_of
from dxplan.forms.unit_sheets import write_unit_sheets
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.plan.needs import needs
from dxplan.report.words import word
from dxplan.values.periods import Period

Sheets: TypeAlias = Literal["unit", "one"]
"""One sheet a reporting unit, or one sheet for all."""

FEW = 20
"""So many units get a sheet each when nobody says otherwise."""
_MOST_SHEETS = 250
# The years that rules may name.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


@attrs.frozen
class Form:
    """A workbook to fill in.

    :param name: of the file, without its ending; empty when there is only one form.
    :param organisations: the ids of those that it asks.
    :param cells: how many cells it asks to fill in.
    :param content: the bytes of an ``.xlsx`` file.
    """

    name: str
    organisations: tuple[str, ...]
    cells: int
    content: bytes = attrs.field(repr=False)


@attrs.frozen
class Forms:
    """The forms that were made, and what is wrong with the register.

    :param made: none when the register cannot be used, or nobody is asked for anything.
    """

    made: tuple[Form, ...] = ()
    problems: tuple[Problem, ...] = ()


def period_of(plan: Plan, text: str) -> Period:
    """The period that a text names; raises :class:`CannotMake`."""
    found = read_period(text, plan.calendar)
    if found is None or found.start.year < _FIRST_YEAR or found.end.year > _LAST_YEAR:
        raise CannotMake("unknown_period", text=repr(text))
    return found


def make_forms(
    plan: Plan,
    register: Mapping[str, Organisation],
    period: Period,
    language: Language,
    *,
    sheets: Sheets | None = None,
    group_by: str | None = None,
) -> tuple[Form, ...]:
    """The forms that ask the organisations of a register for what a plan needs in a period.

    :param sheets: ``unit`` or ``one``; without it, a sheet a unit as long as they are few.
    :param group_by: a column of the register, to get a form for each of its groups;
        ``organisation`` for one a unit.
    :returns: one form, or one a group; none when nobody is asked for anything.
    :raises CannotMake: when the register has no such column, or a form had too many sheets.
    """
    figures = asked_figures(plan, register, period)
    asked = {each.organisation for each in figures}
    placed = [placed_on(each, period.end) for each in register.values() if each.id in asked]
    column = None if group_by is None else _column(register, group_by, language)
    groups = _groups(placed, column)
    largest = max((len(members) for members in groups.values()), default=0)
    chosen = sheets or ("unit" if largest <= FEW else "one")
    if chosen == "unit" and largest > _MOST_SHEETS:
        raise CannotMake("too_many_sheets", count=largest, most=_MOST_SHEETS)
    subject = _subject(plan, period, language, register, figures)
    names = file_names(groups, word("form", "no_group", language)) if group_by else [""]
    return tuple(
        _form(subject, name, members, figures, chosen)
        for name, members in zip(names, groups.values(), strict=False)
    )


def _column(register: Mapping[str, Organisation], group_by: str, language: Language) -> str:
    """The column of the register that is meant."""
    known = {"organisation", *grouping_columns(register)}
    column = column_named(group_by, known)
    if column is None:
        raise CannotMake("unknown_column", name=group_by, known=columns_said(known, language))
    return column


def _groups(asked: Sequence[Organisation], group_by: str | None) -> dict[str, list[Organisation]]:
    """The organisations to ask, by group; those without one come last."""
    if group_by is None:
        return {"": list(asked)} if asked else {}
    if group_by == "organisation":
        return {each.id: [each] for each in asked}
    found: dict[str, list[Organisation]] = {}
    for each in sorted(asked, key=lambda organisation: group_by not in organisation.parents):
        found.setdefault(each.parents.get(group_by, ""), []).append(each)
    return found


def _subject(
    plan: Plan,
    period: Period,
    language: Language,
    register: Mapping[str, Organisation],
    figures: Sequence[Asked],
) -> Subject:
    targets = needs(plan, period)
    names = dict.fromkeys(name for target in targets for name in target.indicator.measures())
    named = {dimension for asked in figures for dimension, _ in asked.members}
    registered = {dimension for each in examples_of(register) for dimension in each.members}
    return Subject(
        plan,
        period,
        texts_of(plan, language),
        targets,
        relations_of(plan, frozenset(asked.measure.name for asked in figures)),
        {name: number for number, name in enumerate(names)},
        tuple(name for name in plan.dimensions if name in named and name in registered),
    )


def _form(
    subject: Subject,
    name: str,
    organisations: Sequence[Organisation],
    figures: Sequence[Asked],
    sheets: Sheets,
) -> Form:
    ids = {each.id for each in organisations}
    own = [asked for asked in figures if asked.organisation in ids]
    book = open_book(subject)
    write = write_unit_sheets if sheets == "unit" else write_one_sheet
    write(book, organisations, own)
    return Form(name, tuple(each.id for each in organisations), len(own), book.content())
