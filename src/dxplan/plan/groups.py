"""What a part of a target's list is about beyond its members: each group, a part of a whole."""

from __future__ import annotations

from dxplan.diagnostics import Diagnostic
from dxplan.plan.book import Book
from dxplan.plan.expressions import same_quantity
from dxplan.plan.model import Indicator, Threshold
from dxplan.syntax import nodes

_LEVELS = ("province", "district", "commune", "organisation")
"""Administrative levels, from the largest to the smallest, as register columns."""


def find_column(
    book: Book, indicator: Indicator, threshold: Threshold, each: nodes.Each | None
) -> str:
    """The register column whose groups a threshold is for; what cannot be judged is collected.

    Other columns are known by their headings, without regard to letter case and spacing.
    """
    if each is None:
        return ""
    if threshold.change is not None or indicator.ranked:
        book.say("each-of-change", each.span, indicator=indicator.name)
    if isinstance(each.by, nodes.Text):
        return " ".join(each.by.value.lower().split())
    column = "organisation" if each.by == "school" else each.by
    counted = indicator.counts_groups_of
    if counted and _LEVELS.index(column) > _LEVELS.index(counted):
        book.say("each-too-small", each.span, indicator=indicator.name)
    return column


def part_of_whole(book: Book, whole: Indicator, name: nodes.Name | None) -> Indicator | None:
    """The indicator that a part is about; behind ``of which``, one whose whole is what is counted.

    ``None`` when there is no such indicator, which is collected.
    """
    if name is None:
        return whole
    part = book.indicators.resolve(name, book.diagnostics)
    if part is None or same_quantity(part.denominator, whole.numerator):
        return part
    where = tuple(each.span for each in (whole, part) if each.span is not None)
    params = {"name": part.name, "whole": whole.name}
    book.diagnostics.append(Diagnostic("not-of-which", name.span, params, related=where))
    return None
