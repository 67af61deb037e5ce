"""Evaluators held against the reference, case by case."""

from __future__ import annotations

from collections.abc import Callable
from traceback import format_exception_only

from dxplan.engine.findings import Report
from tests.engine.differential.cases import Case
from tests.engine.differential.compare import differences
from tests.engine.differential.reduce import smallest

Evaluator = Callable[[Case], Report]


def disagreement(case: Case, evaluator: Evaluator) -> str:
    """What an evaluator says otherwise, with the smallest case that shows it; empty for nothing."""
    if not told(case, evaluator):
        return ""
    # A smaller case has to go wrong in the same way: with an exception, or with a difference.
    fails = _fails(case, evaluator)
    small = smallest(case, lambda each: _readable(each) and _fails(each, evaluator) == fails)
    return f"{told(small, evaluator)}\n\n{small.told}"


def told(case: Case, evaluator: Evaluator) -> str:
    """What an evaluator says otherwise of one case, or the exception that it ends with."""
    expected = case.expected
    try:
        return "\n".join(differences(expected, evaluator(case)))
    except Exception as wrong:  # whatever it is, the case that shows it is wanted
        return "".join(format_exception_only(wrong)).strip()


def _fails(case: Case, evaluator: Evaluator) -> str:
    """The kind of a failure: that of the exception, or a difference; empty for none."""
    try:
        return "differs" if differences(case.expected, evaluator(case)) else ""
    except Exception as wrong:  # as above
        about = getattr(getattr(wrong, "problem", None), "code", "")
        return f"{type(wrong).__name__} {about}"


def _readable(case: Case) -> bool:
    """Whether the rules that are left are a plan."""
    try:
        return case.plan is not None
    except AssertionError:
        return False
