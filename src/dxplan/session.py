"""A session: loads plugins and rule files, holds the environment, and drives the passes.

Nothing here prints, exits or reads the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property, partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeAlias, TypeVar

import attrs

from dxplan.diagnostics import Diagnostic, Outcome, sorted_diagnostics
from dxplan.limits import DEFAULT, Limits, current, limited
from dxplan.messages import Language
from dxplan.plan.lock_names import is_lock
from dxplan.plan.model import Plan
from dxplan.plugin.collected import Loaded
from dxplan.plugin.plan_places import PlanPlace, plan_place
from dxplan.plugin.rules import Rules
from dxplan.shown import Shown
from dxplan.source import Source
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
    from dxplan.examples.mutants.results import Tries
    from dxplan.explain import Explanation
    from dxplan.forms import Forms, Sheets
    from dxplan.plan.differences import SinceFrozen
    from dxplan.plan.environment import Environment
    from dxplan.plan.examples import Example
    from dxplan.plugin.installed import PlanInfo
    from dxplan.plugin.locks import Frozen
    from dxplan.report.renderer import Renderer

PathLike: TypeAlias = str | Path
Rows: TypeAlias = Iterable[Mapping[str, object]]
Data: TypeAlias = "PathLike | Sequence[PathLike] | Rows | Observations | NativeTable"

P = ParamSpec("P")
T = TypeVar("T")


def _under_limits(
    method: Callable[Concatenate[Session, P], T],
) -> Callable[Concatenate[Session, P], T]:
    """A method during which the limits of its session are in force."""

    @wraps(method)
    def held(self: Session, /, *args: P.args, **given: P.kwargs) -> T:
        with limited(self.limits):
            return method(self, *args, **given)

    return held


@attrs.frozen(slots=False, repr=False)
class Session(Shown):
    """Loaded plugins and what follows from them. Frozen; everything is read when first needed.

    :param loaded: the plugins and what they brought.
    :param limits: how much of what it takes in.
    """

    loaded: Loaded
    limits: Limits = attrs.field(default=DEFAULT, repr=False)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with plugins that were left out."""
        return self.loaded.diagnostics

    @cached_property
    def rules(self) -> Rules:
        """The rules that plugins brought, and what can be bound to them."""
        return Rules(self.loaded)

    @property
    @_under_limits
    def environment(self) -> Environment:
        """What rule files may refer to."""
        return self.rules.environment

    @_under_limits
    def plan_names(self) -> tuple[PlanInfo, ...]:
        """The plans that plugins brought, by name."""
        from dxplan.plugin import installed

        return tuple(installed.plan_info(self.loaded, name) for name in sorted(self.loaded.plans))

    @_under_limits
    def load(self, reference: PathLike, *, above: Plan | None = None) -> Outcome[Plan]:
        """The plan of an installed plan's name, a ``.dxplan`` file, a folder, or a lock file.

        Everything that is wrong with its rules is in the outcome; the plan then holds what could
        be read.

        :param above: a plan whose numbers it takes, when it names that as its parent; without it
            the installed plan of that name.
        """
        if is_lock(Path(reference)):
            from dxplan.plugin.locks import frozen_plan

            return frozen_plan(Path(reference))
        return self.rules.load(reference, above)

    @_under_limits
    def freeze(self, reference: PathLike, *, on: date) -> Outcome[Frozen]:
        """The lock file of a plan as it is now: its text, and where a check looks for it.

        :param on: the day that it is said to be frozen on.
        """
        from dxplan.plugin.locks import Frozen, freeze_at

        found = self.load(reference)
        place = None if is_lock(Path(reference)) else plan_place(self.loaded, reference)
        if not isinstance(place, PlanPlace) or not found.ok:
            return Outcome(Frozen(found.value), found.diagnostics)
        environment = self.rules.around_place(place, found.value.files)
        plugins = [each for each in (place.beside, self.loaded) if each is not None]
        frozen = freeze_at(place, found.value, environment, plugins, on)
        return Outcome(frozen, found.diagnostics)

    @_under_limits
    def since_frozen(
        self, plan: Plan, reference: PathLike, lock: PathLike | None = None
    ) -> Outcome[SinceFrozen | None]:
        """What became of a plan since it was frozen; ``None`` when it was not.

        :param reference: what the plan was loaded by.
        :param lock: its lock file; without one, that of the working folder or beside its rules.
        """
        from dxplan.plugin.locks import find_lock, since_frozen

        path = None if lock is None else Path(lock)
        if path is None and not is_lock(Path(reference)):
            place = plan_place(self.loaded, reference)
            path = find_lock(plan, place.path if isinstance(place, PlanPlace) else None)
        return Outcome(None) if path is None else since_frozen(plan, path)

    @_under_limits
    def load_source(self, source: Source, fallback_id: str = "plan") -> Outcome[Plan]:
        """The plan of a text."""
        from dxplan.syntax.parse import parse

        parsed = parse(source)
        return self.rules.bound(Outcome((parsed.value,), parsed.diagnostics), fallback_id)

    @_under_limits
    def parent(self, plan: Plan) -> Outcome[Plan] | None:
        """The plan that a plan names as its parent; ``None`` when it names none that is loaded.

        It is loaded like any plan, with everything that is wrong with its rules.
        """
        from dxplan.plugin import installed

        if plan.parent is None or plan.parent not in self.loaded.plans:
            return None
        circle = installed.circle_above(self.loaded, plan.id, plan.parent, plan.span)
        if circle is not None:
            return Outcome(Plan(plan.parent), (circle,))
        return installed.called(self.load(plan.parent), plan.parent)

    @_under_limits
    def lint(self, reference: PathLike) -> Outcome[Plan]:
        """The same as :meth:`load`, with what the lints have to say."""
        from dxplan.plugin.locks import weaker_than_frozen

        found = self.with_lints(self.load(reference))
        if not found.ok:
            return found
        since = self.since_frozen(found.value, reference)
        examples = self.examples(found.value, reference)
        said = (*since.diagnostics, *weaker_than_frozen(since.value), *examples.diagnostics)
        return attrs.evolve(found, diagnostics=sorted_diagnostics((*found.diagnostics, *said)))

    @_under_limits
    def with_lints(self, loaded: Outcome[Plan]) -> Outcome[Plan]:
        """An outcome with what the lints have to say about its plan; a lint that fails is named.

        What is wrong with the examples among its rules is said as well.
        """
        from dxplan.plan.example_binding import bind_examples
        from dxplan.plugin import installed
        from dxplan.plugin.linting import linted

        parent = partial(self.parent, loaded.value)
        found = linted(installed.with_circle(self.loaded, loaded), self.loaded.lints, parent)
        examples = bind_examples(found.value, found.value.files) if loaded.ok else Outcome(())
        said = (*found.diagnostics, *examples.diagnostics)
        return attrs.evolve(found, diagnostics=sorted_diagnostics(said))

    @_under_limits
    def reference_to(self, path: Path) -> str | Path:
        """What to load the plan by that a rule file, or a file of examples, belongs to."""
        from dxplan.plugin.plan_places import reference_to

        return reference_to(self.loaded, path)

    @_under_limits
    def examples(self, plan: Plan, reference: PathLike) -> Outcome[tuple[Example, ...]]:
        """The examples of a plan, among its rules and in files of their own, that can be used.

        :param reference: what the plan was loaded by.
        """
        from dxplan.plan.example_binding import bind_examples, only_examples
        from dxplan.syntax.files import read_examples

        place = None if is_lock(Path(reference)) else plan_place(self.loaded, reference)
        if not isinstance(place, PlanPlace):
            return Outcome(())
        beside = read_examples(place.path, place.base)
        found = bind_examples(plan, (*plan.files, *beside.value))
        said = (*beside.diagnostics, *only_examples(beside.value), *found.diagnostics)
        return Outcome(found.value, sorted_diagnostics(said))

    @_under_limits
    def mutate(self, plan: Plan, reference: PathLike) -> Tries:
        """Which changes of a plan's rules, one at a time, its examples would notice.

        :param reference: what the plan was loaded by.
        """
        from dxplan.plugin.tried_changes import tried_changes

        return tried_changes(self.rules, plan, reference)

    @_under_limits
    def read(
        self,
        plan: Plan,
        data: Data,
        register: PathLike | Mapping[str, Organisation] | None = None,
        events: PathLike | None = None,
        crosswalk: PathLike | None = None,
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

    @_under_limits
    def check(
        self,
        plan: Plan,
        data: Data,
        register: PathLike | None = None,
        events: PathLike | None = None,
        *,
        as_of: date,
        group_by: GroupBy = None,
        crosswalk: PathLike | None = None,
        sums: GivenSums | None = None,
    ) -> Report:
        """The findings of a plan over some data, as of a day.

        :param group_by: also judge every group of a register column, or of several.
        :param sums: sums that were made before, or files of them; the data are added to them.
        :param data: also a table of another library, a Parquet file, a folder of them, a pattern.
        :raises ValueError: when the day lies outside the years that rules may name;
            :class:`~dxplan.data.asked_columns.CannotGroup` when the register has no such column;
            :class:`~dxplan.engine.tables.errors.TableError` when a table cannot be added up.
        """
        judged_day(as_of)
        if sums is not None:
            whole = self.sums(plan, data, register, sums=sums, crosswalk=crosswalk)
            return whole.report(plan, as_of, self.read(plan, (), None, events), group_by)
        return self.opened(plan, data, register, events, crosswalk).report(as_of, group_by)

    @_under_limits
    def opened(
        self,
        plan: Plan,
        data: Data,
        register: PathLike | None = None,
        events: PathLike | None = None,
        crosswalk: PathLike | None = None,
    ) -> Opened:
        """Some data, found but not judged: the register and the events are read, and small files.

        :raises ValueError: :class:`~dxplan.engine.tables.errors.TableError` when a table cannot
            be read beside a crosswalk.
        """
        from dxplan.engine.tables.given import table_beside
        from dxplan.engine.tables.opened import Opened

        table = table_beside(data, crosswalk)
        rows = () if table is not None else data
        observations = self.read(plan, rows, register, events, crosswalk)
        again = partial(self.read, plan, data, register, events, crosswalk)
        return Opened(plan, table, observations, again)

    @_under_limits
    def sums(
        self,
        plan: Plan,
        data: Data = (),
        register: PathLike | None = None,
        *,
        as_of: date | None = None,
        sums: GivenSums = (),
        crosswalk: PathLike | None = None,
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

    @_under_limits
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

    @_under_limits
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
        crosswalk: PathLike | None = None,
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

    @_under_limits
    def register(
        self, plan: Plan, register: PathLike | Rows
    ) -> tuple[Mapping[str, Organisation] | None, tuple[Problem, ...]]:
        """The organisations of a register by id, and what is wrong with it.

        ``None`` stands for a register that cannot be used.
        """
        from dxplan.data.reading import read_organisations
        from dxplan.engine.tables.listed import opened_list

        readers = self._readers()
        return read_organisations(plan, opened_list(register, readers), readers=readers)

    @_under_limits
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

    @_under_limits
    def format(self, source: Source, language: Language | None = None) -> Outcome[str]:
        """The canonical text of a rule file, in its own language or another."""
        from dxplan.syntax.parse import parse
        from dxplan.syntax.printer import print_file

        parsed = parse(source)
        text = print_file(parsed.value, language) if parsed.ok else source.text
        return Outcome(text, parsed.diagnostics)


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
