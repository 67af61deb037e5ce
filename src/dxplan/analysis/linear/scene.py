"""A situation that questions are asked about, and rules in it that are about the same."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from dxplan.analysis.linear import forms
from dxplan.analysis.linear.encode import Encoded
from dxplan.analysis.linear.forms import Figure
from dxplan.analysis.linear.guess import hold_for_plenty
from dxplan.analysis.linear.situation import Situation
from dxplan.analysis.linear.solver import Contradictory, Solver, Solvers
from dxplan.analysis.linear.times import Rule
from dxplan.analysis.strictness import Kept, kept_by


@attrs.define
class Scene:
    """A situation, and the solver that is asked about it once there is one."""

    told: Situation
    solvers: Solvers
    _solver: Solver | None = attrs.field(default=None, init=False)

    def solver(self) -> Solver:
        """A solver that knows what holds of all figures."""
        if self._solver is None:
            self._solver = self.solvers.assuming(self.told.everything)
        return self._solver

    def always_keeps(self, asked: Encoded) -> bool:
        """Whether no figures break a rule, whatever other rules say."""
        missed = (asked.missed, *self.told.everything)
        if any(hold_for_plenty(missed, but) for but in ((), asked.numerator.terms)):
            return False
        return isinstance(self.solver().ask([asked.missed], figures=False), Contradictory)


def at_once(asked: Encoded, told: Situation) -> Rule | None:
    """A rule about the same quotient that asks for at least as much: nothing has to be solved.

    Of several one that is judged at the same time, if there is one.
    """
    mine = _kept(asked)
    if mine is None or asked.rule.target.each:
        return None
    found = [
        each.rule
        for each in told.rules
        if _is_about_the_quotient(each, asked)
        and (theirs := _kept(each)) is not None
        and theirs.is_within(mine)
    ]
    time = asked.rule.target.time
    return min(found, key=lambda rule: rule.target.time != time, default=None)


def _is_about_the_quotient(encoded: Encoded, asked: Encoded) -> bool:
    """Whether a rule compares the same quotient on the same day, at least as often.

    A rule that is no inequality has no sums: nothing says that two of them are about the same.
    """
    return (
        bool(asked.numerator.terms)
        and not encoded.rule.target.each
        and encoded.moment.on == asked.moment.on
        and encoded.rule.target.indicator.kind == asked.rule.target.indicator.kind
        and encoded.numerator == asked.numerator
        and encoded.denominator == asked.denominator
        and encoded.applies in (forms.HOLDS, asked.applies)
    )


def _kept(encoded: Encoded) -> Kept | None:
    target = encoded.rule.target
    share = target.indicator.kind == "share"
    return kept_by(target.threshold, whole=_counts(encoded), share=share)


def _counts(encoded: Encoded) -> bool:
    return encoded.rule.target.indicator.kind == "count" and encoded.numerator.is_whole


def about_the_same(first: Encoded, second: Encoded) -> bool:
    """Whether two rules count some of the same things: their numerators share a figure.

    Of those that count organisations, whether they ask about some of the same.
    """
    mine, theirs = (set(_figures(each)) for each in (first, second))
    if mine and theirs:
        return bool(mine & theirs)
    asked = (set(each.rule.target.indicator.numerator.measures()) for each in (first, second))
    return bool(set.intersection(*asked))


def _figures(encoded: Encoded) -> Iterator[Figure]:
    for variable in encoded.numerator.terms:
        if isinstance(variable, Figure):
            yield variable
