"""The levels of a report for officers: how many organisations have which, and that of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from dxplan.engine.findings import Report
from dxplan.engine.judged_together import Group
from dxplan.engine.level_findings import Level, LevelCount
from dxplan.messages import Language
from dxplan.plan.model import Scale
from dxplan.report.group_text import group_titles
from dxplan.report.layout import WIDTH, Column, paragraph, table
from dxplan.report.note_text import note_text
from dxplan.report.number_text import interval_text
from dxplan.report.scale_text import unsettled
from dxplan.report.time_text import day_text
from dxplan.report.words import word

_DAY_WIDTH = 11
_COUNT_WIDTH = 12
_GROUP_WIDTH = 20
"""Columns that the names of groups keep, however many bands there are."""
_UNSURE = ("uncertain", "not_reported")


def levels_text(report: Report, language: Language) -> str:
    """Every scale of the plan with its levels, and what is not settled about it."""
    parts = (_scale(report, scale, language) for scale in report.plan.scales.values())
    return "\n\n".join(part for part in parts if part)


def _scale(report: Report, scale: Scale, language: Language) -> str:
    counts = [each for each in report.level_counts if each.scale == scale.name]
    levels = [each for each in report.levels if each.scale == scale.name]
    to_come = sorted({time.end for time in scale.judged if time.end > report.as_of})
    if not counts and not to_come:
        return ""
    cited = f" ({scale.cite})" if scale.cite else ""
    parts = [paragraph(f"{scale.title or scale.name}{cited}")]
    if counts:
        parts.append(_count_table(report, scale, counts, language))
    if levels:
        parts.append(_level_table(report, scale, levels, language))
    remarks = [*_about_counts(report, counts, language), *unsettled(scale, language)]
    if to_come:
        dates = ", ".join(day_text(day, language) for day in to_come)
        remarks.append(word("phrase", "scale_to_come", language, dates=dates))
    lines = "\n".join(paragraph(text, lead="- ") for text in remarks)
    return "\n\n".join(part for part in (*parts, lines) if part)


def _about_counts(report: Report, counts: Iterable[LevelCount], language: Language) -> list[str]:
    """Who was left out of the counts, each sentence once."""
    notes = dict.fromkeys(note for each in counts for note in each.notes)
    return list(dict.fromkeys(note_text(*note, report, language) for note in notes))


def _count_table(
    report: Report, scale: Scale, counts: Sequence[LevelCount], language: Language
) -> str:
    titles = {group.name: group.title or group.name for group in scale.groups}
    places = group_titles(report, [Group(each.by, each.organisation) for each in counts], language)
    bands = [band.title or band.name for band in scale.bands]
    headings = [*bands, *(word("heading", each, language) for each in _UNSURE)]
    room = WIDTH - _GROUP_WIDTH - _DAY_WIDTH - len(headings)
    width = min(_COUNT_WIDTH, room // len(headings) - 1)
    columns = [
        Column(word("heading", "group", language)),
        Column(word("heading", "on", language), _DAY_WIDTH),
        *(Column(heading, width, numeric=True) for heading in headings),
    ]
    rows = []
    for each in counts:
        name = titles[each.group]
        if each.by is not None:
            name = f"{name} · {places[Group(each.by, each.organisation)]}"
        numbers = [str(count) for _, count in each.bands]
        others = [str(each.uncertain), str(each.not_reported)]
        rows.append([name, day_text(each.date, language), *numbers, *others])
    return table(columns, rows)


def _level_table(report: Report, scale: Scale, levels: Iterable[Level], language: Language) -> str:
    titles = {group.name: group.title or group.name for group in scale.groups}
    columns = [
        Column(word("heading", "organisation", language)),
        Column(word("heading", "group", language)),
        Column(word("heading", "on", language), _DAY_WIDTH),
        Column(word("heading", "score", language), 11, numeric=True),
        Column(word("heading", "level", language), 34),
    ]
    rows = [
        [
            report.titles.get(level.organisation, level.organisation),
            titles[level.group],
            day_text(level.date, language),
            _score(scale, level, language),
            _level(scale, level, language),
        ]
        for level in sorted(levels, key=lambda each: (each.organisation, each.date))
    ]
    return table(columns, rows, spaced=True)


def _score(scale: Scale, level: Level, language: Language) -> str:
    """The score, so rounded that it stays in its band; a dash where nothing gives any points."""
    group = next(each for each in scale.groups if each.name == level.group)
    if not level.reported or group.highest == 0:
        return "—"
    return interval_text(level.score, "", language, _edges(scale))


def _edges(scale: Scale) -> set[Fraction]:
    ends = (end for band in scale.bands for end in (band.low, band.high))
    return {end for end in ends if end is not None}


def _level(scale: Scale, level: Level, language: Language) -> str:
    """The level, or those it may be, and the criteria that it hangs on."""
    bands = [b.title or b.name for b in scale.bands if b.name in level.bands]
    if len(bands) == 1:
        lines = bands
    elif not level.reported:
        lines = [word("heading", "not_reported", language)]
    else:
        either = ", ".join(bands[:-1])
        listed = word("phrase", "level_or", language, first=either, last=bands[-1])
        lines = [word("phrase", "level_open", language, bands=listed)]
    for code, names in (("level_unmet", level.unmet), ("level_missing", level.missing)):
        if names and level.reported:
            lines.append(word("phrase", code, language, criteria=_titles(scale, names)))
    return "\n".join(lines)


def _titles(scale: Scale, names: Iterable[str]) -> str:
    every = (each for group in scale.groups for each in group.criteria)
    titles = {each.name: each.title or each.name for each in every}
    return ", ".join(titles[name] for name in names)
