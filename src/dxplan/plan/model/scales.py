"""Scales: organisations are scored by criteria, and the score is a level."""

from __future__ import annotations

import attrs

from dxplan.plan.model.indicators import Band, Group
from dxplan.source import Placed
from dxplan.values.periods import Period


@attrs.frozen(repr=False)
class Scale(Placed):
    """Groups of criteria, and the levels that their scores are.

    :param judged: the times at the end of which levels are established; without any, the day of
        the check.
    :param incomplete: what is not settled about it, to be said wherever a level is told.
    """

    name: str
    title: str = ""
    alias: str | None = None
    groups: tuple[Group, ...] = ()
    bands: tuple[Band, ...] = ()
    judged: tuple[Period, ...] = ()
    incomplete: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    cite: str = ""
    note: str = ""
