"""The verdicts of all groups of a target at a moment, as a column.

What :class:`dxplan.engine.verdicts.Verdicts` says group by group; a test holds both together.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from dxplan.engine.findings import VERDICTS, Verdict
from dxplan.engine.judge import line_at
from dxplan.engine.judged_together import Group
from dxplan.engine.moments import Moment
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.blocks import GroupSums
from dxplan.engine.tables.judging.bounds import Bounds
from dxplan.engine.verdicts import Verdicts
from dxplan.engine.world import waived
from dxplan.plan.model import Comparator, Target
from dxplan.values.truth import Truth

Column: TypeAlias = npt.NDArray[np.int8]
"""Truths (1, 0, and -1 for what is not known), or positions in ``VERDICTS``."""

_CODES = {verdict: np.int8(code) for code, verdict in enumerate(VERDICTS)}
_OPEN, _NO, _YES = np.int8(-1), np.int8(0), np.int8(1)


def verdict_column(
    verdicts: Verdicts, target: Target, moment: Moment, sums: GroupSums
) -> Column | None:
    """The verdict of every group, wrong for those with organisations looked at one by one.

    ``None`` where a quotient below 0 makes bounds that no column has, where every group has a
    threshold of its own, counted from an earlier value, and where it is judged on further groups.
    """
    threshold = target.threshold
    if threshold.change is not None or target.each or target.indicator.counts_groups_of:
        return None
    said = _for_all(verdicts, target, moment)
    if isinstance(said, str):
        return np.full(sums.expected.size, _CODES[said])
    line = None if moment.due else line_at(verdicts.plan, target, threshold, moment.on)
    levels = (
        [threshold.low, threshold.high] if moment.due else [None if line is None else line.value]
    )
    quotients = tuple(threshold.quotient(level) for level in levels if level is not None)
    if any(quotient < 0 for quotient in quotients):
        return None
    is_count = target.indicator.kind == "count"
    asked = _Asked(
        moment.due, threshold.comparator, quotients, said, is_count, verdicts.has_register
    )
    # The same sums may be asked again after an edit of other targets.
    if asked not in sums.verdicts:
        sums.verdicts[asked] = asked.verdicts(sums)
    return sums.verdicts[asked]


@attrs.frozen
class _Asked:
    """What verdicts depend on beside the sums.

    :param quotients: of the threshold, or of the line to it; none without a line.
    :param applies: whether the condition of the target holds.
    """

    due: bool
    comparator: Comparator
    quotients: tuple[Fraction, ...]
    applies: Truth
    is_count: bool
    has_register: bool

    def verdicts(self, sums: GroupSums) -> Column:
        """The verdict of every group."""
        divides = _divides(sums.bounds, self.is_count)
        met, missed, unclear, nothing = self._codes()
        kept = np.where(divides == _YES, self._kept(sums), _OPEN)
        found = np.where(kept == _YES, met, np.where(kept == _NO, missed, unclear))
        found = np.where(sums.anything, found, nothing)
        found = np.where(sums.anything & (divides == _NO), _CODES["not_applicable"], found)
        if self.has_register:
            found = np.where(sums.expected == 0, _CODES["not_applicable"], found)
        return found.astype(np.int8)

    def _codes(self) -> tuple[np.int8, np.int8, np.int8, np.int8]:
        """What is said where the threshold is kept, is not, may be, and where nothing is known."""
        if self.due:
            names: tuple[Verdict, ...] = ("met", "missed", "undetermined", "no_data")
        else:
            names = ("on_track", "behind", "not_due", "no_data" if self.quotients else "not_due")
        met, missed, unclear, nothing = (_CODES[name] for name in names)
        return met, missed, unclear, nothing

    def _kept(self, sums: GroupSums) -> Column:
        """Whether the threshold is kept, or the line to it, whatever it is divided by."""
        if not self.quotients or (self.due and self.applies is None):
            return np.full(sums.expected.size, _OPEN)
        if not self.due:
            far_enough = "<=" if self.comparator in ("<", "<=") else ">="
            return _sign(sums.bounds, far_enough, self.quotients[0])
        if len(self.quotients) == 1:
            return _sign(sums.bounds, self.comparator, self.quotients[0])
        above, below = (
            _sign(sums.bounds, comparator, quotient)
            for comparator, quotient in zip((">=", "<="), self.quotients, strict=True)
        )
        both = np.where((above == _YES) & (below == _YES), _YES, _OPEN)
        return np.where((above == _NO) | (below == _NO), _NO, both)


def _for_all(verdicts: Verdicts, target: Target, moment: Moment) -> Verdict | Truth:
    """The verdict that all groups have, or else whether the condition of the target holds."""
    applies, _ = verdicts.applies(target, moment, Group(None, verdicts.plan.id))
    covered = waived(verdicts.plan, target, moment)
    if covered is not None:
        return covered[0]
    if applies is False:
        return "not_applicable"
    return "unset" if target.threshold.low is None else applies


def _sign(bounds: Bounds, comparator: str, quotient: Fraction) -> Column:
    """Whether a comparison of ``numerator - q * denominator`` with 0 holds for all it may be."""
    (low, low_open), (high, high_open) = bounds.lows(quotient), bounds.highs(quotient)
    match comparator:
        case ">=":
            return _truth(_known(low >= 0, low_open), _known(high < 0, high_open))
        case ">":
            return _truth(_known(low > 0, low_open), _known(high <= 0, high_open))
        case "<=":
            return _truth(_known(high <= 0, high_open), _known(low > 0, low_open))
        case "<":
            return _truth(_known(high < 0, high_open), _known(low >= 0, low_open))
    same = _known(low == 0, low_open) & _known(high == 0, high_open)
    return _truth(same, _known(low > 0, low_open) | _known(high < 0, high_open))


def _known(found: Numbers | Flags, is_open: Flags) -> Flags:
    known: Flags = found.astype(np.bool_) & ~is_open
    return known


def _truth(holds: Flags, fails: Flags) -> Column:
    return np.where(holds, _YES, np.where(fails, _NO, _OPEN))


def _divides(bounds: Bounds, is_count: bool) -> Column:
    """Whether there is anything to divide by."""
    if is_count:
        return np.full(bounds.denominators.size, _YES)
    nothing = _known(bounds.most <= 0, bounds.most_open)
    return _truth((bounds.denominators > 0).astype(np.bool_), nothing)
