"""Where the rules of a plan are that a call names: installed, in a file, or in a folder."""

from __future__ import annotations

from pathlib import Path

import attrs

from dxplan.diagnostics import Diagnostic
from dxplan.messages import Phrase
from dxplan.plugin.collected import Loaded
from dxplan.plugin.complaints import unknown_plan
from dxplan.shown import Shown
from dxplan.syntax.files import EXAMPLES, rule_paths, rules_beside


@attrs.frozen(repr=False)
class PlanPlace(Shown):
    """Where the rules of a plan are.

    :param path: the file, or the folder of files.
    :param base: the folder that the names in messages are relative to; as given without one.
    :param beside: what the folder brought that they are in, besides what is loaded.
    """

    name: str
    path: Path
    base: Path | None = None
    beside: Loaded | None = None


@attrs.frozen(repr=False)
class Nowhere(Shown):
    """That a call names no plan, and why."""

    name: str
    diagnostics: tuple[Diagnostic, ...]


def plan_place(loaded: Loaded, reference: str | Path) -> PlanPlace | Nowhere:
    """Where the rules are of an installed plan's name, a ``.dxplan`` file, or a folder."""
    name = str(reference)
    provided = loaded.plans.get(name)
    if provided is not None and isinstance(reference, str):
        path = provided.value.path
        return PlanPlace(name, path, path.parent)
    path = Path(reference)
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError:  # a name that no system takes
        is_folder = exists = False
    if is_folder:
        return _in_folder(path)
    if exists and path.name.endswith(EXAMPLES):
        return _of_examples(path)
    if exists or path.suffix == ".dxplan":
        return PlanPlace(path.stem, path)
    return Nowhere(name, (unknown_plan(name, loaded.plans),))


def _of_examples(path: Path) -> PlanPlace | Nowhere:
    """The plan that a file of examples is about."""
    rules = rules_beside(path)
    if not rules.is_dir():
        return PlanPlace(rules.stem, rules)
    if rule_paths(rules):
        return _in_folder(rules)
    missing = path.name.removesuffix(EXAMPLES) + ".dxplan"
    params = {"path": path.as_posix(), "rules": missing}
    return Nowhere(path.name, (Diagnostic("examples-without-rules", None, params),))


def reference_to(loaded: Loaded, path: Path) -> str | Path:
    """What the plan is called by that a rule file, or a file of examples, belongs to.

    That is the name of an installed plan, a folder with a manifest of the plan, or the file itself.
    """
    from dxplan.plugin.manifest import MANIFEST, real_path

    rules = rules_beside(path) if path.name.endswith(EXAMPLES) else path
    own = {real_path(rules), real_path(rules.parent)}
    for name, provided in loaded.plans.items():
        if real_path(provided.value.path) in own:
            return name
    if not rules.is_dir() and (rules.parent / MANIFEST).exists():
        place = _in_folder(rules.parent)
        if isinstance(place, PlanPlace) and real_path(place.path) in own:
            return rules.parent
    return rules


def _in_folder(path: Path) -> PlanPlace | Nowhere:
    from dxplan.plugin.host import load_plugins

    loaded = load_plugins([path], entry_points=False)
    names = list(loaded.plans)
    if len(names) == 1:
        return PlanPlace(names[0], loaded.plans[names[0]].value.path, None, loaded)
    if loaded.diagnostics:
        return Nowhere(path.name, loaded.diagnostics)
    known = Phrase("known-are", {"names": ", ".join(names) or "-"})
    params = {"path": path.as_posix(), "count": len(names), "hint": known}
    return Nowhere(path.name, (Diagnostic("not-one-plan", None, params),))
