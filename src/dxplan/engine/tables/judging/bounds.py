"""The least and the greatest that ``numerator - quotient * denominator`` may be, group by group.

What :meth:`dxplan.engine.totals.Totals.form` finds piece by piece, as columns: for quotients from
0 on all of it is linear in four sums, so that a verdict takes a few multiplications of columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cached_property

import attrs
import numpy as np

from dxplan.engine.tables.exact import largest, minus, plus, times
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.shortfalls import COUPLED, HIGH_OPEN, MOST_OPEN, GroupPieces

_ENOUGH = 2**62


@attrs.frozen(slots=False, eq=False)
class Bounds:
    """Bounds on the sums of some groups, a number a group, in one unit.

    The least of the form is ``low - q * most``, open where ``most_open``; the greatest is
    ``high - q * least``, open where ``high_open``, and for quotients from 1 on
    ``high_above_one - q * least_above_one``, open where ``above_one_open``.

    :param denominators: the least that the denominator may be; ``most`` is the greatest, and
        ``low`` the least that the numerator may be.
    :param greatest: the greatest that it may be, open where ``greatest_open``.
    """

    low: Numbers
    most: Numbers
    most_open: Flags
    high: Numbers
    least: Numbers
    high_open: Flags
    high_above_one: Numbers
    least_above_one: Numbers
    above_one_open: Flags
    denominators: Numbers
    greatest: Numbers
    greatest_open: Flags

    def lows(self, quotient: Fraction) -> tuple[Numbers, Flags]:
        """The least of the form times the denominator of the quotient, and where it is open."""
        found = self._form(self.low, self.most, quotient)
        return found, self.most_open if quotient else np.zeros_like(self.most_open)

    def highs(self, quotient: Fraction) -> tuple[Numbers, Flags]:
        """The greatest of the form, likewise."""
        if quotient >= 1:
            form = self._form(self.high_above_one, self.least_above_one, quotient)
            return form, self.above_one_open
        return self._form(self.high, self.least, quotient), self.high_open

    def _form(self, numerator: Numbers, denominator: Numbers, quotient: Fraction) -> Numbers:
        above, below = quotient.numerator, quotient.denominator
        if self.reach is not None and max(self.reach, 1) * (abs(above) + below) < _ENOUGH:
            small: Numbers = numerator * below - denominator * above
            return small
        return minus(times(numerator, below), times(denominator, above))

    @cached_property
    def reach(self) -> int | None:
        """The greatest absolute value of all ends; ``None`` for numbers of more than 64 bits."""
        ends = (
            self.low, self.most, self.high, self.least, self.high_above_one, self.least_above_one,
        )  # fmt: skip
        if any(each.dtype == np.object_ for each in ends):
            return None
        return max(map(largest, ends))


def bounds(numerators: Numbers, denominators: Numbers, pieces: Sequence[GroupPieces]) -> Bounds:
    """The bounds of some groups.

    :param numerators: what is known, ``denominators`` likewise.
    """

    def total(known: Numbers, end: Callable[[GroupPieces], Numbers]) -> Numbers:
        for each in pieces:
            known = plus(known, end(each))
        return known

    def where(is_open: Callable[[GroupPieces], bool]) -> Flags:
        found = np.zeros(numerators.size, dtype=np.bool_)
        for each in pieces:
            if is_open(each):
                found |= each.counts > 0
        return found

    smallest = total(denominators, _smallest)
    return Bounds(
        total(numerators, lambda each: each.low),
        total(denominators, lambda each: each.most),
        where(lambda each: bool(each.alike & MOST_OPEN)),
        total(numerators, lambda each: _at_most(each, _size(each))),
        total(denominators, _size),
        where(_is_endless),
        total(numerators, lambda each: _at_most(each, _smallest(each))),
        smallest,
        where(lambda each: not each.alike & COUPLED and bool(each.alike & HIGH_OPEN)),
        smallest,
        total(numerators, _greatest),
        where(_is_unbounded),
    )


def _is_unbounded(each: GroupPieces) -> bool:
    """Whether the numerator of a piece is open above; it cannot exceed a coupled denominator."""
    is_open = HIGH_OPEN | MOST_OPEN if each.alike & COUPLED else HIGH_OPEN
    return each.alike & is_open == is_open


def _greatest(each: GroupPieces) -> Numbers:
    """The greatest numerator of a piece, where it has one."""
    if not each.alike & COUPLED or each.alike & MOST_OPEN:
        return each.high
    if each.alike & HIGH_OPEN:
        return each.most
    found: Numbers = np.minimum(each.high, each.most)
    return found


def _is_endless(each: GroupPieces) -> bool:
    """Whether the greatest of a piece is open for quotients below 1."""
    if not each.alike & COUPLED:
        return bool(each.alike & HIGH_OPEN)
    return each.alike & (HIGH_OPEN | MOST_OPEN) == HIGH_OPEN | MOST_OPEN


def _smallest(each: GroupPieces) -> Numbers:
    """The smallest denominator of a piece."""
    found: Numbers = np.maximum(each.least, each.low) if each.alike & COUPLED else each.least
    return found


def _size(each: GroupPieces) -> Numbers:
    """The denominator up to which it pays to fill a piece, for quotients below 1."""
    if not each.alike & COUPLED or _is_endless(each):
        return _smallest(each)
    reach = each.most if each.alike & HIGH_OPEN else each.high
    if not each.alike & (HIGH_OPEN | MOST_OPEN):
        reach = np.minimum(each.high, each.most)
    found: Numbers = np.maximum(_smallest(each), reach)
    return found


def _at_most(each: GroupPieces, size: Numbers) -> Numbers:
    """The greatest numerator of a piece beside a denominator."""
    if not each.alike & COUPLED:
        return each.high
    if each.alike & HIGH_OPEN:
        return size
    found: Numbers = np.minimum(each.high, size)
    return found
