"""Columns of numbers of a batch, and relations between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

import attrs
import numpy as np

from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.scanning.book import Whole
from dxplan.engine.tables.scanning.forms import Form
from dxplan.engine.tables.streaming.buffers import flags_in
from dxplan.engine.tables.streaming.codes import Codes32
from dxplan.engine.tables.streaming.numbers import whole_numbers_in, zero
from dxplan.values.comparators import RELATIONS


@attrs.frozen(eq=False)
class Column:
    """Numbers of a batch.

    :param values: 0 where nothing was reported.
    :param there: where something was; ``None`` for everywhere.
    :param low: the least of them, and ``high`` the greatest; 0 is among them.
    """

    values: Whole
    there: Flags | None
    low: int
    high: int


@attrs.frozen(eq=False)
class Rows:
    """The rows of a batch in codes.

    :param part: where they are in the table.
    :param patterns: row by row, ``ranks`` as well: of its organisation.
    """

    part: int
    patterns: Codes32
    ranks: Codes32
    columns: Sequence[Column]

    def small(self) -> Rows:
        """The same in as little memory as its numbers need."""
        columns = [attrs.evolve(each, values=_small(each.values)) for each in self.columns]
        return Rows(self.part, _small(self.patterns), _small(self.ranks), columns)


def _small(numbers: Any) -> Any:
    """The same numbers in fewer bits."""
    low, high = int(numbers.min(initial=0)), int(numbers.max(initial=0))
    for kind in (np.int8, np.int16, np.int32):
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            return numbers.astype(kind)
    return numbers


def column_of(found: Any) -> Column | None:
    """A column of numbers of a batch; ``None`` where one is not whole."""
    there: Flags | None = None
    if found.null_count:
        there = flags_in(found.is_valid())
        found = found.fill_null(zero(found.type))
    values = whole_numbers_in(found)
    if values is None:
        return None
    low, high = int(values.min(initial=0)), int(values.max(initial=0))
    return Column(values, there, low, high)


def everywhere(columns: Sequence[Column]) -> Flags | None:
    """Where all of some columns have a number; ``None`` for everywhere."""
    marks = [each.there for each in columns if each.there is not None]
    return reduce(and_, marks) if marks else None


def breaks(form: Form, columns: Sequence[Column]) -> Flags:
    """Which rows break a relation, or have numbers too large to tell."""
    there = everywhere([columns[each] for each in form.columns])
    broken = _broken(form, columns)
    return broken if there is None else broken & there


def _broken(form: Form, columns: Sequence[Column]) -> Flags:
    if form.is_plain:
        first, second = form.terms
        low, high = (first[1][0], second[1][0]) if first[0] > 0 else (second[1][0], first[1][0])
        broken: Flags = ~RELATIONS[form.comparator](columns[low].values, columns[high].values)
        return broken
    bound = form.bound
    used = {each: columns[each] for each in form.columns}
    large = [
        np.abs(each.values) > bound for each in used.values() if max(-each.low, each.high) > bound
    ]
    within = {
        number: np.where(np.abs(each.values) > bound, 0, each.values)
        if max(-each.low, each.high) > bound
        else each.values
        for number, each in used.items()
    }
    total = np.full(len(next(iter(within.values()))), form.constant, dtype=np.int64)
    for factor, product in form.terms:
        total += factor * reduce(np.multiply, (within[each] for each in product))
    found: Flags = ~RELATIONS[form.comparator](total, 0)
    return reduce(or_, large, found)
