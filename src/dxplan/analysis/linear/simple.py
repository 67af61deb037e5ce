"""Figures that a person can take in: small, and out of a hundred where they may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dxplan.analysis.linear.encode import Encoded
from dxplan.analysis.linear.forms import HOLDS, Compared, Formula, Linear, Number
from dxplan.analysis.linear.situation import Situation
from dxplan.analysis.linear.solver import Solution, Solver
from dxplan.analysis.linear.work import WISH


def simple_solution(
    solver: Solver,
    found: Solution,
    asked: Encoded,
    told: Situation,
    related: Sequence[Encoded],
) -> Solution:
    """A solution with as small and as round figures as can be had.

    :param found: some solution, as it came.
    """
    question = [asked.missed, *(each.complies for each in told.rules)]
    for wishes in _wishes(asked, told, related):
        answer = solver.ask([*question, *wishes], most=WISH)
        if isinstance(answer, Solution):
            return answer
    return found


def _wishes(asked: Encoded, told: Situation, related: Sequence[Encoded]) -> Iterator[list[Formula]]:
    everybody = [each for each in told.rules if each.denominator.terms]
    apply = [each.met for each in related]
    divide = [each.divides for each in everybody]
    hundred = _equals(asked.denominator, 100)
    hundreds = [_equals(each.denominator, 100) for each in everybody]
    for limit in (100, 1_000, 100_000):
        small = _at_most(asked, told, limit)
        yield [hundred, *hundreds, *apply, *small]
        yield [hundred, *apply, *divide, *small]
        yield [*apply, *divide, *small]
        yield [hundred, *divide, *small]
        yield [*divide, *small]
        yield small
    yield [*apply, *divide]


def _equals(form: Linear, value: int) -> Formula:
    if not form.terms:
        return HOLDS
    return Compared(form.minus(Linear(constant=Fraction(value))), "=")


def _at_most(asked: Encoded, told: Situation, limit: int) -> list[Formula]:
    found: list[Formula] = []
    for each in (asked, *told.rules):
        for form in (each.numerator, each.denominator):
            if form.terms:
                found.append(Compared(form.minus(Linear(constant=Fraction(limit))), "<="))
                if any(isinstance(variable, Number) for variable in form.terms):
                    lower = form.minus(Linear(constant=Fraction(min(limit, 20))))
                    found.append(Compared(lower, "<="))
    return found
