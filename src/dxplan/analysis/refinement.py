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
from dxplan.analysis.linear.knowledge import Fails, Follows, Knowledge, NotDecided
from dxplan.analysis.linear.times import Rule, first_day, last_day
from dxplan.analysis.results import Refined, Refinement, Status, Undecided
from dxplan.plan.model import Plan, Target


def refine(child: Plan, parent: Plan) -> Refinement:
    """What a child plan makes of every target of its parent."""
    case = _Case(child, _rules(child), _rules(parent))
    results = tuple(case.result(rule) for rule in case.parents)
    found, _ = contradictions(case.children)
    together = {rule.target.id: rule.target for each in found for rule in each.rules}
    return Refinement(child, parent, results, tuple(together.values()), tuple(case.left_out()))


def _rules(plan: Plan) -> list[Rule]:
    return [Rule(plan, target) for target in plan.targets]


@attrs.define
class _Case:
    child: Plan
    children: Sequence[Rule]
    parents: Sequence[Rule]
    below: Knowledge = attrs.field(init=False)
    above: Knowledge = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.below = Knowledge(self.children, self.parents)
        self.above = Knowledge(self.parents, self.children)

    def result(self, rule: Rule) -> Refined:
        """What the child makes of a target of the parent."""
        begin = first_day(rule)
        if begin is None or not rule.has_number:
            code = "binds-on-no-day" if rule.has_number else "no-number"
            return Refined(rule.target, "not_decided", undecided=Undecided(code, (), rule.target))
        answer = self.below.follows(rule, until=self.last_common_day(begin))
        match answer:
            case NotDecided(undecided):
                return Refined(rule.target, "not_decided", undecided=undecided)
            case Follows(by):
                status: Status = "restated" if self.no_more_than(rule, by) else "stricter"
                found = Refined(rule.target, status, _targets(by))
            case Fails():
                found = self.falls_short(rule, answer, begin)
        return attrs.evolve(found, unled=_is_unled(found))

    def last_common_day(self, begin: date) -> date | None:
        """The last day of the child's period; of what is due after it, only the deadline counts."""
        period = self.child.period
        return None if period is None else max(period.end, begin)

    def no_more_than(self, rule: Rule, by: Sequence[Rule]) -> bool:
        """Whether a target of the parent alone asks for all that some of the child's do."""
        alone = Knowledge([rule], by)
        end = last_day(rule)
        return all(isinstance(alone.follows(each, until=end), Follows) for each in by)

    def falls_short(self, rule: Rule, fails: Fails, begin: date) -> Refined:
        """A target that the child does not imply: weaker, incomparable, or not covered."""
        about = self.below.about(rule, fails.counterexample.on)
        outside = self.child.period is not None and begin > self.child.period.end
        found = Refined(
            rule.target, "not_covered", _targets(about), fails.counterexample, outside=outside
        )
        if not about or (outside and not fails.by):
            return found
        answers = [self.above.follows(each) for each in about]
        reverse = next((each for each in answers if isinstance(each, Fails)), None)
        undecided = next((each for each in answers if isinstance(each, NotDecided)), None)
        return attrs.evolve(
            found,
            status="weaker" if reverse is None else "incomparable",
            reverse=None if reverse is None else reverse.counterexample,
            undecided=None if undecided is None or reverse else undecided.undecided,
            postponed=self.is_postponed(rule, about, begin),
        )

    def is_postponed(self, rule: Rule, about: Sequence[Rule], begin: date) -> bool:
        """Whether the target would follow on a later deadline of the child."""
        later = sorted({day for each in about if (day := first_day(each)) and day > begin})
        end = last_day(rule)
        return any(
            isinstance(self.below.on(rule, day), Follows)
            for day in later
            if end is None or day <= end
        )

    def left_out(self) -> Iterable[Undecided]:
        """The child's rules that are no linear inequalities."""
        for rule in self.children:
            if not rule.has_number:
                yield Undecided("no-number", (), rule.target)
            elif (why := self.below.outside(rule)) is not None:
                yield why


def _targets(rules: Iterable[Rule]) -> tuple[Target, ...]:
    return tuple(rule.target for rule in rules)


def _is_unled(found: Refined) -> bool:
    covered = found.status in ("restated", "stricter") and found.by
    return bool(covered and found.target.lead and not any(each.lead for each in found.by))
