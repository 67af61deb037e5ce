"""The solver: whether formulas can hold together, what makes them hold, which of them cannot.

The only module that knows z3. Whole numbers of things are integers, amounts are rationals; nothing
is a float. How much it may work on one question is counted, not timed, so that an answer does not
depend on the machine; what it does not answer within that is not decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from dxplan.analysis.linear.forms import Formula, Truth, Variable
from dxplan.analysis.linear.work import Work
from dxplan.analysis.linear.written import Vocabulary

_INTERRUPTED = ("canceled", "interrupted", "interrupted from keyboard")


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


@attrs.define
class _Shared:
    """What solvers of one thread have in common.

    :param counted: what all of them have worked so far.
    """

    context: Any
    work: Work
    counted: int = 0


class Solver:
    """Formulas that hold, and questions about more of them.

    :param beside: another solver of the same thread to share memory with: what each would need by
        itself is much.
    :param work: how much both may work; without another solver, what is usual.
    """

    def __init__(
        self,
        assumptions: Iterable[Formula] = (),
        *,
        beside: Solver | None = None,
        work: Work | None = None,
    ) -> None:
        import z3

        self._z3: Any = z3
        self._shared: _Shared = (
            _Shared(z3.Context(), work or Work()) if beside is None else beside._shared
        )
        self._context: Any = self._shared.context
        self._solver: Any = z3.SimpleSolver(ctx=self._context)
        self._vocabulary = Vocabulary()
        self._made: dict[str, Any] = {}
        self._unread: Sequence[Formula] = tuple(assumptions)

    def ask(
        self, formulas: Sequence[Formula], *, figures: bool = True, most: int | None = None
    ) -> Answer:
        """Whether some formulas can hold together with what is assumed.

        :param figures: whether it matters with which figures; reading them takes time.
        :param most: how much it may work on that, when it is less than for any question.
        :raises KeyboardInterrupt: when the user interrupts it.
        """
        limit = self._shared.work.limit(most)
        if not limit:
            return GaveUp()
        literals = self._literals(formulas)
        answer, used = self._checked(literals, limit)
        if answer == self._z3.sat:
            return self._solution() if figures else Solution({}, {})
        if answer == self._z3.unsat:
            core = {literal.get_id() for literal in self._solver.unsat_core()}
            return Contradictory(
                tuple(i for i, literal in enumerate(literals) if literal.get_id() in core)
            )
        if used < limit and self._solver.reason_unknown() in _INTERRUPTED:
            # The solver takes the signal for itself while it works.
            raise KeyboardInterrupt
        return GaveUp()

    def _checked(self, literals: Sequence[Any], limit: int) -> tuple[Any, int]:
        """The solver's own answer, and how much it worked for it."""
        self._solver.set("rlimit", limit)
        answer = self._solver.check(*literals)
        counted = int(self._solver.statistics().get_key_value("rlimit count"))
        used = counted - self._shared.counted
        self._shared.counted = counted
        self._shared.work.spend(used)
        return answer, used

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

    def _literals(self, formulas: Sequence[Formula]) -> list[Any]:
        """Names for formulas, so that an answer can name them."""
        vocabulary = self._vocabulary
        text = vocabulary.text(self._unread, formulas)
        self._unread = ()
        if text:
            self._solver.add(self._z3.parse_smt2_string(text, ctx=self._context))
        return [self._known(vocabulary.literals[each], self._z3.Bool) for each in formulas]

    def _known(self, name: str, make: Any) -> Any:
        if name not in self._made:
            self._made[name] = make(name, self._context)
        return self._made[name]

    def _solution(self) -> Solution:
        model = self._solver.model()
        return Solution(dict(self._values(model)), dict(self._told(model)))

    def _values(self, model: Any) -> Iterator[tuple[Variable, Fraction]]:
        for variable, name in self._vocabulary.variables.items():
            made = self._known(name, self._z3.Int if variable.whole else self._z3.Real)
            value = model.eval(made, model_completion=True)
            if variable.whole:
                yield variable, Fraction(value.as_long())
            else:
                yield variable, Fraction(value.numerator_as_long(), value.denominator_as_long())

    def _told(self, model: Any) -> Iterator[tuple[Truth, bool]]:
        for truth, name in self._vocabulary.truths.items():
            made = self._known(name, self._z3.Bool)
            yield truth, bool(self._z3.is_true(model.eval(made, model_completion=True)))


class Solvers:
    """Makes solvers of one thread, which share memory and what they may work.

    :param work: how much; what is usual when it is not given.
    """

    def __init__(self, work: Work | None = None) -> None:
        self.work = work or Work()
        self._first: Solver | None = None

    def assuming(self, formulas: Iterable[Formula]) -> Solver:
        """A solver that takes some formulas as given."""
        made = Solver(formulas, beside=self._first, work=self.work)
        self._first = self._first or made
        return made
