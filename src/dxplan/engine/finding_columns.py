"""Findings as columns: for tens of thousands of them, of which nobody looks at single ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypedDict

from dxplan.values.intervals import Interval

if TYPE_CHECKING:
    from dxplan.engine.findings import Finding


class FindingColumns(TypedDict):
    """Lists of one length, in the order of the findings, which a data frame can be made of.

    Ends of sums are ``int`` where they are whole, else ``Fraction``; ``None`` where there is no sum
    or no bound. See :class:`~dxplan.engine.findings.Finding` for the others.
    """

    rule: list[str]
    target: list[str]
    by: list[str | None]
    organisation: list[str]
    date: list[date]
    verdict: list[str]
    numerator_low: list[int | Fraction | None]
    numerator_high: list[int | Fraction | None]
    denominator_low: list[int | Fraction | None]
    denominator_high: list[int | Fraction | None]


def no_columns() -> FindingColumns:
    """The columns of no findings."""
    return FindingColumns(
        rule=[], target=[], by=[], organisation=[], date=[], verdict=[],
        numerator_low=[], numerator_high=[], denominator_low=[], denominator_high=[],
    )  # fmt: skip


def add_findings(columns: FindingColumns, findings: Iterable[Finding]) -> None:
    """Puts findings at the end of columns."""
    for each in findings:
        columns["rule"].append(each.rule)
        columns["target"].append(each.target)
        columns["by"].append(each.by)
        columns["organisation"].append(each.organisation)
        columns["date"].append(each.date)
        columns["verdict"].append(each.verdict)
        low, high = ends_of(each.numerator)
        columns["numerator_low"].append(low)
        columns["numerator_high"].append(high)
        low, high = ends_of(each.denominator)
        columns["denominator_low"].append(low)
        columns["denominator_high"].append(high)


def ends_of(sums: Interval | None) -> tuple[int | Fraction | None, int | Fraction | None]:
    """Both ends of a sum.

    >>> ends_of(Interval(Fraction(3), None))
    (3, None)
    """
    return (None, None) if sums is None else (_whole(sums.low), _whole(sums.high))


def _whole(number: Fraction | None) -> int | Fraction | None:
    if number is None or number.denominator != 1:
        return number
    return number.numerator
