"""Targets of a record that is not complete, or not simple: weighed as the reference does it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from dxplan.engine.findings import Finding, Verdict, current
from dxplan.engine.judge import pace, satisfied
from dxplan.engine.material import Exact, gather
from dxplan.engine.pieces import contribution
from dxplan.engine.records.shapes import Shape
from dxplan.engine.records.situation import Figure, Situation
from dxplan.engine.totals import Totals, total
from dxplan.plan.model import Target
from dxplan.values.intervals import Interval

Number: TypeAlias = int | Fraction | Interval | None
Result: TypeAlias = tuple[str, Verdict, Number, Number]
Given: TypeAlias = Sequence[tuple[Figure, Exact]]


def weigh(situation: Situation, shape: Shape, given: Given, *, broken: bool) -> Result:
    """The result of a target from the figures of its measures.

    :param broken: whether figures break a check that its verdict waits for.
    """
    assert shape.organisation is not None, "INVARIANT: without a figure there is nothing to weigh"
    material = gather(situation.plan, situation.observed(shape.target, given))
    part = contribution(material, shape.target, shape.organisation, shape.moment)
    totals = total(shape.target.indicator, [part])
    verdict = shape.fixed or ("conflict" if broken else _verdict(shape, totals))
    return shape.target.id, verdict, plain(totals.numerators), plain(totals.denominators)


def _verdict(shape: Shape, totals: Totals) -> Verdict:
    if totals.divides is False:
        return "not_applicable"
    if shape.said is not None:
        return shape.said
    threshold = shape.target.threshold
    if shape.line is not None:
        far = pace(totals, threshold, shape.line)
        return "not_due" if far is None else "on_track" if far else "behind"
    kept = satisfied(totals, threshold)
    return "undetermined" if kept is None else "met" if kept else "missed"


def plain(value: Interval | None) -> Number:
    """A sum as a number where it is known.

    >>> plain(Interval.exactly(3)), plain(None)
    (3, None)
    """
    if value is None or not value.is_point or value.low is None:
        return value
    return whole(value.low)


def whole(value: Exact) -> Exact:
    """The same number, as an integer where it is one."""
    return value.numerator if value.denominator == 1 else value


def find(situation: Situation, target: Target, given: Given) -> Finding:
    """The finding of a target that counts now, by the reference evaluator."""
    from dxplan.engine.reference import examine

    observations = situation.observed(target, given)
    examined = examine(situation.plan, observations, situation.as_of, target)
    return current([each.finding for each in examined.judged], situation.as_of)


def told(finding: Finding) -> Result:
    """A finding in short."""
    sums = plain(finding.numerator), plain(finding.denominator)
    return finding.target, finding.verdict, *sums
