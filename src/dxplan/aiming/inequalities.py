"""Whole numbers that keep linear inequalities, drawn one after the other between their bounds.

The bounds of each number follow from those drawn before it: the later ones are eliminated first
(Fourier and Motzkin), so that whatever is drawn, the rest still fits. Nothing is tried and thrown
away. Between two bounds with factors other than 1 there may be room, and no whole number in it:
then as much room is asked for as surely holds one (the dark shadow of Pugh's Omega test).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.aiming.errors import Empty

Choose: TypeAlias = Callable[[int, int], int]
"""Gives a whole number between two, both included."""

SPREAD = 20
"""How far above its lower bound a number goes that nothing bounds from above."""


def least(low: int, high: int) -> int:
    """The choice that always takes the lower end."""
    return low


def can_draw(draw: Callable[[Choose], object]) -> bool:
    """Whether something that draws finds any numbers."""
    try:
        draw(least)
    except Empty:
        return False
    return True


@attrs.frozen
class Inequality:
    """A linear form over whole numbers that is never below 0.

    :param terms: (name, factor) by name, without zeros.
    """

    terms: tuple[tuple[str, int], ...]
    constant: int = 0

    def factor(self, name: str) -> int:
        """The factor of a name, 0 when it is not there."""
        return next((factor for each, factor in self.terms if each == name), 0)

    def without(self, name: str, values: Mapping[str, int]) -> int:
        """What the rest of it comes to."""
        found = self.constant
        for each, factor in self.terms:
            if each != name:
                found += factor * values[each]
        return found

    @property
    def turned(self) -> Inequality:
        """What makes an equation of it: the same form is never above 0."""
        return Inequality(tuple((name, -factor) for name, factor in self.terms), -self.constant)


def inequality(terms: Mapping[str, Fraction | int], constant: Fraction | int = 0) -> Inequality:
    """The inequality ``terms + constant >= 0`` in the smallest whole numbers.

    The constant is rounded down, because the names stand for whole numbers.

    >>> inequality({"a": Fraction(1, 2), "b": Fraction(-3, 2)}, Fraction(5, 2))
    Inequality(terms=(('a', 1), ('b', -3)), constant=5)
    """
    kept = {name: Fraction(factor) for name, factor in terms.items() if factor}
    if not kept:
        return Inequality((), -1 if constant < 0 else 0)
    times = math.lcm(*(each.denominator for each in kept.values()))
    whole = {name: int(factor * times) for name, factor in kept.items()}
    by = math.gcd(*whole.values())
    listed = tuple(sorted((name, factor // by) for name, factor in whole.items()))
    return Inequality(listed, math.floor(Fraction(constant) * times / by))


def equal(terms: Mapping[str, Fraction | int], constant: Fraction | int = 0) -> list[Inequality]:
    """The two inequalities that say ``terms + constant = 0``."""
    turned = {name: -factor for name, factor in terms.items()}
    return [inequality(terms, constant), inequality(turned, -constant)]


@attrs.frozen
class Bounds:
    """The inequalities that bound a number by those before it."""

    name: str
    lower: tuple[Inequality, ...]
    upper: tuple[Inequality, ...]

    def range(self, values: Mapping[str, int]) -> tuple[int, int | None]:
        """The least and the greatest it may be; ``None`` is no greatest."""
        lows = [-(each.without(self.name, values) // each.factor(self.name)) for each in self.lower]
        highs = [each.without(self.name, values) // -each.factor(self.name) for each in self.upper]
        return max(lows), min(highs, default=None)


@attrs.frozen
class Ordered:
    """Inequalities made ready to draw from.

    :param steps: the bounds of every number, in the order of drawing.
    :param known: what must hold of the numbers that are given.
    """

    steps: tuple[Bounds, ...]
    known: tuple[Inequality, ...]

    def draw(self, choose: Choose, given: Mapping[str, int] | None = None) -> dict[str, int]:
        """Numbers that keep all inequalities.

        :param given: those that are known beforehand.
        :raises Empty: when there are none.

        >>> parts = [inequality({"part": 1}), inequality({"whole": 1, "part": -1})]
        >>> half = equal({"part": 2, "whole": -1})
        >>> ordered(["whole", "part"], [*parts, *half, inequality({"whole": 1}, -1)]).draw(least)
        Traceback (most recent call last):
            ...
        dxplan.aiming.errors.Empty
        >>> ordered(["part", "whole"], [*parts, *half, inequality({"whole": 1}, -1)]).draw(least)
        {'part': 1, 'whole': 2}
        """
        values = dict(given or {})
        if any(each.without("", values) < 0 for each in self.known):
            raise Empty
        found: dict[str, int] = {}
        for step in self.steps:
            low, high = step.range(values)
            most = low + SPREAD if high is None else high
            if most < low:
                raise Empty
            values[step.name] = found[step.name] = choose(low, most) if most > low else low
        return found


def ordered(names: Sequence[str], inequalities: Iterable[Inequality]) -> Ordered:
    """Inequalities made ready to draw names from in an order.

    Every name must be bounded from below; names that are not listed are given when drawing.
    """
    left = set(inequalities)
    steps: list[Bounds] = []
    for name in reversed(names):
        lower = sorted((each for each in left if each.factor(name) > 0), key=_order)
        upper = sorted((each for each in left if each.factor(name) < 0), key=_order)
        steps.append(Bounds(name, tuple(lower), tuple(upper)))
        exact = {each for each in (*lower, *upper) if each.turned in left}
        left -= {*lower, *upper}
        left |= {
            _eliminated(name, low, high, _room(name, low, high, exact))
            for low in lower
            for high in upper
        }
        left = _tightest(left)
    return Ordered(tuple(reversed(steps)), tuple(left))


def _room(name: str, low: Inequality, high: Inequality, exact: Collection[Inequality]) -> int:
    """How much room a lower and an upper bound need so that there is a whole number between.

    What equals something is that, and lies in a whole step of it because the step was drawn before.
    """
    if low in exact or high in exact:
        return 0
    return (low.factor(name) - 1) * (-high.factor(name) - 1)


def _order(each: Inequality) -> tuple[int, tuple[tuple[str, int], ...], int]:
    return len(each.terms), each.terms, each.constant


def _eliminated(name: str, low: Inequality, high: Inequality, room: int) -> Inequality:
    """What a lower and an upper bound of a name say together without it.

    :param room: how far they must at least be apart.
    """
    a, b = low.factor(name), -high.factor(name)
    terms: dict[str, int] = {}
    for of, times in ((low, b), (high, a)):
        for each, factor in of.terms:
            if each != name:
                terms[each] = terms.get(each, 0) + factor * times
    return inequality(terms, low.constant * b + high.constant * a - room)


def _tightest(inequalities: Iterable[Inequality]) -> set[Inequality]:
    """Of those that differ in their constant, the one that says most; none that say nothing."""
    found: dict[tuple[tuple[str, int], ...], int] = {}
    for each in inequalities:
        if each.terms or each.constant < 0:
            found[each.terms] = min(each.constant, found.get(each.terms, each.constant))
    return {Inequality(terms, constant) for terms, constant in found.items()}
