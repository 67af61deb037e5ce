"""The rules of plans, bound to what plugins brought; from what was kept of them, where it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from dxplan.diagnostics import Outcome, capped, sorted_diagnostics
from dxplan.limits import current
from dxplan.plan.model import Plan
from dxplan.plugin.collected import Loaded
from dxplan.plugin.plan_places import Nowhere, PlanPlace, plan_place
from dxplan.shown import Shown
from dxplan.syntax.files import parsed, read_sources
from dxplan.syntax.undisturbed import undisturbed

if TYPE_CHECKING:
    from dxplan.plan.environment import Environment, Vocabulary
    from dxplan.source import Source
    from dxplan.syntax.nodes import RuleFile


@attrs.frozen(slots=False, repr=False)
class Rules(Shown):
    """What some plugins brought, and the plans that can be bound to it.

    Whatever reads or binds rules is imported when nothing was kept that could stand for it.
    """

    loaded: Loaded

    @cached_property
    def vocabulary_files(self) -> Mapping[str, Outcome[tuple[RuleFile, ...]]]:
        """The files of every vocabulary, with what could not be read of them."""
        return {
            name: _read(provided.value.path) for name, provided in self.loaded.vocabularies.items()
        }

    @cached_property
    def _vocabularies(self) -> Mapping[str, Vocabulary]:
        from dxplan.plugin.vocabularies import vocabularies

        files = {name: found.value for name, found in self.vocabulary_files.items()}
        return vocabularies(self.loaded, files)

    @cached_property
    def environment(self) -> Environment:
        """What rule files may refer to."""
        from dxplan.plan.environment import Environment
        from dxplan.plugin.public_holidays import with_holidays

        return Environment(
            vocabularies=self._vocabularies,
            calendars={
                name: with_holidays(given.value) for name, given in self.loaded.calendars.items()
            },
            parent_thresholds=tuple(given.value for given in self.loaded.thresholds),
            plans=frozenset(self.loaded.plans),
        )

    def load(self, reference: str | Path, above: Plan | None = None) -> Outcome[Plan]:
        """The plan of an installed plan's name, a ``.dxplan`` file, or a folder.

        :param above: a plan whose numbers it takes, when it names that as its parent; without it
            the installed plan of that name.
        """
        place = plan_place(self.loaded, reference)
        if isinstance(place, Nowhere):
            return Outcome(Plan(place.name), place.diagnostics)
        sources = read_sources(place.path, place.base)
        beside = None if place.beside is None else Rules(place.beside)
        if above is not None or sources.diagnostics:
            return self.bound(parsed(sources), place.name, beside, above)
        from dxplan.plugin.kept_plans import kept_plan

        texts = [source for source in sources.value if source is not None]
        plugins = [each.loaded for each in (beside, self) if each is not None]
        return kept_plan(
            texts, plugins, place.name, lambda: self.bound(parsed(sources), place.name, beside)
        )

    def bound(
        self,
        files: Outcome[tuple[RuleFile, ...]],
        fallback_id: str,
        beside: Rules | None = None,
        above: Plan | None = None,
    ) -> Outcome[Plan]:
        """The plan of some files.

        :param beside: what the folder brought that they are in; it comes before one's own.
        :param above: the plan above, when they name it; without it an installed one.
        """
        with undisturbed():
            return self._bound(files, fallback_id, beside, above)

    def _bound(
        self,
        files: Outcome[tuple[RuleFile, ...]],
        fallback_id: str,
        beside: Rules | None,
        above: Plan | None,
    ) -> Outcome[Plan]:
        from dxplan.analysis.silences import silenced, silences_of
        from dxplan.plan.bind import bind

        around = self.around(files.value, beside, above)
        bound = bind(files.value, around.value, fallback_id=fallback_id)
        known = {
            **self.vocabulary_files,
            **(beside.vocabulary_files if beside is not None else {}),
        }
        used = [known[name] for name in bound.value.uses if name in known]
        said = [diagnostic for each in used for diagnostic in each.diagnostics]
        everything = (*said, *files.diagnostics, *around.diagnostics, *bound.diagnostics)
        comments = silences_of([files.value, *(each.value for each in used)])
        listed = capped(sorted_diagnostics(everything), current().errors)
        return silenced(Outcome(bound.value, sorted_diagnostics(listed)), comments)

    def around(
        self, files: Sequence[RuleFile], beside: Rules | None, above: Plan | None = None
    ) -> Outcome[Environment]:
        """What some files may refer to, with the plan above when a rule takes its numbers."""
        from dxplan.plugin import installed

        found = self.environment
        if beside is not None:
            found = found.joined_by(beside.environment)
        parent = installed.plan_above(self.loaded, files, self.load, above)
        plans = found.plans if above is None else found.plans | {above.id}
        return Outcome(attrs.evolve(found, parent=parent.value, plans=plans), parent.diagnostics)

    def around_place(self, place: PlanPlace, files: Sequence[RuleFile]) -> Environment:
        """What the files of a place may refer to."""
        beside = None if place.beside is None else Rules(place.beside)
        return self.around(files, beside).value


def _read(path: Path) -> Outcome[tuple[RuleFile, ...]]:
    """The syntax trees of a vocabulary; texts that another session read are not parsed again."""
    found = read_sources(path)
    if found.diagnostics:
        return parsed(found)
    texts = tuple(source for source in found.value if source is not None)
    return _parsed(texts, tuple((source.path, source.written) for source in texts))


@lru_cache(maxsize=16)
def _parsed(texts: tuple[Source, ...], beside: object) -> Outcome[tuple[RuleFile, ...]]:
    """The syntax trees of some texts.

    :param beside: what else spans tell of the texts, which makes equal texts different ones.
    """
    return parsed(Outcome(texts))
