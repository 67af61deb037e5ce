"""Bare values in the lists of targets, and what they take from the part before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import attrs

from dxplan.analysis.lint import Edit, Fix
from dxplan.analysis.lints.rules import statements_of
from dxplan.plan.model import Plan
from dxplan.plan.target_parts import completed
from dxplan.source import Span
from dxplan.syntax import nodes
from dxplan.syntax.chunks import without_comments

Giver: TypeAlias = nodes.Comparison | nodes.Change


@attrs.frozen
class Taken:
    """A bare value, and the written threshold whose comparator or verb it takes.

    :param words: these, as they were written.
    """

    statement: nodes.TargetStatement
    value: nodes.Carried
    giver: Giver
    words: str


def taken_in(plan: Plan) -> Iterator[Taken]:
    """Every bare value of the plan's own targets."""
    for statement in statements_of(plan, nodes.TargetStatement):
        written: nodes.Threshold | None = None
        for arm in statement.arms:
            threshold = arm.threshold
            if not isinstance(threshold, nodes.Carried):
                written = threshold or written
            elif isinstance(written, Giver) and completed(threshold, written) is not None:
                yield Taken(statement, threshold, written, _words(written))


def _words(giver: Giver) -> str:
    number = giver.value if isinstance(giver, nodes.Comparison) else giver.low
    if giver.span is None or number is None or number.span is None:
        return ""
    between = Span(giver.span.source, giver.span.start, number.span.start)
    return without_comments(between.text)


def is_recorded(statement: nodes.TargetStatement, words: Iterator[str]) -> bool:
    """Whether an ``assume`` of a rule speaks of one of some words."""
    texts = " ".join(
        clause.text.value.casefold()
        for clause in statement.clauses
        if isinstance(clause, nodes.TextClause) and clause.kind == "assume"
    )
    return any(word in texts for word in words)


def written_out(code: str, taken: Taken) -> Fix | None:
    """The comparator or verb before the bare value as well."""
    span = taken.value.span
    if span is None or not taken.words:
        return None
    before = Span(span.source, span.start, span.start)
    return Fix(code, span, (Edit(before, f"{taken.words} "),))
