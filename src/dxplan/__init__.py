"""dxplan: plans with targets, deadlines and responsible units, as text that machines check.

The names here are the whole public interface for embedding; everything is imported when first used.
What is known of provinces is in :mod:`dxplan.territories`.

>>> import dxplan
>>> from datetime import date
>>> plan = dxplan.load_text('''
... measure lessons_online flow
... measure lessons_total flow
... indicator online_share = lessons_online / lessons_total
... online_share >= 5% by 2025
... ''')
>>> rows = [{"school": "A", "period": "2025", "lessons_online": 4, "lessons_total": 100}]
>>> report = dxplan.check(plan, rows, as_of=date(2025, 12, 31))
>>> [(finding.target, finding.verdict, finding.gap_count) for finding in report]
[('online_share.by.2025', 'missed', 1)]
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from dxplan._version import __version__

if TYPE_CHECKING:
    from dxplan.analysis.comparison import Comparison
    from dxplan.analysis.results import Counterexample, Refined, Refinement
    from dxplan.as_text import comparison_text, explanation_text, format_text
    from dxplan.data.left_out import LeftOut
    from dxplan.data.observations import Observations
    from dxplan.data.problems import Problem
    from dxplan.diagnostics import Diagnostic, Severity
    from dxplan.draft.coverage import Coverage
    from dxplan.draft.errors import CannotDraft
    from dxplan.draft.writing import Draft
    from dxplan.engine.due_items import DueItem, DueList
    from dxplan.engine.due_units import UnknownUnit
    from dxplan.engine.findings import VERDICTS, Finding, Report, Verdict
    from dxplan.engine.level_findings import Level, LevelCount
    from dxplan.engine.records import Checker, RecordError
    from dxplan.engine.tables.errors import TableError
    from dxplan.engine.tables.row_checking.row_checks import RowChecks, RowCount
    from dxplan.engine.tables.travelling.errors import SumsError
    from dxplan.engine.tables.travelling.kept import Sums
    from dxplan.examples.running import ExampleResult, ExpectationResult
    from dxplan.explain import (
        CannotExplain,
        LevelExplanation,
        TargetExplanation,
        WorkExplanation,
    )
    from dxplan.forms import CannotMake, Form, Forms
    from dxplan.limits import Limits, limited
    from dxplan.plan.differences import Difference, Differences, SinceFrozen
    from dxplan.plan.model import Duty, Indicator, Plan, Scale, Target, Task, Unit
    from dxplan.report.export import export
    from dxplan.report.renderer import MissingExtra
    from dxplan.rule_errors import RuleError
    from dxplan.sdk import (
        check,
        compare,
        compile,
        diff,
        due,
        explain_rule,
        freeze,
        lint,
        load,
        load_text,
        refine,
        render,
        rows,
        run_examples,
        sums,
        template,
    )
    from dxplan.sdk.documents import coverage, draft_rules
    from dxplan.session import Session, open_session
    from dxplan.steps import watched

_HOMES = {
    "Comparison": "dxplan.analysis.comparison",
    "Counterexample": "dxplan.analysis.results",
    "Refined": "dxplan.analysis.results",
    "Refinement": "dxplan.analysis.results",
    "LeftOut": "dxplan.data.left_out",
    "Observations": "dxplan.data.observations",
    "Problem": "dxplan.data.problems",
    "Diagnostic": "dxplan.diagnostics",
    "Severity": "dxplan.diagnostics",
    "DueItem": "dxplan.engine.due_items",
    "DueList": "dxplan.engine.due_items",
    "UnknownUnit": "dxplan.engine.due_units",
    "VERDICTS": "dxplan.engine.findings",
    "Finding": "dxplan.engine.findings",
    "Report": "dxplan.engine.findings",
    "Verdict": "dxplan.engine.findings",
    "Sums": "dxplan.engine.tables.travelling.kept",
    "SumsError": "dxplan.engine.tables.travelling.errors",
    "Level": "dxplan.engine.level_findings",
    "LevelCount": "dxplan.engine.level_findings",
    "Checker": "dxplan.engine.records",
    "RecordError": "dxplan.engine.records",
    "ExampleResult": "dxplan.examples.running",
    "ExpectationResult": "dxplan.examples.running",
    "CannotDraft": "dxplan.draft.errors",
    "Coverage": "dxplan.draft.coverage",
    "Draft": "dxplan.draft.writing",
    "CannotExplain": "dxplan.explain.choose",
    "LevelExplanation": "dxplan.explain.model",
    "TargetExplanation": "dxplan.explain.model",
    "WorkExplanation": "dxplan.explain.model",
    "CannotMake": "dxplan.forms.errors",
    "Form": "dxplan.forms.make",
    "Forms": "dxplan.forms.make",
    "Limits": "dxplan.limits",
    "limited": "dxplan.limits",
    "Difference": "dxplan.plan.differences",
    "Differences": "dxplan.plan.differences",
    "SinceFrozen": "dxplan.plan.differences",
    "Duty": "dxplan.plan.model",
    "Indicator": "dxplan.plan.model",
    "Plan": "dxplan.plan.model",
    "Scale": "dxplan.plan.model",
    "Target": "dxplan.plan.model",
    "Task": "dxplan.plan.model",
    "Unit": "dxplan.plan.model",
    "export": "dxplan.report.export",
    "MissingExtra": "dxplan.report.renderer",
    "RuleError": "dxplan.rule_errors",
    "Session": "dxplan.session",
    "check": "dxplan.sdk",
    "compare": "dxplan.sdk",
    "comparison_text": "dxplan.as_text",
    "compile": "dxplan.sdk",
    "coverage": "dxplan.sdk.documents",
    "diff": "dxplan.sdk",
    "freeze": "dxplan.sdk",
    "draft_rules": "dxplan.sdk.documents",
    "due": "dxplan.sdk",
    "explain_rule": "dxplan.sdk",
    "explanation_text": "dxplan.as_text",
    "format_text": "dxplan.as_text",
    "lint": "dxplan.sdk",
    "load": "dxplan.sdk",
    "load_text": "dxplan.sdk",
    "open_session": "dxplan.session",
    "refine": "dxplan.sdk",
    "render": "dxplan.sdk",
    "sums": "dxplan.sdk",
    "rows": "dxplan.sdk",
    "run_examples": "dxplan.sdk",
    "RowChecks": "dxplan.engine.tables.row_checking.row_checks",
    "RowCount": "dxplan.engine.tables.row_checking.row_checks",
    "TableError": "dxplan.engine.tables.errors",
    "template": "dxplan.sdk",
    "watched": "dxplan.steps",
}

__all__ = [
    "VERDICTS",
    "CannotDraft",
    "CannotExplain",
    "CannotMake",
    "Checker",
    "Comparison",
    "Counterexample",
    "Coverage",
    "Diagnostic",
    "Difference",
    "Differences",
    "Draft",
    "DueItem",
    "DueList",
    "Duty",
    "ExampleResult",
    "ExpectationResult",
    "Finding",
    "Form",
    "Forms",
    "Indicator",
    "LeftOut",
    "Level",
    "LevelCount",
    "LevelExplanation",
    "Limits",
    "MissingExtra",
    "Observations",
    "Plan",
    "Problem",
    "RecordError",
    "Refined",
    "Refinement",
    "Report",
    "RowChecks",
    "RowCount",
    "RuleError",
    "Scale",
    "Session",
    "Severity",
    "SinceFrozen",
    "Sums",
    "SumsError",
    "TableError",
    "Target",
    "TargetExplanation",
    "Task",
    "Unit",
    "UnknownUnit",
    "Verdict",
    "WorkExplanation",
    "__version__",
    "check",
    "compare",
    "comparison_text",
    "compile",
    "coverage",
    "diff",
    "draft_rules",
    "due",
    "explain_rule",
    "explanation_text",
    "export",
    "format_text",
    "freeze",
    "limited",
    "lint",
    "load",
    "load_text",
    "open_session",
    "refine",
    "render",
    "rows",
    "run_examples",
    "sums",
    "template",
    "watched",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'dxplan' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
