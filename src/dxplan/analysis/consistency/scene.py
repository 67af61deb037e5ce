"""Rules that bear on each other, on one day, and a solver that knows what holds of their figures.

The checks of the plan are asked with every question rather than taken for granted, so that an
answer can name those that it rests on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal, TypeAlias

import attrs

from dxplan.analysis.linear.contradictions import applies
from dxplan.analysis.linear.encode import Encoded
from dxplan.analysis.linear.forms import FAILS, HOLDS, Formula, Not, Truth
from dxplan.analysis.linear.ground import Ground
from dxplan.analysis.linear.situation import Situation, situation
from dxplan.analysis.linear.solver import Contradictory, GaveUp, Solution, Solver, Solvers
from dxplan.analysis.linear.times import Rule, is_flow, moment_of
from dxplan.plan.model import Check


class NotAnswered(Exception):
    """The solver gave up on a question."""


Proof: TypeAlias = tuple[tuple[Rule, ...], tuple[Check, ...]]
"""Rules and checks, none of which can be left out."""


@attrs.frozen
class Scene:
    """Some rules on a day."""

    told: Situation
    solver: Solver

    def of(self, rule: Rule) -> Encoded:
        """A rule on the day."""
        day = self.told.day
        bound = (each for each in self.told.rules if (each.rule, each.moment.on) == (rule, day))
        return next(bound)

    def lacks(self, rule: Rule) -> Literal["nobody", "nothing"] | None:
        """What a rule lacks to judge anything, whatever is reported: anybody, or a whole."""
        encoded = self.of(rule)
        if encoded.of_nobody:
            return "nobody"
        is_told = encoded.undecided is None and not encoded.denominator.terms
        return "nothing" if is_told and encoded.divides == FAILS else None

    def keeps_all(self) -> bool:
        """Whether figures meet all rules: then all apply, and none contradicts another."""
        formulas = [*(each.met for each in self.told.rules), *self.checked]
        return isinstance(self.solver.ask(formulas), Solution)

    @property
    def checked(self) -> list[Formula]:
        """What the checks say of the figures."""
        return [each.formula for each in self.told.checked]

    def never_applies(self, rule: Rule) -> tuple[Check, ...] | None:
        """The checks because of which there is nothing for a rule to judge; ``None`` if there is.

        :raises NotAnswered: when the solver gives up.
        """
        encoded = self.of(rule)
        if FAILS in (encoded.applies, encoded.divides):
            return ()
        if _is_open(encoded.applies) and (encoded.divides == HOLDS or not self.told.checked):
            return None
        proof = self.proof([applies(encoded)], ())
        return None if proof is None else proof[1]

    def follows(self, rule: Rule, premises: Collection[Rule]) -> Proof | None:
        """What a rule follows from; ``None`` when figures keep the premises and break it.

        :raises NotAnswered: when the solver gives up.
        """
        kept = [each for each in self.told.rules if each.rule in premises]
        return self.proof([self.of(rule).missed], kept)

    def proof(self, always: Sequence[Formula], kept: Sequence[Encoded]) -> Proof | None:
        """Why formulas do not hold when rules are complied with; ``None`` when they may.

        :raises NotAnswered: when the solver gives up.
        """
        checked = self.told.checked
        more = [*(each.complies for each in kept), *(each.formula for each in checked)]
        answer = self.solver.ask([*always, *more])
        if isinstance(answer, Solution):
            return None
        found = None if isinstance(answer, GaveUp) else self._least(always, more, answer)
        if found is None:
            raise NotAnswered
        rules = (kept[i].rule for i in found if i < len(kept))
        checks = (checked[i - len(kept)].check for i in found if i >= len(kept))
        return tuple(dict.fromkeys(rules)), tuple(dict.fromkeys(c for c in checks if c is not None))

    def _least(
        self, always: Sequence[Formula], more: Sequence[Formula], answer: Contradictory
    ) -> tuple[int, ...] | None:
        core = [place - len(always) for place in answer.core if place >= len(always)]
        return self.solver.minimal(more, core, always)


def _is_open(formula: Formula) -> bool:
    """Whether a condition is a single fact of which nothing is known."""
    return (
        formula == HOLDS
        or isinstance(formula, Truth)
        or (isinstance(formula, Not) and isinstance(formula.operand, Truth))
    )


@attrs.define
class Scenes:
    """Some rules on all days that matter; each day is told once."""

    rules: tuple[Rule, ...]
    solvers: Solvers
    ground: Ground
    _known: dict[object, Scene] = attrs.field(factory=dict, init=False)

    def on(self, rule: Rule, day: date) -> Scene:
        """The rules on a day, flows told apart as one of them needs it.

        :raises Outside: when they cannot be told in the same variables.
        """
        window = moment_of(rule, day).window if is_flow(rule) else None
        key = (day, window)
        if key not in self._known:
            told = situation(self.rules, (), day, window, self.ground)
            self._known[key] = Scene(told, self.solvers.assuming(told.assumptions))
        return self._known[key]

    def known(self) -> list[Scene]:
        """The days that were asked about."""
        return list(self._known.values())
