"""What the analyser found out: counterexamples, refinement, what it could not decide.

Frozen values without any wording; the texts are in ``texts/analysis.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal

import attrs

from dxplan.data.observations import Observations
from dxplan.engine.findings import Base, Verdict
from dxplan.plan.model import Plan, Target
from dxplan.values.periods import Period


@attrs.frozen
class Counted:
    """What a target's two sums are in a counterexample, and what the evaluator said of them.

    :param plan: id of the plan that the target is of.
    :param on: the day it was judged on; flows are added up over ``window``.
    :param numerator: over all organisations of the counterexample; for a count the count itself.
    :param denominator: 1 for a count.
    :param base: the earlier value that a growth is counted from.
    """

    plan: str
    target: Target
    on: date
    window: Period
    numerator: Fraction
    denominator: Fraction
    verdict: Verdict
    base: Base | None = None


@attrs.frozen
class Counterexample:
    """Small dated counts that keep some rules and break another, confirmed by the evaluator.

    :param on: the day on which the rule is broken.
    :param missed: the rule that is broken.
    :param kept: those that are kept, the ones about the same thing first.
    :param facts: what holds or does not hold in it, by name.
    :param observations: the reports it is made of; checking them gives these verdicts again.
    """

    on: date
    missed: Counted
    kept: tuple[Counted, ...]
    facts: tuple[tuple[str, bool], ...] = ()
    observations: Observations = attrs.field(factory=Observations, repr=False)


@attrs.frozen
class Undecided:
    """Why nothing can be said of a rule: a code of ``texts/analysis.toml`` and its parameters.

    :param target: the rule that lies outside of what can be decided, when it is one of those
        that the question is about.
    """

    code: str
    params: tuple[tuple[str, str], ...] = ()
    target: Target | None = None


Status = Literal["restated", "stricter", "weaker", "incomparable", "not_covered", "not_decided"]

STATUSES: tuple[Status, ...] = (
    "restated", "stricter", "weaker", "incomparable", "not_covered", "not_decided",
)  # fmt: skip


@attrs.frozen
class Refined:
    """What a child plan makes of one target of its parent.

    :param target: the parent's.
    :param by: the child's rules that imply it together (``restated``, ``stricter``), no fewer
        would; else those that are about the same thing.
    :param counterexample: the child's rules are kept and the parent's target is missed.
    :param reverse: of ``incomparable``: the parent's target is kept and a rule of ``by`` missed.
    :param undecided: why it is ``not_decided``.
    :param postponed: whether the rules in ``by`` would imply it but for a later deadline.
    :param unled: whether the parent says who leads and nobody leads the rules in ``by``.
    :param outside: whether its deadline lies outside the child's period.
    """

    target: Target
    status: Status
    by: tuple[Target, ...] = ()
    counterexample: Counterexample | None = None
    reverse: Counterexample | None = None
    undecided: Undecided | None = None
    postponed: bool = False
    unled: bool = False
    outside: bool = False


@attrs.frozen
class Refinement:
    """Whether a child plan is at least as strict as its parent, target by target.

    :param contradictory: targets of the child that cannot all be kept: whatever the parent asks
        for follows from them, and means nothing.
    :param left_out: rules of the child that lie outside of what can be decided; they were not
        used to cover anything.
    """

    child: Plan
    parent: Plan
    results: tuple[Refined, ...] = ()
    contradictory: tuple[Target, ...] = ()
    left_out: tuple[Undecided, ...] = ()

    def __iter__(self) -> Iterator[Refined]:
        return iter(self.results)

    def count(self, status: Status) -> int:
        """How many targets of the parent have a status."""
        return sum(result.status == status for result in self.results)

    @property
    def falls_short(self) -> bool:
        """Whether any target of the parent is weaker, incomparable, not covered or unled."""
        return any(
            result.status in ("weaker", "incomparable", "not_covered") or result.unled
            for result in self.results
        )
