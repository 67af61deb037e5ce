"""Levels: that of an organisation in a group of a scale, and how many have which."""

from __future__ import annotations

import datetime
from fractions import Fraction

import attrs

from dxplan.engine.responsible import Note
from dxplan.plan.model import Band, Group
from dxplan.values.intervals import Interval


@attrs.frozen
class Level:
    """The level of one organisation in one group of a scale on a day.

    :param group: its name inside the scale.
    :param score: an interval when reports are missing.
    :param bands: the names of the bands it may be in, from the lowest; one when that is certain.
    :param missing: names of the criteria that are not reported, or not decided.
    :param unmet: names of the mandatory criteria that are not met.
    :param reported: whether it reported anything that its level rests on.
    """

    scale: str
    group: str
    organisation: str
    date: datetime.date
    score: Interval
    bands: tuple[str, ...]
    missing: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    reported: bool = True

    @property
    def is_certain(self) -> bool:
        """Whether it can be only one."""
        return len(self.bands) == 1


@attrs.frozen
class LevelCount:
    """How many organisations have which level.

    :param organisation: the plan's id for the whole, or the group asked for.
    :param bands: how many surely are in each band, in the order of the bands.
    :param uncertain: how many reported, but may be in one band or another.
    :param not_reported: how many reported nothing that their level rests on.
    :param notes: who is not counted, of the whole.
    :param by: the register column that the ``organisation`` is a group of; ``None`` for the whole.
    """

    scale: str
    group: str
    organisation: str
    date: datetime.date
    bands: tuple[tuple[str, int], ...]
    uncertain: int = 0
    not_reported: int = 0
    notes: tuple[Note, ...] = ()
    by: str | None = None

    @property
    def expected(self) -> int:
        """How many are levelled in all."""
        return sum(count for _, count in self.bands) + self.uncertain + self.not_reported


@attrs.frozen
class Following:
    """The next band above a level.

    :param lacking: points, from the score that is surely reached; zero when only mandatory
        criteria are in the way.
    :param beyond: whether so many are not yet enough, only more.
    """

    band: Band
    lacking: Fraction
    beyond: bool


def following(group: Group, level: Level) -> Following | None:
    """The next band above the one that is surely reached; ``None`` at the top, or in doubt.

    >>> bands = (Band("low"), Band("high", low=Fraction(50)))
    >>> of = Group("x", "y", bands=bands)
    >>> day = datetime.date(2025, 12, 31)
    >>> found = following(of, Level("x", "y", "A", day, Interval.exactly(40), ("low",)))
    >>> (found.band.name, found.lacking, found.beyond)
    ('high', Fraction(10, 1), False)
    """
    if not level.is_certain:
        return None
    place = [band.name for band in group.bands].index(level.bands[0])
    above = [band for band in group.bands[place + 1 :] if not band.without_scores]
    if not above:
        return None
    band, score = above[0], level.score.low or Fraction(0)
    least = band.low or Fraction(0)
    return Following(band, max(least - score, Fraction(0)), band.above_low and least >= score)
