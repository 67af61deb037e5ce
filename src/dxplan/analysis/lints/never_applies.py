"""A target that never has anything to judge, its condition aside.

What lies behind the plan's period has a lint of its own, because an outlook may.
"""

from __future__ import annotations

from collections.abc import Iterator

from dxplan.analysis.consistency.results import Consistency, Idle
from dxplan.analysis.lint import Remark
from dxplan.analysis.lints.deadline_after_period import beyond
from dxplan.messages import Phrase

_REASONS = {
    "no-day": "no-day-left",
    "waived": "always-waived",
    "nobody": "nobody-left",
    "nothing": "no-whole",
}


def say(found: Consistency) -> Iterator[Remark]:
    """Every such target, with the reason."""
    period = found.plan.period
    for idle in found.idle:
        is_said = period is not None and beyond(idle.target, period.end) is not None
        if idle.because in _REASONS and not is_said:
            why = Phrase(_reason(idle))
            waivers = tuple(each.span for each in idle.waivers if each.span is not None)
            yield Remark(idle.target.span, {"id": idle.target.id, "why": why}, waivers)


def _reason(idle: Idle) -> str:
    """The phrase that tells why; without exceptions it is not they that leave nobody."""
    if idle.because == "nobody" and not idle.target.excluded:
        return "nobody-asked"
    return _REASONS[idle.because]
