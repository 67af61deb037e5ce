"""The analyser's answers about random rules, held against brute force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property, reduce
from itertools import combinations
from operator import and_

import attrs

from dxplan.analysis.linear.contradictions import Contradiction, contradictions
from dxplan.analysis.linear.knowledge import Knowledge
from dxplan.analysis.linear.scene import Fails, Follows
from dxplan.analysis.linear.times import Rule as Bound
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Plan
from tests.analysis.oracle.decide import (
    Judgement,
    Situation,
    can_be_kept,
    follows,
    situations,
)
from tests.analysis.oracle.draw import bounds
from tests.analysis.oracle.rules import Rule, RuleSet
from tests.analysis.oracle.worlds import World


@attrs.frozen(slots=False, eq=False)
class Case:
    """Rules about a world, as the brute force has them and as dxplan has."""

    world: World
    rules: RuleSet
    plan: Plan

    @property
    def text(self) -> str:
        """The rules, for whoever looks into a disagreement."""
        return f"{self.world.text}{self.rules.text}"

    @cached_property
    def situations(self) -> list[Situation]:
        """What the rules say, by brute force."""
        return situations(self.world, self.rules)

    def is_complete(self, rules: Sequence[Rule]) -> bool:
        """Whether the models of the world are all there are of some rules.

        So it is when they say how much there is at most, on every day. Of flows only whole
        quarters are looked at, and of the rooms of a school only whether they are enough.
        """
        adds_up = any("n_rooms" in rule.text for rule in rules)
        return not (self.world.flow or adds_up) and all(r in rules for r in bounds(self.world))

    @property
    def is_decided_alike(self) -> bool:
        """Whether a rule that is decided beside some rules is so beside others.

        What counts organisations by a measure is not decided where another rule adds it up.
        """
        return not self.world.rooms

    def bound(self, rules: Iterable[Rule]) -> list[Bound]:
        """Some rules as the analyser has them."""
        by_id = {target.id: target for target in self.plan.targets}
        return [Bound(self.plan, by_id[rule.id]) for rule in rules]

    def own(self, rules: Iterable[Bound]) -> tuple[Rule, ...]:
        """Some of the analyser's rules as the brute force has them."""
        by_id = {rule.id: rule for rule in self.rules.rules}
        return tuple(by_id[rule.target.id] for rule in rules)


# --- what follows ---------------------------------------------------------------------------------


def hold_what_follows(case: Case, asked: Rule, others: Sequence[Rule]) -> str:
    """Whether a rule follows from some others, by both; what the answer was."""
    (rule,) = case.bound([asked])
    answer = Knowledge(case.bound(others), [rule]).follows(rule)
    expected = follows(case.situations, asked, others)
    where = (case.text, asked.id, [other.id for other in others], answer)
    if isinstance(answer, Follows):
        assert expected, ("does not follow", *where)
        by = case.own(answer.by)
        assert follows(case.situations, asked, by), ("does not follow from these", *where)
        for each in answer.by if case.is_decided_alike else ():
            fewer = [other for other in answer.by if other != each]
            # Models that show it are enough; beyond those of the world the analyser is asked.
            needed = not follows(case.situations, asked, case.own(fewer)) or not isinstance(
                Knowledge(fewer, [rule]).follows(rule), Follows
            )
            assert needed, ("one is not needed", *where, each.target.id)
        return "follows"
    if isinstance(answer, Fails):
        # Rules about other things that no figures keep are no reason for anything.
        possible = case.is_complete([asked, *others]) and can_be_kept(case.situations, others)
        assert not (possible and expected), ("follows", *where)
        hold_counterexample(case, asked, others, answer)
        return "does not follow"
    return f"not decided: {answer.undecided.code}"


def hold_counterexample(case: Case, asked: Rule, others: Iterable[Rule], answer: Fails) -> None:
    """That the evaluator finds the rule missed on these figures, and none of the others."""
    found = answer.counterexample
    report = evaluate(case.plan, found.observations, found.on)
    missed = {(each.target, each.date) for each in report.findings if each.verdict == "missed"}
    assert (asked.id, found.on) in missed, ("is not missed", case.text, asked.id, found)
    # Of flows the analyser looks at days inside of what the rule adds up, at none before it.
    days = {found.on, *(each.on for each in found.kept)}
    names = {other.id for other in others}
    wrong = [(name, day) for name, day in missed if name in names and day in days]
    assert not wrong, ("breaks others", case.text, asked.id, wrong, found)


# --- what contradicts -----------------------------------------------------------------------------


def hold_what_contradicts(case: Case) -> str:
    """The contradictions between rules, by both; what the answer was."""
    found = case.situations
    reported, undecided = contradictions(case.bound(case.rules.rules))
    where = (case.text, reported, undecided)
    for each in reported:
        hold_contradiction(case, found, each)
    if undecided:
        return f"not decided: {undecided[0].code}"
    if case.is_complete(case.rules.rules) and not reported:
        assert not any(map(contradictory, found)), ("a contradiction is not found", *where)
    return "contradictory" if reported else "consistent"


def hold_contradiction(case: Case, found: list[Situation], reported: Contradiction) -> None:
    """That no figures keep the rules together, and some do without any one of them."""
    rules = case.own(reported.rules)
    where = (case.text, [rule.id for rule in rules], reported.on)
    here = [each for each in found if on_the_day(case, each, reported.on)]
    assert any(not each.meeting(rules) for each in here), ("can be kept together", *where)
    for rule in rules if case.is_decided_alike else ():
        fewer = tuple(each for each in rules if each is not rule)
        found_again = not all(each.meeting(fewer) for each in here)
        more, _ = contradictions(case.bound(fewer)) if found_again else ([], [])
        assert not more, ("one is not needed", *where, rule.id)


def on_the_day(case: Case, situation: Situation, day: date) -> bool:
    """Whether a situation is one that is like a day."""
    facts = tuple(fact.holds(day) for fact in case.world.facts)
    judging = {id(rule) for rule in case.rules.judging(day)}
    first = situation.judgements[0].day
    return case.world.flow or (
        {id(each.rule) for each in situation.judgements} == judging
        and tuple(fact.holds(first) for fact in case.world.facts) == facts
    )


def contradictory(situation: Situation) -> bool:
    """Whether some rules cannot all be met where all of them apply, and each has its part in it."""
    return any(
        contradict(situation, chosen)
        for size in range(1, len(situation.judgements) + 1)
        for chosen in combinations(situation.judgements, size)
    )


def contradict(situation: Situation, judgements: Sequence[Judgement]) -> bool:
    """Whether no model meets all, and where all apply some meets all but any one."""
    everything = situation.world.all
    if reduce(and_, (each.meeting for each in judgements), everything):
        return False
    apply = reduce(and_, (each.applying for each in judgements), everything)
    return all(
        reduce(and_, (other.meeting for other in judgements if other is not each), apply)
        for each in judgements
    )
