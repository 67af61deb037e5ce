"""The plugin that dxplan brings itself: the ``education`` vocabulary and what a bare call uses.

It takes the same hooks as any other plugin. What a hook returns is imported when it is asked, so
that listing plans starts no reader and no renderer.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxplan.plugin.hookspecs import RuleFiles, hookimpl
from dxplan.values.calendars import MINISTRY, WINDOW_15_14, Calendar

if TYPE_CHECKING:
    from dxplan.plugin.hookspecs import Lint, Reader, Renderer

NAME = "education"


@hookimpl
def dxplan_vocabularies() -> list[RuleFiles]:
    """What plans of the education sector share, and the scale that schools are levelled by."""
    names = ("education", "scale_4725")
    return [RuleFiles(name, Path(__file__).with_name(name)) for name in names]


@hookimpl
def dxplan_calendars() -> list[Calendar]:
    """The ministry's frame for the school year, also with quarters from the 15th to the 14th."""
    return [MINISTRY, WINDOW_15_14]


@hookimpl
def dxplan_readers() -> list[Reader]:
    """CSV and XLSX."""
    from dxplan.data.reading import BUILTIN_READERS

    return list(BUILTIN_READERS)


@hookimpl
def dxplan_renderers() -> list[Renderer]:
    """Tables and a page for people, JSON for programs."""
    from dxplan.report.renderers import HTML, JSON, TEXT

    return [TEXT, JSON, HTML]


@hookimpl
def dxplan_lints() -> list[Lint]:
    """The checks that every plan goes through."""
    from dxplan.analysis.lints import builtin_lints

    return list(builtin_lints())
