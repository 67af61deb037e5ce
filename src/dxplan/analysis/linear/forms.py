"""Variables, linear forms over them, and formulas made of comparisons of such forms with 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.plan.model import Comparator
from dxplan.values.periods import Period

Cell: TypeAlias = tuple[tuple[str, str], ...]
"""Members of dimensions, by dimension: a part of what is broken down."""


@attrs.frozen(cache_hash=True)
class Figure:
    """A sum of a measure: over the organisations of a cell, over some days or on one day.

    :param measure: the key of the measure, its name unless two plans mean different things by it.
    :param weight: the key of the measure that each organisation's figure is multiplied by.
    :param cell: the break-down, and the members that the organisations carry.
    :param days: over which a flow is added up; for a stock the day on which it is true.
    :param group: which of the groups of a register column it is of.
    """

    measure: str
    cell: Cell
    days: Period
    weight: str = ""
    group: int = 0
    whole: bool = True


@attrs.frozen(cache_hash=True)
class Number:
    """How many organisations of a cell answer some questions so, on a day.

    :param block: which questions: those that some rule asks together.
    :param answers: yes or no to each of them, in order.
    """

    block: int
    answers: tuple[bool, ...]
    cell: Cell
    days: Period
    group: int = 0
    whole: bool = True


Variable: TypeAlias = Figure | Number


@attrs.frozen
class Linear:
    """A linear combination of variables and a constant."""

    terms: Mapping[Variable, Fraction] = attrs.field(factory=dict, hash=False)
    constant: Fraction = Fraction(0)

    def __hash__(self) -> int:
        # The variables alone: who hashes many forms has few over the same.
        return hash((frozenset(self.terms), self.constant))

    def __add__(self, other: Linear) -> Linear:
        if not other.terms and not other.constant:
            return self
        if not self.terms and not self.constant:
            return other
        terms = dict(self.terms)
        for variable, factor in other.terms.items():
            both = terms[variable] + factor if variable in terms else factor
            if both:
                terms[variable] = both
            else:
                del terms[variable]
        return Linear(terms, self.constant + other.constant)

    def scaled(self, factor: Fraction) -> Linear:
        """The form times a number."""
        if not factor:
            return Linear()
        if factor == 1:
            return self
        if factor == -1:
            return Linear(
                {variable: -each for variable, each in self.terms.items()}, -self.constant
            )
        terms = {variable: each * factor for variable, each in self.terms.items()}
        return Linear(terms, self.constant * factor)

    def minus(self, other: Linear, factor: Fraction = Fraction(1)) -> Linear:
        """The form less another one times a number."""
        return self + other.scaled(-factor)

    @property
    def is_whole(self) -> bool:
        """Whether it only takes whole values."""
        return self.constant.denominator == 1 and all(
            variable.whole and factor.denominator == 1 for variable, factor in self.terms.items()
        )

    def value(self, values: Mapping[Variable, Fraction]) -> Fraction:
        """What it comes to; a variable without a value is 0."""
        return self.constant + sum(
            (factor * values.get(variable, Fraction(0)) for variable, factor in self.terms.items()),
            Fraction(0),
        )


def total(variables: Iterable[Variable], factor: Fraction = Fraction(1)) -> Linear:
    """The sum of some variables, times a number."""
    found: dict[Variable, Fraction] = {}
    for variable in variables:
        found[variable] = found[variable] + factor if variable in found else factor
    return Linear(found)


# --- formulas -------------------------------------------------------------------------------------


@attrs.frozen
class Constant:
    """What always holds, or never."""

    value: bool


@attrs.frozen(cache_hash=True)
class Compared:
    """A linear form that stands in a relation to 0."""

    form: Linear
    comparator: Comparator


@attrs.frozen
class Truth:
    """Something that may hold or not, of which nothing more is known.

    :param name: of a fact, or any text that stands for the same thing wherever it is used.
    :param on: the day, as a text; empty when it is the same on all days.
    :param opaque: whether it stands for a rule that is no linear inequality.
    """

    name: str
    on: str = ""
    opaque: bool = False


@attrs.frozen(cache_hash=True)
class Not:
    """Not the operand."""

    operand: Formula


@attrs.frozen(cache_hash=True)
class All:
    """Every one of the operands."""

    operands: tuple[Formula, ...]


@attrs.frozen(cache_hash=True)
class Any:
    """At least one of the operands."""

    operands: tuple[Formula, ...]


@attrs.frozen(cache_hash=True)
class AtLeast:
    """At least so many of the operands."""

    count: int
    operands: tuple[Formula, ...]


Formula: TypeAlias = Constant | Compared | Truth | Not | All | Any | AtLeast

HOLDS = Constant(True)
FAILS = Constant(False)


def all_of(formulas: Iterable[Formula]) -> Formula:
    """The conjunction, without what always holds."""
    found = tuple(each for each in formulas if each != HOLDS)
    if FAILS in found:
        return FAILS
    return found[0] if len(found) == 1 else All(found) if found else HOLDS


def any_of(formulas: Iterable[Formula]) -> Formula:
    """The disjunction, without what never holds."""
    found = tuple(each for each in formulas if each != FAILS)
    if HOLDS in found:
        return HOLDS
    return found[0] if len(found) == 1 else Any(found) if found else FAILS


def negated(formula: Formula) -> Formula:
    """The negation."""
    match formula:
        case Constant(value):
            return Constant(not value)
        case Not(operand):
            return operand
    return Not(formula)


def truths(formula: Formula) -> Iterator[Truth]:
    """What a formula asks of that may hold or not."""
    match formula:
        case Truth():
            yield formula
        case Not(operand):
            yield from truths(operand)
        case All(operands) | Any(operands) | AtLeast(_, operands):
            for operand in operands:
                yield from truths(operand)


def linears(formula: Formula) -> Iterator[Linear]:
    """The linear forms that a formula compares."""
    match formula:
        case Compared(form, _):
            yield form
        case Not(operand):
            yield from linears(operand)
        case All(operands) | Any(operands) | AtLeast(_, operands):
            for operand in operands:
                yield from linears(operand)
