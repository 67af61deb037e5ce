"""The texts that are open in an editor, and the plans that they belong to.

Whatever is read, is read under :func:`dxplan.source.standing_in`, so that a text that is open goes
before the file on disk. A file is parsed again when its text has changed and not otherwise, and a
plan is bound once for each change.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import attrs

from dxplan.diagnostics import Diagnostic, Outcome, sorted_diagnostics
from dxplan.editing.names import Names, names_of
from dxplan.editing.views import View
from dxplan.limits import limited
from dxplan.messages import Language
from dxplan.plan.bind import bind
from dxplan.plan.environment import Environment
from dxplan.plan.example_binding import bind_examples, only_examples
from dxplan.plan.model import Plan
from dxplan.plugin.linting import linted_at_once
from dxplan.plugin.locks import weaker_than_frozen
from dxplan.plugin.plan_places import PlanPlace, plan_place
from dxplan.plugin.rules import Rules
from dxplan.session import Session
from dxplan.source import Source, standing_in
from dxplan.syntax import nodes
from dxplan.syntax.files import parsed, read_example_sources, read_sources, rule_paths


@attrs.frozen
class _Read:
    """A text with what was read from it."""

    source: Source
    outcome: Outcome[tuple[nodes.RuleFile, ...]]


@attrs.define
class Desk:
    """The open texts, with what was made of them and is kept while it holds.

    :param texts: by real path; one that has no file goes by the name of a file that is not there.
    """

    session: Session
    texts: dict[Path, str] = attrs.field(factory=dict)
    _read: dict[str, _Read] = attrs.field(factory=dict)
    _views: dict[str | Path, View] = attrs.field(factory=dict)
    _places: dict[str | Path, PlanPlace | None] = attrs.field(factory=dict)
    _beside: dict[str | Path, Rules] = attrs.field(factory=dict)
    _references: dict[Path, str | Path] = attrs.field(factory=dict)
    _parents: dict[str, Plan | None] = attrs.field(factory=dict)
    _good: dict[str | Path, Names] = attrs.field(factory=dict)
    _rules: Rules | None = None
    _vocabularies: dict[Path, str] | None = None

    # --- what is open -----------------------------------------------------------------------------

    def put(self, path: Path, text: str) -> None:
        """A text that is open, as it is now."""
        if self.texts.get(path) != text:
            self.texts[path] = text
            self._changed(path)

    def drop(self, path: Path) -> None:
        """A text is not open any more; the file counts."""
        if self.texts.pop(path, None) is not None:
            self._changed(path)

    def refresh(self) -> None:
        """Files may have changed, come or gone: what is kept is looked at again."""
        for kept in (self._views, self._places, self._beside, self._references, self._parents):
            kept.clear()
        self._rules = self._vocabularies = None

    def _changed(self, path: Path) -> None:
        mine = self._references.get(path)
        if self.vocabulary(path) is not None:
            self._rules = None
            for kept in (self._beside, self._views, self._parents):
                kept.clear()
        elif mine is not None:
            self._views.pop(mine, None)
            self._forget_below(str(mine))

    def _forget_below(self, name: str) -> None:
        """Forget what rests on the numbers of a plan, or of a plan that rests on them."""
        below = [each for each, view in self._views.items() if view.plan.parent == name]
        known = self._parents.pop(name, None) is not None
        known_below = [each for each, plan in self._parents.items() if plan and plan.parent == name]
        for each in below:
            self._views.pop(each)
        for each in known_below if known or below else ():
            self._forget_below(each)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While files are read: the open texts stand in for them, under the session's limits."""
        texts = {str(path): _bytes(text) for path, text in self.texts.items()}
        with limited(self.session.limits), standing_in(texts):
            yield

    # --- plans ------------------------------------------------------------------------------------

    def view(self, path: Path) -> View:
        """What is known just now of the plan that a file belongs to."""
        with self.reading():
            reference = self._reference(path)
            found = self._views.get(reference)
            if found is None:
                name = self.vocabulary(path)
                made = self._plan(reference) if name is None else self._vocabulary(name, path)
                found = self._views[reference] = made
        return found

    def open_views(self) -> list[View]:
        """The plans that open texts belong to, each once."""
        found = {str(view.reference): view for view in map(self.view, list(self.texts))}
        return list(found.values())

    def thorough(self, view: View) -> Outcome[Plan]:
        """Everything that ``dxplan lint`` has to say about a plan, which may take its time."""
        reference = view.reference
        if view.bound is None:
            return view.outcome
        session = attrs.evolve(self.session)
        with self.reading():
            found = session.with_lints(view.bound)
            since = session.since_frozen(found.value, reference)
            frozen = weaker_than_frozen(since.value) if found.ok else ()
        once = [each for each in view.diagnostics if each.code not in _AFTER_ALL]
        said = (*once, *found.diagnostics, *since.diagnostics, *frozen)
        return attrs.evolve(found, diagnostics=sorted_diagnostics(said))

    def parent(self, view: View) -> Plan | None:
        """The plan above a plan, where it is loaded and can be used."""
        with self.reading():
            return self._above([file for file in view.files if file in view.plan.files])

    def plan_files(self) -> list[Path]:
        """A file of each plan that plugins brought."""
        found = (_paths(each.value.path) for each in self.session.loaded.plans.values())
        return [Path(os.path.realpath(paths[0])) for paths in found if paths]

    def vocabulary(self, path: Path) -> str | None:
        """The vocabulary that a file is one of."""
        if self._vocabularies is None:
            given = self.session.loaded.vocabularies
            self._vocabularies = {
                Path(os.path.realpath(each)): name
                for name, provided in given.items()
                for each in _paths(provided.value.path)
            }
        return self._vocabularies.get(path)

    # --- how one is made --------------------------------------------------------------------------

    def _reference(self, path: Path) -> str | Path:
        found = self._references.get(path)
        if found is None:
            found = path if self.vocabulary(path) else self.session.reference_to(path)
            self._references[path] = found
        return found

    def _place(self, reference: str | Path) -> PlanPlace | None:
        if reference not in self._places:
            place = plan_place(self.session.loaded, reference)
            found = place if isinstance(place, PlanPlace) else None
            if found is None and isinstance(reference, Path):
                found = PlanPlace(reference.stem, reference)
            self._places[reference] = found
            if found is not None and found.beside is not None:
                self._beside[reference] = Rules(found.beside)
        return self._places[reference]

    @property
    def rules(self) -> Rules:
        """The rules that plugins brought, as they are on the desk."""
        if self._rules is None:
            self._rules = Rules(self.session.loaded)
        return self._rules

    def _rules_beside(self, reference: str | Path, place: PlanPlace) -> Rules | None:
        if place.beside is None:
            return None
        return self._beside.setdefault(reference, Rules(place.beside))

    def _files(self, texts: Outcome[tuple[Source | None, ...]]) -> Outcome[list[nodes.RuleFile]]:
        """The trees of some texts; of those that did not change, the ones from before."""
        files: list[nodes.RuleFile] = []
        said: list[Diagnostic] = list(texts.diagnostics)
        for source in texts.value:
            if source is not None:
                outcome = self._parsed(source)
                files.extend(outcome.value)
                said.extend(outcome.diagnostics)
        return Outcome(files, tuple(said))

    def _parsed(self, source: Source) -> Outcome[tuple[nodes.RuleFile, ...]]:
        key = f"{source.path}\n{source.name}"
        kept = self._read.get(key)
        if kept is None or _differ(kept.source, source):
            kept = self._read[key] = _Read(source, parsed(Outcome((source,))))
        return kept.outcome

    def _plan(self, reference: str | Path) -> View:
        place = self._place(reference)
        if place is None:
            return View(reference, Outcome(Plan(str(reference))), (), Names(), Names())
        files = self._files(read_sources(place.path, place.base))
        beside = self._rules_beside(reference, place)
        trees = Outcome(tuple(files.value), files.diagnostics)
        bound = self.rules.bound(trees, place.name, beside, self._above(files.value))
        found = linted_at_once(bound, self.session.loaded.lints)
        examples = self._files(read_example_sources(place.path, place.base))
        said = [*found.diagnostics, *examples.diagnostics, *only_examples(examples.value)]
        everything = (*files.value, *examples.value)
        if found.ok:
            said.extend(bind_examples(found.value, everything).diagnostics)
        outcome = attrs.evolve(found, diagnostics=sorted_diagnostics(said))
        used = self._used(found.value, beside)
        names = names_of((*everything, *used))
        return self._seen(reference, outcome, everything, names, bound)

    def _vocabulary(self, name: str, path: Path) -> View:
        """A vocabulary as those find it that use it."""
        place = self.session.loaded.vocabularies[name].value.path
        files = self._files(read_sources(place))
        use = nodes.RuleFile((nodes.UseStatement(nodes.Name(name)),))
        bound = bind([use], self._environment_with(name, files.value), name)
        said = sorted_diagnostics((*files.diagnostics, *bound.diagnostics))
        plan = attrs.evolve(bound.value, files=tuple(files.value), language=_language(files.value))
        used = [each for each in self._used(plan, None) if each not in files.value]
        names = names_of((*files.value, *used))
        return self._seen(path, Outcome(plan, said), tuple(files.value), names)

    def _environment_with(self, name: str, files: list[nodes.RuleFile]) -> Environment:
        environment = self.rules.environment
        known = environment.vocabularies
        changed = attrs.evolve(known[name], files=tuple(files))
        return attrs.evolve(environment, vocabularies={**known, name: changed})

    def _seen(
        self,
        reference: str | Path,
        outcome: Outcome[Plan],
        files: tuple[nodes.RuleFile, ...],
        names: Names,
        bound: Outcome[Plan] | None = None,
    ) -> View:
        if not any(file.broken for file in files):
            self._good[reference] = names
        earlier = self._good.get(reference, Names())
        return View(reference, outcome, files, names, earlier, self._others(), bound)

    def _used(self, plan: Plan, beside: Rules | None) -> list[nodes.RuleFile]:
        """The files of the vocabularies that a plan uses."""
        known = {
            **self.rules.vocabulary_files,
            **(beside.vocabulary_files if beside is not None else {}),
        }
        return [file for name in plan.uses if name in known for file in known[name].value]

    def _above(self, files: list[nodes.RuleFile]) -> Plan | None:
        """The plan above, read once while nothing else changes; ``None`` leaves it to be found."""
        name = _parent_of(files)
        if name is None or name not in self.session.loaded.plans:
            return None
        if name not in self._parents:
            found = self.rules.load(name)
            self._parents[name] = attrs.evolve(found.value, id=name) if found.ok else None
        return self._parents[name]

    def _others(self) -> Mapping[tuple[str, str], Path]:
        loaded = self.session.loaded
        plans = {("plan", name): each.value.path for name, each in loaded.plans.items()}
        words = {("vocabulary", name): e.value.path for name, e in loaded.vocabularies.items()}
        return {**plans, **words}


# What is only known when everything was said
_AFTER_ALL = frozenset({"silence-unused"})


def _bytes(text: str) -> bytes:
    # Half of a letter, which an editor may send, is no text: it becomes a sign of as many units.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _differ(one: Source, other: Source) -> bool:
    return one.text != other.text or one.written != other.written


def _paths(place: Path) -> list[Path]:
    try:
        return rule_paths(place)
    except OSError:
        return []


def _language(files: list[nodes.RuleFile]) -> Language:
    return files[0].language if files else "en"


def _parent_of(files: list[nodes.RuleFile]) -> str | None:
    for file in files:
        for statement in file.statements:
            for clause in getattr(statement, "clauses", ()):
                if isinstance(clause, nodes.NameClause) and clause.kind == "parent":
                    return clause.name.text
    return None
