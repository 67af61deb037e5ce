"""Figures against plans, and all else that a session does with data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from dxplan.limits import Limits, current, limited
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.session.plans import PathLike, PlanSession, under_limits
from dxplan.values.periods import Period, judged_day

if TYPE_CHECKING:
    from dxplan.data.asked_columns import GroupBy
    from dxplan.data.observations import Observations, Organisation
    from dxplan.data.problems import Problem
    from dxplan.data.tables import Reader
    from dxplan.engine.due_items import DueList
    from dxplan.engine.findings import Report
    from dxplan.engine.tables.given import NativeTable
    from dxplan.engine.tables.opened import Opened
    from dxplan.engine.tables.travelling import GivenSums, Sums
    from dxplan.explain import Explanation
    from dxplan.forms import Forms, Sheets
    from dxplan.report.renderer import Renderer

Rows: TypeAlias = Iterable[Mapping[str, object]]
Listed: TypeAlias = PathLike | Rows
"""A list beside the figures, such as a register: its path, or its rows."""
Data: TypeAlias = "PathLike | Sequence[PathLike] | Rows | Observations | NativeTable"


def _kept(given: Listed | None) -> Listed | None:
    """A list that can be read more than once."""
    return list(given) if isinstance(given, Iterator) else given


@attrs.frozen(slots=False, repr=False)
class Session(PlanSession):
    """Loaded plugins and what follows from them, also for data.

    :param loaded: the plugins and what they brought.
    :param limits: how much of what it takes in.
    """

    @under_limits
    def read(
        self,
        plan: Plan,
        data: Data,
        register: Listed | Mapping[str, Organisation] | None = None,
        events: Listed | None = None,
        crosswalk: Listed | None = None,
    ) -> Observations:
        """What some data say in the terms of a plan.

        :param data: one path or several, rows as mappings, or observations (which are given back).
        """
        from dxplan.data.observations import Observations
        from dxplan.data.reading import given_observations
        from dxplan.engine.tables.listed import opened_list

        if isinstance(data, Observations):
            return data
        readers = self._readers()
        given: Any = [data] if isinstance(data, str | Path) else data
        listed = opened_list(register, readers)
        beside = {"register": listed, "events": events, "crosswalk": crosswalk}
        known = {
            name: Path(each) if isinstance(each, str) else each
            for name, each in beside.items()
            if each is not None
        }
        return given_observations(plan, list(given), known, readers)

    def _readers(self) -> list[Reader]:
        return [given.value for given in self.loaded.readers.values()]

    @under_limits
    def check(
        self,
        plan: Plan,
        data: Data,
        register: Listed | None = None,
        events: Listed | None = None,
        *,
        as_of: date,
        group_by: GroupBy = None,
        crosswalk: Listed | None = None,
        sums: GivenSums | None = None,
        course: bool = False,
    ) -> Report:
        """The findings of a plan over some data, as of a day.

        :param group_by: also judge every group of a register column, or of several.
        :param sums: sums that were made before, or files of them; the data are added to them.
        :param data: also a table of another library, a Parquet file, a folder of them, a pattern.
        :param course: also what targets came to on earlier reporting dates; see ``Report.course``.
        :raises ValueError: when the day lies outside the years that rules may name;
            :class:`~dxplan.data.asked_columns.CannotGroup` when the register has no such column;
            :class:`~dxplan.engine.tables.errors.TableError` when a table cannot be added up.
        """
        judged_day(as_of)
        if sums is not None:
            whole = self.sums(plan, data, register, sums=sums, crosswalk=crosswalk)
            return whole.report(plan, as_of, self.read(plan, (), None, events), group_by)
        opened = self.opened(plan, data, register, events, crosswalk)
        report = opened.report(as_of, group_by)
        return self.with_course(report, opened) if course else report

    @under_limits
    def with_course(self, report: Report, opened: Opened) -> Report:
        """The same report, also with what its targets came to on earlier reporting dates."""
        from dxplan.engine.course import earlier_findings

        return attrs.evolve(report, course=earlier_findings(opened, report.as_of))

    @under_limits
    def opened(
        self,
        plan: Plan,
        data: Data,
        register: Listed | None = None,
        events: Listed | None = None,
        crosswalk: Listed | None = None,
    ) -> Opened:
        """Some data, found but not judged: the register and the events are read, and small files.

        :raises ValueError: :class:`~dxplan.engine.tables.errors.TableError` when a table cannot
            be read beside a crosswalk.
        """
        from dxplan.engine.tables.given import table_beside
        from dxplan.engine.tables.opened import Opened

        # What is read once more must not be an iterator that has come to its end
        register, events, crosswalk = map(_kept, (register, events, crosswalk))
        table = table_beside(data, crosswalk)
        rows = () if table is not None else data
        observations = self.read(plan, rows, register, events, crosswalk)
        again = partial(self.read, plan, data, register, events, crosswalk)
        return Opened(plan, table, observations, again)

    @under_limits
    def sums(
        self,
        plan: Plan,
        data: Data = (),
        register: Listed | None = None,
        *,
        as_of: date | None = None,
        sums: GivenSums = (),
        crosswalk: Listed | None = None,
    ) -> Sums:
        """What some data say, added up: to be checked again, written, and put together.

        :param as_of: leave out rows of a later day.
        :param sums: sums that were made before, or files of them, to add the data to.
        :param crosswalk: refused: whoever became another one has to be looked at row by row.
        :raises ValueError: :class:`~dxplan.engine.tables.travelling.errors.SumsError`, when sums
            cannot be used, or not together.
        """
        from dxplan.engine.tables.travelling.gathered import GivenRows, gathered

        known, problems = (None, ()) if register is None else self.register(plan, register)
        read = partial(self.read, plan, data)
        given = GivenRows(data, known, problems, read, crosswalk)
        return gathered(plan, given, sums, as_of)

    @under_limits
    def due(
        self,
        plans: Sequence[Plan],
        events: Listed | None = None,
        *,
        as_of: date,
        within: str | None = None,
        unit: str | None = None,
    ) -> DueList:
        """What is due in some plans on a day, by whom, and what is overdue.

        :param events: path of the list of what was done and what came about, or its rows; without
            it nothing is called overdue.
        :param within: how far to look ahead: ``30d`` (without it), ``2w``, ``3m``, ``1y``.
        :param unit: only the work of this unit, by name, alias or title.
        :raises ValueError: when one of these cannot be used;
            :class:`~dxplan.engine.due_units.UnknownUnit` when no plan has the unit.
        """
        from dxplan.data.event_lists import given_events
        from dxplan.engine.due import due_list

        lists = given_events(events, plans, self._readers())
        return due_list(
            plans, lists.events, as_of, within=within, unit=unit, problems=lists.problems
        )

    @under_limits
    def explain(
        self,
        plan: Plan,
        rule: str,
        data: Data,
        register: Listed | None = None,
        events: Listed | None = None,
        *,
        as_of: date,
        organisation: str | None = None,
        by: str | None = None,
        group: str | None = None,
        on: date | None = None,
        reaching: Fraction | None = None,
        crosswalk: Listed | None = None,
    ) -> Explanation:
        """Why a rule of a plan has its verdict over some data; see :func:`dxplan.explain_rule`."""
        from dxplan.explain import explain

        observations = self.read(plan, data, register, events, crosswalk)
        return explain(
            plan,
            observations,
            rule,
            as_of=as_of,
            organisation=organisation,
            by=by,
            group=group,
            on=on,
            reaching=reaching,
        )

    @under_limits
    def register(
        self, plan: Plan, register: Listed
    ) -> tuple[Mapping[str, Organisation] | None, tuple[Problem, ...]]:
        """The organisations of a register by id, and what is wrong with it.

        ``None`` stands for a register that cannot be used.
        """
        from dxplan.data.reading import read_organisations
        from dxplan.engine.tables.listed import opened_list

        readers = self._readers()
        return read_organisations(plan, opened_list(register, readers), readers=readers)

    @under_limits
    def template(
        self,
        plan: Plan,
        register: Listed,
        period: Period,
        *,
        sheets: Sheets | None = None,
        group_by: str | None = None,
        language: Language | None = None,
    ) -> Forms:
        """Forms that ask the organisations of a register for what a plan needs in a period.

        :param sheets: ``unit`` for a sheet a reporting unit, ``one`` for one sheet.
        :param group_by: a column of the register, for a form a group.
        :raises dxplan.forms.CannotMake: when the forms cannot be made as they were asked for.
        """
        from dxplan.forms import Forms, make_forms

        organisations, problems = self.register(plan, register)
        if organisations is None:
            return Forms((), problems)
        spoken = language or plan.language
        made = make_forms(plan, organisations, period, spoken, sheets=sheets, group_by=group_by)
        return Forms(made, problems)

    def renderers(self) -> Mapping[str, Renderer]:
        """Report formats by name."""
        return {name: given.value for name, given in self.loaded.renderers.items()}


def open_session(
    plugin_paths: Sequence[PathLike] = (),
    *,
    entry_points: bool = True,
    limits: Limits | None = None,
) -> Session:
    """A session over installed plugins and folders given by path.

    :param limits: how much of what it takes in; those in force here without them.
    """
    from dxplan.plugin.host import load_plugins

    paths = [Path(path) for path in plugin_paths]
    allowed = limits or current()
    with limited(allowed):
        return Session(load_plugins(paths, entry_points=entry_points), allowed)
