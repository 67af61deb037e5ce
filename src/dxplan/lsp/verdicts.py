"""The figures behind the verdicts that stand above targets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dxplan.editing.views import View
from dxplan.editing.wording import word
from dxplan.engine.findings import Report
from dxplan.lsp.settings import Settings, day_of, placed
from dxplan.messages import Language, system_reason
from dxplan.plugin.guarded import PluginFailed
from dxplan.session import Session


class NoVerdicts(ValueError):
    """Why there are no verdicts, in the language that is spoken."""


def report_of(
    session: Session, view: View, settings: Settings, folder: Path, spoken: Language | None
) -> Report | None:
    """The findings of a plan over the data that are set; nothing where none are.

    :param folder: the one that files of settings are seen from.
    :param spoken: the language of what is said; that of the plan without it.
    :raises NoVerdicts: when the data cannot be used.
    """
    if not settings.data or not view.outcome.ok:
        return None
    language = spoken or view.plan.language
    day = day_of(settings.as_of, date.today())
    if day is None:
        raise NoVerdicts(word("lens", "no_day", language, text=settings.as_of))
    try:
        report = _checked(session, view, settings, folder, day)
    except (OSError, ValueError, PluginFailed) as error:
        reason = system_reason(error) if isinstance(error, OSError) else str(error)
        raise NoVerdicts(word("lens", "failed", language, reason=reason)) from error
    _refuse_unread(report, language)
    return report


def _checked(session: Session, view: View, settings: Settings, folder: Path, day: date) -> Report:
    data = [placed(each, folder) for each in settings.data]
    register = placed(settings.register, folder) if settings.register else None
    events = placed(settings.events, folder) if settings.events else None
    return session.check(view.plan, data, register, events, as_of=day)


def _refuse_unread(report: Report, language: Language) -> None:
    fatal = [each for each in report.problems if each.fatal]
    if fatal:
        reason = fatal[0].message(language)
        raise NoVerdicts(word("lens", "failed", language, reason=reason))
