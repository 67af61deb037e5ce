"""Every hook of dxplan, on one page.

A plugin is a module (or any object) with functions of these names, marked with
:data:`dxplan.plugin.hookimpl` and announced by an entry point in the group ``dxplan``. Every hook
    takes no argument and returns a list of values; nothing is mutated, and a hook that is called
    twice returns the same. A plugin that needs no Python at all is a folder with a ``plan.toml``
    and ``.dxplan`` files.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs
import pluggy

from dxplan.plan.environment import ParentThreshold
from dxplan.plan.model import Indicator, Measure, Unit
from dxplan.shown import Shown
from dxplan.values.calendars import Calendar

if TYPE_CHECKING:
    from dxplan.analysis.lint import Lint
    from dxplan.data.tables import Reader, Table
    from dxplan.report.renderer import Renderer

PROJECT = "dxplan"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@attrs.frozen(repr=False)
class RuleFiles(Shown):
    """A name and the rule files behind it.

    :param path: a ``.dxplan`` file, or a folder of them that are read as one.
    """

    name: str
    path: Path


class Hooks:
    """The hooks; each returns a list."""

    @hookspec
    def dxplan_plans(self) -> list[RuleFiles]:
        """Plans, by name: each is one document's rules."""
        return []

    @hookspec
    def dxplan_vocabularies(self) -> list[RuleFiles]:
        """Shared names (dimensions, measures, units …) that a plan brings in with ``use``."""
        return []

    @hookspec
    def dxplan_measures(self) -> list[Measure]:
        """Measures made in Python; they join the vocabulary that is called like the plugin."""
        return []

    @hookspec
    def dxplan_indicators(self) -> list[Indicator]:
        """Indicators made in Python; they join the vocabulary that is called like the plugin."""
        return []

    @hookspec
    def dxplan_thresholds(self) -> list[ParentThreshold]:
        """Numbers that a document sets for the plans that name it as their parent."""
        return []

    @hookspec
    def dxplan_units(self) -> list[Unit]:
        """Units made in Python; they join the vocabulary that is called like the plugin."""
        return []

    @hookspec
    def dxplan_calendars(self) -> list[Calendar]:
        """Calendars, chosen by a plan with ``calendar NAME``."""
        return []

    @hookspec
    def dxplan_readers(self) -> list[Reader]:
        """File formats for data."""
        return []

    @hookspec
    def dxplan_renderers(self) -> list[Renderer]:
        """Formats for reports, as text or as the bytes of a file."""
        return []

    @hookspec
    def dxplan_lints(self) -> list[Lint]:
        """Checks of bound plans."""
        return []


HookValue: TypeAlias = (
    "RuleFiles | Measure | Indicator | ParentThreshold | Unit | Calendar | Reader | Renderer | Lint"
)
# Most plugins bring rules only, and then nothing of this is imported.
_ELSEWHERE = {
    "Lint": "dxplan.analysis.lint",
    "Reader": "dxplan.data.tables",
    "Renderer": "dxplan.report.renderer",
    "Table": "dxplan.data.tables",
}
__all__ = [
    "PROJECT",
    "HookValue",
    "Hooks",
    "Lint",
    "Reader",
    "Renderer",
    "RuleFiles",
    "Table",
    "hookimpl",
    "hookspec",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    home = _ELSEWHERE.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)
