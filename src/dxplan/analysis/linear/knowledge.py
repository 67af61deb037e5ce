"""What follows from rules, and which rules cannot be kept together.

``Knowledge`` holds rules that are taken as kept. :meth:`Knowledge.follows` says whether another one
is then kept as well, whatever the figures are: with rules of which none can be left out, or with a
counterexample, or that it is not decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeAlias

import attrs

from dxplan.analysis.linear import forms
from dxplan.analysis.linear.cells import Outside
from dxplan.analysis.linear.components import Components
from dxplan.analysis.linear.encode import Encoded
from dxplan.analysis.linear.forms import Figure, Formula
from dxplan.analysis.linear.simple import simple_solution
from dxplan.analysis.linear.situation import Situation, situation
from dxplan.analysis.linear.solver import Contradictory, GaveUp, Solver
from dxplan.analysis.linear.times import Rule, first_day, is_flow, moment_of, telling_days
from dxplan.analysis.linear.witness import CannotBuild, counterexample
from dxplan.analysis.results import Counterexample, Undecided
from dxplan.analysis.strictness import Kept, kept_by
from dxplan.values.periods import Period


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


class Knowledge:
    """Rules that are taken as kept, and what follows from them.

    :param rules: all of them of plans whose measures mean the same where they have the same name.
    :param others: rules that will be asked about.
    :param beside: other knowledge of the same thread, whose solver is used along.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        others: Iterable[Rule] = (),
        *,
        beside: Knowledge | None = None,
    ) -> None:
        self.rules = [rule for rule in rules if rule.has_number]
        self.others = [rule for rule in others if rule.has_number]
        self._all = Components([*self.rules, *self.others])
        self._taken = frozenset(self.rules)
        self._known: dict[object, tuple[Situation, Solver]] = {}
        self._first: Solver | None = None if beside is None else beside.solver([])

    def near(self, rule: Rule) -> list[Rule]:
        """The rules whose figures may bear on another one's."""
        listed = self._all.rules_in(self._all.number(rule))
        return [each for each in dict.fromkeys(listed) if each in self._taken]

    def follows(
        self,
        conclusion: Rule,
        *,
        within: Period | None = None,
        without: frozenset[Rule] = frozenset(),
    ) -> Answer:
        """Whether a rule is kept, on every day on which it binds, when the others are.

        :param within: days before and after which nobody looks.
        :param without: rules that are not taken as kept.
        """
        if not conclusion.has_number:
            return NotDecided(Undecided("no-number", (), conclusion.target))
        near = [rule for rule in self.near(conclusion) if rule not in without]
        days = telling_days(conclusion, near, within)
        if not days:
            return NotDecided(Undecided("binds-on-no-day", (), conclusion.target))
        used: list[tuple[Rule, ...]] = []
        open_question: NotDecided | None = None
        for day in days:
            answer = self._on(conclusion, near, day)
            if isinstance(answer, Fails):
                return answer
            if isinstance(answer, NotDecided):
                open_question = open_question or answer
            else:
                used.append(answer.by)
        return open_question or Follows(self._least(conclusion, used, days))

    def _least(
        self, conclusion: Rule, used: Sequence[Sequence[Rule]], days: Sequence[date]
    ) -> tuple[Rule, ...]:
        """Of the rules used on some days, so few that none can be left out on all of them.

        What is not needed on one day may be replaced by what another day needs anyway, and what
        is added up by what a rule says of another day.
        """
        found = tuple(dict.fromkeys(rule for each in used for rule in each))
        alike = len({frozenset(each) for each in used}) == 1 and not is_flow(conclusion)
        if alike or len(found) < 2:
            return found
        kept = list(found)
        for each in found:
            rest = [other for other in kept if other != each]
            if all(self._implied(conclusion, rest, day) for day in days):
                kept = rest
        return tuple(kept)

    def _implied(self, conclusion: Rule, near: Sequence[Rule], day: date) -> bool:
        told, solver = self._situation(conclusion, near, day)
        question = [told.encode(conclusion).missed, *(each.complies for each in told.rules)]
        return isinstance(solver.ask(question, figures=False), Contradictory)

    def on(self, conclusion: Rule, day: date) -> Answer:
        """Whether a rule is kept on one of the days on which it binds, when the others are."""
        return self._on(conclusion, self.near(conclusion), day)

    def about(self, conclusion: Rule, day: date) -> list[Rule]:
        """The rules that count some of the same things as another, whenever they bind."""
        near = self.near(conclusion)
        try:
            told, _ = self._situation(conclusion, near, day)
        except Outside:
            return []
        asked = told.encode(conclusion)
        return [each for each in near if about_the_same(told.encode(each), asked)]

    def outside(self, rule: Rule) -> Undecided | None:
        """Why a rule cannot be told as a linear inequality; ``None`` when it can."""
        begin = first_day(rule)
        if begin is None:
            return Undecided("binds-on-no-day", (), rule.target)
        try:
            told, _ = self._situation(rule, self.near(rule), begin)
        except Outside as outside:
            return Undecided(outside.code, outside.params, rule.target)
        return told.encode(rule).undecided

    # --- one day ----------------------------------------------------------------------------------

    def _on(self, conclusion: Rule, near: Sequence[Rule], day: date) -> Answer:
        try:
            told, solver = self._situation(conclusion, near, day)
        except Outside as outside:
            return NotDecided(Undecided(outside.code, outside.params, conclusion.target))
        asked = told.encode(conclusion)
        if asked.missed == forms.FAILS:
            return Follows(())
        by = _at_once(asked, told)
        if by is not None:
            missed = solver.ask([asked.missed], figures=False)
            asks_for_nothing = isinstance(missed, Contradictory)
            return Follows(() if by == asked.rule or asks_for_nothing else (by,))
        return self._asked(asked, told, solver)

    def _asked(self, asked: Encoded, told: Situation, solver: Solver) -> Answer:
        complied = [each.complies for each in told.rules]
        question = [asked.missed, *complied]
        answer = solver.ask(question, figures=False)
        if isinstance(answer, GaveUp):
            return NotDecided(Undecided("solver-gave-up", (), asked.rule.target))
        if isinstance(answer, Contradictory):
            core = [place - 1 for place in answer.core if place]
            least = solver.minimal(complied, core, [asked.missed])
            places = core if least is None else least
            return Follows(tuple(dict.fromkeys(told.rules[place].rule for place in places)))
        return self._shown(asked, told, solver)

    def _shown(self, asked: Encoded, told: Situation, solver: Solver) -> Answer:
        """A counterexample with figures as simple as may be."""
        opaque = next((each for each in (asked, *told.rules) if each.undecided is not None), None)
        if opaque is not None and opaque.undecided is not None:
            return NotDecided(opaque.undecided)
        related = [each for each in told.rules if about_the_same(each, asked)]
        complied = [each.complies for each in told.rules]
        solution = simple_solution(solver, [asked.missed, *complied], asked, told, related)
        try:
            found = counterexample(
                told, solution, asked, told.rules, [each.rule for each in related]
            )
        except CannotBuild as cannot:
            return NotDecided(Undecided(cannot.code, (), asked.rule.target))
        return Fails(found, tuple(dict.fromkeys(each.rule for each in related)))

    def _situation(
        self, conclusion: Rule, near: Sequence[Rule], day: date
    ) -> tuple[Situation, Solver]:
        window = moment_of(conclusion, day).window if is_flow(conclusion) else None
        number = self._all.number(conclusion)
        key = (number, day, window, tuple(near))
        if key not in self._known:
            others = [*self._all.rules_in(number), conclusion]
            told = situation(near, others, day, window)
            self._known[key] = (told, self.solver(told.everything))
        return self._known[key]

    def solver(self, assumptions: Iterable[Formula]) -> Solver:
        """A solver that takes some formulas as given, and shares memory with the others."""
        made = Solver(assumptions, beside=self._first)
        self._first = self._first or made
        return made


def _at_once(asked: Encoded, told: Situation) -> Rule | None:
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
