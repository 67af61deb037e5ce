"""Whether a child plan is at least as strict as its parent, target by target.

A plan stands for the figures that keep all of its targets; a child refines its parent when every
figure that keeps the child keeps the parent as well. Days after the child's period do not count:
what a plan asks for ends with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from dxplan.analysis.linear.contradictions import contradictions
from dxplan.analysis.linear.knowledge import Knowledge
from dxplan.analysis.linear.scene import Fails, Follows, NotDecided
from dxplan.analysis.linear.times import Rule, first_day, last_day
from dxplan.analysis.linear.work import Work
from dxplan.analysis.results import Refined, Refinement, Status, Undecided
from dxplan.plan.model import Plan, Target
from dxplan.steps import steps
from dxplan.values.durations import LAST_DAY
from dxplan.values.periods import Period
from dxplan.values.periods import day as day_only


def refine(child: Plan, parent: Plan, work: Work | None = None) -> Refinement:
    """What a child plan makes of every target of its parent.

    :param work: how much the solver may work on it; what it does not answer within is not decided.
    """
    case = _Case(child, parent, _rules(child), _rules(parent), work or Work())
    results = tuple(case.result(rule) for rule in steps("comparing", case.parents))
    found, _ = contradictions(case.children, beside=case.below)
    together = {rule.target.id: rule.target for each in found for rule in each.rules}
    return Refinement(child, parent, results, tuple(together.values()), tuple(case.left_out()))


def _rules(plan: Plan) -> list[Rule]:
    return [Rule(plan, target) for target in plan.targets]


@attrs.define
class _Case:
    child: Plan
    parent: Plan
    children: Sequence[Rule]
    parents: Sequence[Rule]
    work: Work
    below: Knowledge = attrs.field(init=False)
    above: Knowledge = attrs.field(init=False)
    _reverse: dict[Rule, Follows | Fails | NotDecided] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.below = Knowledge(self.children, self.parents, work=self.work)
        self.above = Knowledge(self.parents, self.children, beside=self.below)

    def result(self, rule: Rule) -> Refined:
        """What the child makes of a target of the parent."""
        begin = first_day(rule)
        if begin is None or not rule.has_number:
            code = "binds-on-no-day" if rule.has_number else "no-number"
            return Refined(rule.target, "not_decided", undecided=Undecided(code, (), rule.target))
        common = self.common(rule, begin)
        answer = self.below.follows(rule, within=common or day_only(begin))
        match answer:
            case NotDecided(undecided):
                return Refined(rule.target, "not_decided", undecided=undecided)
            case Follows(by):
                status: Status = "restated" if self.no_more_than(rule, by) else "stricter"
                found = Refined(rule.target, status, _targets(by))
            case Fails():
                found = self.waits_for_number(rule, answer.counterexample.on) or self.falls_short(
                    rule, answer, begin
                )
        return attrs.evolve(found, unled=_is_unled(found))

    def common(self, rule: Rule, begin: date) -> Period | None:
        """The days of the child's period on which a target of the parent may bind."""
        period, end = self.child.period, last_day(rule)
        if period is None:
            return Period(begin, end or LAST_DAY)
        first, last = max(begin, period.start), min(end or period.end, period.end)
        return Period(first, last) if first <= last else None

    def no_more_than(self, rule: Rule, by: Sequence[Rule]) -> bool:
        """Whether a target of the parent alone asks for all that some of the child's do."""
        return all(self.above.follows_from(each, rule, self.while_bound(rule, each)) for each in by)

    def while_bound(self, rule: Rule, other: Rule) -> Period | None:
        """From the other's first day until the rule ends: before its deadline it asks for less."""
        begin, end = first_day(other), last_day(rule)
        return None if begin is None or end is None or end < begin else Period(begin, end)

    def waits_for_number(self, rule: Rule, on: date) -> Refined | None:
        """A target that rules of the child may imply, once their numbers are known."""
        own = (each.target for each in self.children if not each.has_number)
        in_time = (each for each in own if (due := _due(each)) is None or due <= on)
        found = next((each for each in in_time if self.may_be_about(each, rule.target)), None)
        if found is None:
            return None
        return Refined(rule.target, "not_decided", undecided=Undecided("no-number", (), found))

    def may_be_about(self, own: Target, target: Target) -> bool:
        """Whether a rule of the child has the indicator of a target, and a part in common."""
        if own.indicator.name != target.indicator.name:
            return False
        scopes = dict(own.scope), dict(target.scope)
        return all(
            self.meet(dimension, scopes[0][dimension], scopes[1][dimension])
            for dimension in scopes[0].keys() & scopes[1].keys()
        )

    def meet(self, dimension: str, first: str, second: str) -> bool:
        """Whether one member is the other or a part of it, as the child has them."""
        known = self.child.dimensions.get(dimension)
        names = set() if known is None else {member.name for member in known.members}
        if known is None or not {first, second} <= names:
            return first == second
        return known.within(first, second) or known.within(second, first)

    def falls_short(self, rule: Rule, fails: Fails, begin: date) -> Refined:
        """A target that the child does not imply: weaker, incomparable, or not covered."""
        about = self.below.about(rule, fails.counterexample.on)
        outside = self.common(rule, begin) is None
        found = Refined(
            rule.target, "not_covered", _targets(about), fails.counterexample, outside=outside
        )
        if not about or (outside and not fails.by):
            return found
        found = attrs.evolve(found, postponed=self.is_postponed(rule, about, begin))
        undecided: NotDecided | None = None
        for each in about:
            answer = self.reverse(each)
            if isinstance(answer, Fails):
                shown = answer.counterexample
                return attrs.evolve(found, status="incomparable", reverse=shown)
            if isinstance(answer, NotDecided):
                undecided = undecided or answer
        why = None if undecided is None else undecided.undecided
        return attrs.evolve(found, status="weaker", undecided=why)

    def reverse(self, rule: Rule) -> Follows | Fails | NotDecided:
        """Whether the parent implies a rule of the child, as long as the parent asks for anything.

        What the child asks for when the parent has ended, or before it begins, takes nothing from
        the parent.
        """
        if rule not in self._reverse:
            found = self.above.follows(rule, within=self.parent.period)
            ended = isinstance(found, NotDecided) and found.undecided.code == "binds-on-no-day"
            self._reverse[rule] = Follows(()) if ended else found
        return self._reverse[rule]

    def is_postponed(self, rule: Rule, about: Sequence[Rule], begin: date) -> bool:
        """Whether the target would follow on a later deadline of the child."""
        later = sorted({day for each in about if (day := first_day(each)) and day > begin})
        end = last_day(rule)
        return any(self.below.follows_on(rule, day) for day in later if end is None or day <= end)

    def left_out(self) -> Iterable[Undecided]:
        """The child's rules that are no linear inequalities."""
        for rule in self.children:
            if not rule.has_number:
                yield Undecided("no-number", (), rule.target)
            elif (why := self.below.outside(rule)) is not None:
                yield why


def _due(target: Target) -> date | None:
    """The day from which a target has to be kept, when its rule names one."""
    time = target.time
    return time.end if time.kind in ("by", "before", "in") else time.start


def _targets(rules: Iterable[Rule]) -> tuple[Target, ...]:
    return tuple(rule.target for rule in rules)


def _is_unled(found: Refined) -> bool:
    covered = found.status in ("restated", "stricter") and found.by
    return bool(covered and found.target.lead and not any(each.lead for each in found.by))
