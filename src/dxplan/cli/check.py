"""``dxplan check``: a plan against reported figures."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from dxplan.cli.exits import MISSED, NOTHING_MISSED, UNREADABLE, WRONG
from dxplan.cli.loading import load_usable, open_session_for
from dxplan.cli.output import (
    deliver,
    deliver_file,
    say,
    say_diagnostics,
    say_problems,
    say_unread,
)
from dxplan.cli.progress import progress
from dxplan.diagnostics import Outcome
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report.words import plain, word
from dxplan.values.periods import judged_day

if TYPE_CHECKING:
    from dxplan.data.problems import Problem
    from dxplan.engine.findings import Report
    from dxplan.plan.differences import SinceFrozen
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
    if not options.data and not options.sums:
        say(word("cli", "data_or_sums", language))
        return WRONG
    frozen = _since_frozen(session, plan, options, language)
    if not frozen.ok:
        return WRONG
    report = _report(session, plan, options, language, course=renderer.shows_course)
    if isinstance(report, int):
        return report
    withheld = _unread_for(report, options)
    if withheld:
        say_problems(withheld, language)
        say(word("cli", "no_report", language))
        return UNREADABLE
    report = attrs.evolve(report, frozen=frozen.value)
    written = _rendered(renderer, report, language)
    if written is None or not _deliver(written, options, language):
        return WRONG
    return _status(report, language)


def _report(
    session: Session, plan: Plan, options: Namespace, language: Language, *, course: bool
) -> Report | int:
    """The report, or the exit code when there can be none; why is said."""
    as_of = options.as_of or date.today()
    if options.sums:
        from dxplan.cli.sums import report_on_sums

        return report_on_sums(session, plan, options, as_of=as_of, language=language)
    from dxplan.data.asked_columns import CannotGroup
    from dxplan.engine.tables.errors import TableError

    data = [Path(name) for name in options.data]
    try:
        with progress(language) as tell:
            tell("reading")
            opened = session.opened(plan, data, options.register, options.events, options.crosswalk)
            columns = opened.columns_meant(options.by)
            tell("judging")
            report = opened.report(judged_day(as_of), columns)
            return session.with_course(report, opened) if course else report
    except CannotGroup as refused:
        say(plain(refused.message(language)))
        return WRONG
    except TableError as error:
        say_problems([error.problem], language)
        return UNREADABLE


def _unread_for(report: Report, options: Namespace) -> list[Problem]:
    """Why there is better no report: none of the figures, or not a list that is named, can be read.

    It would pass for one on schools that did not report, or on those alone that did, and take the
    place of an earlier one.
    """
    unread: dict[str, list[Problem]] = {}
    for problem in report.problems:
        if problem.fatal:
            unread.setdefault(problem.file, []).append(problem)
    named = [each for each in (options.register, options.crosswalk, options.events) if each]
    withheld = [str(Path(each)) for each in named]
    data = [str(Path(each)) for each in options.data]
    if not options.sums and all(each in unread for each in data):
        withheld = [*data, *withheld]
    return [problem for each in withheld for problem in unread.get(each, ())]


def _since_frozen(
    session: Session, plan: Plan, options: Namespace, language: Language
) -> Outcome[SinceFrozen | None]:
    """What became of the rules since the plan was frozen; what is wrong with its lock is said."""
    found = session.since_frozen(plan, options.plan, options.frozen)
    say_diagnostics(found.diagnostics, language)
    # The text on the terminal says so itself; a format that a plugin brings need not.
    elsewhere = options.output is not None or options.format != "text"
    if found.value is not None and found.value.differences.weakens and elsewhere:
        _tell_weaker(found.value, plan, language)
    return found


def _tell_weaker(since: SinceFrozen, plan: Plan, language: Language) -> None:
    from dxplan.report.time_text import day_text

    day, count = day_text(since.frozen_on, language), len(since.differences.weakening)
    told = {"plan": plain(plan.id), "lock": plain(since.lock), "day": day, "count": count}
    say(word("cli", "weaker_than_frozen", language, **told))


def _renderer(session: Session, options: Namespace) -> Renderer | None:
    renderers = session.renderers()
    if options.format not in renderers:
        known = ", ".join(sorted(renderers))
        name = plain(options.format)
        say(word("cli", "unknown_format", options.spoken, name=name, known=known))
    return renderers.get(options.format)


def _rendered(renderer: Renderer, report: Report, language: Language) -> str | bytes | None:
    """The report in its format, or ``None`` when it cannot be written; why is said."""
    from dxplan.plugin.guarded import PluginFailed
    from dxplan.report.renderer import MissingExtra

    try:
        return renderer.render(report, language)
    except MissingExtra as missing:
        say(missing.message(language))
    except PluginFailed as failed:
        say_diagnostics([failed.diagnostic], language)
    return None


def _deliver(written: str | bytes, options: Namespace, language: Language) -> bool:
    if isinstance(written, str):
        return deliver(written, options.output, language)
    return deliver_file(written, options.output, options.format, language)


def _status(report: Report, language: Language) -> int:
    if say_unread(report.problems, language):
        return UNREADABLE
    return MISSED if report.something_due_is_missed else NOTHING_MISSED
