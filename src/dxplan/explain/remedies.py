"""What it would take: the least change in counts, the fewest organisations, the fewest reports.

Everything is decided on ``numerator - quotient * denominator``, which adds up over organisations:
the fewest of them are those that bring most, and nothing needs to be tried.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from dxplan.engine.findings import Base
from dxplan.engine.judge import Line, gap_count, satisfied
from dxplan.engine.totals import Totals
from dxplan.explain.model import Change, Edge, Fewest, Part, Raise, Settling
from dxplan.plan.model import Comparator, Indicator, Sum, Threshold

_WEIGHING = 5


def edges_of(threshold: Threshold, totals: Totals | None) -> tuple[Edge, ...]:
    """The bounds of a threshold: one, or two for a range and for ``=``; none while it is unset."""
    if threshold.low is None or totals is None:
        return ()
    if threshold.high is not None:
        bounds: list[tuple[Comparator, Fraction]] = [(">=", threshold.low), ("<=", threshold.high)]
    elif threshold.comparator == "=":
        bounds = [(">=", threshold.low), ("<=", threshold.low)]
    else:
        bounds = [(threshold.comparator, threshold.low)]
    return tuple(_edge(threshold, totals, *bound) for bound in bounds)


def _edge(threshold: Threshold, totals: Totals, comparator: Comparator, value: Fraction) -> Edge:
    quotient = threshold.quotient(value)
    kept = totals.compares(comparator, quotient)
    return Edge(comparator, value, quotient, totals.form(quotient), kept)


def level_at(comparator: Comparator, value: Fraction, threshold: Threshold) -> Threshold:
    """A single bound, told in the terms of a threshold."""
    return Threshold(comparator, value, unit=threshold.unit, per=threshold.per)


def at_best(threshold: Threshold, base: Base | None) -> Threshold:
    """The threshold that the most favourable base makes, where a base is not certain."""
    change, value = threshold.change, None if base is None else base.value
    if threshold.low is not None or change is None or value is None or threshold.is_range:
        return threshold
    easiest = value.low if threshold.comparator in (">", ">=") else value.high
    if easiest is None or threshold.comparator == "=":
        return threshold
    return attrs.evolve(threshold, low=change.bound(change.low, easiest))


def line_edge(threshold: Threshold, totals: Totals, line: Line) -> Edge:
    """The line on the way to a threshold as a bound; being on the line is far enough."""
    comparator: Comparator = "<=" if threshold.comparator in ("<", "<=") else ">="
    return _edge(threshold, totals, comparator, line.value)


def concerning_edge(edges: Sequence[Edge]) -> Edge | None:
    """The bound that matters: one that is not kept, else one that is not certain, else the first.

    >>> concerning_edge([]) is None
    True
    """
    for kept in (False, None):
        for edge in edges:
            if edge.kept is kept:
                return edge
    return edges[0] if edges else None


# --- counts ---------------------------------------------------------------------------------------


def least_change(edge: Edge, totals: Totals, threshold: Threshold, *, whole: bool) -> Change | None:
    """The least change with which a bound that is not kept would be.

    The missing reports turn out as well as they may. ``None`` when the bound is kept, or could be.

    :param threshold: the whole threshold, which the new value should be inside of.
    """
    if edge.kept is not False:
        return None
    more = edge.sign > 0
    if whole:
        count = gap_count(totals, level_at(edge.comparator, edge.value, threshold))
        assert count is not None, "INVARIANT: a bound that is not kept is missed by a count"
        change = Change(edge, more, Fraction(count), whole=True)
    else:
        best = edge.form.high if more else edge.form.low
        assert best is not None, "INVARIANT: without a best end nothing is certain"
        change = Change(edge, more, abs(best), whole=False, beyond=edge.strict)
    return _fitted(change, totals, threshold)


def _fitted(change: Change, totals: Totals, threshold: Threshold) -> Change:
    """The change with whether the value is inside the threshold after it."""
    if totals.pieces or (threshold.high is None and threshold.comparator != "="):
        return change
    moved = totals.numerator + change.edge.sign * change.amount
    after = Totals(moved, totals.denominator, (), totals.is_count, totals.is_share)
    fits = satisfied(after, threshold) is not False
    return Change(change.edge, change.more, change.amount, change.whole, change.beyond, fits)


# --- organisations --------------------------------------------------------------------------------


def fewest(change: Change, parts: Iterable[Part], level: Threshold, *, capped: bool) -> Fewest:
    """The fewest organisations that make a change when each of them reaches a level.

    Only those that reported everything: of the others it is not known where they stand.

    :param level: what each would reach, in the direction of the change.
    :param capped: whether a numerator cannot exceed its denominator.
    """
    found = raises(change, parts, level, capped=capped)
    gains = [each.gain for each in found]
    count = next((k for k in range(1, len(gains) + 1) if _enough(change, sum(gains[:k]))), None)
    wide = 0 if count is None else _widest(change, gains, count)
    return Fewest(level, count, tuple(found[:wide]), len(found), sum(gains, Fraction(0)))


def raises(change: Change, parts: Iterable[Part], level: Threshold, *, capped: bool) -> list[Raise]:
    """The organisations that are not at a level and could be, those that help most first."""
    found = [each for part in parts if (each := _raise(change, part, level, capped=capped))]
    return sorted(found, key=lambda each: (-each.gain, each.organisation))


def _raise(change: Change, part: Part, level: Threshold, *, capped: bool) -> Raise | None:
    """How far an organisation is from a level; ``None`` when it is there or cannot be."""
    numerator, denominator = part.numerator.low, part.denominator.low
    if not part.complete or numerator is None or not denominator or level.low is None:
        return None
    bound = level.quotient(level.low) * denominator
    reaches = _at_level(bound, change) if change.whole else bound
    gain = (reaches - numerator) * change.edge.sign
    impossible = reaches < 0 or (capped and reaches > denominator)
    return None if gain <= 0 or impossible else Raise(
        part.organisation, numerator, denominator, reaches, gain
    )  # fmt: skip


def _at_level(bound: Fraction, change: Change) -> Fraction:
    """The first whole number that is on the right side of a bound."""
    if change.more:
        return Fraction(math.floor(bound) + 1 if change.edge.strict else math.ceil(bound))
    return Fraction(math.ceil(bound) - 1 if change.edge.strict else math.floor(bound))


def _enough(change: Change, gain: Fraction | int) -> bool:
    return gain > change.amount if change.beyond else gain >= change.amount


def _widest(change: Change, gains: Sequence[Fraction], count: int) -> int:
    """How many of the first organisations there are of which any ``count`` are enough."""
    wide = count
    while wide < len(gains):
        if not _enough(change, sum(gains[wide + 1 - count : wide + 1])):
            break
        wide += 1
    return wide


def weighing(
    edge: Edge, parts: Iterable[Part], threshold: Threshold, *, whole: bool, capped: bool
) -> tuple[Raise, ...]:
    """The organisations whose own sums are farthest on the wrong side of a bound.

    :param whole: whether the numerator counts things.
    """
    change = Change(edge, edge.sign > 0, Fraction(0), whole)
    level = level_at(edge.comparator, edge.value, threshold)
    return tuple(raises(change, parts, level, capped=capped)[:_WEIGHING])


# --- missing reports ------------------------------------------------------------------------------


def settling(edge: Edge, parts: Sequence[Part], indicator: Indicator) -> tuple[Settling, ...]:
    """The fewest missing reports with which the bound could be kept for sure, and the same for not.

    Those of which most depends come first; one without a bound decides alone.
    """
    known = [p.form.low for p in parts if p.form and p.form.is_point and p.form.low is not None]
    start = sum(known, _constant(edge, indicator))
    open_parts = [p for p in parts if p.form is not None and not p.form.is_point]
    ends = [(p.organisation, *_signed(edge, p)) for p in open_parts]
    kept = _fewest_reports(ends, edge.sign * start, strict=edge.strict)
    turned = [(name, _minus(high), _minus(low)) for name, low, high in ends]
    broken = _fewest_reports(turned, -edge.sign * start, strict=not edge.strict)
    return (Settling("met", kept), Settling("missed", broken))


def _constant(edge: Edge, indicator: Indicator) -> Fraction:
    """What the whole has and no organisation: the constants of the indicator's expressions."""
    above, below = (
        side.constant if isinstance(side, Sum) else Fraction(0)
        for side in (indicator.numerator, indicator.denominator)
    )
    return above - edge.quotient * below


