"""The solver: whether formulas can hold together, what makes them hold, which of them cannot.

The only module that knows z3. Whole numbers of things are integers, amounts are rationals; nothing
is a float. How much it may work on one question is counted, not timed, so that an answer does not
depend on the machine; what it does not answer within that is not decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any, TypeAlias

import attrs

from dxplan.analysis.linear import forms
from dxplan.analysis.linear.forms import Formula, Linear, Truth, Variable

WORK = 5_000_000
"""How much the solver may work on one question, in its own units: a second or two."""


@attrs.frozen
class Solution:
    """Figures with which formulas hold together.

    :param values: what is not named is 0.
    :param truths: what is not named does not matter.
    """

    values: Mapping[Variable, Fraction]
    truths: Mapping[Truth, bool]


@attrs.frozen
class Contradictory:
    """Formulas that cannot hold together: the places of some of them that cannot either."""

    core: tuple[int, ...]


@attrs.frozen
class GaveUp:
    """The solver did not answer."""


Answer: TypeAlias = Solution | Contradictory | GaveUp


class Solver:
    """Formulas that hold, and questions about more of them.

    :param beside: another solver of the same thread to share memory with: what each would need by
        itself is much.
    """

    def __init__(
        self,
        assumptions: Iterable[Formula] = (),
        *,
        beside: Solver | None = None,
        work: int = WORK,
    ) -> None:
        import z3

        self._z3: Any = z3
        self._context: Any = z3.Context() if beside is None else beside._context
        self._solver: Any = z3.SimpleSolver(ctx=self._context)
        self._solver.set("rlimit", work)
        self._variables: dict[Variable, Any] = {}
        self._truths: dict[Truth, Any] = {}
        self._literals: dict[Formula, Any] = {}
        for formula in assumptions:
            self.assume(formula)

    def assume(self, formula: Formula) -> None:
        """Take a formula as holding from now on."""
        self._solver.add(self._made(formula))

    def ask(self, formulas: Sequence[Formula], *, figures: bool = True) -> Answer:
        """Whether some formulas can hold together with what is assumed.

        :param figures: whether it matters with which figures; reading them takes time.
        """
        literals = [self._literal(formula) for formula in formulas]
        answer = self._solver.check(*literals)
        if answer == self._z3.sat:
            return self._solution() if figures else Solution({}, {})
        if answer == self._z3.unsat:
            core = {literal.get_id() for literal in self._solver.unsat_core()}
            return Contradictory(
                tuple(i for i, literal in enumerate(literals) if literal.get_id() in core)
            )
        return GaveUp()

    def minimal(
        self, formulas: Sequence[Formula], core: Iterable[int], always: Sequence[Formula] = ()
    ) -> tuple[int, ...] | None:
        """Of formulas that cannot hold together, some of which none can be left out.

        :param core: places of formulas that are known not to hold together.
        :param always: formulas that belong to the question whatever is left out.
        :returns: places, or ``None`` when the solver gives up on the way.
        """
        kept: list[int] = []
        rest = list(core)
        while rest:
            left_out = rest.pop(0)
            places = [*kept, *rest]
            question = [*always, *(formulas[i] for i in places)]
            answer = self.ask(question, figures=False)
            if isinstance(answer, GaveUp):
                return None
            if isinstance(answer, Contradictory):
                still = {places[i - len(always)] for i in answer.core if i >= len(always)}
                rest = [i for i in rest if i in still]
            else:
                kept.append(left_out)
        return tuple(sorted(kept))

    # --- formulas to z3 and back ------------------------------------------------------------------

    def _literal(self, formula: Formula) -> Any:
        """A name for a formula, so that an answer can name it."""
        if formula not in self._literals:
            literal = self._z3.Bool(f"l{len(self._literals)}", self._context)
            self._solver.add(self._z3.Implies(literal, self._made(formula)))
            self._literals[formula] = literal
        return self._literals[formula]

    def _made(self, formula: Formula) -> Any:
        z3 = self._z3
        match formula:
            case forms.Constant(value):
                return z3.BoolVal(value, self._context)
            case forms.Compared(form, comparator):
                return self._compared(form, comparator)
            case forms.Truth():
                return self._truth(formula)
            case forms.Not(operand):
                return z3.Not(self._made(operand))
            case forms.All(operands):
                return z3.And([self._made(each) for each in operands])
            case forms.Any(operands):
                return z3.Or([self._made(each) for each in operands])
            case forms.AtLeast(count, operands):  # pragma: no branch - there is no other kind
                return z3.PbGe([(self._made(each), 1) for each in operands], count)

    def _compared(self, form: Linear, comparator: str) -> Any:
        common = 1
        for factor in (*form.terms.values(), form.constant):
            common = lcm(common, factor.denominator)
        terms = [
            self._variable(variable) * int(factor * common)
            for variable, factor in form.terms.items()
        ]
        left, right = self._z3.Sum(terms), -int(form.constant * common)
        match comparator:
            case ">=":
                return left >= right
            case ">":
                return left > right
            case "<=":
                return left <= right
            case "<":
                return left < right
        return left == right

    def _variable(self, variable: Variable) -> Any:
        if variable not in self._variables:
            make = self._z3.Int if variable.whole else self._z3.Real
            self._variables[variable] = make(f"v{len(self._variables)}", self._context)
        return self._variables[variable]

    def _truth(self, truth: Truth) -> Any:
        if truth not in self._truths:
            self._truths[truth] = self._z3.Bool(f"t{len(self._truths)}", self._context)
        return self._truths[truth]

    def _solution(self) -> Solution:
        model = self._solver.model()
        return Solution(dict(self._values(model)), dict(self._told(model)))

    def _values(self, model: Any) -> Iterator[tuple[Variable, Fraction]]:
        for variable, made in self._variables.items():
            value = model.eval(made, model_completion=True)
            if variable.whole:
                yield variable, Fraction(value.as_long())
            else:
                yield variable, Fraction(value.numerator_as_long(), value.denominator_as_long())

    def _told(self, model: Any) -> Iterator[tuple[Truth, bool]]:
        for truth, made in self._truths.items():
            yield truth, bool(self._z3.is_true(model.eval(made, model_completion=True)))
