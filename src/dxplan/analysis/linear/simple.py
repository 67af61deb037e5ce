"""Figures that a person can take in: small, and out of a hundred where they may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dxplan.analysis.linear.encode import Encoded
from dxplan.analysis.linear.forms import HOLDS, Compared, Formula, Linear, Number
from dxplan.analysis.linear.situation import Situation
from dxplan.analysis.linear.solver import Answer, Solution, Solver
from dxplan.analysis.linear.work import WISH


def simple_solution(
    solver: Solver, asked: Encoded, told: Situation, related: Sequence[Encoded]
) -> Answer:
    """An answer whose figures are as small and as round as can be had.

    The simplest are asked for first: mostly there are such.
    """
    question = [asked.missed, *(each.complies for each in told.rules)]
    wishes = _wishes(asked, told, related)
    found = solver.ask([*question, *next(wishes)], most=WISH)
    if isinstance(found, Solution):
        return found
    answer = solver.ask(question)
    if not isinstance(answer, Solution):
        return answer
    simpler = (solver.ask([*question, *each], most=WISH) for each in wishes)
    return next((each for each in simpler if isinstance(each, Solution)), answer)


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
