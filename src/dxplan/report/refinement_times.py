"""How much later a child plan asks for what its parent asks for."""

from __future__ import annotations

from datetime import date, timedelta

from dxplan.analysis.results import Refined, Refinement
from dxplan.messages import Language
from dxplan.plan.model import Target
from dxplan.report.analysis_words import say
from dxplan.report.time_text import duration_text, timing_text
from dxplan.values.durations import Duration


def later_text(refined: Refined, refinement: Refinement, language: Language) -> str:
    """How much later the child asks for it."""
    asked = deadline_of(refined.target)
    latest = max(refined.by, key=lambda rule: deadline_of(rule) or date.min, default=None)
    given = None if latest is None else deadline_of(latest)
    if asked is None or given is None or latest is None or given <= asked:
        return say("rule", "later_somehow", language)
    parent, child = refinement.parent, refinement.child
    return say(
        "rule", "later", language,
        span=duration_text(time_between(asked, given), language),
        child=timing_text(latest.time, language, child.calendar),
        parent=timing_text(refined.target.time, language, parent.calendar),
    )  # fmt: skip


def deadline_of(target: Target) -> date | None:
    """The day from which a target has to be kept, when its rule names one."""
    time = target.time
    if time.kind == "from":
        return time.start
    return time.end if time.kind in ("by", "before", "in") else None


def time_between(earlier: date, later: date) -> Duration:
    """How much later a day is: in years or months where these are whole, else in days.

    >>> time_between(date(2025, 12, 31), date(2026, 12, 31))
    Duration(count=1, unit='year')
    >>> time_between(date(2025, 6, 30), date(2025, 12, 31))
    Duration(count=6, unit='month')
    """
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    if months < 1 or not (later.day == earlier.day or (_ends(earlier) and _ends(later))):
        return Duration((later - earlier).days, "day")
    return Duration(months, "month") if months % 12 else Duration(months // 12, "year")


def _ends(day: date) -> bool:
    """Whether a day is the last of its month."""
    return (day + timedelta(days=1)).day == 1
