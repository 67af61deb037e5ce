"""What a plugin author imports; the hooks are described in :mod:`dxplan.plugin.hookspecs`.

Everything is imported when first used, so that a plugin that brings rule files starts nothing
heavy. A function that reads or writes a format imports its library when it is called.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dxplan.analysis.lint import Edit, Fix
    from dxplan.data.problems import Problem
    from dxplan.diagnostics import Severity
    from dxplan.engine.findings import Finding, Report
    from dxplan.plan.environment import ParentThreshold
    from dxplan.plan.model import Indicator, Measure, Plan, Sum, Tally, Unit
    from dxplan.plugin.hookspecs import Lint, Reader, Renderer, RuleFiles, Table, hookimpl
    from dxplan.source import Span
    from dxplan.values.calendars import Calendar, Holidays
    from dxplan.values.scopes import Member, Scope

_HOMES = {
    "Calendar": "dxplan.values.calendars",
    "Edit": "dxplan.analysis.lint",
    "Finding": "dxplan.engine.findings",
    "Fix": "dxplan.analysis.lint",
    "Holidays": "dxplan.values.calendars",
    "Indicator": "dxplan.plan.model",
    "Lint": "dxplan.plugin.hookspecs",
    "Measure": "dxplan.plan.model",
    "Member": "dxplan.values.scopes",
    "ParentThreshold": "dxplan.plan.environment",
    "Plan": "dxplan.plan.model",
    "Problem": "dxplan.data.problems",
    "Reader": "dxplan.plugin.hookspecs",
    "Renderer": "dxplan.plugin.hookspecs",
    "Report": "dxplan.engine.findings",
    "RuleFiles": "dxplan.plugin.hookspecs",
    "Scope": "dxplan.values.scopes",
    "Severity": "dxplan.diagnostics",
    "Span": "dxplan.source",
    "Sum": "dxplan.plan.model",
    "Table": "dxplan.plugin.hookspecs",
    "Tally": "dxplan.plan.model",
    "Unit": "dxplan.plan.model",
    "hookimpl": "dxplan.plugin.hookspecs",
}

__all__ = [
    "Calendar",
    "Edit",
    "Finding",
    "Fix",
    "Holidays",
    "Indicator",
    "Lint",
    "Measure",
    "Member",
    "ParentThreshold",
    "Plan",
    "Problem",
    "Reader",
    "Renderer",
    "Report",
    "RuleFiles",
    "Scope",
    "Severity",
    "Span",
    "Sum",
    "Table",
    "Tally",
    "Unit",
    "hookimpl",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'dxplan.plugin' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
