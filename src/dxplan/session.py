"""A session: loads plugins and rule files, holds the environment, and drives the passes.

Nothing here prints, exits or reads the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from dxplan.analysis.silences import silenced, silences_of
from dxplan.diagnostics import Diagnostic, Outcome
from dxplan.messages import Language
from dxplan.plan.bind import bind, sorted_diagnostics
from dxplan.plan.environment import Environment, Vocabulary
from dxplan.plan.lock_reading import is_lock
from dxplan.plan.model import Plan
from dxplan.plugin import installed
from dxplan.plugin.collected import Loaded
from dxplan.plugin.installed import PlanInfo
from dxplan.plugin.locks import (
    Frozen,
    find_lock,
    freeze_at,
    frozen_plan,
    since_frozen,
    weaker_than_frozen,
)
from dxplan.plugin.plan_places import Nowhere, PlanPlace, plan_place
from dxplan.plugin.public_holidays import with_holidays
from dxplan.plugin.vocabularies import vocabularies
from dxplan.source import Source
from dxplan.syntax.files import read_rules
from dxplan.syntax.nodes import RuleFile
from dxplan.syntax.parse import parse
from dxplan.values.periods import Period, judged_day

if TYPE_CHECKING:
    from dxplan.data.observations import Observations, Organisation
    from dxplan.data.problems import Problem
    from dxplan.data.tables import Reader
    from dxplan.engine.due_items import DueList
    from dxplan.engine.findings import Report
    from dxplan.engine.tables.given import NativeTable
    from dxplan.explain import Explanation
    from dxplan.forms import Forms, Sheets
    from dxplan.plan.differences import SinceFrozen
    from dxplan.report.renderer import Renderer

PathLike: TypeAlias = str | Path
Rows: TypeAlias = Iterable[Mapping[str, object]]
Data: TypeAlias = "PathLike | Sequence[PathLike] | Rows | Observations | NativeTable"


@attrs.frozen(slots=False)
class Session:
    """Loaded plugins and what follows from them. Frozen; everything is read when first needed.

    :param loaded: the plugins and what they brought.
    """

    loaded: Loaded

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with plugins that were left out."""
        return self.loaded.diagnostics

    @cached_property
    def _vocabulary_files(self) -> Mapping[str, Outcome[tuple[RuleFile, ...]]]:
        """The files of every vocabulary, with what could not be read of them."""
        return {
            name: read_rules(provided.value.path)
            for name, provided in self.loaded.vocabularies.items()
        }

    @cached_property
    def _vocabularies(self) -> Mapping[str, Vocabulary]:
        files = {name: found.value for name, found in self._vocabulary_files.items()}
        return vocabularies(self.loaded, files)

    @cached_property
    def environment(self) -> Environment:
        """What rule files may refer to."""
        return Environment(
            vocabularies=self._vocabularies,
            calendars={
                name: with_holidays(given.value) for name, given in self.loaded.calendars.items()
            },
            parent_thresholds=tuple(given.value for given in self.loaded.thresholds),
            plans=frozenset(self.loaded.plans),
        )

    def plan_names(self) -> tuple[PlanInfo, ...]:
        """The plans that plugins brought, by name."""
        return tuple(installed.plan_info(self.loaded, name) for name in sorted(self.loaded.plans))

    def load(self, reference: PathLike, *, above: Plan | None = None) -> Outcome[Plan]:
        """The plan of an installed plan's name, a ``.dxplan`` file, a folder, or a lock file.

        Everything that is wrong with its rules is in the outcome; the plan then holds what could
        be read.

        :param above: a plan whose numbers it takes, when it names that as its parent; without it
            the installed plan of that name.
        """
        if is_lock(Path(reference)):
            return frozen_plan(Path(reference))
        place = plan_place(self.loaded, reference)
        if isinstance(place, Nowhere):
            return Outcome(Plan(place.name), place.diagnostics)
        beside = None if place.beside is None else Session(place.beside)
        return self._bound(read_rules(place.path, place.base), place.name, beside, above)

    def freeze(self, reference: PathLike, *, on: date) -> Outcome[Frozen]:
        """The lock file of a plan as it is now: its text, and where a check looks for it.

        :param on: the day that it is said to be frozen on.
        """
        found = self.load(reference)
        place = None if is_lock(Path(reference)) else plan_place(self.loaded, reference)
        if not isinstance(place, PlanPlace) or not found.ok:
            return Outcome(Frozen(found.value), found.diagnostics)
        beside = None if place.beside is None else Session(place.beside)
        environment = self._around(found.value.files, beside).value
        plugins = [each.loaded for each in (beside, self) if each is not None]
        frozen = freeze_at(place, found.value, environment, plugins, on)
        return Outcome(frozen, found.diagnostics)

    def since_frozen(
        self, plan: Plan, reference: PathLike, lock: PathLike | None = None
    ) -> Outcome[SinceFrozen | None]:
        """What became of a plan since it was frozen; ``None`` when it was not.

        :param reference: what the plan was loaded by.
        :param lock: its lock file; without one, that of the working folder or beside its rules.
        """
        path = None if lock is None else Path(lock)
        if path is None and not is_lock(Path(reference)):
            place = plan_place(self.loaded, reference)
            path = find_lock(plan, place.path if isinstance(place, PlanPlace) else None)
        return Outcome(None) if path is None else since_frozen(plan, path)

    def load_source(self, source: Source, fallback_id: str = "plan") -> Outcome[Plan]:
        """The plan of a text."""
        parsed = parse(source)
        return self._bound(Outcome((parsed.value,), parsed.diagnostics), fallback_id)

    def _bound(
        self,
        files: Outcome[tuple[RuleFile, ...]],
        fallback_id: str,
        beside: Session | None = None,
        above: Plan | None = None,
    ) -> Outcome[Plan]:
        """The plan of some files.

        :param beside: a session over the folder they are in; what it has comes before one's own.
        :param above: the plan above, when they name it; without it an installed one.
        """
        around = self._around(files.value, beside, above)
        bound = bind(files.value, around.value, fallback_id=fallback_id)
        vocabularies = {
            **self._vocabulary_files,
            **(beside._vocabulary_files if beside is not None else {}),
        }
        said = [
            diagnostic
            for name in bound.value.uses
            if name in vocabularies
            for diagnostic in vocabularies[name].diagnostics
        ]
        everything = (*said, *files.diagnostics, *around.diagnostics, *bound.diagnostics)
        used = [vocabularies[name].value for name in bound.value.uses if name in vocabularies]
        comments = silences_of([files.value, *used])
        return silenced(Outcome(bound.value, sorted_diagnostics(everything)), comments)

    def _around(
        self, files: Sequence[RuleFile], beside: Session | None, above: Plan | None = None
    ) -> Outcome[Environment]:
        """What some files may refer to, with the plan above when a rule takes its numbers."""
        found = self.environment
        if beside is not None:
            found = found.joined_by(beside.environment)
        parent = installed.plan_above(self.loaded, files, self.load, above)
        known = found.plans if above is None else found.plans | {above.id}
        return Outcome(attrs.evolve(found, parent=parent.value, plans=known), parent.diagnostics)

    def parent(self, plan: Plan) -> Outcome[Plan] | None:
        """The plan that a plan names as its parent; ``None`` when it names none that is loaded.

        It is loaded like any plan, with everything that is wrong with its rules.
        """
        if plan.parent is None or plan.parent not in self.loaded.plans:
            return None
        circle = installed.circle_above(self.loaded, plan.id, plan.parent, plan.span)
        if circle is not None:
            return Outcome(Plan(plan.parent), (circle,))
        return installed.called(self.load(plan.parent), plan.parent)

    def lint(self, reference: PathLike) -> Outcome[Plan]:
        """The same as :meth:`load`, with what the lints have to say."""
        found = self.with_lints(self.load(reference))
        if not found.ok:
            return found
        since = self.since_frozen(found.value, reference)
        said = (*since.diagnostics, *weaker_than_frozen(since.value))
        return attrs.evolve(found, diagnostics=sorted_diagnostics((*found.diagnostics, *said)))

    def with_lints(self, loaded: Outcome[Plan]) -> Outcome[Plan]:
        """An outcome with what the lints have to say about its plan; a lint that fails is named."""
        from dxplan.plugin.linting import linted

        parent = partial(self.parent, loaded.value)
        return linted(installed.with_circle(self.loaded, loaded), self.loaded.lints, parent)

    def read(
        self,
        plan: Plan,
        data: Data,
        register: PathLike | None = None,
        events: PathLike | None = None,
    ) -> Observations:
        """What some data say in the terms of a plan.

        :param data: one path or several, rows as mappings, or observations (which are given back).
        """
        from dxplan.data.observations import Observations
        from dxplan.data.reading import observations_from_rows, read_observations

        if isinstance(data, Observations):
            return data
        register_path = None if register is None else Path(register)
        events_path = None if events is None else Path(events)
        if isinstance(data, str | Path):
            data = [data]
        given: Any = data
        items: list[Any] = list(given)
        readers = self._readers()
        if items and all(isinstance(item, Mapping) for item in items):
            return observations_from_rows(
                plan, items, register=register_path, events=events_path, readers=readers
            )
        return read_observations(
            plan,
            [Path(item) for item in items],
            register=register_path,
            events=events_path,
            readers=readers,
        )

    def _readers(self) -> list[Reader]:
        return [given.value for given in self.loaded.readers.values()]

    def check(
        self,
        plan: Plan,
        data: Data,
        register: PathLike | None = None,
        events: PathLike | None = None,
        *,
        as_of: date,
        group_by: str | None = None,
    ) -> Report:
        """The findings of a plan over some data, as of a day.

        :param data: also a table of another library, a Parquet file, a folder of them, a pattern.
        :raises ValueError: when the day lies outside the years that rules may name;
            :class:`~dxplan.engine.tables.errors.TableError` when a table cannot be added up.
        """
        from dxplan.data.register_rows import column_meant
        from dxplan.engine.tables.given import table_in

        judged_day(as_of)
        table = table_in(data)
        observations = self.read(plan, () if table is not None else data, register, events)
        column = column_meant(group_by, observations.organisations or {})
        if table is not None:
            from dxplan.engine.tables.check import check_table

            report = check_table(plan, table, observations, as_of, group_by=column)
            if report is not None:
                return report
            observations = self.read(plan, data, register, events)
        from dxplan.engine.reference import evaluate

        return evaluate(plan, observations, as_of, group_by=column)

    def due(
        self,
        plans: Sequence[Plan],
        events: PathLike | Rows | None = None,
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

    def explain(
        self,
        plan: Plan,
        rule: str,
        data: Data,
        register: PathLike | None = None,
        events: PathLike | None = None,
        *,
        as_of: date,
        organisation: str | None = None,
        by: str | None = None,
        group: str | None = None,
        on: date | None = None,
        reaching: Fraction | None = None,
    ) -> Explanation:
        """Why a rule of a plan has its verdict over some data; see :func:`dxplan.explain_rule`."""
        from dxplan.explain import explain

        observations = self.read(plan, data, register, events)
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

    def register(
        self, plan: Plan, register: PathLike | Rows
    ) -> tuple[Mapping[str, Organisation] | None, tuple[Problem, ...]]:
        """The organisations of a register by id, and what is wrong with it.

        ``None`` stands for a register that cannot be used.
        """
        from dxplan.data.reading import read_organisations

        given = Path(register) if isinstance(register, str) else register
        return read_organisations(plan, given, readers=self._readers())

    def template(
        self,
        plan: Plan,
        register: PathLike | Rows,
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

    def format(self, source: Source, language: Language | None = None) -> Outcome[str]:
        """The canonical text of a rule file, in its own language or another."""
        from dxplan.syntax.printer import print_file

        parsed = parse(source)
        text = print_file(parsed.value, language) if parsed.ok else source.text
        return Outcome(text, parsed.diagnostics)


def open_session(plugin_paths: Sequence[PathLike] = (), *, entry_points: bool = True) -> Session:
    """A session over installed plugins and folders given by path."""
    from dxplan.plugin.host import load_plugins

    paths = [Path(path) for path in plugin_paths]
    return Session(load_plugins(paths, entry_points=entry_points))
