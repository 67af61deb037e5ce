"""Sums as they are kept: to be asked again after an edit, or to be written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import attrs

from dxplan.data.addresses import problem_order
from dxplan.data.asked_columns import GroupBy, columns_meant
from dxplan.data.observations import Event, Observations, Organisation
from dxplan.data.problems import Problem
from dxplan.engine.findings import Report
from dxplan.engine.reference import known_on
from dxplan.engine.successors import is_any_linked
from dxplan.engine.tables.figures import Figures
from dxplan.engine.tables.judging.alone import Given
from dxplan.engine.tables.judging.evaluate import evaluate_on
from dxplan.engine.tables.judging.ground import Ground, ground
from dxplan.engine.tables.plain import figures_of, until
from dxplan.engine.tables.travelling.errors import sums_error
from dxplan.engine.tables.travelling.fingerprint import asks, surely_alike
from dxplan.plan.model import Plan, Target


@attrs.define(eq=False)
class _Last:
    """What the last check rested on."""

    ground: Ground | None = None


@attrs.frozen(eq=False)
class Sums:
    """What organisations reported, added up for a plan.

    They can be asked again after an edit of thresholds or deadlines, written to a file, and put
    together with others.

    :param plan: the plan that they were made for.
    :param register: who should report; ``None`` when nobody knows.
    :param sources: names of the files that the rows were in.
    :param until: the last day that was looked at, if there was one.
    """

    plan: Plan
    figures: Figures = attrs.field(repr=False)
    register: Mapping[str, Organisation] | None = attrs.field(repr=False)
    sources: tuple[str, ...] = ()
    until: date | None = None
    _last: _Last = attrs.field(factory=_Last, init=False, repr=False)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the data."""
        return self.figures.problems

    @property
    def named(self) -> str:
        """What messages call them."""
        return ", ".join(self.sources) or "<rows>"

    def check(
        self,
        plan: Plan,
        as_of: date,
        events: tuple[Event, ...] | None = None,
        group_by: GroupBy = None,
    ) -> Report:
        """The findings of a plan, which may have other thresholds and deadlines than before.

        :raises SumsError: when they are sums of something else, or lack a single number.
        """
        self.fits(plan)
        known = None if events is None else tuple(each for each in events if each.on <= as_of)
        return evaluate_on(self._ground(plan, Given(as_of, self.register, known)), plan, group_by)

    def _ground(self, plan: Plan, given: Given) -> Ground:
        """What the check rests on: that of the last one, if only targets were edited since."""
        last = self._last.ground
        if last is None or not last.serves(plan, given):
            last = self._last.ground = ground(plan, until(self.figures, given.as_of), given)
        return last

    def report(
        self, plan: Plan, as_of: date, beside: Observations, group_by: GroupBy = None
    ) -> Report:
        """The same with the events that were read, and columns as somebody calls them.

        :param beside: events, and what was wrong with them.
        :raises CannotGroup: when the register has no such column, or one is asked for twice.
        """
        found = self.check(plan, as_of, beside.events, self.columns_meant(group_by))
        problems = tuple(sorted((*found.problems, *beside.problems), key=problem_order))
        return attrs.evolve(found, problems=problems)

    def columns_meant(self, group_by: GroupBy) -> tuple[str, ...]:
        """The register columns that are asked for.

        :raises CannotGroup: when the register has no such column, or one is asked for twice.
        """
        # Those of a kind are grouped by the same columns.
        examples = () if self.register is None else self.figures.kinds.examples
        return columns_meant(group_by, {each.id: each for each in examples}, self.problems)

    def fits(self, plan: Plan) -> None:
        """Makes sure that they are sums of what a plan asks for.

        :raises SumsError: when they are not.
        """
        same_name = plan.id == self.plan.id
        if not same_name or not surely_alike(plan, self.plan):
            fit(self.named, plan, self.plan.id, asks(self.plan))

    def write(self, path: str | Path, *, with_rows: bool = False) -> tuple[Target, ...]:
        """Writes a file of sums, as a whole or not at all.

        :param with_rows: put every organisation's numbers in, so that any rows can be added later.
        :returns: the targets for whose sake every organisation's numbers of a measure are in it.
        :raises OSError: when it cannot be written; an old file is then as it was.
        :raises SumsError: when they were read from a file that lacks what this one has to hold.
        """
        from dxplan.engine.tables.travelling.carried import carried, everything
        from dxplan.engine.tables.travelling.writing import write_sums

        plan, figures = self.plan, self.figures
        chosen = everything(figures) if with_rows else carried(plan, figures, self.until)
        write_sums(self, chosen, Path(path))
        return chosen.targets


def fit(source: str, plan: Plan, made_for: str, asked: str) -> None:
    """Makes sure that sums of a plan's id and fingerprint are those of another one.

    :raises SumsError: when they are not.
    """
    if plan.id != made_for:
        raise sums_error("sums-of-other-plan", source, plan=made_for, wanted=plan.id)
    if asks(plan) != asked:
        raise sums_error("sums-of-other-rules", source, plan=plan.id)


def kept_sums(
    plan: Plan, read: Observations, sources: tuple[str, ...] = (), as_of: date | None = None
) -> Sums:
    """The sums of what was read.

    :param as_of: leave out what is of a later day.
    :raises SumsError: when organisations became others: these have to be looked at row by row.
    """
    if is_any_linked(read.organisations or {}):
        raise sums_error("sums-beside-crosswalk", ", ".join(sources))
    known = read if as_of is None else known_on(as_of, read)
    figures = figures_of(plan, known)
    return Sums(plan, figures, read.organisations, tuple(sorted(sources)), as_of)
