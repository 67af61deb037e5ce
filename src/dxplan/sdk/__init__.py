"""What a developer calls: load a plan, check data against it, lint and format rules.

Each function opens a session of its own over what is installed.
"""

from dxplan.sdk.checking import check, compile, due, explain_rule, render, rows, sums, template
from dxplan.sdk.plans import compare, diff, freeze, lint, load, load_text, refine, run_examples

__all__ = [
    "check",
    "compare",
    "compile",
    "diff",
    "due",
    "explain_rule",
    "freeze",
    "lint",
    "load",
    "load_text",
    "refine",
    "render",
    "rows",
    "run_examples",
    "sums",
    "template",
]
