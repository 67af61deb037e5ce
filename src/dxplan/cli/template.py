"""``dxplan template``: forms that ask for the figures of a plan."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan.cli.exits import NOTHING_MISSED, UNREADABLE, WRONG
from dxplan.cli.loading import load_usable, open_session_for
from dxplan.cli.output import make_folder, say, say_problems, write_file
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.plan.needs import needs
from dxplan.report.time_text import period_text, plan_period_text
from dxplan.report.words import counted, plain, word
from dxplan.values.periods import Period

if TYPE_CHECKING:
    from dxplan.forms import Form
    from dxplan.session import Session

_ENDING = ".xlsx"
_FORMS_LISTED = 20


def run(options: Namespace) -> int:
    """Make the forms and write them."""
    session = open_session_for(options)
    plan = load_usable(session, options)
    if plan is None:
        return WRONG
    language: Language = options.lang or plan.language
    period = _period(plan, options, language)
    if period is None or not _fits(options, language):
        return WRONG
    return _make(session, plan, period, options, language)


def _period(plan: Plan, options: Namespace, language: Language) -> Period | None:
    """The period that is asked for, else the quarter whose report covers the day."""
    from dxplan.forms import CannotMake, period_of

    if options.period is None:
        return plan.calendar.quarter_of(options.as_of or date.today())
    try:
        return period_of(plan, options.period)
    except CannotMake as reason:
        say(plain(reason.message(language)))
        return None


def _fits(options: Namespace, language: Language) -> bool:
    """Whether the output is named like what will be written."""
    path = plain(options.output)
    is_file: bool = options.output.lower().endswith(_ENDING)
    if options.by is None and not is_file:
        say(word("form", "not_xlsx", language, path=path))
    elif options.by is not None and is_file:
        say(word("form", "needs_folder", language, path=path))
    return is_file is (options.by is None)


def _make(
    session: Session, plan: Plan, period: Period, options: Namespace, language: Language
) -> int:
    from dxplan.forms import CannotMake

    try:
        forms = session.template(
            plan, options.register, period,
            sheets=options.sheets, group_by=options.by, language=language,
        )  # fmt: skip
    except CannotMake as reason:
        say(plain(reason.message(language)))
        return WRONG
    say_problems(forms.problems, language)
    if any(problem.fatal for problem in forms.problems):
        return UNREADABLE
    if not forms.made:
        _tell_why_nothing(plan, period, language)
        return WRONG
    _warn_of_period(plan, period, language)
    return _write(forms.made, options, period_text(period, language, plan.calendar), language)


def _tell_why_nothing(plan: Plan, period: Period, language: Language) -> None:
    code = "nobody_asked" if needs(plan, period) else "no_targets"
    spoken = period_text(period, language, plan.calendar)
    say(word("form", code, language, plan=plain(plan.title or plan.id), period=spoken))


def _warn_of_period(plan: Plan, period: Period, language: Language) -> None:
    spoken = period_text(period, language, plan.calendar)
    measures = {name for target in needs(plan, period) for name in target.indicator.measures()}
    if period.start == period.end and any(plan.measures[name].flow for name in measures):
        say(word("form", "one_day", language, period=spoken))
    if plan.period is not None and not plan.period.overlaps(period):
        years = plan_period_text(plan.period, language)
        name = plain(plan.title or plan.id)
        say(word("form", "outside_plan", language, plan=name, period=spoken, years=years))


def _write(forms: tuple[Form, ...], options: Namespace, period: str, language: Language) -> int:
    paths = [
        Path(options.output, f"{form.name}{_ENDING}") if options.by else Path(options.output)
        for form in forms
    ]
    # A form that is there may hold a school's figures: it is never written over.
    there = [path for path in paths if path.is_file()]
    for path in there:
        say(word("form", "exists", language, path=plain(str(path))))
    if there:
        return WRONG
    if options.by and not make_folder(Path(options.output), language):
        return WRONG
    for number, (form, path) in enumerate(zip(forms, paths, strict=True)):
        if not write_file(path, form.content, language):
            # Nobody has filled them in yet, and another try would not write over them.
            for made in paths[:number]:
                made.unlink(missing_ok=True)
            return WRONG
    if len(forms) <= _FORMS_LISTED:
        for form, path in zip(forms, paths, strict=True):
            _say_made(path, (form,), period, language)
    else:
        _say_made(Path(options.output), forms, period, language)
    return NOTHING_MISSED


def _say_made(path: Path, forms: tuple[Form, ...], period: str, language: Language) -> None:
    units = sum(len(form.organisations) for form in forms)
    cells = sum(form.cells for form in forms)
    told = {"path": plain(str(path)), "cells": cells, "period": period, "files": len(forms)}
    if len(forms) > 1:
        say(word("form", "made_files", language, count=units, **told))
    else:
        say(counted("form", "made", units, language, **told))
