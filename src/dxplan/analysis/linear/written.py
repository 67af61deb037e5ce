"""Formulas as solvers read them: SMT-LIB, the language that they have in common.

One text with many formulas is read in a fraction of the time that it takes to hand them over piece
by piece.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from dxplan.analysis.linear import forms
from dxplan.analysis.linear.forms import Formula, Linear, Truth, Variable


class Vocabulary:
    """The names that variables go by, and formulas written with them."""

    def __init__(self) -> None:
        self.variables: dict[Variable, str] = {}
        self.truths: dict[Truth, str] = {}
        self.literals: dict[Formula, str] = {}
        self._used: dict[str, str] = {}

    def text(self, holding: Iterable[Formula], asked: Iterable[Formula]) -> str:
        """A text that says that some formulas hold, and gives others names that imply them.

        An answer can then name them; what has a name already is not said again.
        """
        told = [self.written(formula) for formula in holding]
        for formula in asked:
            if formula not in self.literals:
                name = self.literals[formula] = f"l{len(self.literals)}"
                told.append(f"(=> {name} {self.written(formula)})")
                self._used[name] = "Bool"
        # A text declares what it uses; the solver knows it again by name and kind.
        declared = [f"(declare-const {name} {kind})" for name, kind in self._used.items()]
        self._used.clear()
        return "\n".join([*declared, f"(assert (and {' '.join(told)}))"]) if told else ""

    # --- formulas ---------------------------------------------------------------------------------

    def written(self, formula: Formula) -> str:
        """A formula as a text."""
        match formula:
            case forms.Constant(value):
                return "true" if value else "false"
            case forms.Compared(form, comparator):
                return self._compared(form, comparator)
            case forms.Truth():
                return self._truth(formula)
            case forms.Not(operand):
                return f"(not {self.written(operand)})"
            case forms.All(operands):
                return f"(and {self._all(operands)})"
            case forms.Any(operands):
                return f"(or {self._all(operands)})"
            case forms.AtLeast(count, operands):  # pragma: no branch - there is no other kind
                return f"((_ at-least {count}) {self._all(operands)})"

    def _all(self, formulas: Iterable[Formula]) -> str:
        return " ".join(self.written(each) for each in formulas)

    def _compared(self, form: Linear, comparator: str) -> str:
        """A comparison with 0, multiplied until all factors are whole."""
        common = lcm(*(each.denominator for each in (*form.terms.values(), form.constant)))
        whole = all(variable.whole for variable in form.terms)
        summands = [
            f"(* {_number(_times(factor, common), whole)} {self._variable(variable, whole)})"
            for variable, factor in form.terms.items()
        ]
        zero = _number(0, whole)
        right = _number(-_times(form.constant, common), whole)
        return f"({comparator} (+ {zero} {' '.join(summands)}) {right})"

    def _truth(self, truth: Truth) -> str:
        name = self.truths.setdefault(truth, f"t{len(self.truths)}")
        self._used[name] = "Bool"
        return name

    def _variable(self, variable: Variable, whole: bool) -> str:
        name = self.variables.setdefault(variable, f"v{len(self.variables)}")
        self._used[name] = "Int" if variable.whole else "Real"
        return f"(to_real {name})" if variable.whole and not whole else name


def _times(number: Fraction, common: int) -> int:
    """A number times a multiple of its denominator."""
    return number.numerator * (common // number.denominator)


def _number(value: int, whole: bool) -> str:
    """A number, whole or not, as one that may stand beside others like it.

    >>> _number(-3, True), _number(3, False)
    ('(- 3)', '3.0')
    """
    text = str(abs(value)) if whole else f"{abs(value)}.0"
    return f"(- {text})" if value < 0 else text
