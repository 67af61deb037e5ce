"""Relations between numbers of a report that stand in rows of their own.

The rows of a report mostly stand near each other. What is complete within a batch is judged there;
what is not waits for the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import attrs
import numpy as np

from dxplan.engine.material import Key
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.scanning.book import Book, Whole
from dxplan.engine.tables.scanning.forms import LARGEST
from dxplan.engine.tables.scanning.patterns import Pattern
from dxplan.engine.tables.scanning.relations import (
    Instance,
    Relation,
    instances,
    relations_of,
    whole_factors,
)
from dxplan.engine.tables.streaming.columns import Rows
from dxplan.engine.tables.streaming.plain import NotPlainError
from dxplan.plan.model import Plan
from dxplan.values.comparators import RELATIONS
from dxplan.values.periods import Period

# So many reports may be incomplete at a time.
_MOST = 2**24
Place: TypeAlias = tuple[Relation, Key, Period]


@attrs.frozen(eq=False)
class Waiting:
    """Reports that are not complete: place, rank, what they come to, of how many terms."""

    places: Whole
    ranks: Whole
    sums: Whole
    terms: Whole


@attrs.define(eq=False)
class Across:
    """By rank, who breaks a relation between rows.

    :param scale: how many times its numbers the column is read as.
    """

    plan: Plan
    scale: int
    odd: Flags
    _relations: list[Relation] = attrs.field(factory=list, init=False)
    _factors: list[tuple[dict[str, int], int]] = attrs.field(factory=list, init=False)
    _places: dict[Place, int] = attrs.field(factory=dict, init=False)
    _of_places: list[int] = attrs.field(factory=list, init=False)
    _shares: list[list[tuple[int, int]]] = attrs.field(factory=list, init=False)
    _waiting: list[Waiting] = attrs.field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        self._relations = list(dict.fromkeys(relations_of(self.plan, tuple(self.plan.measures))))
        for relation in self._relations:
            if any(weight is not None for _, _, weight in relation.terms):
                raise NotPlainError
            *whole, constant = whole_factors(
                [*(factor / self.scale for factor, _, _ in relation.terms), relation.constant]
            )
            factors = dict(zip(relation.measures, whole, strict=True))
            self._factors.append((factors, constant))

    def _meet(self, pattern: Pattern) -> None:
        """Notes to which relations the rows of a pattern belong."""
        found: list[tuple[int, int]] = []
        for slot in pattern.slots.values() if pattern.fault is None else ():
            if slot.scale != 1:
                raise NotPlainError
            assert pattern.period is not None
            name, key = slot.key
            for number, (factors, _) in enumerate(self._factors):
                if name in factors:
                    place = (self._relations[number], key, pattern.period)
                    at = self._places.setdefault(place, len(self._places))
                    if at == len(self._of_places):
                        self._of_places.append(number)
                    found.append((at, factors[name]))
        self._shares.append(found)

    def take(self, rows: Rows, met: Sequence[Pattern], there: Sequence[int]) -> None:
        """Looks at a batch.

        :param met: all patterns so far; ``there`` the numbers of those in it.
        """
        for pattern in met[len(self._shares) :]:
            self._meet(pattern)
        (column,) = rows.columns
        bounds = [sum(map(abs, f.values())) + abs(c) + 1 for f, c in self._factors]
        if max(-column.low, column.high) * max(bounds, default=1) >= LARGEST:
            raise NotPlainError
        parts = [
            self._part(rows, turn)
            for turn in range(max((len(self._shares[each]) for each in there), default=0))
        ]
        if parts:
            places, ranks, numbers = (np.concatenate(each) for each in zip(*parts, strict=True))
            self._waiting.append(self._judged(places, ranks, numbers, np.ones_like(places)))
            if sum(len(each.ranks) for each in self._waiting) > _MOST:
                raise NotPlainError

    def finish(self) -> None:
        """Looks at what was waiting for the rest."""
        if self._waiting:
            names = ("places", "ranks", "sums", "terms")
            whole = (np.concatenate([getattr(w, name) for w in self._waiting]) for name in names)
            self._judged(*whole)

    def knows(self, instance: Instance) -> bool:
        """Whether a relation was looked at."""
        return (instance.relation, instance.key, instance.period) in self._places

    def _part(self, rows: Rows, turn: int) -> tuple[Whole, Whole, Whole]:
        """What rows add to one of the relations to which they belong: which, whose, how much."""
        (column,) = rows.columns
        listed = [each[turn] if turn < len(each) else (-1, 0) for each in self._shares]
        places, factors = (np.array(each, dtype=np.int64) for each in zip(*listed, strict=True))
        at = np.flatnonzero(places[rows.patterns] >= 0)
        if column.there is not None:
            at = at[column.there[at]]
        patterns = rows.patterns[at]
        ranks = rows.ranks[at].astype(np.int64)
        return places[patterns], ranks, column.values[at] * factors[patterns]

    def _judged(self, places: Whole, ranks: Whole, numbers: Whole, terms: Whole) -> Waiting:
        """Judges the reports that are complete; the others are given back."""
        which, place = np.unique(places, return_inverse=True)
        seen = np.zeros(len(self.odd), dtype=np.bool_)
        seen[ranks] = True
        who = np.flatnonzero(seen)
        cells = place * len(who) + (np.cumsum(seen) - 1)[ranks]
        if len(which) * len(who) > _MOST:
            raise NotPlainError
        sums, times = (np.zeros(len(which) * len(who), dtype=np.int64) for _ in range(2))
        np.add.at(sums, cells, numbers)
        np.add.at(times, cells, terms)
        of_cells = np.repeat(np.array(self._of_places, dtype=np.int64)[which], len(who))
        ranks_of_cells = np.tile(who, len(which))
        needed = np.array([len(factors) for factors, _ in self._factors], dtype=np.int64)[of_cells]
        constants = np.array([constant for _, constant in self._factors], dtype=np.int64)
        for number, relation in enumerate(self._relations):
            complete = (of_cells == number) & (times == needed)
            broken = complete & ~RELATIONS[relation.comparator](sums + constants[number], 0)
            self.odd[ranks_of_cells[broken]] = True
        waits = np.flatnonzero((times > 0) & (times != needed))
        return Waiting(
            np.repeat(which, len(who))[waits], ranks_of_cells[waits], sums[waits], times[waits]
        )


def are_looked_at(plan: Plan, book: Book, across: Across) -> bool:
    """Whether all relations of a table are among those that were looked at."""
    return all(across.knows(each) for each in instances(plan, book))
