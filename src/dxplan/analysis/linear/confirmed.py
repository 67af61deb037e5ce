"""A counterexample, once the evaluator has confirmed it.

One that the evaluator does not confirm is never told: either the question reaches outside of what
can be built (:mod:`dxplan.analysis.linear.witness`), or dxplan contradicts itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import attrs

from dxplan.analysis.linear.encode import Encoded
from dxplan.analysis.linear.situation import Situation
from dxplan.analysis.linear.solver import Solution
from dxplan.analysis.linear.times import Rule
from dxplan.analysis.linear.witness import CannotBuild, built
from dxplan.analysis.results import Counted, Counterexample
from dxplan.data.observations import Observations
from dxplan.engine.findings import Finding
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Met, Plan, Target, atoms


class Disagreement(Exception):
    """Analyser and evaluator say different things of the same figures: a fault of dxplan."""


class BrokenBefore(Exception):
    """Figures break rules on days on which these were not asked for.

    :param rules: with the days.
    """

    def __init__(self, rules: tuple[tuple[Rule, date], ...]) -> None:
        super().__init__(rules)
        self.rules = rules


def counterexample(
    situation: Situation,
    solution: Solution,
    missed: Encoded,
    kept: Sequence[Encoded],
    *,
    near: Iterable[Rule],
    related: Iterable[Rule],
) -> Counterexample:
    """A solution as a counterexample, once the evaluator has confirmed it.

    :param kept: the rules that it must keep, on the days on which they were taken to.
    :param near: all rules that bear on it, which it must not break on any other day.
    :param related: those among them that are told first.
    :raises CannotBuild: when it cannot be shown with organisations that report.
    :raises BrokenBefore: when the evaluator finds a rule broken on a day on which it was not asked
        for.
    :raises Disagreement: when the evaluator finds otherwise.
    """
    day = missed.moment.on
    observations = built(situation, missed.rule.plan, solution)
    finding = _Confirming(missed.rule.plan, observations, [missed.rule]).finding(missed, day)
    _refuse_conflict(finding)
    if finding is None or finding.verdict != "missed":
        raise Disagreement(_told("missed", missed, finding, observations))
    first = set(related)
    told = sorted(kept, key=lambda each: each.rule not in first)
    judges = _judges(situation, solution, [*(each.rule for each in told), *near])
    counted: list[Counted] = []
    for each in told:
        judge = judges[id(each.rule.plan)]
        found = judge.finding(each, day)
        _refuse_conflict(found)
        if each.of_nobody and _judges_nobody(found):
            continue
        if found is None or found.verdict not in ("met", "not_applicable"):
            raise Disagreement(_told("met", each, found, judge.observations))
        counted.append(_counted(each, solution, found))
    _refuse_broken_before(judges.values(), told, day)
    held = sorted(
        (truth.name, holds)
        for truth, holds in solution.truths.items()
        if truth.on and not truth.opaque
    )
    return Counterexample(
        day, _counted(missed, solution, finding), tuple(counted), tuple(held), observations
    )


def _judges_nobody(finding: Finding | None) -> bool:
    """Whether the evaluator finds nothing to judge either; it may have no finding at all."""
    return finding is None or finding.verdict in ("no_data", "not_applicable")


def _refuse_broken_before(
    judges: Iterable[_Confirming], kept: Sequence[Encoded], day: date
) -> None:
    """A rule that adds up some of the same on another day may be broken there.

    :raises BrokenBefore: with the rules and these days.
    """
    asked = {(each.rule, each.moment.on) for each in kept}
    broken = [each for judge in judges for each in judge.missed(day) if each not in asked]
    if broken:
        raise BrokenBefore(tuple(broken))


def _refuse_conflict(finding: Finding | None) -> None:
    """A check with a number in it may hold of a sum, but of no few reports that it is made of.

    :raises CannotBuild: when the figures break one.
    """
    if finding is not None and finding.verdict == "conflict":
        raise CannotBuild("check-of-each-organisation")


@attrs.define
class _Confirming:
    """What the evaluator says of some rules of a plan, asked once a day for all of them."""

    plan: Plan
    observations: Observations
    rules: Sequence[Rule]
    _found: dict[date, Mapping[tuple[str, date], Finding]] = attrs.field(factory=dict, init=False)

    def finding(self, encoded: Encoded, day: date) -> Finding | None:
        """What it says of a rule on its day, as of another one at the earliest."""
        on = encoded.moment.on
        as_of = max(on, day)
        if as_of not in self._found:
            self._found[as_of] = self._evaluated(as_of)
        return self._found[as_of].get((encoded.rule.target.id, on))

    def missed(self, day: date) -> list[tuple[Rule, date]]:
        """The rules that are missed up to a day, with the days on which they are."""
        if day not in self._found:
            self._found[day] = self._evaluated(day)
        rules = {rule.target.id: rule for rule in self.rules}
        return sorted(
            (
                (rules[target], on)
                for (target, on), finding in self._found[day].items()
                if finding.verdict == "missed" and target in rules
            ),
            key=lambda each: (each[1], each[0].target.id),
        )

    def _evaluated(self, as_of: date) -> Mapping[tuple[str, date], Finding]:
        plan = attrs.evolve(
            self.plan, targets=self._targets(), tasks=(), duties=(), scales={}, territory=""
        )
        return {
            (each.target, each.date): each
            for each in evaluate(plan, self.observations, as_of).findings
            if each.organisation == plan.id
        }

    def _targets(self) -> tuple[Target, ...]:
        """The targets, and where a condition asks for other targets, all of them."""
        targets = dict.fromkeys(rule.target.id for rule in self.rules)
        whens = [rule.target.when for rule in self.rules if rule.target.when is not None]
        if any(isinstance(atom, Met) for when in whens for atom in atoms(when)):
            return self.plan.targets
        return tuple(target for target in self.plan.targets if target.id in targets)


def _judges(
    situation: Situation, solution: Solution, listed: Iterable[Rule]
) -> dict[int, _Confirming]:
    """An evaluator for each plan of some rules."""
    rules: dict[int, list[Rule]] = {}
    for each in dict.fromkeys(listed):
        rules.setdefault(id(each.plan), []).append(each)
    return {
        place: _Confirming(own[0].plan, built(situation, own[0].plan, solution), own)
        for place, own in rules.items()
    }


def _counted(encoded: Encoded, solution: Solution, finding: Finding) -> Counted:
    return Counted(
        encoded.rule.plan.id,
        encoded.rule.target,
        encoded.moment.on,
        encoded.moment.window,
        encoded.numerator.value(solution.values),
        encoded.denominator.value(solution.values),
        finding.verdict,
        finding.base,
    )


def _told(
    expected: str, encoded: Encoded, finding: Finding | None, observations: Observations
) -> str:
    """Both sides of a disagreement, for whoever mends it."""
    rule = encoded.rule
    said = "nothing" if finding is None else f"{finding.verdict} ({finding.notes})"
    cells = "; ".join(
        f"{cell.organisation} {cell.period.start}/{cell.period.end} {cell.measure}"
        f" {dict(cell.members)} = {cell.value}"
        for cell in observations.cells
    )
    return (
        f"{rule.plan.id} {rule.target.id} on {encoded.moment.on}: the analyser expects {expected}, "
        f"the evaluator says {said}; figures: {cells}"
    )
