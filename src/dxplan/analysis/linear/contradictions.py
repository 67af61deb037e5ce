"""Rules that no figures keep together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from dxplan.analysis.linear.cells import Outside
from dxplan.analysis.linear.encode import Encoded
from dxplan.analysis.linear.forms import Formula, all_of
from dxplan.analysis.linear.situation import Situation, situation
from dxplan.analysis.linear.solver import Contradictory, GaveUp, Solution, Solver
from dxplan.analysis.linear.times import Rule, is_flow, moment_of, telling_days
from dxplan.analysis.results import Undecided
from dxplan.plan.model import Check


@attrs.frozen
class Contradiction:
    """Rules that no figures keep together on a day; without any one of them, some do.

    :param checks: the checks that it takes: with figures that break one of them, the rules could
        be kept.
    """

    rules: tuple[Rule, ...]
    on: date
    checks: tuple[Check, ...] = ()


def contradictions(rules: Iterable[Rule]) -> tuple[list[Contradiction], list[Undecided]]:
    """The smallest sets of rules that no figures keep together where all of them apply.

    :returns: the sets, each with the first day on which it shows, and what could not be decided.
    """
    # With it comes the evaluator, which nobody needs who only asks about a situation
    from dxplan.analysis.linear.knowledge import Knowledge

    knowledge = Knowledge(rules)
    found: list[Contradiction] = []
    undecided: dict[Undecided, None] = {}
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
            found.extend(contradictory(told, knowledge.solver(told.assumptions), undecided))
    return smallest(found), list(undecided)


def smallest(found: Iterable[Contradiction]) -> list[Contradiction]:
    """Each set of rules once, on its first day, and none that contains another one."""
    first: dict[frozenset[Rule], Contradiction] = {}
    for each in sorted(found, key=lambda each: each.on):
        first.setdefault(frozenset(each.rules), each)
    return [each for rules, each in first.items() if not any(other < rules for other in first)]


def contradictory(
    told: Situation, solver: Solver, undecided: dict[Undecided, None]
) -> Iterator[Contradiction]:
    """The smallest sets of rules of a situation that cannot be met though they can apply together.

    Rules whose conditions exclude each other are looked at in turns: first without the ones, then
    without the others.

    :param solver: that assumes what holds of all figures, the checks aside.
    :param undecided: takes in what the solver gives up on.
    """
    search = _Search(told, solver)
    waiting, seen = [frozenset(range(len(told.rules)))], set[frozenset[int]]()
    while waiting and len(seen) < _MOST:
        left = waiting.pop()
        if left in seen:
            continue
        seen.add(left)
        core = search.core(left)
        if core is None:
            for each in told.rules:
                undecided[Undecided("solver-gave-up", (), each.rule.target)] = None
            return
        if not core.places:
            continue
        if search.apply_together(core.places):
            yield search.contradiction(core)
        waiting.extend(left - each for each in search.ways_out(core.places))
    if set(waiting) - seen:
        for each in told.rules:
            undecided[Undecided("solver-gave-up", (), each.rule.target)] = None


_MOST = 60
"""How many sets of rules are looked at on a day at most."""


@attrs.frozen
class _Core:
    """The rules, by place, and checks that cannot hold together; nothing when all can."""

    places: tuple[int, ...] = ()
    checks: tuple[Check, ...] = ()


@attrs.frozen
class _Search:
    told: Situation
    solver: Solver

    @property
    def checked(self) -> list[Formula]:
        return [each.formula for each in self.told.checked]

    def core(self, left: Iterable[int]) -> _Core | None:
        """What cannot hold together of some rules; ``None`` when the solver gives up."""
        places = sorted(left)
        formulas = [*(self.told.rules[i].met for i in places), *self.checked]
        answer = self.solver.ask(formulas)
        if isinstance(answer, Solution):
            return _Core()
        found = least(self.solver, formulas, answer) if not isinstance(answer, GaveUp) else None
        if found is None:
            return None
        checks = (self.told.checked[i - len(places)].check for i in found if i >= len(places))
        return _Core(
            tuple(places[i] for i in found if i < len(places)),
            tuple(dict.fromkeys(each for each in checks if each is not None)),
        )

    def apply_together(self, places: Sequence[int]) -> bool:
        """Whether figures that pass all checks exist to which all of some rules apply."""
        applied = [applies(self.told.rules[i]) for i in places]
        return isinstance(self.solver.ask([*applied, *self.checked]), Solution)

    def ways_out(self, places: Sequence[int]) -> Iterator[frozenset[int]]:
        """Sets of rules without which the rest may be kept: those with one condition at a time."""
        apart = dict.fromkeys(applies(self.told.rules[i]) for i in places)
        if self.apply_together(places):
            yield from (frozenset([i]) for i in places)
            return
        for formula in apart:
            every = range(len(self.told.rules))
            yield frozenset(i for i in every if applies(self.told.rules[i]) == formula)

    def contradiction(self, core: _Core) -> Contradiction:
        rules = (self.told.rules[i].rule for i in core.places)
        return Contradiction(tuple(dict.fromkeys(rules)), self.told.day, core.checks)


def applies(encoded: Encoded) -> Formula:
    """That there are figures for a rule to judge."""
    return all_of([encoded.applies, encoded.divides])


def least(
    solver: Solver, formulas: Sequence[Formula], answer: Contradictory
) -> tuple[int, ...] | None:
    """The places of formulas that cannot hold together, none of which can be left out."""
    return solver.minimal(formulas, answer.core)
