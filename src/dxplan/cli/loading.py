"""What several commands begin with: a session, and a plan that can be used."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from dxplan.cli.output import say, say_diagnostics
from dxplan.diagnostics import Diagnostic, Outcome, Severity
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report.words import plain, word

if TYPE_CHECKING:
    from dxplan.session import Session


def open_session_for(options: Namespace) -> Session:
    """A session over installed plugins and those of ``--plugins``; says what is wrong with them."""
    from dxplan.session import open_session

    session = open_session(options.plugins)
    if session.diagnostics:
        say_diagnostics(session.diagnostics, options.spoken)
    return session


def message_language(options: Namespace, outcome: Outcome[Plan]) -> Language:
    """The language to speak about a plan: of ``--lang``, else of its files, else of the locale."""
    language: Language = options.lang or options.spoken
    if options.lang is None and _was_read(outcome):
        language = outcome.value.language
    return language


def _was_read(outcome: Outcome[Plan]) -> bool:
    """Whether there were rule files behind it, or only a name that means nothing."""
    if outcome.value.span is not None or outcome.value.targets:
        return True
    return any(diagnostic.span is not None for diagnostic in outcome.diagnostics)


def load_usable(
    session: Session,
    options: Namespace,
    reference: str | None = None,
    above: Plan | None = None,
) -> Plan | None:
    """The plan of a call, or ``None`` when its rules have errors; these are said.

    :param reference: of a call that names several plans, the one to load.
    :param above: the plan whose numbers it takes, when it names that as its parent.
    """
    name = options.plan if reference is None else reference
    return usable(session.load(name, above=above), options, name)


def usable(outcome: Outcome[Plan], options: Namespace, name: str) -> Plan | None:
    """A plan that was loaded, or ``None`` when its rules have errors; these are said.

    Warnings are only counted: they are for whoever looks after the rules.
    """
    language = message_language(options, outcome)
    errors = [d for d in outcome.diagnostics if d.severity is Severity.ERROR]
    if errors:
        say_diagnostics(errors, language, counted=True)
        return None
    _mention(outcome.diagnostics, name, language)
    return outcome.value


def _mention(diagnostics: tuple[Diagnostic, ...], plan: str, language: Language) -> None:
    if diagnostics:
        from dxplan.report.diagnostic_text import count_line

        counts = count_line(diagnostics, language)
        say(word("cli", "see_lint", language, counts=counts, plan=plain(plan)))
