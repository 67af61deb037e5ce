"""Running examples: what comes out for the rules that they speak of, beside what they expect.

Only these rules are judged, by the reference evaluator; nothing is read and nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import attrs

from dxplan.data.observations import Observations
from dxplan.data.wording import fold
from dxplan.engine.findings import Finding, current
from dxplan.engine.level_findings import Level
from dxplan.engine.levels import find_levels
from dxplan.engine.reference import Evaluation, known_on
from dxplan.engine.work import judge_duties, judge_tasks
from dxplan.examples.observations import given_observations, in_order
from dxplan.plan.examples import Example, Expectation
from dxplan.plan.model import Plan, Unit
from dxplan.shown import Shown


@attrs.frozen(repr=False)
class ExpectationResult(Shown):
    """What came out for one rule.

    :param finding: ``None`` when nothing was judged, and of a level.
    :param levels: of a level, those of the organisations it is about.
    """

    expectation: Expectation
    finding: Finding | None = None
    levels: tuple[Level, ...] = ()

    @property
    def verdict_kept(self) -> bool:
        """Whether the verdict, or the level, is the one that was expected."""
        wanted = self.expectation
        if wanted.rule == "level":
            levels = [level.bands for level in self.levels]
            return bool(levels) and all(bands == (wanted.band,) for bands in levels)
        if self.finding is None:
            return False
        return wanted.verdict in (None, self.finding.verdict)

    @property
    def lead_kept(self) -> bool:
        """Whether those responsible are the ones that were expected."""
        return self._are(self.expectation.lead, None if self.finding is None else self.finding.lead)

    @property
    def cooperating_kept(self) -> bool:
        """Whether those who take part are the ones that were expected."""
        found = None if self.finding is None else self.finding.cooperating
        return self._are(self.expectation.cooperating, found)

    def _are(self, wanted: frozenset[str] | None, found: tuple[Unit, ...] | None) -> bool:
        if wanted is None:
            return True
        return found is not None and wanted == {unit.name for unit in found}

    @property
    def kept(self) -> bool:
        """Whether all of it came out as expected."""
        return self.verdict_kept and self.lead_kept and self.cooperating_kept


@attrs.frozen(repr=False)
class ExampleResult(Shown):
    """What came out of an example, expectation by expectation."""

    example: Example
    results: tuple[ExpectationResult, ...]

    @property
    def kept(self) -> bool:
        """Whether everything came out as expected."""
        return all(result.kept for result in self.results)


def run_example(plan: Plan, example: Example) -> ExampleResult:
    """What comes out of an example under a plan: the one it is bound to, or one that is like it.

    A rule that the plan does not have gives nothing.
    """
    case = _Case(plan, example, given_observations(plan, example))
    return ExampleResult(example, tuple(case.result(each) for each in example.expectations))


@attrs.frozen(slots=False, repr=False)
class _Case(Shown):
    """An example under evaluation; what no expectation needs is not worked out."""

    plan: Plan
    example: Example
    observations: Observations

    @cached_property
    def evaluation(self) -> Evaluation:
        columns = {each.by: None for each in self.example.expectations if each.by is not None}
        known = known_on(self.example.day, self.observations)
        return Evaluation.of(self.plan, known, self.example.day, tuple(columns))

    @cached_property
    def _targets(self) -> dict[str, list[Finding]]:
        asked = {each.id for each in self.example.expectations if each.rule == "target"}
        return {
            target.id: list(self.evaluation.judge(target))
            for target in self.plan.targets
            if target.id in asked
        }

    @cached_property
    def _tasks(self) -> dict[str, list[Finding]]:
        return _by_id(judge_tasks(self.plan, self.observations.events, self.example.day))

    @cached_property
    def _duties(self) -> dict[str, list[Finding]]:
        return _by_id(judge_duties(self.plan, self.observations.events, self.example.day))

    @cached_property
    def _levels(self) -> list[Level]:
        case = self.evaluation
        return find_levels(case.material, case.population, self.example.day)

    def result(self, wanted: Expectation) -> ExpectationResult:
        """What came out for an expectation."""
        if wanted.rule == "level":
            return ExpectationResult(wanted, levels=_latest(self._levels, wanted))
        tables = {"target": "_targets", "task": "_tasks", "duty": "_duties"}
        found: Sequence[Finding] = getattr(self, tables[wanted.rule]).get(wanted.id, ())
        found = [each for each in found if _is_about(each, wanted)]
        if not found:
            return ExpectationResult(wanted)
        finding = current(found, self.example.day)
        missing = tuple(sorted(finding.missing, key=in_order))
        return ExpectationResult(wanted, attrs.evolve(finding, missing=missing))


def _by_id(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for each in findings:
        found.setdefault(each.target, []).append(each)
    return found


def _is_about(finding: Finding, wanted: Expectation) -> bool:
    """Whether a finding is about the whole, or the group that is asked for."""
    if wanted.by is None:
        return finding.by is None
    return finding.by == wanted.by and fold(finding.organisation) == fold(wanted.group)


def _latest(levels: Iterable[Level], wanted: Expectation) -> tuple[Level, ...]:
    """The newest level of every organisation that an expectation is about."""
    found: dict[str, Level] = {}
    for level in levels:
        own = wanted.by is None or level.organisation == wanted.group
        if own and f"{level.scale}.{level.group}" == wanted.id:
            before = found.get(level.organisation)
            if before is None or before.date < level.date:
                found[level.organisation] = level
    return tuple(found.values())
