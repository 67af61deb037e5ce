"""One pass over the rows of a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import attrs
import numpy as np

from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.kinds import Kinds
from dxplan.engine.tables.scanning.headings import Headings
from dxplan.engine.tables.scanning.patterns import Pattern
from dxplan.engine.tables.streaming.across import Across
from dxplan.engine.tables.streaming.batches import Batches
from dxplan.engine.tables.streaming.buffers import texts_as_array
from dxplan.engine.tables.streaming.codes import Codes32, InOrder, TextCodes
from dxplan.engine.tables.streaming.columns import Column, Rows, column_of
from dxplan.engine.tables.streaming.numbers import is_flag, scale_of
from dxplan.engine.tables.streaming.oddities import Oddities
from dxplan.engine.tables.streaming.order import Order, order_of
from dxplan.engine.tables.streaming.patterns_met import PatternsMet
from dxplan.engine.tables.streaming.plain import NotPlainError
from dxplan.engine.tables.streaming.running import Running, nothing_yet
from dxplan.engine.tables.streaming.texts import is_day
from dxplan.plan.model import Plan


@attrs.define(eq=False)
class Coding:
    """Makes codes of the texts of a table."""

    batches: Batches
    headings: Headings
    met: PatternsMet
    ranks: TextCodes
    _kept: list[Rows] | None = attrs.field(default=None, init=False)

    def rows(self) -> Iterator[Rows]:
        """All rows, batch by batch; if they are dear, their codes are kept.

        :raises NotPlainError: when somebody is not in the register, or a number is not whole.
        """
        kept: list[Rows] | None = None if self.batches.is_cheap else []
        for each in self._coded(self.headings.numbers, None):
            if kept is not None:
                kept.append(each.small())
            yield each
        self._kept = kept

    def again(self, columns: Sequence[int], parts: Collection[int] | None = None) -> Iterator[Rows]:
        """The rows once more.

        :param columns: which columns of numbers.
        :param parts: of some parts of the table; ``None`` for all.
        """
        if self._kept is None:
            yield from self._coded([self.headings.numbers[each] for each in columns], parts)
        else:
            for rows in self._kept:
                yield attrs.evolve(rows, columns=[rows.columns[each] for each in columns])

    def _coded(self, numbers: Sequence[str], parts: Collection[int] | None) -> Iterator[Rows]:
        texts = (self.headings.organisation, *self.headings.texts)
        for batch in self.batches.each(texts, numbers, parts):
            who, *others = batch.texts
            columns = [_column(each) for each in batch.numbers]
            yield Rows(batch.part, self.met.of(others), self._ranks_of(who), columns)

    def _ranks_of(self, who: Any) -> Codes32:
        try:
            return self.ranks.of(who)
        except KeyError as error:
            raise NotPlainError from error


def _column(given: Any) -> Column:
    found = column_of(given)
    if found is None:
        raise NotPlainError
    return found


def coding_of(batches: Batches, headings: Headings, kinds: Kinds, order: Order) -> Coding:
    """Makes codes of the texts of a table, where all organisations are those of a register."""
    ids = kinds.organisations
    ranks = order.ranks.astype(np.int32)
    of_ids = dict(zip(ids, ranks.tolist(), strict=True))
    # Whether anybody lacks an id shows in the rows only.
    of_ids.setdefault("", -1)
    at = {name: position for position, name in enumerate(ids)}
    codes = TextCodes(of_ids.__getitem__, InOrder(texts_as_array(ids), ranks, at))
    days = [is_day(batches.types[name]) for name in headings.texts]
    return Coding(batches, headings, PatternsMet(headings, days), codes)


@attrs.frozen(eq=False)
class Passed:
    """What a table came to.

    :param oddities: by rank, who has to be looked at one by one.
    :param met: by part of the table, which patterns are in it.
    :param across: relations between rows, where a row has one measure.
    """

    plan: Plan
    kinds: Kinds
    coding: Coding
    running: Running
    oddities: Oddities
    met: dict[int, set[int]]
    across: Across | None

    @property
    def patterns(self) -> list[Pattern]:
        """All patterns, those that cannot be read as well."""
        return self.coding.met.patterns


def passed_over(plan: Plan, batches: Batches, headings: Headings, kinds: Kinds) -> Passed:
    """All rows of a table, gone over once.

    :raises NotPlainError: when it is not plain after all.
    """
    order = order_of(kinds)
    coding = coding_of(batches, headings, kinds, order)
    running = nothing_yet(order, len(headings.numbers))
    odd: Flags = np.zeros(order.count, dtype=np.bool_)
    types = [batches.types[name] for name in headings.numbers]
    flags = [number for number, each in enumerate(types) if is_flag(each)]
    oddities = Oddities(plan, [scale_of(each) for each in types], flags, odd)
    across = Across(plan, oddities.scales[0], odd) if headings.is_tidy else None
    met: dict[int, set[int]] = {}
    for rows in coding.rows():
        if rows.ranks.min() < 0:
            raise NotPlainError
        times = np.bincount(rows.patterns, minlength=len(coding.met.patterns))
        there = np.flatnonzero(times).tolist()
        running.take(rows, times)
        oddities.take(rows, coding.met.patterns, there)
        if across is not None:
            across.take(rows, coding.met.patterns, there)
        met.setdefault(rows.part, set()).update(there)
    if across is not None:
        across.finish()
    return Passed(plan, kinds, coding, running, oddities, met, across)
