"""What the plugins brought, each value with its plugin's name, and what became of each plugin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from dxplan.diagnostics import Diagnostic
from dxplan.plan.environment import ParentThreshold
from dxplan.plan.model import Indicator, Measure, Unit
from dxplan.plugin.hookspecs import HookValue, RuleFiles
from dxplan.plugin.origin import Answers, PluginInfo, Provided
from dxplan.shown import Shown
from dxplan.values.calendars import Calendar

if TYPE_CHECKING:
    from dxplan.plugin.hookspecs import Lint, Reader, Renderer

T = TypeVar("T")


@attrs.frozen(slots=False, repr=False)
class Loaded(Shown):
    """All that the plugins brought.

    The built-in plugin is asked hook by hook, when something needs it; every other plugin was asked
    everything beforehand, because only then is it known whether it works at all.

    :param plugins: all of them, used or left out, by name.
    :param diagnostics: why plugins were left out, and what else there is to say of plugins.
    """

    plugins: tuple[PluginInfo, ...]
    diagnostics: tuple[Diagnostic, ...]
    _answers: tuple[Answers, ...] = attrs.field(repr=False)
    _builtin: Callable[[str], tuple[HookValue, ...]] = attrs.field(repr=False, eq=False)

    def collect(self, hook: str) -> tuple[Provided[Any], ...]:
        """All values of a hook: the built-in plugin's, then the others' by name of the plugin."""
        from dxplan.plugin.builtin import NAME

        own = tuple(Provided(value, NAME) for value in self._builtin(hook))
        return own + tuple(
            Provided(_guarded(value, answers.info), answers.info.name)
            for answers in self._answers
            for value in answers.values.get(hook, ())
        )

    @cached_property
    def plans(self) -> Mapping[str, Provided[RuleFiles]]:
        """Rule files of plans, by name of the plan."""
        return {p.value.name: p for p in self.collect("dxplan_plans")}

    @cached_property
    def vocabularies(self) -> Mapping[str, Provided[RuleFiles]]:
        """Rule files of vocabularies, by name of the vocabulary."""
        return {p.value.name: p for p in self.collect("dxplan_vocabularies")}

    @cached_property
    def measures(self) -> tuple[Provided[Measure], ...]:
        """Measures made in Python; each joins the vocabulary that is called like its plugin."""
        return self.collect("dxplan_measures")

    @cached_property
    def indicators(self) -> tuple[Provided[Indicator], ...]:
        """Indicators made in Python; each joins the vocabulary that is called like its plugin."""
        return self.collect("dxplan_indicators")

    @cached_property
    def units(self) -> tuple[Provided[Unit], ...]:
        """Units made in Python; each joins the vocabulary that is called like its plugin."""
        return self.collect("dxplan_units")

    @cached_property
    def thresholds(self) -> tuple[Provided[ParentThreshold], ...]:
        """Numbers that documents set for the plans below them."""
        return self.collect("dxplan_thresholds")

    @cached_property
    def calendars(self) -> Mapping[str, Provided[Calendar]]:
        """Calendars, by name."""
        return {p.value.name: p for p in self.collect("dxplan_calendars")}

    @cached_property
    def readers(self) -> Mapping[str, Provided[Reader]]:
        """Data formats, by name."""
        return {p.value.name: p for p in self.collect("dxplan_readers")}

    @cached_property
    def renderers(self) -> Mapping[str, Provided[Renderer]]:
        """Report formats, by name."""
        return {p.value.name: p for p in self.collect("dxplan_renderers")}

    @cached_property
    def lints(self) -> Mapping[str, Provided[Lint]]:
        """Checks of bound plans, by code."""
        return {p.value.code: p for p in self.collect("dxplan_lints")}


def _guarded(value: T, info: PluginInfo) -> T:
    """The same value; one that is called later so wrapped that what goes wrong then is told."""
    if not any(hasattr(value, name) for name in ("read", "render", "check")):
        return value
    from dxplan.plugin.guarded import guarded

    return guarded(value, info)
