"""A share or rate whose document speaks of an average, without saying which one was taken.

"On average 5% of lessons" may be all lessons together, or the mean of the schools; they differ as
soon as schools differ in size.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from dxplan.analysis.lint import Said
from dxplan.analysis.lints.rules import lists_by_span
from dxplan.plan.model import Plan, Sum, Target
from dxplan.syntax import nodes

_AVERAGE = re.compile(r"\b(trung bình|bình quân|averages?|(?:the|a|as) mean)\b", re.IGNORECASE)
# A grade, a mark, a figure per head: the same words, and no average over schools
_OTHERWISE = re.compile(
    r"\b(?:loại|lực|hạng|điểm|mức|trên|dưới) trung bình\b"
    r"|\btrung bình (?:khá|yếu)\b|\bbình quân đầu người\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(r"\b(gộp|trung bình|bình quân|pooled|average|mean)\b", re.IGNORECASE)


def check(plan: Plan) -> Iterator[Said]:
    """Every target on a quotient of sums whose words mention an average that is not explained."""
    written = lists_by_span(plan)
    for target in plan.targets:
        words = [
            target.note,
            target.indicator.note,
            target.indicator.title,
            *_comments(None if target.span is None else written.get(target.span)),
        ]
        assumptions = (*target.assumptions, *target.indicator.assumptions)
        if not _is_quotient_of_sums(target) or any(map(_SETTLED.search, assumptions)):
            continue
        if any(_AVERAGE.search(_OTHERWISE.sub("", text)) for text in words):
            yield target.span, {"id": target.id, "indicator": target.indicator.name}


def _is_quotient_of_sums(target: Target) -> bool:
    """A count has nothing to average; ``mean of`` says which average it is."""
    indicator = target.indicator
    sums = isinstance(indicator.numerator, Sum) and isinstance(indicator.denominator, Sum)
    weighted = isinstance(indicator.numerator, Sum) and any(
        weight is not None for _, _, weight in indicator.numerator.terms
    )
    return indicator.kind in ("share", "rate") and sums and not weighted


def _comments(statement: nodes.TargetStatement | None) -> Iterator[str]:
    """The comments in a rule and right above it."""
    if statement is None:
        return
    yield from itertools.takewhile(bool, reversed(statement.leading))
    yield from (comment.text for comment in statement.comments)
