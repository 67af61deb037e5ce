"""Figures that keep most plans: everything is there, and all of it is as it should be.

Rules that ask for much contradict each other seldom. Before a solver is asked whether they do, one
set of figures is tried: as many of everything, every organisation saying yes, every fact true.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from dxplan.analysis.linear import forms
from dxplan.analysis.linear.forms import Formula, Linear, Variable

MANY = Fraction(1_000_000)


def hold_for_plenty(formulas: Iterable[Formula]) -> bool:
    """Whether formulas hold when there is as much of everything, and all of it is as asked for.

    When they do not, nothing is said of other figures.
    """
    return all(_holds(formula) for formula in formulas)


def _holds(formula: Formula) -> bool:
    match formula:
        case forms.Constant(value):
            return value
        case forms.Compared(form, comparator):
            return _compares(_value(form), comparator)
        case forms.Truth():
            return True
        case forms.Not(operand):
            return not _holds(operand)
        case forms.All(operands):
            return all(_holds(each) for each in operands)
        case forms.Any(operands):
            return any(_holds(each) for each in operands)
        case forms.AtLeast(count, operands):  # pragma: no branch - there is no other kind
            return sum(_holds(each) for each in operands) >= count


def _value(form: Linear) -> Fraction:
    there = (factor for variable, factor in form.terms.items() if _is_there(variable))
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
