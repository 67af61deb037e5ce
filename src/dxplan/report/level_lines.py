"""The levels of a report line by line, for every format: how many have which, and that of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

import attrs

from dxplan.engine.findings import Report
from dxplan.engine.judged_together import Group as Place
from dxplan.engine.level_findings import Following, Level, LevelCount, following
from dxplan.messages import Language
from dxplan.plan.model import Group, Scale
from dxplan.report.group_text import group_titles
from dxplan.report.note_text import note_text
from dxplan.report.number_text import exact_number_text, interval_text
from dxplan.report.scale_text import unsettled
from dxplan.report.time_text import day_text
from dxplan.report.words import plain, word

UNSURE = ("uncertain", "not_reported")


@attrs.frozen
class CountLine:
    """How many organisations have which level.

    :param title: of the group of the scale, with the group of organisations behind it.
    :param numbers: in each band from the lowest, then those uncertain, then those not reported.
    """

    count: LevelCount
    title: str
    day: str
    numbers: tuple[int, ...]


@attrs.frozen
class LevelLine:
    """The level of an organisation: what was found, which is exact, and the words for it.

    :param score: so rounded that it stays in its band; a dash where nothing gives any points.
    :param reached: the level, or those it may be.
    :param hangs_on: the criteria that are unmet or missing.
    :param following: the next level; empty at the top, and where the level is not certain.
    :param lacking: the points that it takes to the next level; empty where it takes none.
    """

    level: Level
    name: str
    group: str
    day: str
    score: str
    reached: str
    hangs_on: tuple[str, ...]
    following: str
    lacking: str

    @property
    def lacks(self) -> tuple[str, ...]:
        """All that stands between it and the next level."""
        return (*self.hangs_on, *filter(None, (self.lacking,)))


@attrs.frozen
class ScaleLines:
    """A scale.

    :param headings: of the numbers of counts.
    :param remarks: who was left out, what is not settled, and when it is judged next.
    """

    scale: Scale
    title: str
    headings: tuple[str, ...]
    counts: tuple[CountLine, ...]
    levels: tuple[LevelLine, ...]
    remarks: tuple[str, ...]


def scale_lines(report: Report, language: Language) -> list[ScaleLines]:
    """Every scale of the plan of which there is anything to say."""
    made = (_scale(report, scale, language) for scale in report.plan.scales.values())
    return [each for each in made if each.counts or any(_to_come(report, each.scale))]


def next_text(line: LevelLine, language: Language) -> str:
    """The next level with what it takes, in one text; empty where there is none."""
    if not line.following:
        return ""
    code = "level_next_points" if line.lacking else "level_next"
    return word("phrase", code, language, band=line.following, points=line.lacking)


def weakest_first(lines: Iterable[LevelLine], scale: Scale) -> list[LevelLine]:
    """The lowest levels first, of them the lowest scores; those without a report at the end."""
    places = {band.name: place for place, band in enumerate(scale.bands)}

    def order(line: LevelLine) -> tuple[bool, int, Fraction, str]:
        level = line.level
        lowest = min((places[name] for name in level.bands), default=len(places))
        return not level.reported, lowest, level.score.low or Fraction(0), line.name

    return sorted(lines, key=order)


def _scale(report: Report, scale: Scale, language: Language) -> ScaleLines:
    counts = [each for each in report.level_counts if each.scale == scale.name]
    levels = [each for each in report.levels if each.scale == scale.name]
    cited = f" ({scale.cite})" if scale.cite else ""
    bands = (band.title or band.name for band in scale.bands)
    groups = {group.name: group for group in scale.groups}
    ordered = sorted(levels, key=lambda each: (each.organisation, each.date))
    return ScaleLines(
        scale,
        plain(f"{scale.title or scale.name}{cited}"),
        (*map(plain, bands), *(word("heading", each, language) for each in UNSURE)),
        tuple(_counts(report, scale, counts, language)),
        tuple(_level(report, scale, groups[each.group], each, language) for each in ordered),
        tuple(map(plain, _remarks(report, scale, counts, language))),
    )


def _counts(
    report: Report, scale: Scale, counts: Sequence[LevelCount], language: Language
) -> Iterator[CountLine]:
    titles = {group.name: _title(group) for group in scale.groups}
    places = group_titles(report, [Place(each.by, each.organisation) for each in counts], language)
    for each in counts:
        title = titles[each.group]
        if each.by is not None:
            title = f"{title} · {places[Place(each.by, each.organisation)]}"
        numbers = (*(count for _, count in each.bands), each.uncertain, each.not_reported)
        yield CountLine(each, plain(title), day_text(each.date, language), numbers)


def _remarks(
    report: Report, scale: Scale, counts: Iterable[LevelCount], language: Language
) -> Iterator[str]:
    notes = dict.fromkeys(note for each in counts for note in each.notes)
    yield from dict.fromkeys(note_text(*note, report, language) for note in notes)
    yield from unsettled(scale, language)
    to_come = _to_come(report, scale)
    if to_come:
        dates = ", ".join(day_text(day, language) for day in to_come)
        yield word("phrase", "scale_to_come", language, dates=dates)


def _to_come(report: Report, scale: Scale) -> list[date]:
    return sorted({time.end for time in scale.judged if time.end > report.as_of})


def _title(group: Group) -> str:
    return group.title or group.name


# --- one organisation -----------------------------------------------------------------------------


def _level(
    report: Report, scale: Scale, group: Group, level: Level, language: Language
) -> LevelLine:
    after = following(group, level) if level.reported else None
    return LevelLine(
        level,
        plain(report.titles.get(level.organisation, level.organisation)),
        plain(_title(group)),
        day_text(level.date, language),
        _score(scale, group, level, language),
        plain(_reached(scale, level, language)),
        tuple(map(plain, _hangs_on(group, level, language))),
        "" if after is None else plain(after.band.title or after.band.name),
        "" if after is None else _lacking(after, language),
    )


def _score(scale: Scale, group: Group, level: Level, language: Language) -> str:
    if not level.reported or group.highest == 0:
        return "—"
    ends = (end for band in scale.bands for end in (band.low, band.high))
    return interval_text(level.score, "", language, {end for end in ends if end is not None})


def _reached(scale: Scale, level: Level, language: Language) -> str:
    bands = [band.title or band.name for band in scale.bands if band.name in level.bands]
    if len(bands) == 1:
        return bands[0]
    if not level.reported:
        return word("heading", "not_reported", language)
    either = ", ".join(bands[:-1])
    listed = word("phrase", "level_or", language, first=either, last=bands[-1])
    return word("phrase", "level_open", language, bands=listed)


def _hangs_on(group: Group, level: Level, language: Language) -> Iterator[str]:
    titles = {each.name: each.title or each.name for each in group.criteria}
    for code, names in (("level_unmet", level.unmet), ("level_missing", level.missing)):
        if names and level.reported:
            criteria = ", ".join(titles[name] for name in names)
            yield word("phrase", code, language, criteria=criteria)


def _lacking(after: Following, language: Language) -> str:
    if not after.lacking and not after.beyond:
        return ""
    if after.beyond:
        least = exact_number_text(after.band.low or Fraction(0), language)
        return word("phrase", "level_points_beyond", language, points=least)
    points = exact_number_text(after.lacking, language)
    code = "one" if after.lacking == 1 else "many"
    return word("phrase", f"level_points_{code}", language, count=points)
