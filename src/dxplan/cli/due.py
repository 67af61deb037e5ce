"""``dxplan due``: what is due when, by whom, to whom, and what is overdue."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING

from dxplan.cli.exits import MISSED, NOTHING_MISSED, UNREADABLE, WRONG
from dxplan.cli.loading import load_usable, open_session_for
from dxplan.cli.output import deliver, say, say_problems, say_unread
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report.words import plain, word

if TYPE_CHECKING:
    from dxplan.engine.due_items import DueList
    from dxplan.session import Session


def run(options: Namespace) -> int:
    """Write what is due in some plans."""
    session = open_session_for(options)
    plans = _plans(session, options)
    if plans is None:
        return WRONG
    language = options.lang or plans[0].language
    due = _due(session, plans, options, language)
    if due is None:
        return WRONG
    text = None if _withheld(due, options) else _rendered(due, options, language)
    if text is not None and not deliver(text, options.output, language):
        return WRONG
    if options.format == "ics":
        say_problems([problem for problem in due.problems if not problem.fatal], language)
    return _status(due, language)


def _withheld(due: DueList, options: Namespace) -> bool:
    """Whether it is better to write nothing: an event list was given, but could not be read.

    A calendar without what was done would take back what an earlier one said of it.
    """
    return options.format == "ics" and any(problem.fatal for problem in due.problems)


def _plans(session: Session, options: Namespace) -> list[Plan] | None:
    """The plans of a call, each once; ``None`` when the rules of one have errors."""
    found = []
    for name in dict.fromkeys(options.plans):
        options.plan = name
        found.append(load_usable(session, options))
    usable = [plan for plan in found if plan is not None]
    return list({plan.id: plan for plan in usable}.values()) if len(usable) == len(found) else None


def _due(
    session: Session, plans: list[Plan], options: Namespace, language: Language
) -> DueList | None:
    """What is due, or ``None`` when no plan has the unit asked for."""
    from dxplan.engine.due_units import UnknownUnit

    as_of = options.as_of or date.today()
    try:
        return session.due(
            plans, options.events, as_of=as_of, within=options.within, unit=options.unit
        )
    except UnknownUnit as unknown:
        hint = f" ({plain(unknown.suggestion)}?)" if unknown.suggestion else ""
        say(word("cli", "unknown_unit", language, name=plain(unknown.text), hint=hint))
        return None


def _rendered(due: DueList, options: Namespace, language: Language) -> str:
    if options.format == "ics":
        from dxplan.report.due_calendar import due_calendar

        return due_calendar(due, language, later=options.within is None)
    if options.format == "json":
        from dxplan.report.due_json import due_json_text

        return due_json_text(due, language)
    from dxplan.report.due_text import due_text

    return due_text(due, language)


def _status(due: DueList, language: Language) -> int:
    if say_unread(due.problems, language):
        return UNREADABLE
    return MISSED if due.something_is_overdue else NOTHING_MISSED
