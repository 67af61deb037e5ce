"""All lints, in the order in which they speak.

A lint is a plain function from a plan to what it has to say: places, and what fills the texts of
its code in ``texts/diagnostics.toml``. What is heavy, such as a solver, is imported by the function
that needs it; this module is imported by those who ask for lints, so never by ``dxplan check``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dxplan.analysis.lint import Fix, Lint, Said
from dxplan.analysis.lints import (
    average_not_stated,
    carried_comparator,
    carried_growth,
    deadline_after_period,
    deadline_before_period,
    district_after_end,
    no_citation,
    no_lead,
    outlook_without_number,
    recipient_not_there,
    same_target_later,
    threshold_asks_nothing,
    threshold_out_of_reach,
    unclear_territory,
    unknown_territory,
    unused_name,
)
from dxplan.diagnostics import Severity
from dxplan.messages import catalogue
from dxplan.plan.model import Plan

Check = Callable[[Plan], Iterable[Said]]
Mend = Callable[[Plan], Iterable[Fix]]

CHECKS: Mapping[str, Check] = {
    "no-lead": no_lead.check,
    "no-citation": no_citation.check,
    "unknown-territory": unknown_territory.check,
    "unclear-territory": unclear_territory.check,
    "recipient-not-there": recipient_not_there.check,
    "district-after-end": district_after_end.check,
    "deadline-before-period": deadline_before_period.check,
    "deadline-after-period": deadline_after_period.check,
    "outlook-without-number": outlook_without_number.check,
    "threshold-out-of-reach": threshold_out_of_reach.check,
    "threshold-asks-nothing": threshold_asks_nothing.check,
    "same-target-later": same_target_later.check,
    "carried-comparator": carried_comparator.check,
    "carried-growth": carried_growth.check,
    "average-not-stated": average_not_stated.check,
    "unused-name": unused_name.check,
}
MENDS: Mapping[str, Mend] = {
    "carried-comparator": carried_comparator.mend,
    "carried-growth": carried_growth.mend,
}


def builtin_lints() -> tuple[Lint, ...]:
    """The lints, with their texts from ``texts/diagnostics.toml``."""
    return tuple(_lint(code, catalogue("diagnostics")[code]) for code in CHECKS)


def _lint(code: str, entry: Mapping[str, Any]) -> Lint:
    texts = {key: value for key, value in entry.items() if isinstance(value, str)}
    return Lint(code, Severity(entry["severity"]), texts, CHECKS[code], MENDS.get(code))
