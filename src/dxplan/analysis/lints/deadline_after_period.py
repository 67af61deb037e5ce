"""A rule beyond the plan's period that is not called an outlook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dxplan.analysis.lint import Said
from dxplan.analysis.lints.rules import Rule, bounds, deadline, own_words, rules_of
from dxplan.plan.model import Plan, Target

_OUTLOOK = re.compile(
    r"\b(định hướng|tầm nhìn|(?:sau|ngoài) giai đoạn|outlook|vision|(?:after|beyond) the period)\b",
    re.IGNORECASE,
)


def check(plan: Plan) -> Iterator[Said]:
    """Every rule due or beginning after the period, unless it says that this is meant."""
    if plan.period is None:
        return
    for rule in rules_of(plan):
        day = beyond(rule, plan.period.end)
        if day is not None and not _is_outlook(rule):
            yield rule.span, {"id": rule.id, "day": day, "end": plan.period.end}


def beyond(rule: Rule, end: date) -> date | None:
    """The deadline, or else the first day, of a rule that lies after a day."""
    first, _ = bounds(rule)
    day = deadline(rule) or first
    return day if day is not None and end < day else None


def _is_outlook(rule: Rule) -> bool:
    titles = () if isinstance(rule, Target) else (rule.title,)
    return any(_OUTLOOK.search(text) for text in (*own_words(rule), *titles))
