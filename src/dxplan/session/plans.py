"""Plans, and what follows from their rules alone: what lints say, locks, examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeAlias, TypeVar

import attrs

from dxplan.diagnostics import Diagnostic, Outcome, sorted_diagnostics
from dxplan.limits import DEFAULT, Limits, limited
from dxplan.messages import Language
from dxplan.plan.lock_names import is_lock
from dxplan.plan.model import Plan
from dxplan.plugin.collected import Loaded
from dxplan.plugin.plan_places import PlanPlace, plan_place
from dxplan.plugin.rules import Rules
from dxplan.shown import Shown
from dxplan.source import Source

if TYPE_CHECKING:
    from dxplan.examples.mutants.results import Tries
    from dxplan.plan.differences import SinceFrozen
    from dxplan.plan.environment import Environment
    from dxplan.plan.examples import Example
    from dxplan.plugin.installed import PlanInfo
    from dxplan.plugin.locks import Frozen

PathLike: TypeAlias = str | Path

S = TypeVar("S", bound="PlanSession")
P = ParamSpec("P")
T = TypeVar("T")


def under_limits(
    method: Callable[Concatenate[S, P], T],
) -> Callable[Concatenate[S, P], T]:
    """A method during which the limits of its session are in force."""

    @wraps(method)
    def held(self: S, /, *args: P.args, **given: P.kwargs) -> T:
        with limited(self.limits):
            return method(self, *args, **given)

    return held


@attrs.frozen(slots=False, repr=False)
class PlanSession(Shown):
    """Loaded plugins, and plans. Frozen; everything is read when first needed.

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
    @under_limits
    def environment(self) -> Environment:
        """What rule files may refer to."""
        return self.rules.environment

    @under_limits
    def plan_names(self) -> tuple[PlanInfo, ...]:
        """The plans that plugins brought, by name."""
        from dxplan.plugin import installed

        return tuple(installed.plan_info(self.loaded, name) for name in sorted(self.loaded.plans))

    @under_limits
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

    @under_limits
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

    @under_limits
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

    @under_limits
    def load_source(self, source: Source, fallback_id: str = "plan") -> Outcome[Plan]:
        """The plan of a text."""
        from dxplan.syntax.parse import parse

        parsed = parse(source)
        return self.rules.bound(Outcome((parsed.value,), parsed.diagnostics), fallback_id)

    @under_limits
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

    @under_limits
    def lint(self, reference: PathLike) -> Outcome[Plan]:
        """The same as :meth:`load`, with what the lints have to say."""
        from dxplan.plugin.locks import weaker_than_frozen

        loaded = self.load(reference)
        examples = self.examples(loaded.value, reference) if loaded.ok else Outcome(())
        found = _with(self._linted(loaded), examples.diagnostics)
        if not found.ok:
            return found
        since = self.since_frozen(found.value, reference)
        return _with(found, (*since.diagnostics, *weaker_than_frozen(since.value)))

    @under_limits
    def with_lints(self, loaded: Outcome[Plan]) -> Outcome[Plan]:
        """An outcome with what the lints have to say about its plan; a lint that fails is named.

        What is wrong with the examples among its rules is said as well.
        """
        from dxplan.plan.example_binding import bind_examples

        examples = bind_examples(loaded.value, loaded.value.files) if loaded.ok else Outcome(())
        return _with(self._linted(loaded), examples.diagnostics)

    def _linted(self, loaded: Outcome[Plan]) -> Outcome[Plan]:
        from dxplan.plugin import installed
        from dxplan.plugin.linting import linted

        parent = partial(self.parent, loaded.value)
        return linted(installed.with_circle(self.loaded, loaded), self.loaded.lints, parent)

    @under_limits
    def reference_to(self, path: Path) -> str | Path:
        """What to load the plan by that a rule file, or a file of examples, belongs to."""
        from dxplan.plugin.plan_places import reference_to

        return reference_to(self.loaded, path)

    @under_limits
    def examples(self, plan: Plan, reference: PathLike) -> Outcome[tuple[Example, ...]]:
        """The examples of a plan, among its rules and in files of their own, that can be used.

        :param reference: what the plan was loaded by.
        """
        from dxplan.plan.example_binding import bind_examples
        from dxplan.plugin.plan_examples import files_with_examples, place_of

        place = place_of(self.loaded, reference)
        if place is None:
            return Outcome(())
        files = files_with_examples(plan, place)
        found = bind_examples(plan, files.value)
        said = (*files.diagnostics, *found.diagnostics)
        return Outcome(found.value, sorted_diagnostics(said))

    @under_limits
    def mutate(self, plan: Plan, reference: PathLike) -> Tries:
        """Which changes of a plan's rules, one at a time, its examples would notice.

        :param reference: what the plan was loaded by.
        """
        from dxplan.plugin.tried_changes import tried_changes

        return tried_changes(self.rules, plan, reference)

    @under_limits
    def format(self, source: Source, language: Language | None = None) -> Outcome[str]:
        """The canonical text of a rule file, in its own language or another."""
        from dxplan.syntax.parse import parse
        from dxplan.syntax.printer import print_file

        parsed = parse(source)
        text = print_file(parsed.value, language) if parsed.ok else source.text
        return Outcome(text, parsed.diagnostics)


def _with(found: Outcome[Plan], said: Sequence[Diagnostic]) -> Outcome[Plan]:
    """An outcome with more that is said of it, in the order of the text."""
    return attrs.evolve(found, diagnostics=sorted_diagnostics((*found.diagnostics, *said)))