def _signed(edge: Edge, part: Part) -> tuple[Fraction | None, Fraction | None]:
    assert part.form is not None
    low, high = part.form.low, part.form.high
    return (low, high) if edge.sign > 0 else (_minus(high), _minus(low))


def _minus(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value


def _fewest_reports(
    ends: Sequence[tuple[str, Fraction | None, Fraction | None]], start: Fraction, *, strict: bool
) -> tuple[str, ...]:
    """The fewest of some parts that, as high as they may be, outweigh the others as low as may be.

    :param ends: name, least and greatest value; ``None`` is no bound.
    """
    bottomless = [each for each in ends if each[1] is None]
    others = [each for each in ends if each[1] is not None]
    found = [name for name, _, _ in bottomless]
    level = start + sum((low for _, low, _ in others if low is not None), Fraction(0))
    endless = any(high is None for _, _, high in bottomless)
    level += sum((high for _, _, high in bottomless if high is not None), Fraction(0))
    for name, low, high in sorted(others, key=_spread_first):
        if endless or (level > 0 if strict else level >= 0):
            break
        found.append(name)
        endless = high is None
        level += 0 if high is None or low is None else high - low
    return tuple(found)


def _spread_first(end: tuple[str, Fraction | None, Fraction | None]) -> tuple[bool, Fraction, str]:
    name, low, high = end
    spread = None if low is None or high is None else high - low
    return (spread is not None, -(spread or Fraction(0)), name)


def open_amount(edge: Edge, totals: Totals, *, whole: bool) -> Fraction | None:
    """What the numerators of missing reports must come to together for a bound to be kept.

    Where less is better, what they may come to at most. ``None`` when a denominator is not known.
    """
    known = all(piece.denominator.is_point for piece in totals.pieces)
    start = totals.numerators.low
    if not known or start is None or totals.denominators.low is None:
        return None
    lacking = edge.quotient * totals.denominators.low - start
    if whole:
        change = Change(edge, edge.sign > 0, Fraction(0), whole=True)
        lacking = _at_level(lacking, change)
    return lacking if lacking > 0 or edge.sign < 0 else None
