"""Levels in the columns of lists that programs of offices sort and count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.level_lines import CountLine, LevelLine, ScaleLines, next_text, scale_lines
from dxplan.report.progress_columns import Cell, above, below
from dxplan.report.words import plain

_UNSURE = ("uncertain", "not_reported")


def level_cells(report: Report, language: Language) -> Iterator[Mapping[str, Cell]]:
    """Levels as a table of findings has them: cells by the codes of its columns."""
    for scale in scale_lines(report, language):
        for count in scale.counts:
            yield from _counted(scale, count)
        for number, line in enumerate(scale.levels, 1):
            yield {**_cells(scale, line, number), "gap": next_text(line, language)}


def _counted(scale: ScaleLines, line: CountLine) -> Iterator[Mapping[str, Cell]]:
    codes = (*(band.name for band in scale.scale.bands), *_UNSURE)
    said = zip(codes, scale.headings, line.numbers, strict=True)
    for place, (code, heading, number) in enumerate(said, 1):
        yield {
            "kind": "level_count", "number": place, "title": f"{scale.title}, {line.title}",
            "achieved": str(number), "verdict": heading, "verdict_code": code,
            "id": f"{line.count.scale}.{line.count.group}", "judged_on": line.count.date,
            "reported": line.count.expected - line.count.not_reported,
            "expected": line.count.expected, "notes": "; ".join(scale.remarks),
        }  # fmt: skip


def _cells(scale: ScaleLines, line: LevelLine, number: int) -> Mapping[str, Cell]:
    level = line.level
    scored = level.reported and line.score != "—"
    score = (level.score.low, level.score.high) if scored else (None, None)
    return {
        "kind": "level", "number": number, "group": line.name,
        "title": f"{scale.title}, {line.group}", "achieved": line.score,
        "verdict": line.reached, "notes": "; ".join((*line.hangs_on, *scale.remarks)),
        "verdict_code": " ".join(level.bands) if level.reported else "not_reported",
        "id": f"{level.scale}.{level.group}", "judged_on": level.date,
        "achieved_from": score[0], "achieved_to": score[1],
        "exact_from_numerator": above(score[0]), "exact_from_denominator": below(score[0]),
        "exact_to_numerator": above(score[1]), "exact_to_denominator": below(score[1]),
    }  # fmt: skip


COUNTS = {
    "scale": 44, "level_group": 40, "judged_on": 13, "level": 30, "organisations": 12,
    "notes": 50,
}  # fmt: skip
"""The columns of a sheet of counts, and their widths."""
LEVELS = {
    "number": 5, "organisation": 38, "level_group": 24, "judged_on": 12, "score": 11,
    "level": 22, "following": 16, "lacks": 38, "scale": 26, "id": 18, "score_from": 11,
    "score_to": 11,
}  # fmt: skip
"""The columns of a sheet of levels."""


def count_rows(scales: Iterable[ScaleLines]) -> Iterator[list[Cell]]:
    """A row a level of a group, with how many organisations have it."""
    for scale in scales:
        for line in scale.counts:
            notes = "; ".join(scale.remarks)
            for heading, number in zip(scale.headings, line.numbers, strict=True):
                yield [scale.title, line.title, line.count.date, heading, number, notes]
                notes = ""  # Once a group: it would make every row high.


def level_rows(scales: Iterable[ScaleLines]) -> Iterator[list[Cell]]:
    """A row an organisation and group of a scale."""
    lines = ((scale, line) for scale in scales for line in scale.levels)
    for number, (scale, line) in enumerate(lines, 1):
        level, scored = line.level, line.level.reported and line.score != "—"
        yield [
            number, line.name, line.group, level.date, line.score, line.reached,
            line.following, "; ".join(line.lacks), scale.title, plain(level.organisation),
            level.score.low if scored else None, level.score.high if scored else None,
        ]  # fmt: skip
