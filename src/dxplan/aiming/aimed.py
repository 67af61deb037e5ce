"""Data that are aimed at a verdict, and how a program or a reader takes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from dxplan.aiming.rows import event_rows, figure_rows, register_rows, table_text
from dxplan.data.observations import Observations
from dxplan.engine.findings import Finding, Verdict
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Met, Plan, Target, atoms

Row = Mapping[str, object]


@attrs.frozen(slots=False, repr=False)
class Aimed:
    """Observations that bring a verdict about.

    :param target: the id of the target.
    :param as_of: the day to check on, which is also the judgement date.
    :param verdict: what the target is then.
    """

    plan: Plan
    target: str
    observations: Observations
    as_of: date
    verdict: Verdict

    @cached_property
    def rows(self) -> list[dict[str, object]]:
        """The figures as rows that :func:`dxplan.check` takes."""
        return figure_rows(self.plan, self.observations)

    @cached_property
    def register(self) -> list[dict[str, object]]:
        """The organisations as rows of a register."""
        return register_rows(self.observations)

    @cached_property
    def events(self) -> list[dict[str, object]] | None:
        """What came about as rows of an event list; ``None`` without one."""
        return event_rows(self.observations)

    @cached_property
    def plan_of_target(self) -> Plan:
        """The plan with nothing to judge but the target, and what it rests on."""
        targets = self._targets()
        used = {group.scale for each in targets for group in each.indicator.numerator.groups}
        scales = {name: scale for name, scale in self.plan.scales.items() if name in used}
        return attrs.evolve(self.plan, tasks=(), duties=(), scales=scales, targets=targets)

    def finding(self) -> Finding:
        """What the evaluator finds for the target on the day."""
        found = evaluate(self.plan_of_target, self.observations, self.as_of)
        return next(
            each
            for each in found
            if (each.target, each.organisation, each.date)
            == (self.target, self.plan.id, self.as_of)
        )

    def _targets(self) -> tuple[Target, ...]:
        """The target with those that its line begins at; where it waits for others, all."""
        (own,) = (each for each in self.plan.targets if each.id == self.target)
        if own.when is not None and any(isinstance(each, Met) for each in atoms(own.when)):
            return self.plan.targets
        return tuple(
            each for each in self.plan.targets if each.id in (own.id, own.milestone_before)
        )

    def __repr__(self) -> str:
        head = f"{self.target} is {self.verdict} as of {self.as_of.isoformat()}"
        return "\n".join([head, *table_text(self.rows, self.observations)])

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        # Hypothesis shows the fields of whatever attrs makes; the rows are what is to be read.
        printer.text(repr(self))
