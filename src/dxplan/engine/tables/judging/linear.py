"""One of two sums, of however many measures, organisation by organisation and by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm

import attrs
import numpy as np

from dxplan.engine.tables.exact import none, safely_plus, times
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.judging.added import Units
from dxplan.engine.tables.judging.asked_sums import AskedSums
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.taken import Taken
from dxplan.plan.model import Indicator, Quantity, Sum
from dxplan.values.periods import Period


@attrs.frozen(eq=False)
class Term:
    """A measure in a sum.

    :param full: who reported all of it.
    :param factor: what its whole numbers are multiplied by to be in the unit of the sums.
    """

    taken: Taken
    full: Flags
    factor: int


@attrs.frozen(eq=False)
class Linear:
    """A sum of measures.

    :param terms: those that the class is asked for.
    :param each: what every organisation adds beside, in the unit of the sums.
    """

    asked: AskedSums
    terms: tuple[Term, ...]
    each: int = 0

    def _nobody(self) -> Flags:
        return np.zeros(self.asked.codes.size, dtype=np.bool_)

    @property
    def complete(self) -> Flags:
        """Who reported all of it."""
        found = ~self._nobody()
        for term in self.terms:
            found &= term.full
        return found

    @property
    def anything(self) -> Flags:
        """Who reported anything of it."""
        found = self._nobody()
        for term in self.terms:
            found |= term.taken.anything
        return found

    @property
    def partly(self) -> Flags:
        """Who reported a measure, and not all of it."""
        found = self._nobody()
        for term in self.terms:
            found |= term.taken.anything & ~term.full
        return found

    @property
    def high_open(self) -> Flags:
        """For whom it may be any larger number."""
        return self._lacking(lambda factor: factor > 0)

    @property
    def low_open(self) -> Flags:
        """For whom it may be any smaller number."""
        return self._lacking(lambda factor: factor < 0)

    def _lacking(self, of: Callable[[int], bool]) -> Flags:
        found = self._nobody()
        for term in self.terms:
            if of(term.factor):
                found |= ~term.full
        return found

    def used(self) -> Mapping[Period, Flags]:
        """By period, whose reports for it count."""
        found: dict[Period, Flags] = {}
        for term in self.terms:
            for period, who in zip(term.taken.periods, term.taken.used, strict=True):
                found[period] = found[period] | who if period in found else who
        return found

    # --- numbers ----------------------------------------------------------------------------------

    def want(self, singly: Flags, together: Flags) -> None:
        """Says which numbers will be needed of some one by one, and for the sum of some others."""
        for term in self.terms:
            term.taken.want(singly)
            term.taken.want_sum(together)

    def numbers(self, who: Flags) -> Numbers:
        """What is known of it for some organisations, 0 for all others."""
        found = _so_much(who, self.each)
        for term in self.terms:
            found = safely_plus(found, times(term.taken.numbers(who), term.factor))
        return found

    def sum_of(self, who: Flags) -> Numbers:
        """The sum of some organisations, by kind."""
        asked = self.asked
        sizes = np.bincount(asked.kinds[who], minlength=asked.kind_count).astype(np.int64)
        found: Numbers = sizes * self.each
        for term in self.terms:
            found = safely_plus(found, times(term.taken.sum_of(who), term.factor))
        return found


def _so_much(who: Flags, number: int) -> Numbers:
    found: Numbers = np.where(who, number, none(who.size))
    return found


def differ(first: Linear, second: Linear) -> Flags:
    """Whose two sums are of different periods."""
    above, below = first.used(), second.used()
    nobody = np.zeros(first.asked.codes.size, dtype=np.bool_)
    found = nobody.copy()
    for period in above.keys() | below.keys():
        found |= above.get(period, nobody) != below.get(period, nobody)
    return found


def units_of_terms(indicator: Indicator, scales: Mapping[str, int]) -> Units:
    """The unit in which all numbers of both sums are whole.

    :param scales: by measure, what its whole numbers are multiples of.
    """
    sides = (indicator.numerator, indicator.denominator)
    worth = [value for side in sides for value in _worth(side, scales)]
    constants = [side.constant if isinstance(side, Sum) else Fraction(0) for side in sides]
    unit = lcm(*(each.denominator for each in (*worth, *constants)))
    first, second = (int(constant * unit) for constant in constants)
    return Units(unit, 1, 1, (first, second))


def _worth(quantity: Quantity, scales: Mapping[str, int]) -> Iterable[Fraction]:
    terms = quantity.terms if isinstance(quantity, Sum) else ()
    return (factor / scales.get(name, 1) for factor, name, _ in terms)


def linear(
    asked: AskedSums, quantity: Quantity, taken: Mapping[str, Taken], full: Mapping[str, Flags]
) -> Linear:
    """A sum of a class of organisations.

    :param taken: what counts of the measures that the class is asked for; ``full``: who reported
        all of it.
    """
    unit = asked.units.unit
    if not isinstance(quantity, Sum):
        counts = asked.selection.asking.material.asks(asked.of, quantity)
        return Linear(asked, (), unit if counts else 0)
    scales: Mapping[str, int] = asked.figures.scales
    terms: Sequence[Term] = [
        Term(taken[name], full[name], int(factor / scales.get(name, 1) * unit))
        for factor, name, _ in quantity.terms
        if name in taken
    ]
    return Linear(asked, tuple(terms))
