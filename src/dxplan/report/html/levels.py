"""How many organisations have which level of a plan's scales, and that of each of them."""

from __future__ import annotations

from fractions import Fraction

import attrs

from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.report.html.anchors import anchors
from dxplan.report.level_lines import CountLine, LevelLine, ScaleLines, scale_lines, weakest_first


@attrs.frozen
class LevelRow:
    """An organisation in a group of a scale.

    :param score: in thousandths of a point, to order by; below every other without a score.
    :param rank: of the level, 0 for the lowest; after all of them without a report.
    """

    anchor: str
    line: LevelLine
    score: int
    rank: int

    @property
    def after(self) -> str:
        """The next level, and what it takes."""
        return "; ".join(filter(None, (self.line.following, self.line.lacking)))


@attrs.frozen
class LevelTable:
    """A scale.

    :param bands: its levels, then what stands beside them when there is none.
    :param rows: how many organisations have which.
    :param organisations: each of them, the weakest first.
    :param remarks: what is not settled about it, and who was left out.
    """

    anchor: str
    title: str
    bands: tuple[str, ...]
    rows: tuple[CountLine, ...]
    organisations: tuple[LevelRow, ...]
    remarks: tuple[str, ...]


def level_tables(report: Report, language: Language) -> tuple[LevelTable, ...]:
    """The scales of a plan of which anything is known."""
    scales = [each for each in scale_lines(report, language) if each.counts]
    ids = anchors("levels", (each.scale.name for each in scales))
    return tuple(_table(ids[each.scale.name], each) for each in scales)


def _table(anchor: str, scale: ScaleLines) -> LevelTable:
    ordered = weakest_first(scale.levels, scale.scale)
    ids = anchors(f"level{anchor.removeprefix('levels')}", map(_name, ordered))
    places = {band.name: place for place, band in enumerate(scale.scale.bands)}
    rows = (
        LevelRow(ids[_name(line)], line, _thousandths(line), _rank(line, places))
        for line in ordered
    )
    return LevelTable(anchor, scale.title, scale.headings, scale.counts, tuple(rows), scale.remarks)


def _name(line: LevelLine) -> str:
    level = line.level
    return f"{level.organisation} {level.group} {level.date.isoformat()}"


def _thousandths(line: LevelLine) -> int:
    return -1 if line.score == "—" else int((line.level.score.low or Fraction(0)) * 1000)


def _rank(line: LevelLine, places: dict[str, int]) -> int:
    if not line.level.reported:
        return len(places)
    return min((places[name] for name in line.level.bands), default=len(places))
