"""How many organisations have which level of a plan's scales."""

from __future__ import annotations

import attrs

from dxplan.engine.findings import Report
from dxplan.engine.judged_together import Group
from dxplan.messages import Language
from dxplan.plan.model import Scale
from dxplan.report.group_text import group_titles
from dxplan.report.note_text import note_text
from dxplan.report.scale_text import unsettled
from dxplan.report.time_text import day_text


@attrs.frozen
class LevelRow:
    """A group of organisations on a day: how many are in each band, uncertain, not reported."""

    title: str
    day: str
    counts: tuple[int, ...]


@attrs.frozen
class LevelTable:
    """A scale.

    :param remarks: what is not settled about it, and who was left out.
    """

    title: str
    bands: tuple[str, ...]
    rows: tuple[LevelRow, ...]
    remarks: tuple[str, ...]


def level_tables(report: Report, language: Language) -> tuple[LevelTable, ...]:
    """The scales of a plan of which anything is known."""
    made = (_table(report, scale, language) for scale in report.plan.scales.values())
    return tuple(table for table in made if table.rows)


def _table(report: Report, scale: Scale, language: Language) -> LevelTable:
    counts = [each for each in report.level_counts if each.scale == scale.name]
    groups = {group.name: group.title or group.name for group in scale.groups}
    places = group_titles(report, [Group(each.by, each.organisation) for each in counts], language)
    rows = []
    for each in counts:
        title = groups[each.group]
        if each.by is not None:
            title = f"{title} · {places[Group(each.by, each.organisation)]}"
        numbers = (*(count for _, count in each.bands), each.uncertain, each.not_reported)
        rows.append(LevelRow(title, day_text(each.date, language), numbers))
    notes = [note_text(*note, report, language) for each in counts for note in each.notes]
    remarks = tuple(dict.fromkeys([*notes, *unsettled(scale, language)]))
    cited = f" ({scale.cite})" if scale.cite else ""
    bands = tuple(band.title or band.name for band in scale.bands)
    return LevelTable(f"{scale.title or scale.name}{cited}", bands, tuple(rows), remarks)
