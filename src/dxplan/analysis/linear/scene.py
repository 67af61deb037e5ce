"""One question about rules on a day, and the answers that there may be to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.analysis.linear import forms
from dxplan.analysis.linear.confirmed import counterexample
from dxplan.analysis.linear.encode import Encoded
from dxplan.analysis.linear.forms import Figure, linears
from dxplan.analysis.linear.simple import simple_solution
from dxplan.analysis.linear.situation import Situation
from dxplan.analysis.linear.solver import Contradictory, GaveUp, Solver, Solvers
from dxplan.analysis.linear.times import Rule
from dxplan.analysis.linear.witness import CannotBuild
from dxplan.analysis.results import Counterexample, Undecided
from dxplan.analysis.strictness import Kept, asks_for_nothing, kept_by
from dxplan.plan.model import Compares, Holds, Indicator, Quantity, Tally


@attrs.frozen
class Follows:
    """The rule is kept whenever these are; with any of them left out it is not known to be."""

    by: tuple[Rule, ...]


@attrs.frozen
class Fails:
    """These figures keep the rules and break the one that was asked about.

    :param by: the rules about the same thing that bind on that day.
    """

    counterexample: Counterexample
    by: tuple[Rule, ...] = ()


@attrs.frozen
class NotDecided:
    """What keeps the question from being answered."""

    undecided: Undecided


Answer: TypeAlias = Follows | Fails | NotDecided


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

    def asks_for_nothing(self, asked: Encoded) -> bool:
        """Whether a rule is kept anyway, or the checks alone see to it."""
        kept = _kept(asked)
        if kept is not None and is_idle(asked.rule, kept):
            return True
        if (
            not self.told.checked
            and is_plainly_asking(asked.rule)
            and not any(True for _ in linears(asked.applies))
        ):
            return False
        return isinstance(self.solver().ask([asked.missed], figures=False), Contradictory)


@attrs.frozen
class OpenQuestion:
    """A question that takes the solver."""

    asked: Encoded
    told: Situation
    solver: Solver
    near: Sequence[Rule]

    def is_implied(self) -> bool:
        """Whether the solver finds that the rule follows."""
        complied = [each.complies for each in self.told.rules]
        question = [self.asked.missed, *complied]
        return isinstance(self.solver.ask(question, figures=False), Contradictory)

    def answer(self) -> Answer:
        """With the rules that it takes, or with figures as simple as may be.

        :raises BrokenBefore: when these figures break a rule on another day.
        """
        asked, told = self.asked, self.told
        related = [each for each in told.rules if about_the_same(each, asked)]
        answer = simple_solution(self.solver, asked, told, related)
        if isinstance(answer, GaveUp):
            return NotDecided(Undecided("solver-gave-up", (), asked.rule.target))
        if isinstance(answer, Contradictory):
            return self.following(answer)
        opaque = (each.undecided for each in (asked, *told.rules))
        undecided = next((each for each in opaque if each is not None), None)
        if undecided is not None:
            return NotDecided(undecided)
        by = tuple(dict.fromkeys(each.rule for each in related))
        try:
            found = counterexample(told, answer, asked, told.rules, near=self.near, related=by)
        except CannotBuild as cannot:
            return NotDecided(Undecided(cannot.code, (), asked.rule.target))
        return Fails(found, by)

    def following(self, answer: Contradictory) -> Follows:
        """The rules that it takes, as few as may be."""
        rules = self.told.rules
        core = [place - 1 for place in answer.core if place]
        least = self.solver.minimal([each.complies for each in rules], core, [self.asked.missed])
        places = core if least is None else least
        return Follows(tuple(dict.fromkeys(rules[place].rule for place in places)))


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


def is_idle(rule: Rule, kept: Kept) -> bool:
    """Whether a rule is seen to ask for nothing: what it counts is never less than nothing."""
    indicator = rule.target.indicator
    if indicator.kind == "share":
        return asks_for_nothing(kept, share=True)
    return Kept(Fraction(0)).is_within(kept) and _is_never_negative(indicator.numerator)


def is_plainly_asking(rule: Rule) -> bool:
    """Whether nothing but a threshold that everything keeps makes a rule ask for nothing."""
    indicator = rule.target.indicator
    checked = {
        name
        for check in rule.plan.checks
        for side in (check.left, check.right)
        for name in side.measures()
    }
    if checked.intersection(indicator.measures()):
        return False
    if isinstance(indicator.numerator, Tally):
        return isinstance(indicator.numerator.condition, Holds | Compares)
    if indicator.kind == "count":
        return _is_never_negative(indicator.numerator)
    sides = (indicator.numerator, indicator.denominator)
    above, below = (set(side.measures()) for side in sides)
    if above & below or not all(map(_is_never_negative, sides)):
        return False
    return not any(
        _bounds(each, indicator.kind, above, below) for each in rule.plan.indicators.values()
    )


def _bounds(share: Indicator, kind: str, above: set[str], below: set[str]) -> bool:
    """Whether a share says that a denominator is no more than something, or links both sums."""
    if share.kind != "share":
        return False
    numerator, denominator = (set(side.measures()) for side in (share.numerator, share.denominator))
    numerator -= denominator
    return bool(below & numerator or (kind == "rate" and above & numerator and below & denominator))


def _is_never_negative(side: Quantity) -> bool:
    if isinstance(side, Tally):
        return True
    return side.constant >= 0 and all(factor > 0 for factor, _, _ in side.terms)


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
    if first.of_nobody or second.of_nobody:
        return False
    mine, theirs = (set(_figures(each)) for each in (first, second))
    if mine and theirs:
        return bool(mine & theirs)
    asked = (set(each.rule.target.indicator.numerator.measures()) for each in (first, second))
    return bool(set.intersection(*asked))


def _figures(encoded: Encoded) -> Iterator[Figure]:
    for variable in encoded.numerator.terms:
        if isinstance(variable, Figure):
            yield variable
