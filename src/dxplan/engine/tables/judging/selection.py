"""What of the reported points counts for a target, and whether that can be added up in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import attrs
import numpy as np

from dxplan.data.observations import Organisation
from dxplan.engine.material import Key
from dxplan.engine.tables.figures import Bits, Figures
from dxplan.engine.tables.judging.asking import Asking, Flags
from dxplan.engine.tables.kinds import Codes
from dxplan.plan.model import Measure, Quantity, Sum, Target
from dxplan.values.periods import Period


@attrs.frozen(eq=False)
class Side:
    """One of the two sums of a target, for the organisations of a class.

    :param measure: the one that is added up; ``None`` when there is none, or it is not asked for.
    :param points: by period and key, the points of the measure that count.
    :param needed: for every part that the register says there must be, the keys that hold it.
    """

    measure: Measure | None
    points: dict[Period, dict[Key, int]]
    needed: tuple[frozenset[Key], ...]

    def keys(self) -> set[Key]:
        """The keys of all its points."""
        return {key for by_key in self.points.values() for key in by_key}


NOTHING = Side(None, {}, ())
"""Where there is no measure, or it is not asked for."""


@attrs.frozen(eq=False)
class Present:
    """What organisations reported of a side for a period.

    :param anything: whether they reported any of its points.
    :param by_key: for every key, whether they reported that.
    """

    anything: Flags
    by_key: dict[Key, Flags]


@attrs.define(eq=False)
class Selection:
    """Finds the points that count, and who reported them.

    :param by_measure: the positions of the points of every measure.
    """

    figures: Figures
    asking: Asking
    by_measure: dict[str, list[int]]
    _sides: dict[object, Side | None] = attrs.field(factory=dict)
    _alike: dict[object, Side] = attrs.field(factory=dict)
    _reported: dict[str, Flags] = attrs.field(factory=dict)
    _kinds: dict[int, tuple[Codes, Codes, Codes]] = attrs.field(factory=dict)
    # Codes are kept beside what they reported, so that their identity stays their own.
    _words: dict[object, tuple[Codes, Bits]] = attrs.field(factory=dict)

    def side(self, quantity: Quantity, target: Target, of: Organisation) -> Side | None:
        """One sum of a target for a class; ``None`` when it is no plain sum of one measure.

        :param of: an organisation of the class.
        """
        if not isinstance(quantity, Sum) or len(quantity.terms) > 1:
            return None
        if not quantity.terms:
            return NOTHING
        factor, name, weight = quantity.terms[0]
        if weight is not None or factor <= 0:
            return None
        return self.of_measure(name, target, of)

    def of_measure(self, name: str, target: Target, of: Organisation) -> Side | None:
        """The sum of a measure that counts for a target; ``None`` when it cannot be added up."""
        measure = self.asking.plan.measures[name]
        if not self.asking.material.asked(of, measure):
            return NOTHING
        key = (name, target.scope, target.excluded, of.id)
        if key not in self._sides:
            self._sides[key] = self._side(measure, target, of)
        return self._sides[key]

    def _side(self, measure: Measure, target: Target, of: Organisation) -> Side | None:
        material, points = self.asking.material, self.figures.points
        found: dict[Period, dict[Key, int]] = {}
        for position in self.by_measure.get(measure.name, ()):
            point = points[position]
            if self._is_reported(position, of) and material.counts(
                measure, of.id, point.key, target.scope, target.excluded
            ):
                found.setdefault(point.period, {})[point.key] = position
        keys = {key for by_key in found.values() for key in by_key}
        if any(material.overlap(first, second) for first, second in combinations(keys, 2)):
            return None
        parts = material.needed(of, measure, target)
        needed = tuple(frozenset(k for k in keys if material.overlap(part, k)) for part in parts)
        # Targets whose scopes come to the same share what is added up for them.
        alike = (measure.name, needed, tuple(sorted(self._positions(found))))
        return self._alike.setdefault(alike, Side(measure, found, needed))

    def _positions(self, found: dict[Period, dict[Key, int]]) -> Iterator[int]:
        return (position for by_key in found.values() for position in by_key.values())

    def _is_reported(self, position: int, of: Organisation) -> bool:
        """Whether anybody of a class reported a point."""
        if of.id not in self._reported:
            kinds = self.asking.kinds_of_class(of)
            self._reported[of.id] = self.figures.counts[kinds].sum(axis=0) > 0
        return bool(self._reported[of.id][position])

    def kinds(self, codes: Codes) -> tuple[Codes, Codes]:
        """The kinds of some organisations, and how many of them are of each kind."""
        if id(codes) not in self._kinds:
            kinds = self.figures.kinds
            of = kinds.of[codes]
            sizes = np.bincount(of, minlength=len(kinds.examples)).astype(np.int64)
            self._kinds[id(codes)] = (codes, of, sizes)
        _, of, sizes = self._kinds[id(codes)]
        return of, sizes

    def heard(self, sides: Sequence[Side], period: Period) -> Flags:
        """The kinds of which anybody reported anything of some sides for a period."""
        points = [point for side in sides for point in side.points.get(period, {}).values()]
        found: Flags = self.figures.counts[:, points].sum(axis=1) > 0
        return found

    def present(self, side: Side, period: Period, codes: Codes) -> Present:
        """What some organisations reported of a side for a period."""
        by_key = {
            key: self.reported(point, codes) for key, point in side.points.get(period, {}).items()
        }
        anything = np.zeros(codes.size, dtype=np.bool_)
        for each in by_key.values():
            anything |= each
        return Present(anything, by_key)

    def reported(self, point: int, codes: Codes) -> Flags:
        """Which of some organisations reported a point."""
        word, bit = self.figures.bits[point]
        key = (self.figures.points[point].measure, word, id(codes))
        if key not in self._words:
            words = self.figures.reported[key[0]][:, word].take(codes)
            self._words[key] = (codes, words)
        found: Flags = (self._words[key][1] & np.uint64(1 << bit)) != 0
        return found


def is_full(side: Side, own: Present, other: Present) -> Flags:
    """Who reported all of a side: what the register asks for, and what the other side is of."""
    full = own.anything.copy()
    for keys in side.needed:
        held = np.zeros(full.size, dtype=np.bool_)
        for key in keys & own.by_key.keys():
            held |= own.by_key[key]
        full &= held
    for key, there in other.by_key.items():
        full &= ~there | own.by_key[key] if key in own.by_key else ~there
    return full


def nobody(size: int) -> Present:
    """What organisations reported that reported nothing."""
    return Present(np.zeros(size, dtype=np.bool_), {})


def keys_are_apart(asking: Asking, sides: Sequence[Side]) -> bool:
    """Whether no key of one side holds a part of another key of the other."""
    keys = set().union(*(side.keys() for side in sides))
    overlap = asking.material.overlap
    return not any(overlap(first, second) for first, second in combinations(keys, 2))
