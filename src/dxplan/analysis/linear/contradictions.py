"""Rules that no figures keep together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from dxplan.analysis.linear.cells import Outside
from dxplan.analysis.linear.encode import Encoded
from dxplan.analysis.linear.facts import Assumed
from dxplan.analysis.linear.forms import FAILS, Formula, all_of, any_of
from dxplan.analysis.linear.guess import hold_for_plenty
from dxplan.analysis.linear.situation import Situation, situation
from dxplan.analysis.linear.solver import GaveUp, Solution, Solver
from dxplan.analysis.linear.times import Rule, is_flow, moment_of, telling_days
from dxplan.analysis.linear.work import Work
from dxplan.analysis.results import Undecided
from dxplan.plan.model import Check
from dxplan.values.periods import Period

if TYPE_CHECKING:
    from dxplan.analysis.linear.knowledge import Knowledge


@attrs.frozen
class Contradiction:
    """Rules that no figures keep together on a day; without any one of them, some do.

    :param checks: the checks that it takes: with figures that break one of them, the rules could
        be kept.
    """

    rules: tuple[Rule, ...]
    on: date
    checks: tuple[Check, ...] = ()


def contradictions(
    rules: Iterable[Rule], *, beside: Knowledge | None = None, work: Work | None = None
) -> tuple[list[Contradiction], list[Undecided]]:
    """The smallest sets of rules that no figures keep together where all of them apply.

    :param beside: knowledge of the same thread, whose solver is used along.
    :param work: how much the solver may work, if there is no other knowledge.
    :returns: the sets, each with the first day on which it shows, and what could not be decided.
    """
    # With it comes the evaluator, which nobody needs who only asks about a situation
    from dxplan.analysis.linear.knowledge import Knowledge

    undecided: dict[Undecided, None] = {}
    knowledge = Knowledge(rules, beside=beside, work=work)
    found = [least(each, knowledge) for each in smallest(_each(knowledge, undecided))]
    return smallest(found), list(undecided)


def smallest(found: Iterable[Contradiction]) -> list[Contradiction]:
    """Each set of rules once, on its first day, and none that contains another one."""
    first: dict[frozenset[Rule], Contradiction] = {}
    for each in sorted(found, key=lambda each: (each.on, [r.target.id for r in each.rules])):
        first.setdefault(frozenset(each.rules), each)
    return [each for rules, each in first.items() if not any(other < rules for other in first)]


def least(found: Contradiction, beside: Knowledge) -> Contradiction:
    """One of fewer of its rules, where they contradict each other on another day; else itself.

    They may where figures are added up in another way on other days, or other facts hold.

    :param beside: knowledge of the same thread, whose solver is used along.
    """
    from dxplan.analysis.linear.knowledge import Knowledge

    changing = any(is_flow(rule) or rule.target.when is not None for rule in found.rules)
    for left_out in found.rules if changing and len(found.rules) > 1 else ():
        rest = Knowledge([rule for rule in found.rules if rule != left_out], beside=beside)
        fewer = next(_each(rest, {}), None)
        if fewer is not None:
            return least(fewer, beside)
    return found


def _each(knowledge: Knowledge, undecided: dict[Undecided, None]) -> Iterator[Contradiction]:
    """Contradictions of some rules, situation by situation.

    :param undecided: takes what could not be decided.
    """
    for together, ground in knowledge.reach.together():
        for rule, day, window in _occasions(together):
            try:
                told = situation(together, [], day, window, ground)
            except Outside as outside:
                undecided[Undecided(outside.code, outside.params, rule.target)] = None
                continue
            for each in told.rules:
                if each.undecided is not None:
                    undecided[each.undecided] = None
            if not hold_for_plenty((*told.everything, *(each.met for each in told.rules))):
                yield from contradictory(told, knowledge.solver(told.assumptions), undecided)


def _occasions(rules: Sequence[Rule]) -> Iterator[tuple[Rule, date, Period | None]]:
    """Days that stand for all on which some rules bind, each with the stretch to add up over."""
    seen: set[object] = set()
    for rule in rules:
        for day in telling_days(rule, rules):
            window = moment_of(rule, day).window if is_flow(rule) else None
            if (day, window) not in seen:
                seen.add((day, window))
                yield rule, day, window


def contradictory(
    told: Situation, solver: Solver, undecided: dict[Undecided, None]
) -> list[Contradiction]:
    """The smallest sets of rules of a situation that cannot be met though they can apply together.

    :param solver: that assumes what holds of all figures, the checks aside.
    :param undecided: takes what the solver gives up on.
    """
    search = _Search(solver, told.rules, told.checked)
    try:
        search.run()
    except _GaveUp:
        for each in told.rules:
            undecided[Undecided("solver-gave-up", (), each.rule.target)] = None
    return [
        Contradiction(tuple(dict.fromkeys(told.rules[i].rule for i in core)), told.day, checks)
        for core, checks in search.found.items()
    ]


def applies(encoded: Encoded) -> Formula:
    """That there are figures for a rule to judge."""
    return all_of([encoded.applies, encoded.divides])


class _GaveUp(Exception):
    """The solver did not answer, or there was too much to ask it."""


MOST = 64
"""How many sets of rules are looked at in one situation at most."""


@attrs.define
class _Search:
    """Looks for the smallest sets of rules that cannot be met together where they apply together.

    :param checked: the checks that figures have to pass.
    :param found: the sets, by places of rules, with the checks that each takes.
    :param asked: the sets of rules that were looked at.
    """

    solver: Solver
    rules: Sequence[Encoded]
    checked: Sequence[Assumed]
    found: dict[tuple[int, ...], tuple[Check, ...]] = attrs.field(factory=dict)
    asked: set[tuple[int, ...]] = attrs.field(factory=set)

    def run(self) -> None:
        """Look everywhere.

        :raises _GaveUp: when it cannot be told; what was found until then is found.
        """
        for places in self.applying_together():
            self.look(places)

    def applying_together(self) -> Iterator[tuple[int, ...]]:
        """The largest sets of rules that can apply together; most often one, of all rules."""
        everything = tuple(range(len(self.rules)))
        known: list[tuple[int, ...]] = []
        if self.possible([self.applies(place) for place in everything]):
            known.append(everything)
            yield everything
        while True:
            others = [any_of([self.applies(i) for i in everything if i not in k]) for k in known]
            if FAILS in others or not self.possible(others):
                return
            if len(known) >= MOST:
                raise _GaveUp
            largest: list[int] = []
            for place in everything:
                together = [self.applies(i) for i in (*largest, place)]
                if self.possible([*others, *together]):
                    largest.append(place)
            known.append(tuple(largest))
            yield tuple(largest)

    def look(self, places: tuple[int, ...]) -> None:
        """Look for sets among rules that can apply together."""
        if not places or places in self.asked:
            return
        if len(self.asked) >= MOST:
            raise _GaveUp
        self.asked.add(places)
        found = self.core(places)
        if found is None:
            return
        core, checks = found
        if self.contradict(core):
            core, checks = self.of_fewest_rules(core, checks, places)
            self.found[core] = checks
            self.look(tuple(each for each in places if each != core[-1]))
            return
        for left_out in core:
            self.look(tuple(each for each in places if each != left_out))

    def core(self, places: Sequence[int]) -> tuple[tuple[int, ...], tuple[Check, ...]] | None:
        """Of some rules those, as few as may be, that cannot be met together, and the checks."""
        met = [self.rules[place].met for place in places]
        formulas = [*(each.formula for each in self.checked), *met]
        answer = self.solver.ask(formulas, figures=False)
        if isinstance(answer, Solution):
            return None
        core = None if isinstance(answer, GaveUp) else self.solver.minimal(formulas, answer.core)
        if core is None:
            raise _GaveUp
        count = len(self.checked)
        checks = (self.checked[i].check for i in core if i < count)
        return (
            tuple(places[i - count] for i in core if i >= count),
            tuple(dict.fromkeys(each for each in checks if each is not None)),
        )

    def of_fewest_rules(
        self, core: tuple[int, ...], checks: tuple[Check, ...], places: Sequence[int]
    ) -> tuple[tuple[int, ...], tuple[Check, ...]]:
        """A set of fewer rules where there is one, on whatever days they are looked at."""
        rules = dict.fromkeys(self.rules[place].rule for place in core)
        if len(rules) == 1 or len({each.moment.on for each in self.rules}) == 1:
            return core, checks
        for left_out in rules:
            rest = [i for i in places if self.rules[i].rule in rules]
            fewer = self.core([i for i in rest if self.rules[i].rule != left_out])
            if fewer is not None and self.contradict(fewer[0]):
                return self.of_fewest_rules(*fewer, places)
        return core, checks

    def contradict(self, core: Sequence[int]) -> bool:
        """Whether each of some rules has its part in it, not only the condition of one of them.

        "10 rooms when there are 5 schools" and "at most 3 schools" are met by 3 schools.
        """
        apply = [self.applies(place) for place in core]
        return bool(core) and all(
            self.possible([*apply, *(self.rules[i].kept for i in core if i != left_out)])
            for left_out in core
        )

    def applies(self, place: int) -> Formula:
        return applies(self.rules[place])

    def possible(self, formulas: Sequence[Formula]) -> bool:
        """Whether figures that pass all checks make some formulas hold."""
        asked = [*(each.formula for each in self.checked), *formulas]
        answer = self.solver.ask(asked, figures=False)
        if isinstance(answer, GaveUp):
            raise _GaveUp
        return isinstance(answer, Solution)
