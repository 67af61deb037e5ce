"""The levels of a report for officers: how many organisations have which, and that of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.layout import WIDTH, Column, paragraph, table
from dxplan.report.level_lines import CountLine, LevelLine, ScaleLines, next_text, scale_lines
from dxplan.report.words import word

_DAY_WIDTH = 11
_COUNT_WIDTH = 12
_GROUP_WIDTH = 20
"""Columns that the names of groups keep, however many bands there are."""


def levels_text(report: Report, language: Language) -> str:
    """Every scale of the plan with its levels, and what is not settled about it."""
    return "\n\n".join(_scale(scale, language) for scale in scale_lines(report, language))


def _scale(scale: ScaleLines, language: Language) -> str:
    parts = [paragraph(scale.title)]
    if scale.counts:
        parts.append(_count_table(scale.headings, scale.counts, language))
    if scale.levels:
        parts.append(_level_table(scale.levels, language))
    parts.append("\n".join(paragraph(text, lead="- ") for text in scale.remarks))
    return "\n\n".join(filter(None, parts))


def _count_table(headings: Sequence[str], counts: Iterable[CountLine], language: Language) -> str:
    room = WIDTH - _GROUP_WIDTH - _DAY_WIDTH - len(headings)
    width = min(_COUNT_WIDTH, room // len(headings) - 1)
    columns = [
        Column(word("heading", "group", language)),
        Column(word("heading", "on", language), _DAY_WIDTH),
        *(Column(heading, width, numeric=True) for heading in headings),
    ]
    return table(columns, [[each.title, each.day, *map(str, each.numbers)] for each in counts])


def _level_table(levels: Iterable[LevelLine], language: Language) -> str:
    columns = [
        Column(word("heading", "organisation", language)),
        Column(word("heading", "group", language)),
        Column(word("heading", "on", language), _DAY_WIDTH),
        Column(word("heading", "score", language), 11, numeric=True),
        Column(word("heading", "level", language), 34),
    ]
    rows = [
        [each.name, each.group, each.day, each.score, _level(each, language)] for each in levels
    ]
    return table(columns, rows, spaced=True)


def _level(line: LevelLine, language: Language) -> str:
    """The level, the criteria that it hangs on, and the next one."""
    return "\n".join(filter(None, (line.reached, *line.hangs_on, next_text(line, language))))
