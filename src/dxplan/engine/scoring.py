"""From what is known of one organisation to the levels that it may have in a group of a scale.

What is not known may turn out in any way: a score may be anything from 0 to the points of its
criterion, a condition may hold or not, each by itself. So a level is certain exactly when every
one of these ways gives it. A score that was not reported is never taken for 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.plan.model import AtLevel, Comparator, Condition, Criterion, Group
from dxplan.shown import Shown
from dxplan.values.intervals import Interval
from dxplan.values.truth import Truth, conjunction

Known: TypeAlias = Mapping[str, Fraction | None]
Holds: TypeAlias = Callable[[Condition, Known], Truth]
_Stretch: TypeAlias = tuple[Fraction, Fraction | None]


@attrs.frozen(repr=False)
class Scored(Shown):
    """What is known of an organisation in a group.

    :param score: everything that its score may be.
    :param bands: the names of the bands it may be in, from the lowest to the highest.
    :param missing: the names of criteria of which it is not known whether, or how far, they are
        met; open ones are not among them.
    :param unmet: the names of mandatory criteria that are not met.
    """

    score: Interval
    bands: tuple[str, ...]
    missing: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()


def scored(group: Group, known: Known, holds: Holds) -> Scored:
    """The score and the possible levels of an organisation.

    :param known: its numbers by name of the measure, ``None`` where they are not known.
    :param holds: decides conditions.
    """
    gates = [(each.name, is_met(each, known, holds)) for each in group.criteria if each.mandatory]
    stretches: set[_Stretch] = {(Fraction(0), Fraction(0))}
    missing = [name for name, met in gates if met is None]
    for criterion in group.criteria:
        if not criterion.mandatory and not criterion.is_open:
            ways = ways_of(criterion, known, holds)
            stretches = _added(stretches, ways)
            if ways[0] != ways[-1] or ways[0][0] != ways[0][1]:
                missing.append(criterion.name)
    if any(each.is_open for each in group.criteria):
        stretches = _added(stretches, [(Fraction(0), group.rest)])
    passed = conjunction(met for _, met in gates)
    unmet = tuple(name for name, met in gates if met is False)
    bands = _bands(group, stretches, passed)
    order = {criterion.name: number for number, criterion in enumerate(group.criteria)}
    return Scored(_hull(stretches), bands, tuple(sorted(missing, key=order.__getitem__)), unmet)


def is_met(criterion: Criterion, known: Known, holds: Holds) -> Truth:
    """Whether a mandatory criterion is met."""
    if criterion.condition is not None:
        return holds(criterion.condition, known)
    value = known.get(criterion.name)
    return None if value is None else value != 0


def ways_of(criterion: Criterion, known: Known, holds: Holds) -> list[_Stretch]:
    """Everything that a criterion may give: from one number to another, or one of two numbers."""
    points = criterion.points or Fraction(0)
    if criterion.condition is not None:
        met = holds(criterion.condition, known)
        values = [Fraction(0), points] if met is None else [points if met else Fraction(0)]
        return [(value, value) for value in values]
    value = known.get(criterion.name)
    if value is None or not 0 <= value <= points:
        return [(Fraction(0), points)]
    return [(value, value)]


def _added(stretches: Iterable[_Stretch], ways: Iterable[_Stretch]) -> set[_Stretch]:
    listed = list(ways)
    return {
        (low + least, None if high is None or most is None else high + most)
        for low, high in stretches
        for least, most in listed
    }


def _hull(stretches: Iterable[_Stretch]) -> Interval:
    listed = list(stretches)
    highs = [high for _, high in listed if high is not None]
    return Interval(
        min(low for low, _ in listed), max(highs) if len(highs) == len(listed) else None
    )


def _bands(group: Group, stretches: Iterable[_Stretch], passed: Truth) -> tuple[str, ...]:
    """The bands that the scores may fall into, and the one that an unmet gate gives."""
    listed = list(stretches)
    found: set[str] = set()
    if passed is not False:
        found = {b.name for b in group.bands if any(b.meets(low, high) for low, high in listed)}
    if passed is not True and group.gate is not None:
        found.add(group.gate)
    return tuple(band.name for band in group.bands if band.name in found)


_KEEPS: Mapping[Comparator, Callable[[int, int], bool]] = {
    ">=": lambda own, other: own >= other,
    ">": lambda own, other: own > other,
    "<=": lambda own, other: own <= other,
    "<": lambda own, other: own < other,
    "=": lambda own, other: own == other,
}


def at_level(condition: AtLevel, known: Known, holds: Holds) -> Truth:
    """Whether a level stands in a relation to a band, for all that it may be, for none or some."""
    order = [band.name for band in condition.group.bands]
    other = order.index(condition.band)
    keeps = _KEEPS[condition.comparator]
    bands = scored(condition.group, known, holds).bands
    found = {keeps(order.index(name), other) for name in bands}
    return found.pop() if len(found) == 1 else None
