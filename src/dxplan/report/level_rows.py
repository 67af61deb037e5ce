"""The rows of the tables of levels that people read."""

from __future__ import annotations

from dxplan.messages import Language
from dxplan.report.level_lines import CountLine, LevelLine, ScaleLines
from dxplan.report.office_words import office_word
from dxplan.report.progress_rows import row_headings
from dxplan.report.words import word

LEVEL_ROW = ("organisation", "level_group", "judged_on", "score", "level", "following")


def count_headings(scale: ScaleLines, language: Language) -> list[str]:
    """What stands at the head of the counts of a scale."""
    return [*row_headings(("level_group", "judged_on"), language), *scale.headings]


def count_row(line: CountLine) -> list[str]:
    """How many organisations of a group have which level."""
    return [line.title, line.day, *map(str, line.numbers)]


def level_row(line: LevelLine) -> list[str]:
    """An organisation: its score, its level with what that hangs on, and the next one."""
    level = "; ".join((line.reached, *line.hangs_on))
    after = "; ".join(filter(None, (line.following, line.lacking)))
    return [line.name, line.group, line.day, line.score, level, after or "—"]


def counted_levels(scale: ScaleLines, line: CountLine, language: Language) -> str:
    """The counts of a group in one line; levels that nobody has are left out."""
    pairs = zip(scale.headings, line.numbers, strict=True)
    said = "; ".join(f"{heading} {number}" for heading, number in pairs if number)
    nobody = word("heading", "not_reported", language)
    return office_word("levels", "counts", language, day=line.day, counts=said or nobody)
