"""``dxplan explain``: why a rule has its verdict, and what it would take."""

from __future__ import annotations

import re
from argparse import Namespace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan.cli.exits import NOTHING_MISSED, UNREADABLE, WRONG
from dxplan.cli.loading import load_usable, open_session_for
from dxplan.cli.output import deliver, say, say_unread
from dxplan.cli.progress import progress
from dxplan.explain import CannotExplain, Explanation
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report.words import plain

if TYPE_CHECKING:
    from dxplan.data.observations import Observations
    from dxplan.session import Session


def run(options: Namespace) -> int:
    """Explain a rule; a verdict of ``missed`` is what was asked about, and no failure."""
    session = open_session_for(options)
    plan = load_usable(session, options)
    if plan is None:
        return WRONG
    language: Language = options.lang or plan.language
    try:
        _check_call(plan, options)
        data = [Path(name) for name in options.data]
        beside = (options.register, options.events, options.crosswalk)
        with progress(language):
            observations = session.read(plan, data, *beside)
        if say_unread(observations.problems, language):
            return UNREADABLE
        explanation = _explanation(session, plan, observations, options)
    except CannotExplain as wrong:
        say(plain(wrong.message(language)))
        return WRONG
    text = _rendered(explanation, options.format, language)
    return NOTHING_MISSED if deliver(text, options.output, language) else WRONG


def _check_call(plan: Plan, options: Namespace) -> None:
    """Refuse what could only be explained in a way that was not meant, before reading data."""
    from dxplan.explain.choose import find_rule
    from dxplan.plan.model import Group, Target

    rule = find_rule(plan, options.target)
    if (options.by is None) != (options.group is None):
        raise CannotExplain("by-without-group", {})
    if options.organisation is not None and options.group is not None:
        raise CannotExplain("organisation-and-group", {})
    if isinstance(rule, Group) and options.organisation is None:
        raise CannotExplain("level-of-whom", {"rule": rule.id})
    if isinstance(rule, Target | Group) and not options.data:
        raise CannotExplain("no-data-given", {"rule": rule.id})


def _explanation(
    session: Session, plan: Plan, observations: Observations, options: Namespace
) -> Explanation:
    return session.explain(
        plan,
        options.target,
        observations,
        as_of=options.as_of or date.today(),
        organisation=options.organisation,
        by=options.by,
        group=options.group,
        on=options.date,
        reaching=None if options.reaching is None else read_level(options.reaching),
    )


def read_level(text: str) -> Fraction:
    """A level as a rule file or a Vietnamese document writes it.

    :raises CannotExplain: when it is none.

    >>> read_level("12,5%")
    Fraction(25, 2)
    """
    found = re.fullmatch(r"([0-9]+(?:[.,][0-9]+)?) *%?", text.strip())
    if found is None:
        raise CannotExplain("wrong-level", {"text": repr(text)})
    return Fraction(found[1].replace(",", "."))


def _rendered(explanation: Explanation, form: str, language: Language) -> str:
    if form == "json":
        from dxplan.report.explanation_json import explanation_json_text

        return explanation_json_text(explanation, language)
    from dxplan.report.explanation_text import explanation_text

    return explanation_text(explanation, language)
