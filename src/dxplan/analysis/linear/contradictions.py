"""Rules that no figures keep together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from dxplan.analysis.linear.cells import Outside
from dxplan.analysis.linear.encode import Encoded
from dxplan.analysis.linear.forms import FAILS, Formula, all_of, any_of
from dxplan.analysis.linear.knowledge import Knowledge
from dxplan.analysis.linear.situation import situation
from dxplan.analysis.linear.solver import Contradictory, GaveUp, Solution, Solver
from dxplan.analysis.linear.times import Rule, is_flow, moment_of, telling_days
from dxplan.analysis.results import Undecided


@attrs.frozen
class Contradiction:
    """Rules that no figures keep together on a day; without any one of them, some do."""

    rules: tuple[Rule, ...]
    on: date


def contradictions(rules: Iterable[Rule]) -> tuple[list[Contradiction], list[Undecided]]:
    """The smallest sets of rules that no figures keep together where all of them apply.

    :returns: the sets, and what could not be decided.
    """
    undecided: dict[Undecided, None] = {}
    found = [_least(each) for each in _smallest(_each(list(rules), undecided))]
    return _smallest(found), list(undecided)


def _smallest(found: Iterable[Contradiction]) -> list[Contradiction]:
    """Each set of rules once, without those that hold another one, as they come."""
    sets: dict[frozenset[Rule], Contradiction] = {}
    for each in found:
        sets.setdefault(frozenset(each.rules), each)
    smallest = [each for rules, each in sets.items() if not any(other < rules for other in sets)]
    return sorted(smallest, key=lambda each: (each.on, [rule.target.id for rule in each.rules]))


def _least(found: Contradiction) -> Contradiction:
    """One of fewer of its rules, where they contradict each other on another day; else itself.

    They may where figures are added up in another way on other days, or other facts hold.
    """
    changing = any(is_flow(rule) or rule.target.when is not None for rule in found.rules)
    for left_out in found.rules if changing and len(found.rules) > 1 else ():
        fewer = next(_each([rule for rule in found.rules if rule != left_out], {}), None)
        if fewer is not None:
            return _least(fewer)
    return found


def _each(rules: Sequence[Rule], undecided: dict[Undecided, None]) -> Iterator[Contradiction]:
    """Contradictions of some rules, situation by situation.

    :param undecided: takes what could not be decided.
    """
    knowledge = Knowledge(rules)
    seen: set[object] = set()
    for rule in knowledge.rules:
        near = knowledge.near(rule)
        for day in telling_days(rule, near):
            window = moment_of(rule, day).window if is_flow(rule) else None
            key = (tuple(near), day, window)
            if key in seen:
                continue
            seen.add(key)
            try:
                told = situation(near, [], day, window)
            except Outside as outside:
                undecided[Undecided(outside.code, outside.params, rule.target)] = None
                continue
            for each in told.rules:
                if each.undecided is not None:
                    undecided[each.undecided] = None
            try:
                cores = _Search(knowledge.solver(told.assumptions), told.rules).run()
            except _GaveUp:
                gave_up = (Undecided("solver-gave-up", (), e.rule.target) for e in told.rules)
                undecided.update(dict.fromkeys(gave_up))
                continue
            for core in cores:
                together = dict.fromkeys(told.rules[place].rule for place in core)
                yield Contradiction(tuple(together), day)


class _GaveUp(Exception):
    """The solver did not answer, or there was too much to ask it."""


MOST = 64
"""How many sets of rules are looked at in one situation at most."""


@attrs.define
class _Search:
    """Looks for the smallest sets of rules that cannot be met together where they apply together.

    :param asked: how many sets of rules were looked at.
    """

    solver: Solver
    rules: Sequence[Encoded]
    found: dict[tuple[int, ...], None] = attrs.field(factory=dict)
    asked: set[tuple[int, ...]] = attrs.field(factory=set)

    def run(self) -> list[tuple[int, ...]]:
        """The sets, by places of rules.

        :raises _GaveUp: when it cannot be told.
        """
        for places in self.applying_together():
            self.look(places)
        return list(self.found)

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
        core = self.core(places)
        if core is None:
            return
        if self.contradict(core):
            core = self.of_fewest_rules(core, places)
            self.found[core] = None
            self.look(tuple(each for each in places if each != core[-1]))
            return
        for left_out in core:
            self.look(tuple(each for each in places if each != left_out))

    def core(self, places: Sequence[int]) -> tuple[int, ...] | None:
        """Of some rules those, as few as may be, that cannot be met together."""
        met = [self.rules[place].met for place in places]
        answer = self.solver.ask(met, figures=False)
        if isinstance(answer, Solution):
            return None
        core = self.solver.minimal(met, answer.core) if isinstance(answer, Contradictory) else None
        if core is None:
            raise _GaveUp
        return tuple(places[i] for i in core)

    def of_fewest_rules(self, core: tuple[int, ...], places: Sequence[int]) -> tuple[int, ...]:
        """A set of fewer rules where there is one, on whatever days they are looked at."""
        rules = dict.fromkeys(self.rules[place].rule for place in core)
        if len(rules) == 1 or len({each.moment.on for each in self.rules}) == 1:
            return core
        for left_out in rules:
            rest = [i for i in places if self.rules[i].rule in rules]
            fewer = self.core([i for i in rest if self.rules[i].rule != left_out])
            if fewer is not None and self.contradict(fewer):
                return self.of_fewest_rules(fewer, places)
        return core

    def contradict(self, core: Sequence[int]) -> bool:
        """Whether each of some rules has its part in it, not only the condition of one of them.

        "10 rooms when there are 5 schools" and "at most 3 schools" are met by 3 schools.
        """
        apply = [self.applies(place) for place in core]
        return all(
            self.possible([*apply, *(self.rules[i].kept for i in core if i != left_out)])
            for left_out in core
        )

    def applies(self, place: int) -> Formula:
        rule = self.rules[place]
        return all_of([rule.applies, rule.divides])

    def possible(self, formulas: Sequence[Formula]) -> bool:
        answer = self.solver.ask(formulas, figures=False)
        if isinstance(answer, GaveUp):
            raise _GaveUp
        return isinstance(answer, Solution)
