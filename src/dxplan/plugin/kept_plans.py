"""Bound plans, kept between two calls.

A plan is kept under a hash of everything that it depends on: the texts of its rules and of all
rules that plugins brought, what plugins made in Python, and dxplan itself. So nothing that was kept
has to be looked at for its age, and a text that comes back finds its plan again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs

from dxplan.diagnostics import Outcome
from dxplan.plan.files_when_asked import FilesWhenAsked
from dxplan.plan.model import Plan
from dxplan.plugin.collected import Loaded
from dxplan.plugin.plan_key import Dependencies, dependencies
from dxplan.source import Source
from dxplan.syntax.cache_folder import is_on, keep, kept
from dxplan.syntax.files import source_of
from dxplan.syntax.undisturbed import undisturbed

_AT_MOST = 200
_DAMAGED = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, ArithmeticError, RecursionError
)  # fmt: skip


def kept_plan(
    texts: Sequence[Source],
    plugins: Sequence[Loaded],
    name: str,
    bound: Callable[[], Outcome[Plan]],
) -> Outcome[Plan]:
    """What some texts say together, with what there is to say of it; bound when it was not kept.

    :param plugins: what the texts may refer to.
    :param name: of the plan, where the texts give it none.
    """
    if not is_on():
        return bound()
    around = dependencies(texts, plugins, name)
    file = f"plan-{around.key}.json"
    found = _read(kept(file), texts, around)
    if found is not None:
        return found
    outcome = bound()
    body = _written(outcome, texts, around)
    # A rule file of a plugin may have been written anew meanwhile.
    if body is not None and dependencies(texts, plugins, name).key == around.key:
        keep(file, body, at_most=_AT_MOST)
    return outcome


# --- reading --------------------------------------------------------------------------------------


def _read(
    body: bytes | None, texts: Sequence[Source], around: Dependencies
) -> Outcome[Plan] | None:
    if body is None:
        return None
    from dxplan.plan.stored import SCHEMA, restored

    try:
        with undisturbed():
            given = json.loads(body.decode("utf-8", "surrogatepass"))
            if given["schema"] != SCHEMA:
                return None
            sources = [*texts, *(_source(around, *each) for each in given["others"])]
            plan, diagnostics, silenced = restored(given, sources.__getitem__)
    except _DAMAGED:
        return None
    plan = attrs.evolve(plan, files=FilesWhenAsked(tuple(texts)))
    return Outcome(plan, diagnostics, silenced)


def _source(around: Dependencies, name: str, path: str) -> Source:
    found = source_of(around.files[path], name, Path(path)).value
    if found is None:
        raise ValueError(path)
    return found


# --- writing --------------------------------------------------------------------------------------


def _written(outcome: Outcome[Plan], texts: Sequence[Source], around: Dependencies) -> bytes | None:
    """``None`` for what cannot be kept: a plugin may make values that no file can hold."""
    from dxplan.plan.stored import NotStorable, stored

    whole = (outcome.value, outcome.diagnostics, outcome.silenced)
    try:
        given, sources = stored(whole, texts)
    except (NotStorable, TypeError):
        return None
    others = [(each.name, str(each.path)) for each in sources[len(texts) :]]
    if not all(path in around.files for _, path in others):
        return None
    text = json.dumps({**given, "others": others}, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")
