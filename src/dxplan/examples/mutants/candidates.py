"""Data for which a plan and a mutant of it may differ: what an example could show.

For targets the analyser finds counts that keep the one and break the other, which the evaluator
has confirmed; for units, tasks and duties the days around their deadlines are enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import attrs

from dxplan.analysis.results import Refinement
from dxplan.data.observations import Cell, Event, Observations
from dxplan.examples.mutants.grouped import in_groups, of_schools
from dxplan.examples.mutants.growth import grown
from dxplan.examples.mutants.make import Mutant, Rule
from dxplan.examples.observations import ALL
from dxplan.plan.model import Check, Duty, Holds, Plan, Target, Task, atoms
from dxplan.values.durations import LAST_DAY
from dxplan.values.periods import Period

_ANSWERED_BY = 100_000
"""How much the solver may work on a question; about thresholds of one indicator it needs less."""


@attrs.frozen
class Candidate:
    """Data and a day on which a rule may come out otherwise.

    :param rule: id of the rule, as the plan has it.
    :param counted: whether figures show it; then they are enough for a verdict.
    """

    rule: str
    observations: Observations
    day: date
    counted: bool = False


_SOME_DAY = date(2025, 12, 31)
"""For rules and a plan without any day of their own."""


@attrs.frozen
class Difference:
    """The rules that a mutant lost, and those that it has in their place.

    :param plan: without what these rules do not need.
    """

    plan: Plan
    mutant: Mutant
    lost: tuple[Rule, ...]
    gained: tuple[Rule, ...]

    @classmethod
    def of(cls, plan: Plan, mutant: Mutant) -> Difference:
        """What a mutant changes about a plan."""
        before = [each for each in _rules(plan) if each.id in mutant.rules]
        # Whatever the mutant has beyond the rules that nothing was changed about
        others = {each.id for each in _rules(plan)} - mutant.rules
        after = [each for each in _rules(mutant.plan) if each.id not in others]
        lost = tuple(each for each in before if each not in after)
        gained = tuple(each for each in after if each not in before)
        changed = attrs.evolve(mutant, plan=_narrowed(mutant.plan, after))
        return cls(_narrowed(plan, before), changed, lost, gained)


def _rules(plan: Plan) -> Iterator[Rule]:
    yield from plan.targets
    yield from plan.tasks
    yield from plan.duties


def _narrowed(plan: Plan, rules: Sequence[Rule]) -> Plan:
    """A plan without the other rules, and without figures that only those need.

    What rules with conditions and scales need is not looked for, and such a plan stays as it is.
    """
    targets = tuple(each for each in rules if isinstance(each, Target))
    if plan.scales or any(each.when is not None for each in targets):
        return plan
    needed = {name for each in targets for name in each.indicator.measures()}
    return attrs.evolve(
        plan,
        targets=targets,
        tasks=tuple(each for each in rules if isinstance(each, Task)),
        duties=tuple(each for each in rules if isinstance(each, Duty)),
        measures={name: each for name, each in plan.measures.items() if name in needed},
        indicators={each.indicator.name: each.indicator for each in targets},
        checks=tuple(each for each in plan.checks if needed.issuperset(_measures_of(each))),
    )


def _measures_of(check: Check) -> Iterator[str]:
    yield from check.left.measures()
    yield from check.right.measures()


def candidates(difference: Difference, compared: Sequence[Refinement]) -> Iterator[Candidate]:
    """Data that may show a difference, the plainest first.

    :param compared: what :func:`both_directions` found.
    """
    if difference.mutant.kind != "unit":
        yield from _counted(difference, compared)
        yield from _counted(difference, _each_alone(difference))
        yield from _grown(difference)
        yield from _of_facts(difference)
        yield from _done(difference)
    yield from _without_data(difference)


# --- counts ---------------------------------------------------------------------------------------


def both_directions(difference: Difference) -> tuple[Refinement, ...]:
    """What the targets of a plan and a mutant make of each other; nothing of units and of work."""
    if difference.mutant.kind == "unit":
        return ()
    before = _about(difference.plan, difference.lost, difference)
    after = _about(difference.mutant.plan, difference.gained, difference)
    return (_refined(after, before), _refined(before, after))


def mean_the_same(difference: Difference, compared: Sequence[Refinement]) -> bool:
    """Whether the analyser proved that whatever keeps the one keeps the other as well.

    Of groups it was not asked: what holds of schools may not hold of districts.
    """
    about = _targets((*difference.lost, *difference.gained))
    if any(each.each or each.indicator.counts_groups_of for each in about):
        return False
    results = [each.status for refinement in compared for each in refinement]
    return bool(results) and all(status in ("restated", "stricter") for status in results)


def _each_alone(difference: Difference) -> Iterator[Refinement]:
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
    if any(each.when is not None for each in targets):
        # A condition may ask whether another target is met
        own += [each for each in plan.targets if each not in targets]
    kept = tuple(map(of_schools, own))
    return attrs.evolve(plan, targets=kept, period=period, tasks=(), duties=(), waivers=())


def _targets(rules: Iterable[Rule]) -> list[Target]:
    return [each for each in rules if isinstance(each, Target)]


def _counted(difference: Difference, compared: Iterable[Refinement]) -> Iterator[Candidate]:
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


def _grown(difference: Difference) -> Iterator[Candidate]:
    """Figures for targets that are counted from an earlier value."""
    about = _targets((*difference.lost, *difference.gained))
    changes = [each.threshold.change for each in about if each.threshold.change is not None]
    for target in about if changes else ():
        for figures, day in grown(difference.plan, target, changes):
            for rule in difference.lost:
                yield Candidate(rule.id, figures, day, counted=True)


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
        yield attrs.evolve(observations, cells=plain, organisations=None)
        yield attrs.evolve(observations, cells=cells, organisations=None)
    yield observations


def _part(cell: Cell) -> tuple[Period, tuple[tuple[str, str], ...]]:
    """What a figure is about: the time and the members."""
    return cell.period, tuple(sorted(cell.members.items()))


# --- days -----------------------------------------------------------------------------------------


def _without_data(difference: Difference) -> Iterator[Candidate]:
    for rule in difference.lost:
        events = None if isinstance(rule, Target) else ()
        for day in _days_of(difference):
            yield Candidate(rule.id, Observations(events=events), day)


def _of_facts(difference: Difference) -> Iterator[Candidate]:
    """Work when the facts that it is about have come about, and when they have ended."""
    facts = _facts_about(difference)
    if not facts:
        return
    first = min(_days_of(difference))
    for holds in (True, False):
        events = tuple(Event(name, first, holds=holds) for name in facts)
        for rule in difference.lost:
            for day in _days_of(difference, events):
                yield Candidate(rule.id, Observations(events=events), day)


def _facts_about(difference: Difference) -> list[str]:
    """The facts of conditions, and whatever deadlines are counted from."""
    works = [
        each for each in (*difference.lost, *difference.gained) if not isinstance(each, Target)
    ]
    found = [
        atom.name
        for each in works
        if each.when is not None
        for atom in atoms(each.when)
        if isinstance(atom, Holds)
    ]
    tasks = (*difference.plan.tasks, *difference.mutant.plan.tasks)
    within = [task.time.within for task in tasks]
    within += [each.recurrence.within for each in works if isinstance(each, Duty)]
    if works:
        found += [each.name for each in within if each and each.origin in ("fact", "task")]
    return list(dict.fromkeys(found))


def _done(difference: Difference) -> Iterator[Candidate]:
    """Work that was done on one of the days, looked at on that day."""
    for rule in difference.lost:
        if not isinstance(rule, Target):
            for day in _days_of(difference):
                done = Observations(events=(Event(rule.id, day),))
                yield Candidate(rule.id, done, day)


def _days_of(difference: Difference, events: tuple[Event, ...] = ()) -> list[date]:
    """The days on which something ends, those behind them, and the ends of the plan."""
    found: dict[date, None] = {}
    for plan, rules in (
        (difference.plan, difference.lost),
        (difference.mutant.plan, difference.gained),
    ):
        for rule in rules:
            found.update(dict.fromkeys(_deadlines(plan, rule, events)))
    period = difference.plan.period
    after = [day + timedelta(days=1) for day in found if day < LAST_DAY]
    ends = [] if period is None else [period.start, period.end]
    # Units of the beginning are those that the document names; later ones may be successors.
    days = [*ends, *found, *after] if difference.mutant.kind == "unit" else [*found, *after, *ends]
    return list(dict.fromkeys(days)) or [_SOME_DAY]


def _deadlines(plan: Plan, rule: Rule, events: tuple[Event, ...]) -> Iterator[date]:
    if isinstance(rule, Duty):
        from dxplan.engine.deadlines import occurrences

        if plan.period is not None:
            found = occurrences(plan, rule, plan.period.end, events)
            yield from (each.deadline for each in found)
        return
    time = rule.time
    yield from (day for day in (time.end, time.start) if day is not None)
    if isinstance(rule, Task) and time.within is not None:
        from dxplan.engine.deadlines import task_deadline

        due = task_deadline(plan, rule, events)
        yield from () if due is None else (due.day,)
