"""All lints, in the order in which they speak.

A lint is a plain function from a plan to what it has to say: places, and what fills the texts of
its code in ``texts/diagnostics.toml``. What is heavy, such as a solver, is imported by the function
that needs it; this module is imported by those who ask for lints, so never by ``dxplan check``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dxplan.analysis.lint import Fix, Lint, Remark, Said
from dxplan.analysis.lints import (
    average_not_stated,
    below_parent,
    carried_comparator,
    carried_growth,
    condition_never_true,
    contradiction,
    deadline_after_period,
    deadline_before_period,
    district_after_end,
    milestone_falls_back,
    never_applies,
    no_citation,
    no_lead,
    not_decided,
    outlook_without_number,
    parent_not_decided,
    recipient_not_there,
    redundant_target,
    same_target_later,
    target_always_met,
    target_cannot_be_met,
    threshold_asks_nothing,
    threshold_out_of_reach,
    unclear_territory,
    unknown_territory,
    unused_name,
)
from dxplan.analysis.lints.consistent import LastAsked, Say
from dxplan.analysis.lints.promised import LastHeld
from dxplan.analysis.lints.promised import Say as SayOfPromise
from dxplan.diagnostics import Severity
from dxplan.messages import catalogue
from dxplan.plan.model import Plan

Check = Callable[[Plan], Iterable[Said | Remark]]
Against = Callable[[Plan, Plan], Iterable[Said | Remark]]
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
# What these say was found by looking at all rules of a plan together
TOGETHER: Mapping[str, Say] = {
    "contradiction": contradiction.say,
    "target-cannot-be-met": target_cannot_be_met.say,
    "target-always-met": target_always_met.say,
    "never-applies": never_applies.say,
    "condition-never-true": condition_never_true.say,
    "milestone-falls-back": milestone_falls_back.say,
    "redundant-target": redundant_target.say,
    "not-decided": not_decided.say,
}
# What these say was found by holding a plan against its parent
OF_PROMISES: Mapping[str, SayOfPromise] = {
    "below-parent": below_parent.say,
    "parent-not-decided": parent_not_decided.say,
}
# Looking at one rule after the other takes milliseconds; what is asked of the solver may take long
AT_ONCE: frozenset[str] = frozenset(CHECKS)
MENDS: Mapping[str, Mend] = {
    "carried-comparator": carried_comparator.mend,
    "carried-growth": carried_growth.mend,
}


def builtin_lints() -> tuple[Lint, ...]:
    """The lints, with their texts from ``texts/diagnostics.toml``."""
    asked = LastAsked()
    together = {code: asked.check(say) for code, say in TOGETHER.items()}
    held = LastHeld()
    return (
        *(_lint(code, check) for code, check in {**CHECKS, **together}.items()),
        *(_lint(code, _nothing, held.against(say)) for code, say in OF_PROMISES.items()),
    )


def _lint(code: str, check: Check, against: Against | None = None) -> Lint:
    entry = catalogue("diagnostics")[code]
    texts = {key: value for key, value in entry.items() if isinstance(value, str)}
    return Lint(code, Severity(entry["severity"]), texts, check, MENDS.get(code), against)


def _nothing(_: Plan) -> Iterable[Said]:
    """What a lint says of a plan by itself that only speaks of a plan and its parent."""
    return ()
