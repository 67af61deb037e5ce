"""What a plugin author imports; the hooks are described in :mod:`dxplan.plugin.hookspecs`.

Only what the hooks speak of is imported here, so that a plugin that brings rule files starts
nothing heavy. A function that reads or writes a format imports its library when it is called.
"""

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
