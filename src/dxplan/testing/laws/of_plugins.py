"""Laws about a plugin: asked twice it answers alike, and it changes nothing that it is given."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import cast

import attrs

from dxplan.analysis.lint import Lint
from dxplan.engine.findings import Report
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.plugin.answers import HOOKS
from dxplan.plugin.collected import Loaded
from dxplan.report.renderer import Renderer
from dxplan.session import Session
from dxplan.testing.laws.broken import LawBroken


def asked_twice(
    sessions: Callable[[], Session], plugins: frozenset[str], language: Language
) -> None:
    """Every hook of some plugins, asked again, answers as before."""
    first, second = sessions().loaded, sessions().loaded
    for hook in HOOKS:
        for name in sorted(plugins):
            if _answers(first, hook, name) != _answers(second, hook, name):
                raise LawBroken("hook-not-pure", language, hook=hook, plugin=name)


def _answers(loaded: Loaded, hook: str, plugin: str) -> list[object]:
    return [_told(each.value) for each in loaded.collect(hook) if each.plugin == plugin]


def _told(value: object) -> object:
    """What a value says; functions are made anew for every session, so they are left out."""
    names = [each.name for each in attrs.fields(type(cast(attrs.AttrsInstance, value)))]
    told = {name: getattr(value, name) for name in names}
    return {name: each for name, each in told.items() if not callable(each)}


def changes_nothing(
    session: Session, plugins: frozenset[str], plan: Plan, report: Report, language: Language
) -> None:
    """Lints and renderers of some plugins say the same twice, and leave what they are given."""
    given = attrs.evolve(plan, files=())
    before = copy.deepcopy(given), copy.deepcopy(report.findings)
    for hook, plugin, call in _callable(session, plugins, given, report):
        if call() != call():
            raise LawBroken("hook-not-pure", language, hook=hook, plugin=plugin)
        if before != (given, report.findings):
            raise LawBroken("given-changed", language, hook=hook, plugin=plugin)


def _callable(
    session: Session, plugins: frozenset[str], plan: Plan, report: Report
) -> Iterator[tuple[str, str, Callable[[], object]]]:
    """Lints and renderers as the plugins bring them: a session would show them copies."""
    for answers in session.loaded._answers:
        name = answers.info.name
        for value in answers.values.get("dxplan_lints", ()) if name in plugins else ():
            lint = cast(Lint, value)
            yield f"dxplan_lints: {lint.code}", name, partial(_said, lint.check, plan)
        for value in answers.values.get("dxplan_renderers", ()) if name in plugins else ():
            renderer = cast(Renderer, value)
            call = partial(renderer.render, report, plan.language)
            yield f"dxplan_renderers: {renderer.name}", name, call


def _said(check: Callable[[Plan], Iterable[object]], plan: Plan) -> list[object]:
    return list(check(plan))


def plugins_of(session: Session, reference: str) -> frozenset[str]:
    """The plugins that bring a plan: by its name, or those of folders that were given by path."""
    own = session.loaded.plans.get(reference)
    if own is not None:
        return frozenset([own.plugin])
    return frozenset(each.name for each in session.loaded.plugins if each.kind == "folder")
