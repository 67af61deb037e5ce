"""Targets as the page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from dxplan.engine.findings import Finding, Report
from dxplan.messages import Language
from dxplan.plan.model import Target, Unit
from dxplan.report.finding_text import gap_text, value_text
from dxplan.report.html.charts import chart
from dxplan.report.html.course import Course, alternative
from dxplan.report.html.marks import Mark, mark_of
from dxplan.report.html.sections import in_sections
from dxplan.report.html.words import say
from dxplan.report.note_text import notes_of, unit_notes
from dxplan.report.rule_text import (
    column_text,
    subject_text,
    threshold_text,
    title_of,
    when_text,
)
from dxplan.report.standing import Standing
from dxplan.report.time_text import timing_text
from dxplan.report.words import plain, word

_NAMES_SHOWN = 12


@attrs.frozen
class Named:
    """Something with a place in the page that a link leads to."""

    anchor: str
    title: str


@attrs.frozen
class Names:
    """The first of some names, and how many more there are."""

    shown: tuple[str, ...] = ()
    more: int = 0


@attrs.frozen
class Card:
    """A target with everything that is said of it.

    :param number: its place in the plan, from 1 on.
    :param conditions: what it leaves out, and when it applies.
    :param share_reported: in thousandths, to order by.
    :param chart: an SVG element; empty without anything to draw.
    """

    id: str
    anchor: str
    number: int
    title: str
    requirement: str
    conditions: tuple[str, ...]
    mark: Mark
    value: str
    gap: tuple[str, ...]
    reported: str
    share_reported: int
    not_reported: int
    not_usable: int
    lead: tuple[Named, ...]
    cooperating: tuple[str, ...]
    cite: str
    notes: tuple[str, ...]
    chart: str
    failing: Names
    undecided: Names


@attrs.frozen
class Section:
    """The targets of one group of the plan."""

    title: str
    cards: tuple[Card, ...]


def sections(
    report: Report,
    found: Sequence[Standing],
    courses: Mapping[str, Course],
    *,
    ids: Mapping[str, str],
    units: Mapping[str, str],
    language: Language,
) -> tuple[Section, ...]:
    """The targets of the whole, in the groups of the plan.

    :param ids: the anchor of each target.
    :param units: the anchor of each unit.
    """
    standing = {each.now.target: each for each in found}
    targets = [target for target in report.plan.targets if target.id in standing]
    numbers = {target.id: number for number, target in enumerate(targets, 1)}

    def made(target: Target) -> Card:
        anchor, number = ids[target.id], numbers[target.id]
        course = courses[target.id]
        place, now = (anchor, number), standing[target.id]
        return _card(report, target, now, course, units=units, place=place, language=language)

    grouped = in_sections(targets, language)
    return tuple(Section(title, tuple(map(made, listed))) for title, listed in grouped.items())


def _card(
    report: Report,
    target: Target,
    standing: Standing,
    course: Course,
    *,
    units: Mapping[str, str],
    place: tuple[str, int],
    language: Language,
) -> Card:
    finding, plan = standing.now, report.plan
    title = plain(subject_text(target, plan))
    gap = gap_text(finding, target, plan, language)
    notes = [
        *notes_of(standing, report, language),
        *unit_notes(finding, (*target.lead, *target.cooperating), report, language),
        *target.assumptions,
    ]
    return Card(
        target.id,
        *place,
        title,
        requirement(target, report, language),
        _conditions(target, report, language),
        mark_of(finding, language),
        value_text(finding, language),
        tuple(line for line in gap.split("\n") if line != "—"),
        _reported(finding, language),
        1000 * finding.reported // finding.expected if finding.expected else 1000,
        len(finding.silent),
        len(finding.unusable),
        tuple(Named(units[unit.name], title_of(unit)) for unit in finding.lead),
        tuple(map(title_of, finding.cooperating)),
        target.cite,
        tuple(dict.fromkeys(notes)),
        chart(course, plain(alternative(course, title, language)), language),
        _names(finding.failing, report),
        _names(finding.undecided, report),
    )


def requirement(target: Target, report: Report, language: Language) -> str:
    """What a target asks for, and when."""
    parts = [threshold_text(target.threshold, language)]
    if target.each:
        parts.append(column_text("each", target.each, language))
    parts.append(timing_text(target.time, language, report.plan.calendar))
    return " ".join(parts)


def _conditions(target: Target, report: Report, language: Language) -> tuple[str, ...]:
    found = []
    if target.excluded:
        members = ", ".join(member.title or member.name for member in target.excluded)
        found.append(word("phrase", "except", language, members=members))
    if target.when is not None:
        condition = when_text(target, report.plan, language)
        found.append(word("phrase", "when", language, condition=condition))
    return tuple(found)


def _reported(finding: Finding, language: Language) -> str:
    if not finding.expected:
        return "—"
    counts = {"reported": finding.reported, "expected": finding.expected}
    return say("reported_of", language, **counts)


def _names(ids: Sequence[str], report: Report) -> Names:
    shown = tuple(report.titles.get(each, each) for each in ids[:_NAMES_SHOWN])
    return Names(shown, len(ids) - len(shown))


def units_named(found: Sequence[Standing]) -> dict[str, Unit]:
    """The units that lead anything, by name, in order."""
    return {unit.name: unit for each in found for unit in each.now.lead}
