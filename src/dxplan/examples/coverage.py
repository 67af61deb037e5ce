"""Which rules the examples of a plan reach, and with which verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import attrs

from dxplan.engine.findings import VERDICTS, Verdict
from dxplan.examples.running import ExampleResult
from dxplan.plan.model import Duty, Plan, Target, Task

Rule: TypeAlias = Target | Task | Duty


@attrs.frozen
class Reached:
    """A rule, and how often examples expect which verdict of it.

    :param verdicts: in the order of :data:`~dxplan.engine.findings.VERDICTS`; those that came out
        as they were expected.
    :param expected: how many expectations are about it, also such that are about units only.
    """

    rule: Rule
    verdicts: Mapping[Verdict, int] = attrs.field(factory=dict, hash=False)
    expected: int = 0


@attrs.frozen
class Coverage:
    """The rules of a plan in its order: targets, tasks, duties.

    :param examples: how many examples there are.
    """

    plan: Plan
    rules: tuple[Reached, ...]
    examples: int = 0

    def of(self, kind: type[Rule]) -> tuple[Reached, ...]:
        """The rules of a kind."""
        return tuple(each for each in self.rules if isinstance(each.rule, kind))

    def unreached(self) -> tuple[Rule, ...]:
        """The rules that no example is about."""
        return tuple(each.rule for each in self.rules if not each.expected)

    def verdicts(self) -> dict[Verdict, int]:
        """How many rules reach each verdict."""
        found = Counter(verdict for each in self.rules for verdict in each.verdicts)
        return {verdict: found[verdict] for verdict in VERDICTS}


def coverage_of(plan: Plan, results: Sequence[ExampleResult]) -> Coverage:
    """What the examples of a plan reach."""
    verdicts: dict[str, Counter[Verdict]] = {}
    expected: Counter[str] = Counter()
    for each in (one for result in results for one in result.results):
        rule, finding = each.expectation.id, each.finding
        expected[rule] += 1
        if each.kept and finding is not None and each.expectation.outcome is not None:
            verdicts.setdefault(rule, Counter())[finding.verdict] += 1
    rules: tuple[Rule, ...] = (*plan.targets, *plan.tasks, *plan.duties)
    found = tuple(
        Reached(rule, _in_order(verdicts.get(rule.id, Counter())), expected[rule.id])
        for rule in rules
    )
    return Coverage(plan, found, len(results))


def _in_order(found: Counter[Verdict]) -> dict[Verdict, int]:
    return {verdict: found[verdict] for verdict in VERDICTS if found[verdict]}
