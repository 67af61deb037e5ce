"""A second pass, for some organisations or some numbers."""

from __future__ import annotations

import numpy as np

from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.scanning.book import Whole
from dxplan.engine.tables.streaming.passing import Passed


def sums_of(passed: Passed, ranks: Codes) -> list[Whole]:
    """What some organisations reported together, by column, pattern and kind."""
    running = passed.running
    inside = np.zeros(running.order.count, dtype=np.bool_)
    inside[ranks] = True
    found = [np.zeros_like(each) for each in running.sums]
    for rows in passed.coding.again(range(len(found))):
        at = np.flatnonzero(inside[rows.ranks])
        where = rows.patterns[at], running.order.kinds[rows.ranks[at]]
        for sums, column in zip(found, rows.columns, strict=True):
            np.add.at(sums, where, column.values[at])
    return found


def doubled(passed: Passed, at: Codes, present: Flags) -> Flags:
    """By rank, who has a row twice.

    :param at: patterns that can be read; ``present``: by them and rank, whether there is a row.
    """
    times = np.zeros(passed.running.order.count, dtype=np.int64)
    good = np.zeros(len(passed.patterns), dtype=np.bool_)
    good[at] = True
    for rows in passed.coding.again(()):
        times += np.bincount(rows.ranks[good[rows.patterns]], minlength=len(times))
    once = np.add.reduce(present, axis=0, dtype=np.int64)
    twice: Flags = times > once
    return twice
