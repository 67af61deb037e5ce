"""Whose a code is on a day: codes change, are given out anew, and schools merge and split.

A code is one organisation's until the day on which a crosswalk gives it another one; from that day
on it is free. A change of one code into one other is the same organisation under a new code. Where
several become one, or one becomes several, organisations end and begin.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import TypeAlias, TypeVar

import attrs

from dxplan.data.observations import Place
from dxplan.shown import Shown

K = TypeVar("K")
V = TypeVar("V")

Tenure: TypeAlias = tuple[str, int]
"""A code between two changes of what it means: the first time it was in use is 0."""

_A_DAY = timedelta(days=1)


@attrs.frozen(repr=False)
class Change(Shown):
    """A row of a crosswalk: what a code becomes on a day.

    :param new: ``None`` when its organisation closed and nobody took over.
    """

    on: date
    old: str
    new: str | None
    place: Place = attrs.field(factory=Place, eq=False)


@attrs.frozen(slots=False, repr=False)
class Codes(Shown):
    """The changes of a crosswalk, and what follows from them."""

    changes: tuple[Change, ...]

    @cached_property
    def _became(self) -> Mapping[tuple[str, date], tuple[str | None, ...]]:
        return _listed(((each.old, each.on), each.new) for each in self.changes)

    @cached_property
    def _came_from(self) -> Mapping[tuple[str, date], tuple[str, ...]]:
        pairs = (((each.new, each.on), each.old) for each in self.changes if each.new is not None)
        return _listed(pairs)

    @cached_property
    def _cuts(self) -> Mapping[str, tuple[date, ...]]:
        """The days on which a code ceases to mean what it meant; not those on which it goes on."""
        found = {key for key, news in self._became.items() if key[0] not in news}
        return _listed(sorted(found))

    @cached_property
    def _arrivals(self) -> Mapping[str, tuple[date, ...]]:
        """The days on which a code came from others."""
        return _listed(sorted(self._came_from))

    @cached_property
    def all(self) -> frozenset[str]:
        """Every code that a crosswalk names."""
        news = (each.new for each in self.changes if each.new is not None)
        return frozenset(each.old for each in self.changes).union(news)

    # --- tenures ----------------------------------------------------------------------------------

    def on(self, code: str, day: date) -> Tenure:
        """The tenure of a code that a day lies in."""
        return code, bisect_right(self._cuts.get(code, ()), day)

    def between(self, code: str, since: date | None, until: date | None) -> list[Tenure]:
        """The tenures of a code that share days with some others."""
        first = 0 if since is None else self.on(code, since)[1]
        cuts = self._cuts.get(code, ())
        last = len(cuts) if until is None else self.on(code, until)[1]
        return [(code, number) for number in range(first, last + 1)]

    def until(self, tenure: Tenure) -> date | None:
        """The last day of a tenure."""
        code, number = tenure
        cuts = self._cuts.get(code, ())
        return cuts[number] - _A_DAY if number < len(cuts) else None

    def since(self, tenure: Tenure) -> date | None:
        """The first day of a tenure; ``None`` for one that was always there."""
        code, number = tenure
        return self._cuts[code][number - 1] if number else None

    def begins(self, tenure: Tenure) -> date | None:
        """The day on which a code came into use, if the crosswalk tells where from."""
        arrived = (
            day for day in self._arrived(tenure) if tenure[0] not in self.before(tenure, day)
        )
        return next(arrived, None)

    def is_in_use(self, tenure: Tenure) -> bool:
        """Whether the crosswalk itself tells of somebody that has the code."""
        code, number = tenure
        return number < len(self._cuts.get(code, ())) or bool(self._arrived(tenure))

    def _arrived(self, tenure: Tenure) -> list[date]:
        return [
            day for day in self._arrivals.get(tenure[0], ()) if self.on(tenure[0], day) == tenure
        ]

    def arrived_twice(self) -> list[Change]:
        """Changes into a code that belongs to somebody else already."""
        found = []
        for change in self.changes:
            code = change.new
            if code is None or code in self._came_from[code, change.on]:
                continue
            begun = self.begins(self.on(code, change.on))
            if begun is not None and begun < change.on:
                found.append(change)
        return found

    # --- organisations ----------------------------------------------------------------------------

    def before(self, tenure: Tenure, day: date) -> tuple[str, ...]:
        """The codes that became a code on a day."""
        return self._came_from.get((tenure[0], day), ())

    def unit(self, tenure: Tenure) -> Tenure:
        """The organisation of a tenure, known by the last one of its codes."""
        following = self._renamed(tenure)
        while following is not None:
            tenure, following = following, self._renamed(following)
        return tenure

    def born(self, unit: Tenure) -> date | None:
        """The day on which an organisation came about; ``None`` if it was always there."""
        while True:
            day = self.begins(unit)
            if day is None:
                return None
            codes = self.before(unit, day)
            former = self.on(codes[0], day - _A_DAY)
            if len(codes) > 1 or self._renamed(former) != unit:
                return day
            unit = former

    def _renamed(self, tenure: Tenure) -> Tenure | None:
        """The next code of the same organisation."""
        code, number = tenure
        cuts = self._cuts.get(code, ())
        if number == len(cuts):
            return None
        day, news = cuts[number], self._became[code, cuts[number]]
        new = news[0] if len(news) == 1 else None
        if new is None or self._came_from[new, day] != (code,):
            return None
        return self.on(new, day)

    def heirs(self, unit: Tenure) -> tuple[Tenure, ...]:
        """What an organisation became, or became a part of, when its last code ended."""
        last = self.until(unit)
        if last is None:
            return ()
        day = last + _A_DAY
        return tuple(self._holder(n, day) for n in self._became[unit[0], day] if n is not None)

    def formations(self) -> Iterable[tuple[Tenure, date, tuple[Tenure, ...], bool]]:
        """Whatever came about: an organisation, the day, and what it was made of.

        Last, whether it is the whole of all that.
        """
        for (new, day), olds in sorted(self._came_from.items()):
            whole = all(self._became[old, day] == (new,) for old in olds)
            if not (whole and len(olds) == 1):
                parts = tuple(self._holder(old, day - _A_DAY) for old in olds)
                yield self._holder(new, day), day, parts, whole

    def _holder(self, code: str, day: date) -> Tenure:
        return self.unit(self.on(code, day))


def _listed(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, tuple[V, ...]] = {}
    for key, value in pairs:
        found[key] = (*found.get(key, ()), value)
    return found
