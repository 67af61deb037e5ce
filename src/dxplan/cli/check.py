"""``dxplan check``: a plan against reported figures."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dxplan.cli.exits import MISSED, NOTHING_MISSED, UNREADABLE, WRONG
from dxplan.cli.loading import load_usable, open_session_for
from dxplan.cli.output import deliver, say, say_unread
from dxplan.messages import Language
from dxplan.report.diagnostic_text import render_diagnostic
from dxplan.report.words import plain, word

if TYPE_CHECKING:
    from dxplan.data.observations import Observations
    from dxplan.engine.findings import Report
    from dxplan.report.renderer import Renderer
    from dxplan.session import Session


def run(options: Namespace) -> int:
    """Check a plan and write the report."""
    session = open_session_for(options)
    renderer = _renderer(session, options)
    plan = load_usable(session, options) if renderer else None
    if renderer is None or plan is None:
        return WRONG
    language = options.lang or plan.language
    data = [Path(name) for name in options.data]
    observations = session.read(plan, data, options.register, options.events)
    if not _can_group(observations, options.by, language):
        return WRONG
    as_of = options.as_of or date.today()
    report = session.check(plan, observations, as_of=as_of, group_by=options.by)
    text = _rendered(renderer, report, language)
    if text is None or not deliver(text, options.output, language):
        return WRONG
    return _status(report, language)


def _renderer(session: Session, options: Namespace) -> Renderer | None:
    renderers = session.renderers()
    if options.format not in renderers:
        known = ", ".join(sorted(renderers))
        name = plain(options.format)
        say(word("cli", "unknown_format", options.spoken, name=name, known=known))
    return renderers.get(options.format)


def _can_group(observations: Observations, column: str | None, language: Language) -> bool:
    """Whether the register has the column of ``--by``; unknown if the register cannot be read."""
    from dxplan.data.groupings import column_named, columns_said
    from dxplan.data.register_rows import grouping_columns

    if column is None or any(problem.fatal for problem in observations.problems):
        return True
    known = {"organisation", *grouping_columns((observations.organisations or {}).values())}
    if column_named(column, known) is None:
        names = columns_said(known, language)
        say(word("cli", "unknown_column", language, name=plain(column), known=plain(names)))
        return False
    return True


def _rendered(renderer: Renderer, report: Report, language: Language) -> str | None:
    """The report in its format, or ``None`` when the plugin that brought the format failed."""
    from dxplan.plugin.guarded import PluginFailed

    try:
        return renderer.render(report, language)
    except PluginFailed as failed:
        say(render_diagnostic(failed.diagnostic, language))
        return None


def _status(report: Report, language: Language) -> int:
    if say_unread(report.problems, language):
        return UNREADABLE
    return MISSED if report.something_due_is_missed else NOTHING_MISSED
