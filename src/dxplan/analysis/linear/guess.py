"""Figures that are tried before a solver is asked for any.

There is as many of everything, every organisation says yes, every fact is true: that keeps most
plans. Or there is nothing of what a target counts: that misses most targets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from dxplan.analysis.linear import forms
from dxplan.analysis.linear.forms import Formula, Linear, Variable

MANY = Fraction(1_000_000)


def hold_for_plenty(formulas: Iterable[Formula], but: Collection[Variable] = ()) -> bool:
    """Whether formulas hold when there is as much of everything, and all of it is as asked for.

    When they do not, nothing is said of other figures.

    :param but: of which there is nothing.
    """
    return all(_holds(formula, but) for formula in formulas)


def _holds(formula: Formula, but: Collection[Variable]) -> bool:
    match formula:
        case forms.Constant(value):
            return value
        case forms.Compared(form, comparator):
            return _compares(_value(form, but), comparator)
        case forms.Truth():
            return True
        case forms.Not(operand):
            return not _holds(operand, but)
        case forms.All(operands):
            return all(_holds(each, but) for each in operands)
        case forms.Any(operands):
            return any(_holds(each, but) for each in operands)
        case forms.AtLeast(count, operands):  # pragma: no branch - there is no other kind
            return sum(_holds(each, but) for each in operands) >= count


def _value(form: Linear, but: Collection[Variable]) -> Fraction:
    terms = form.terms.items()
    there = (factor for variable, factor in terms if _is_there(variable) and variable not in but)
    return form.constant + MANY * sum(there, Fraction(0))


def _is_there(variable: Variable) -> bool:
    """Whether it is a figure, or the number of organisations that say yes to everything."""
    return isinstance(variable, forms.Figure) or all(variable.answers)


def _compares(value: Fraction, comparator: str) -> bool:
    match comparator:
        case ">=":
            return value >= 0
        case ">":
            return value > 0
        case "<=":
            return value <= 0
        case "<":
            return value < 0
    return value == 0
