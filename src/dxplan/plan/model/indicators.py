"""Indicators as quotients of two sums, and the conditions they and rules may have."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from dxplan.shown import Shown
from dxplan.source import Placed
from dxplan.values.comparators import Comparator
from dxplan.values.scopes import Member, Scope


@attrs.frozen(repr=False)
class Holds(Shown):
    """A flag (of an organisation) or a fact (of the plan) that must hold."""

    name: str


@attrs.frozen(repr=False)
class Compares(Shown):
    """An organisation's measure held against a number."""

    name: str
    comparator: Comparator
    value: Fraction


@attrs.frozen(repr=False)
class Negation(Shown):
    """Not the operand."""

    operand: Condition


@attrs.frozen(repr=False)
class Conjunction(Shown):
    """All operands."""

    operands: tuple[Condition, ...]


@attrs.frozen(repr=False)
class Disjunction(Shown):
    """At least one operand."""

    operands: tuple[Condition, ...]


@attrs.frozen(repr=False)
class Criterion(Placed):
    """A criterion of a group: an organisation reports it, or a condition decides it.

    :param mandatory: a gate, met or not; it carries no points.
    :param points: the most it gives; ``None`` for a mandatory one, and where it is not settled.
    :param condition: what it is met by; without one a measure of its name is reported.
    """

    name: str
    title: str = ""
    mandatory: bool = False
    points: Fraction | None = None
    condition: Condition | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is not settled how many points it gives."""
        return not self.mandatory and self.points is None


@attrs.frozen(repr=False)
class Band(Placed):
    """A level: the scores from ``low`` to ``high``; ``None`` is an end without a bound.

    :param above_low: whether ``low`` itself is left out (``over 75``).
    :param below_high: whether ``high`` itself is left out (``under 50``).
    :param without_scores: whether only an unmet mandatory criterion gives it.
    """

    name: str
    title: str = ""
    alias: str | None = None
    low: Fraction | None = None
    above_low: bool = False
    high: Fraction | None = None
    below_high: bool = False
    without_scores: bool = False

    def meets(self, low: Fraction, high: Fraction | None) -> bool:
        """Whether a score from a closed interval, or one without an upper end, falls into it.

        >>> basic = Band("basic", low=Fraction(50), high=Fraction(75))
        >>> basic.meets(Fraction(75), None), basic.meets(Fraction(151, 2), None)
        (True, False)
        """
        if self.without_scores:
            return False
        if self.high is not None and (low > self.high or (low == self.high and self.below_high)):
            return False
        if self.low is None or high is None:
            return True
        return high > self.low or (high == self.low and not self.above_low)


@attrs.frozen(repr=False)
class Group(Placed):
    """A part of a scale that is scored and levelled by itself.

    :param scale: the name of its scale.
    :param bands: the levels of the scale, from the lowest to the highest.
    :param gate: the band that an unmet mandatory criterion gives.
    :param highest: the greatest score; ``None`` where open points leave it unknown.
    :param rest: what the open criteria may give together; ``None`` without a bound.
    :param reported_by: members of organisation dimensions; only who carries one is levelled.
    :param excluded: who is nothing but a part of these members is not levelled.
    """

    scale: str
    name: str
    title: str = ""
    alias: str | None = None
    criteria: tuple[Criterion, ...] = ()
    bands: tuple[Band, ...] = ()
    gate: str | None = None
    highest: Fraction | None = None
    rest: Fraction | None = Fraction(0)
    reported_by: tuple[Member, ...] = ()
    excluded: tuple[Member, ...] = ()

    @property
    def id(self) -> str:
        """The names of scale and group, as a condition has them."""
        return f"{self.scale}.{self.name}"


@attrs.frozen(repr=False)
class AtLevel(Shown):
    """The level of an organisation in a group, held against a band in the order of the bands."""

    group: Group
    comparator: Comparator
    band: str


@attrs.frozen(repr=False)
class SomeOf(Shown):
    """At least so many of the operands."""

    count: int
    operands: tuple[Condition, ...]


@attrs.frozen(repr=False)
class Attains(Shown):
    """An indicator, or the sum of a measure, held against a number: 5 with ``%`` for 5%.

    It is computed for what the condition is about: an organisation, a group of them, or all that
    a target is judged for. Where there is nothing to divide by, it does not hold.
    """

    indicator: Indicator
    comparator: Comparator
    value: Fraction
    unit: str = "%"

    @property
    def quotient(self) -> Fraction:
        """The number as a plain quotient: 5 of 5% as 1/20."""
        return self.value / 100 if self.unit == "%" else self.value / self.indicator.per


@attrs.frozen(repr=False)
class Met(Shown):
    """The target of an indicator and a scope that rules on the day is met."""

    indicator: str
    scope: Scope = attrs.field(factory=Scope)


Condition: TypeAlias = (
    Holds | Compares | AtLevel | Negation | Conjunction | Disjunction | SomeOf | Attains | Met
)


def operands_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions that a condition joins; none of one that stands alone."""
    match condition:
        case Negation(operand):
            return (operand,)
        case Conjunction(operands) | Disjunction(operands) | SomeOf(_, operands):
            return operands
    return ()


