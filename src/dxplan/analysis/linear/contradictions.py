"""Rules that no figures keep together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from dxplan.analysis.linear.cells import Outside
from dxplan.analysis.linear.forms import all_of
from dxplan.analysis.linear.guess import hold_for_plenty
from dxplan.analysis.linear.knowledge import Knowledge
from dxplan.analysis.linear.situation import Situation, situation
from dxplan.analysis.linear.solver import Contradictory, GaveUp, Solution
from dxplan.analysis.linear.times import Rule, is_flow, moment_of, telling_days
from dxplan.analysis.linear.work import Work
from dxplan.analysis.results import Undecided
from dxplan.values.periods import Period


@attrs.frozen
class Contradiction:
    """Rules that no figures keep together on a day; without any one of them, some do."""

    rules: tuple[Rule, ...]
    on: date


def contradictions(
    rules: Iterable[Rule], *, beside: Knowledge | None = None, work: Work | None = None
) -> tuple[list[Contradiction], list[Undecided]]:
    """The smallest sets of rules that no figures keep together where all of them apply.

    :param beside: knowledge of the same thread, whose solver is used along.
    :param work: how much the solver may work, if there is no other knowledge.
    :returns: the sets, and what could not be decided.
    """
    knowledge = Knowledge(rules, beside=beside, work=work)
    found: dict[frozenset[Rule], Contradiction] = {}
    undecided: dict[Undecided, None] = {}
    for together, ground in knowledge.reach.together():
        for rule, day, window in _occasions(together):
            try:
                told = situation(together, [], day, window, ground)
            except Outside as outside:
                undecided[Undecided(outside.code, outside.params, rule.target)] = None
                continue
            for core in _cores(knowledge, told, undecided):
                found.setdefault(frozenset(core), Contradiction(core, day))
    smallest = [each for each in found.values() if not any(o < set(each.rules) for o in found)]
    return smallest, list(undecided)


def _occasions(rules: Sequence[Rule]) -> Iterator[tuple[Rule, date, Period | None]]:
    """Days that stand for all on which some rules bind, each with the stretch to add up over."""
    seen: set[object] = set()
    for rule in rules:
        for day in telling_days(rule, rules):
            window = moment_of(rule, day).window if is_flow(rule) else None
            if (day, window) not in seen:
                seen.add((day, window))
                yield rule, day, window


def _cores(
    knowledge: Knowledge, told: Situation, undecided: dict[Undecided, None]
) -> Iterator[tuple[Rule, ...]]:
    """Smallest sets of rules that cannot be met together though they can apply together."""
    met = [each.met for each in told.rules]
    if hold_for_plenty((*told.assumptions, *met)):
        return
    solver = knowledge.solver(told.assumptions)
    apply = [all_of([each.applies, each.divides]) for each in told.rules]
    left = list(range(len(met)))
    while True:
        answer = solver.ask([met[i] for i in left])
        if isinstance(answer, GaveUp):
            undecided.update(
                {Undecided("solver-gave-up", (), e.rule.target): None for e in told.rules}
            )
            return
        if not isinstance(answer, Contradictory):
            return
        core = solver.minimal([met[i] for i in left], answer.core)
        if core is None:
            undecided.update(
                {Undecided("solver-gave-up", (), e.rule.target): None for e in told.rules}
            )
            return
        places = [left[i] for i in core]
        if isinstance(solver.ask([apply[i] for i in places]), Solution):
            yield tuple(dict.fromkeys(told.rules[i].rule for i in places))
        left.remove(places[-1])
