"""What is added up for a target at a moment, by kind."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import attrs
import numpy as np

from dxplan.engine.tables.exact import none, plus
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.judging.asking import Flags
from dxplan.engine.tables.judging.shortfalls import Gathered, Shortfalls, gathered
from dxplan.engine.tables.kinds import Codes


@attrs.frozen
class Units:
    """How whole numbers of two measures become multiples of one unit.

    :param unit: the sums are multiples of one part of it.
    :param numerator: what a number of the numerator's measure is multiplied by to be one.
    :param constants: what is added to both sums once.
    """

    unit: int
    numerator: int
    denominator: int
    constants: tuple[int, int]


def units_of(
    numerator: Fraction, denominator: Fraction, constants: tuple[Fraction, Fraction]
) -> Units:
    """The unit of two sums.

    :param numerator: what one of the whole numbers of its measure counts for.
    :param constants: of both sums.

    >>> units_of(Fraction(1, 100), Fraction(3), (Fraction(0), Fraction(1)))
    Units(unit=100, numerator=1, denominator=300, constants=(0, 100))
    """
    unit = lcm(*(each.denominator for each in (numerator, denominator, *constants)))
    first, second = constants
    found = int(first * unit), int(second * unit)
    return Units(unit, int(numerator * unit), int(denominator * unit), found)


def units_of_nothing() -> Units:
    """The unit of sums that are nothing."""
    return units_of(Fraction(1), Fraction(1), (Fraction(0), Fraction(0)))


@attrs.frozen(eq=False)
class OfClass:
    """The sums of a class at a moment, as :class:`Added` has them of all."""

    numerator: Numbers
    denominator: Numbers
    expected: Codes
    used: Flags
    missing: Codes
    assumed: Codes
    shortfalls: tuple[Shortfalls, ...]


@attrs.frozen(eq=False)
class Added:
    """The sums of a target at a moment, by kind, without the organisations looked at one by one.

    :param units: numbers are multiples of one part of its unit; the constants are not in them.
    :param numerator: by kind, what was reported whole.
    :param expected: by kind, how many organisations should report.
    :param used: by kind, whether anything that anybody reported was used.
    :param missing: codes of those that did not report all; ``assumed``: of those of which a
        denominator was taken from an earlier report.
    :param shortfalls: pieces that are not known.
    """

    units: Units
    numerator: Numbers
    denominator: Numbers
    expected: Codes
    used: Flags
    missing: Codes
    assumed: Codes
    shortfalls: Gathered | None


def together(parts: Sequence[OfClass], units: Units, kinds: int) -> Added:
    """The sums of several classes."""
    numerator, denominator, expected = none(kinds), none(kinds), np.zeros(kinds, dtype=np.int64)
    used = np.zeros(kinds, dtype=np.bool_)
    for each in parts:
        numerator = plus(numerator, each.numerator)
        denominator = plus(denominator, each.denominator)
        expected = expected + each.expected
        used = used | each.used
    return Added(
        units,
        numerator,
        denominator,
        expected,
        used,
        _codes([each.missing for each in parts]),
        _codes([each.assumed for each in parts]),
        gathered(shortfall for each in parts for shortfall in each.shortfalls),
    )


def _codes(parts: Sequence[Codes]) -> Codes:
    """All codes of some classes, sorted; nobody is in two of them."""
    found = [each for each in parts if each.size]
    if len(found) < 2:
        return found[0] if found else np.zeros(0, dtype=np.int64)
    # Those of a class are sorted, which a stable sort makes use of.
    return np.sort(np.concatenate(found), kind="stable")
