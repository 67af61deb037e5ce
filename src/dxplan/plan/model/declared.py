"""What rules refer to: units, measures, facts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

import attrs

from dxplan.source import Placed
from dxplan.values.admin_levels import AdminLevel
from dxplan.values.scopes import Member


@attrs.frozen(repr=False)
class Unit(Placed):
    """A responsible unit, with the days on which it exists.

    :param successors: names of the units that took over its work after ``until``.
    """

    name: str
    title: str = ""
    level: AdminLevel | None = None
    since: date | None = None
    until: date | None = None
    successors: tuple[str, ...] = ()
    note: str = ""
    alias: str | None = None
    also: tuple[str, ...] = ()
    cite: str = ""

    def exists_on(self, day: date) -> bool:
        """Whether it exists on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@attrs.frozen(repr=False)
class Measure(Placed):
    """What organisations report: a whole number, an amount, or (as a flag) yes and no.

    :param dimensions: names of the dimensions it is broken down by.
    :param flow: whether it adds up over time; a stock is what is true on a day.
    :param kind: ``count`` (a whole number), ``amount`` (any decimal), ``flag`` (0 or 1) or ``rank``
        (a place, where smaller is better and nothing is added up).
    :param reported_by: members of organisation dimensions; only organisations that carry one of
        them are expected to report it. Empty: every organisation is.
    :param highest: the greatest number that may be reported, such as a criterion's points.
    """

    name: str
    title: str = ""
    alias: str | None = None
    also: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    flow: bool = False
    kind: Literal["count", "amount", "flag", "rank"] = "count"
    measured_in: str = ""
    reported_by: tuple[Member, ...] = ()
    note: str = ""
    highest: Fraction | None = None


@attrs.frozen(repr=False)
class Fact(Placed):
    """Something that holds from a day on, or for a time, or of which the rules do not say when.

    :param holds: when it is known to hold; days before it, it is known not to. ``None``: events
        say.
    """

    name: str
    title: str = ""
    holds: tuple[date, date | None] | None = None
    cite: str = ""
    alias: str | None = None
    also: tuple[str, ...] = ()
    note: str = ""
