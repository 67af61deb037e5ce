"""Figures for which targets of a plan and of a mutant may differ.

The analyser finds counts that keep the one and break the other, which the evaluator has confirmed;
what it does not speak of is aimed at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from dxplan.analysis.results import Refinement
from dxplan.data.observations import Cell, Event, Observations
from dxplan.engine.judge import line_at
from dxplan.examples.mutants.aimed import aimed_at, refusal
from dxplan.examples.mutants.difference import Candidate, Difference, facts_asked
from dxplan.examples.mutants.grouped import in_groups, of_schools
from dxplan.examples.mutants.make import Rule
from dxplan.examples.observations import ALL
from dxplan.messages import Phrase
from dxplan.plan.model import Met, Plan, Target, atoms
from dxplan.values.periods import Period

_ANSWERED_BY = 100_000
"""How much the solver may work on a question; about thresholds of one indicator it needs less."""


def both_directions(difference: Difference) -> tuple[Refinement, ...]:
    """What the targets of a plan and a mutant make of each other; nothing of units and of work."""
    if difference.mutant.kind == "unit":
        return ()
    before = _about(difference.plan, difference.lost, difference)
    after = _about(difference.mutant.plan, difference.gained, difference)
    return (_refined(after, before), _refined(before, after))


def mean_the_same(difference: Difference) -> bool:
    """Whether the analyser proved that each rule, taken alone, asks for what it asked for.

    Of groups it was not asked: what holds of schools may not hold of districts. It speaks of the
    days on which a rule is due, and takes targets that others wait for as kept.
    """
    lost, gained = (_targets(each) for each in (difference.lost, difference.gained))
    if difference.mutant.kind == "unit" or len(lost) != len(gained):
        return False
    if not all(_is_told_by_sums(difference.plan, each) for each in (*lost, *gained)):
        return False
    before = [_about(difference.plan, (each,), difference) for each in lost]
    after = [_about(difference.mutant.plan, (each,), difference) for each in gained]
    pairs = [*zip(before, after, strict=True), *zip(after, before, strict=True)]
    statuses = [each.status for child, parent in pairs for each in _refined(child, parent)]
    return bool(statuses) and all(status in ("restated", "stricter") for status in statuses)


def _is_told_by_sums(plan: Plan, target: Target) -> bool:
    """Whether what a target asks for of the sums of schools on its days is all that it says."""
    end = target.time.end
    has_line = end is not None and line_at(plan, target, target.threshold, end) is not None
    grouped = target.each or target.indicator.counts_groups_of
    return not (has_line or grouped or _asks_for_targets(target))


def each_alone(difference: Difference) -> Iterator[Refinement]:
    """What breaks each target by itself, whatever the milestones beside it ask for."""
    for plan, rules in (
        (difference.plan, difference.lost),
        (difference.mutant.plan, difference.gained),
    ):
        nothing = _about(plan, (), difference)
        for rule in rules:
            yield _refined(nothing, _about(plan, (rule,), difference))


def _refined(child: Plan, parent: Plan) -> Refinement:
    from dxplan.analysis.linear.work import work_on_a_question
    from dxplan.analysis.refinement import refine

    return refine(child, parent, work_on_a_question(_ANSWERED_BY))


def _about(plan: Plan, rules: Iterable[Rule], difference: Difference) -> Plan:
    """A plan with some of its targets only, over a time in which all of them are due."""
    targets = _targets((*difference.lost, *difference.gained))
    ends = [day for each in targets for day in (each.time.start, each.time.end) if day]
    period = plan.period
    if period is not None and ends:
        period = Period(min(period.start, *ends), max(period.end, *ends))
    own = _targets(rules)
    if any(map(_asks_for_targets, targets)):
        own += [each for each in plan.targets if each not in targets]
    kept = tuple(map(of_schools, own))
    return attrs.evolve(plan, targets=kept, period=period, tasks=(), duties=(), waivers=())


def _asks_for_targets(target: Target) -> bool:
    """Whether a condition asks if another target is met."""
    return target.when is not None and any(isinstance(each, Met) for each in atoms(target.when))


def _targets(rules: Iterable[Rule]) -> list[Target]:
    return [each for each in rules if isinstance(each, Target)]


def counted(difference: Difference, compared: Iterable[Refinement]) -> Iterator[Candidate]:
    """The counterexamples; what breaks a mutant may be nothing that the plan is asked for yet."""
    lost = [each.id for each in difference.lost]
    about = _targets((*difference.lost, *difference.gained))
    for refinement in compared:
        for result in refinement:
            shown = result.counterexample
            if shown is not None:
                counted = [shown.missed.target.id, *(each.target.id for each in shown.kept)]
                first = (each for each in counted if each in lost)
                for rule in dict.fromkeys((*first, *lost)):
                    for figures in _plainest(in_groups(shown.observations, about)):
                        yield Candidate(rule, figures, shown.on, counted=True)


def aimed(difference: Difference) -> Iterator[Candidate]:
    """Figures on the lines of the rules as they were and as they became, and beside these."""
    lost = [each.id for each in difference.lost]
    for plan, rules in (
        (difference.plan, difference.lost),
        (difference.mutant.plan, difference.gained),
    ):
        for target in _targets(rules):
            first = (each for each in lost if each == target.id)
            for found in aimed_at(plan, target):
                for rule in dict.fromkeys((*first, *lost)):
                    for told in _with_facts(difference, found.observations, found.as_of):
                        for figures in _plainest(told):
                            yield Candidate(rule, figures, found.as_of, counted=True)


def why_nothing(difference: Difference) -> Phrase | None:
    """What it is about the rules that keeps data from being aimed at them, if anything."""
    sides = (difference.plan, difference.lost), (difference.mutant.plan, difference.gained)
    found = (refusal(plan, target) for plan, rules in sides for target in _targets(rules))
    return next((each for each in found if each is not None), None)


def _with_facts(
    difference: Difference, observations: Observations, day: date
) -> Iterator[Observations]:
    """Figures as they are, and when facts that conditions ask for do not hold, or do."""
    yield observations
    events = tuple(observations.events or ())
    asked = facts_asked((*difference.lost, *difference.gained))
    unknown = [name for name in asked if all(each.rule != name for each in events)]
    for holds in (False, True) if unknown else ():
        further = (Event(name, date(day.year, 1, 1), holds=holds) for name in unknown)
        yield attrs.evolve(observations, events=(*events, *further))


def _plainest(observations: Observations) -> Iterator[Observations]:
    """Figures with as little beside them as possible, then as they are.

    Who reports nothing is left out, one that reports all needs no name, and members of which
    nothing but zeros is told go as well.
    """
    who = {cell.organisation for cell in observations.cells}
    listed = (observations.organisations or {}).values()
    grouped = any(each.parents for each in listed)
    if len(who) == 1 and not observations.reported_values and not grouped:
        cells = tuple(attrs.evolve(cell, organisation=ALL) for cell in observations.cells)
        told = {_part(cell) for cell in cells if cell.value}
        plain = tuple(cell for cell in cells if _part(cell) in told)
        for shown in dict.fromkeys((plain, cells)):
            yield attrs.evolve(observations, cells=shown, organisations=None)
    yield observations


def _part(cell: Cell) -> tuple[Period, tuple[tuple[str, str], ...]]:
    """What a figure is about: the time and the members."""
    return cell.period, tuple(sorted(cell.members.items()))
