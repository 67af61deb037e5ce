"""Sums of several flows, stretch by stretch of a grid that everybody reports in.

What :mod:`dxplan.engine.tables.judging.flows` does for a quotient of two measures.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import attrs
import numpy as np

from dxplan.engine.tables.exact import none, safely_plus
from dxplan.engine.tables.judging.added import OfClass
from dxplan.engine.tables.judging.asked_sums import AskedSums
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.grid import Grid
from dxplan.engine.tables.judging.selection import Side
from dxplan.engine.tables.judging.several import Several, several, without
from dxplan.engine.tables.judging.taken import of_slot, of_year_before
from dxplan.plan.model import Indicator
from dxplan.values.periods import Period


@attrs.frozen(eq=False)
class Slots:
    """The flows of a class in a window.

    :param slots: what is added up in each stretch.
    :param odd: who has to be looked at by itself.
    """

    asked: AskedSums
    slots: tuple[Several, ...]
    odd: Flags

    def want(self) -> None:
        """Says which numbers of single organisations will be needed."""
        for each in self.slots:
            each.want()

    def added(self) -> OfClass:
        """The sums by kind, once the numbers are there."""
        asked, size = self.asked, self.asked.kind_count
        numerator, denominator = none(size), none(size)
        used = np.zeros(size, dtype=np.bool_)
        missing, assumed = [none(0)], [none(0)]
        parts = [each.added() for each in self.slots]
        for each in parts:
            numerator = safely_plus(numerator, each.numerator)
            denominator = safely_plus(denominator, each.denominator)
            used |= each.used
            missing.append(each.missing)
            assumed.append(each.assumed)
        expected = np.bincount(asked.kinds[~self.odd], minlength=size).astype(np.int64)
        return OfClass(
            numerator, denominator, expected, used,
            np.unique(np.concatenate(missing)), np.unique(np.concatenate(assumed)),
            tuple(shortfall for each in parts for shortfall in each.shortfalls),
        )  # fmt: skip


def slots(asked: AskedSums, indicator: Indicator, sides: Mapping[str, Side], found: Grid) -> Slots:
    """The flows of a class in the stretches of a grid."""
    listed = [_slot(asked, indicator, sides, each) for each in (*found.reported, *found.blank)]
    odd = np.zeros(asked.codes.size, dtype=np.bool_)
    absent = []
    for period, each in zip((*found.reported, *found.blank), listed, strict=True):
        strange, nothing = _outside(found, period, each)
        odd |= each.odd | strange
        absent.append(nothing)
    kept = (without(each, odd, gone) for each, gone in zip(listed, absent, strict=True))
    return Slots(asked, tuple(kept), odd)


def _slot(
    asked: AskedSums, indicator: Indicator, sides: Mapping[str, Side], slot: Period
) -> Several:
    taken = {name: of_slot(asked, side, slot) for name, side in sides.items()}
    return several(asked, indicator, taken, partial(of_year_before, slot=slot))


def _outside(found: Grid, period: Period, of: Several) -> tuple[Flags, Flags]:
    """Who reports on days on which it does not exist, in part or at all, and of whom it is odd.

    Who does not exist then lacks nothing; who reports a part of it all the same has to be looked
    at.
    """
    nobody = np.zeros_like(of.odd)
    lacking = ~of.sure & ~of.doubtful
    if period in found.cut:
        return lacking, nobody
    if period not in found.gone:
        return nobody, nobody
    anything = of.above.anything | of.below.anything
    return lacking & anything, ~anything
