"""What else must be known to read a finding, as sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from dxplan.engine.findings import Finding, Report
from dxplan.engine.responsible import responsible_on
from dxplan.messages import Language
from dxplan.plan.model import Duty, Plan, Target, Task, Unit
from dxplan.report.file_names import place_named
from dxplan.report.quantity_text import wording_of
from dxplan.report.rule_text import column_text, title_of, when_text
from dxplan.report.standing import Standing
from dxplan.report.time_text import day_text, period_text
from dxplan.report.words import word
from dxplan.values.calendars import MINISTRY
from dxplan.values.periods import Period

Params: TypeAlias = tuple[tuple[str, str], ...]

_DATES_SHOWN = 4
_NOTES_OF_A_KIND = 3
_GROUPS_SHOWN = 6
_DAYS = ("until", "since", "date")
_PERIODS = ("period",)
_ORGANISATIONS = ("organisation",)
_UNIT_NOTES = (
    "unit-ended", "unit-succeeded", "unit-succeeded-later", "unit-successor-ended",
    "unit-not-begun",
)  # fmt: skip


def note_text(code: str, params: Params, report: Report, language: Language) -> str:
    """A note of a finding; what it carries for machines (ISO days, ids) as people write it."""
    return note_sentence(code, params, language, report.plan, report.titles)


def note_sentence(
    code: str,
    params: Params,
    language: Language,
    plan: Plan | None = None,
    titles: Mapping[str, str] | None = None,
) -> str:
    """A note as a sentence.

    :param plan: which the note is about, when it is about one.
    :param titles: of organisations, by id.
    """
    known = {} if titles is None else titles
    shown = {name: _readable(name, value, plan, known, language) for name, value in params}
    return word("note", code, language, **shown)


def _readable(
    name: str, value: str, plan: Plan | None, titles: Mapping[str, str], language: Language
) -> str:
    if name in _DAYS and value:
        return day_text(date.fromisoformat(value), language)
    if name in _PERIODS:
        start, end = map(date.fromisoformat, value.split("/"))
        calendar = MINISTRY if plan is None else plan.calendar
        return period_text(Period(start, end), language, calendar)
    if plan is not None and name == "facts":
        return ", ".join(map(wording_of(plan, language).quoted, value.split(", ")))
    if plan is not None and name == "condition":
        return _condition(value, plan, language)
    if name == "heading" and language == "vi" and value in ("commune", "district", "province"):
        return column_text("column", value, language)
    if name == "column":
        return column_text("column", value, language)
    if name == "place":
        return place_named(value)
    if name == "groups":
        return _some([titles.get(each, each) for each in value.split("; ")], language)
    return titles.get(value, value) if name in _ORGANISATIONS else value


def _condition(text: str, plan: Plan, language: Language) -> str:
    """A condition by the titles of what it names; a note carries it as it was written."""
    rules: tuple[Target | Task | Duty, ...] = (*plan.targets, *plan.tasks, *plan.duties)
    found = (rule for rule in rules if rule.when_text == text)
    return next((when_text(rule, plan, language) for rule in found), text)


def _some(names: list[str], language: Language) -> str:
    """The first few of some names, and how many more there are."""
    shown, more = ", ".join(names[:_GROUPS_SHOWN]), len(names) - _GROUPS_SHOWN
    return word("phrase", "more_groups", language, names=shown, count=more) if more > 0 else shown


def readable_param(
    finding: Finding, code: str, name: str, report: Report, language: Language
) -> str | None:
    """A parameter of one of a finding's notes as people write it; ``None`` without such a note."""
    for found, params in finding.notes:
        if found == code:
            value = dict(params)[name]
            return _readable(name, value, report.plan, report.titles, language)
    return None


def notes_of(
    standing: Standing, report: Report, language: Language, apart_from: Collection[str] = ()
) -> list[str]:
    """All notes on where a rule stands: the finding's own, and what its dates and units say.

    What became of units is not among them (see :func:`unit_notes`).

    :param apart_from: codes of notes that are shown elsewhere.
    """
    finding = standing.now
    left_out = (*apart_from, *_UNIT_NOTES)
    notes = _own_notes(finding, report, language, left_out)
    if finding.relapse and finding.deadline:
        deadline, on = day_text(finding.deadline, language), day_text(finding.date, language)
        notes.append(word("phrase", "relapse", language, deadline=deadline, date=on))
    if finding.rule == "duty" and 0 < len(finding.missing) < finding.expected:
        known = report.plan.units
        units = [known[name] for name in finding.missing if name in known]
        names = ", ".join(map(title_of, units))
        notes.append(word("phrase", "not_done_by", language, names=names))
    if standing.missed_before:
        code = "missed_earlier" if finding.rule == "target" else "late_earlier"
        dates = _days(standing.missed_before, language)
        notes.append(word("phrase", code, language, dates=dates))
    return notes


def _own_notes(
    finding: Finding, report: Report, language: Language, left_out: Collection[str]
) -> list[str]:
    """The notes that a finding carries, the first few of each kind: there may be hundreds."""
    kinds: dict[str, list[Params]] = {}
    for code, params in finding.notes:
        if code not in left_out:
            kinds.setdefault(code, []).append(params)
    notes: list[str] = []
    for code, found in kinds.items():
        shown = [note_text(code, params, report, language) for params in found[:_NOTES_OF_A_KIND]]
        if len(found) > len(shown):
            more = len(found) - len(shown)
            shown[-1] = word("phrase", "more_notes", language, last=shown[-1], count=more)
        notes += shown
    return notes


def unit_notes(
    finding: Finding, named: Iterable[Unit], report: Report, language: Language
) -> list[str]:
    """What became of the units that a document names: that they ended, and who took over.

    A unit that was in being on the finding's date may have ended by the day of the report: whoever
    reads it needs to know whom to turn to now.
    """
    named = tuple(named)
    titles = {unit.title for unit in named}
    since_then = responsible_on(report.plan, named, report.as_of).notes
    notes = [
        note_text(code, params, report, language)
        for code, params in (*finding.notes, *since_then)
        if code in _UNIT_NOTES and dict(params)["unit"] in titles
    ]
    return list(dict.fromkeys(notes))


def later_unit_notes(finding: Finding, report: Report) -> list[tuple[str, Params]]:
    """What became of a finding's units between its date and the day of the report."""
    named = dict.fromkeys((*finding.ended, *finding.lead, *finding.cooperating))
    notes = responsible_on(report.plan, named, report.as_of).notes
    return [note for note in dict.fromkeys(notes) if note not in finding.notes]


def _days(days: tuple[date, ...], language: Language) -> str:
    dates = [day_text(on, language) for on in days]
    shown, more = ", ".join(dates[-_DATES_SHOWN:]), len(dates) - _DATES_SHOWN
    return word("phrase", "and_more", language, names=shown, count=more) if more > 0 else shown