def atoms(condition: Condition) -> Iterator[Condition]:
    """The conditions that stand alone, in order."""
    inner = operands_of(condition)
    if not inner:
        yield condition
    for operand in inner:
        yield from atoms(operand)


@attrs.frozen(repr=False)
class Sum(Shown):
    """A linear combination of measures and a constant: ``2 * a - b + 3``.

    A term ``(measure, weight measure)`` stands for the product of both, organisation by
    organisation.

    :param terms: (factor, measure name, weight measure name or ``None``).
    :param groups: the groups of scales that an organisation must be levelled in to be asked.
    """

    terms: tuple[tuple[Fraction, str, str | None], ...]
    constant: Fraction = Fraction(0)
    groups: tuple[Group, ...] = attrs.field(default=(), repr=False)

    def measures(self) -> Iterator[str]:
        """The names of the measures it needs."""
        for _, measure, weight in self.terms:
            yield measure
            if weight is not None:
                yield weight


@attrs.frozen(repr=False)
class Tally(Shown):
    """The number of organisations for which a condition holds.

    Without a condition, of all that are asked.

    :param groups: the groups of scales that an organisation must be levelled in to be asked.
    :param of: a register column whose groups are counted instead of organisations: ``commune``.
    """

    condition: Condition | None
    measures_needed: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    of: str = ""

    def measures(self) -> Iterator[str]:
        """The names of the measures and flags it needs."""
        yield from self.measures_needed


Quantity: TypeAlias = Sum | Tally


@attrs.frozen(repr=False)
class Indicator(Placed):
    """A quotient of two sums over organisations.

    ``kind`` says how numerator and denominator belong together:

    - ``share``: 0 <= numerator <= denominator, for every organisation; thresholds are percentages;
    - ``rate``: the numerator may exceed the denominator; also a mean (over weights or count);
    - ``count``: the denominator is the constant 1; thresholds are plain numbers.

    ``share of schools where X`` is a share of two :class:`Tally`; ``mean of x weighted by w`` is
    the rate of ``Sum(x*w)`` over ``Sum(w)``; ``mean of x`` the rate of ``Sum(x)`` over a
    :class:`Tally` without condition that counts the organisations for which x is known.

    :param per: what a rate is counted for: 10,000 of "doctors per 10,000 people". The sums keep
        their true counts; only the value and the threshold are told in it.
    :param ranked: whether it is a place in a ranking, of one organisation.
    """

    name: str
    kind: Literal["share", "rate", "count"]
    numerator: Quantity
    denominator: Quantity
    title: str = ""
    alias: str | None = None
    also: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    cite: str = ""
    measured_in: str = ""
    note: str = ""
    text: str = ""
    per: Fraction = Fraction(1)
    ranked: bool = False

    @property
    def counts_groups_of(self) -> str:
        """The register column whose groups it counts; empty when it adds up organisations."""
        return self.numerator.of if isinstance(self.numerator, Tally) else ""

    def measures(self) -> tuple[str, ...]:
        """The names of all measures and flags it needs, each once, in order."""
        return tuple(dict.fromkeys((*self.numerator.measures(), *self.denominator.measures())))
