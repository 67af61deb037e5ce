"""Whose rows need a second look: numbers that no report can have, and relations that are broken."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.scanning.apart import range_of
from dxplan.engine.tables.scanning.book import Book, Whole, numbered
from dxplan.engine.tables.scanning.forms import Form, forms_in_rows
from dxplan.engine.tables.scanning.patterns import Pattern
from dxplan.engine.tables.scanning.relations import instances
from dxplan.engine.tables.streaming.columns import Rows, breaks
from dxplan.engine.tables.streaming.plain import NotPlainError
from dxplan.plan.model import Plan

# The least and the greatest number of 64 bits: anything goes.
_ANY = (-(2**63), 2**63 - 1, 1)


@attrs.define(eq=False)
class Oddities:
    """By rank, who has anything odd so far.

    :param scales: by column of numbers, how many times its numbers it is read as.
    :param flags: columns of yes and no.
    :param forms: by pattern, the relations within its rows.
    """

    plan: Plan
    scales: Sequence[int]
    flags: Sequence[int]
    odd: Flags
    forms: list[tuple[Form, ...]] = attrs.field(factory=list)
    _limits: list[list[tuple[int, int, int]]] = attrs.field(factory=list, init=False)
    _known: dict[object, tuple[Form, ...]] = attrs.field(factory=dict, init=False)

    def take(self, rows: Rows, met: Sequence[Pattern], there: Sequence[int]) -> None:
        """Looks at a batch.

        :param met: all patterns so far; ``there`` the numbers of those in it.
        """
        for pattern in met[len(self.forms) :]:
            _refuse_flags(pattern, self.flags)
            self.forms.append(self._forms_of(pattern))
            self._limits.append([_limits(pattern, c, s) for c, s in enumerate(self.scales)])
        for form in dict.fromkeys(form for number in there for form in self.forms[number]):
            broken = breaks(form, rows.columns)
            if broken.any():
                having = np.array([form in each for each in self.forms], dtype=np.bool_)
                self.odd[rows.ranks[broken & having[rows.patterns]]] = True
        for number in range(len(rows.columns)):
            self._out_of_range(rows, number, there)

    def _forms_of(self, pattern: Pattern) -> tuple[Form, ...]:
        """The relations between the numbers of a row; the same for rows with the same columns."""
        if pattern.fault is not None:
            return ()
        key = tuple((c, s.measure.name, s.scale, s.key) for c, s in pattern.slots.items())
        if key not in self._known:
            book = _alone(pattern)
            found = [
                form
                for instance in instances(self.plan, book)
                for form in (forms_in_rows(book, self.scales, instance) or {}).values()
            ]
            self._known[key] = tuple(dict.fromkeys(found))
        return self._known[key]

    def _out_of_range(self, rows: Rows, number: int, there: Sequence[int]) -> None:
        column = rows.columns[number]
        limits = {self._limits[each][number] for each in there}
        if all(
            low <= column.low and column.high <= high and step == 1 for low, high, step in limits
        ):
            return
        low, high, step = (
            np.array([each[number][i] for each in self._limits], dtype=np.int64)[rows.patterns]
            for i in range(3)
        )
        values = column.values
        odd = (values < low) | (values > high) | (values % step != 0)
        if column.there is not None:
            odd &= column.there
        self.odd[rows.ranks[odd]] = True


def _refuse_flags(pattern: Pattern, flags: Sequence[int]) -> None:
    """Refuses columns of yes and no where numbers belong."""
    kinds = {pattern.slots[number].measure.kind for number in flags if number in pattern.slots}
    if not kinds <= {"flag"}:
        raise NotPlainError


def _limits(pattern: Pattern, column: int, scale: int) -> tuple[int, int, int]:
    slot = pattern.slots.get(column)
    return _ANY if slot is None or pattern.fault is not None else range_of(slot, scale)


def _alone(pattern: Pattern) -> Book:
    """A book of one pattern."""
    one: Whole = np.ones(1, dtype=np.int64)
    columns = np.zeros((1, 1 + max(pattern.slots, default=0)), dtype=np.int64)
    return numbered((pattern,), one, columns, columns, columns)


def are_within_rows(
    plan: Plan, book: Book, scales: Sequence[int], forms: Sequence[tuple[Form, ...]]
) -> bool:
    """Whether all relations of a table were looked at, row by row.

    :param forms: by pattern of the book, the relations that were looked at.
    """
    for instance in instances(plan, book):
        places = {each for listed in instance.where.values() for each, _ in listed}
        if len(places) == 1 and all(len(listed) == 1 for listed in instance.where.values()):
            # All of it stands in one row, which was looked at by itself.
            continue
        found = forms_in_rows(book, scales, instance)
        if found is None or any(form not in forms[n] for n, form in found.items()):
            return False
    return True
