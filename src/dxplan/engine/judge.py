"""From sums to a verdict: exact, or honest about not being certain."""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction

import attrs

from dxplan.engine.changes import satisfied_from
from dxplan.engine.findings import Base, Verdict
from dxplan.engine.totals import Totals
from dxplan.plan.model import Comparator, Plan, Target, Threshold
from dxplan.shown import Shown
from dxplan.values.intervals import Interval
from dxplan.values.truth import Truth, conjunction


@attrs.frozen(repr=False)
class Line(Shown):
    """Where the straight line from the baseline or last milestone to the threshold is on a day.

    :param begin: its value on its first day, ``since``.
    """

    value: Fraction
    begin: Fraction
    since: date


def line_at(
    plan: Plan, target: Target, threshold: Threshold, on: date, base: Base | None = None
) -> Line | None:
    """The line's value on a day, in the unit of the threshold.

    ``None`` without a line or before it begins. What comes round every step, or is kept up, is no
    line's end.
    """
    if target.time.kind in ("every", "from"):
        return None
    begin = _begin(plan, target) if threshold.change is None else _from_base(base)
    end = target.time.end
    if begin is None or end is None or threshold.low is None or on < begin[1] or end <= begin[1]:
        return None
    value, since = begin
    elapsed = Fraction((on - since).days, (end - since).days)
    return Line(value + (threshold.low - value) * elapsed, value, since)


def _begin(plan: Plan, target: Target) -> tuple[Fraction, date] | None:
    """The last milestone before the target, or else its baseline."""
    for earlier in plan.targets:
        if earlier.id == target.milestone_before:
            if earlier.threshold.low is not None and earlier.time.end is not None:
                return earlier.threshold.low, earlier.time.end
            return None
    baseline = target.baseline
    return None if baseline is None else (baseline.value, baseline.on)


def _from_base(base: Base | None) -> tuple[Fraction, date] | None:
    """A base that is known for certain."""
    value = None if base is None else base.value
    if base is None or value is None or not value.is_point or value.low is None:
        return None
    return value.low, base.period.end


def satisfied(totals: Totals, threshold: Threshold, base: Interval | None = None) -> Truth:
    """Whether the threshold is kept for everything the sums may be, for nothing, or for some.

    Where it is open whether there is anything to divide by, it is open whether there is a quotient
    that could keep it.

    :param base: everything that the base of a change may be, in the unit of the threshold.
    """
    if totals.divides is not True:
        return None
    if threshold.low is None and threshold.change is not None:
        return satisfied_from(totals, threshold, base)
    assert threshold.low is not None, "INVARIANT: an unset threshold is not compared with"
    low = threshold.quotient(threshold.low)
    if threshold.high is None:
        return totals.compares(threshold.comparator, low)
    high = threshold.quotient(threshold.high)
    return conjunction([totals.compares(">=", low), totals.compares("<=", high)])


def due_verdict(totals: Totals, threshold: Threshold, base: Interval | None = None) -> Verdict:
    """The verdict of a target that is due."""
    kept = satisfied(totals, threshold, base)
    return "undetermined" if kept is None else "met" if kept else "missed"


def pace(totals: Totals, threshold: Threshold, line: Line) -> Truth:
    """Whether the value is at least as far as the line; being on the line is far enough."""
    if totals.divides is not True:
        return None
    comparator: Comparator = "<=" if threshold.comparator in ("<", "<=") else ">="
    return totals.compares(comparator, threshold.quotient(line.value))


def in_unit(value: Interval | None, threshold: Threshold) -> Interval | None:
    """A quotient in the unit of the threshold."""
    return None if value is None else value.scaled(threshold.in_unit(Fraction(1)))


def on_line(value: Interval | None, threshold: Threshold) -> bool:
    """Whether the value is exactly on the threshold, where ``trên`` and ``đạt`` part company.

    Where nothing is to be left they do not: there is nothing below it.
    """
    return (
        threshold.word != "ELIMINATED"
        and value is not None
        and value.is_point
        and value.low is not None
        and value.low in (threshold.low, threshold.high)
    )


def gap(value: Interval | None, threshold: Threshold) -> Fraction | None:
    """How far the nearest end of the value is from the threshold.

    Positive lacking, negative to spare.
    """
    if value is None or threshold.low is None:
        return None
    if threshold.high is not None:
        return _range_gap(value, threshold.low, threshold.high)
    if threshold.comparator == "=":
        return abs(value.low - threshold.low) if value.is_point and value.low is not None else None
    return _one_sided(value, threshold.low, threshold.comparator)


def _one_sided(value: Interval, bound: Fraction, comparator: Comparator) -> Fraction | None:
    """Lacking at best when even the best end lacks.

    To spare at worst when even the worst end does.
    """
    sign, strict = _direction(comparator)
    best, worst = (value.high, value.low) if sign > 0 else (value.low, value.high)
    if best is not None and not _kept(sign * (best - bound), strict):
        return sign * (bound - best)
    if worst is not None and _kept(sign * (worst - bound), strict):
        return sign * (bound - worst)
    return None


def _direction(comparator: Comparator) -> tuple[int, bool]:
    """Whether more is better (1) or worse (-1), and whether the line itself is not enough."""
    return (1 if comparator in (">", ">=") else -1), comparator in (">", "<")


def _range_gap(value: Interval, low: Fraction, high: Fraction) -> Fraction | None:
    if not value.is_point or value.low is None:
        return None
    return max(low - value.low, value.low - high)


def gap_count(totals: Totals, threshold: Threshold) -> int | None:
    """The same in counts of the numerator, the denominator unchanged.

    Positive: the least that must be added (for ``<=`` and ``<``: taken away), even if the missing
    reports turn out as well as they may. Zero or negative: the most that could be lost, however
    they turn out.
    """
    if threshold.low is None or threshold.comparator == "=" or threshold.high is not None:
        return None
    form = totals.form(threshold.quotient(threshold.low))
    sign, strict = _direction(threshold.comparator)
    best, worst = (form.high, form.low) if sign > 0 else (form.low, form.high)
    if best is not None and not _kept(sign * best, strict):
        return _needed(sign * best, strict)
    if worst is not None and _kept(sign * worst, strict):
        return -_to_spare(sign * worst, strict)
    return None


def _kept(form: Fraction, strict: bool) -> bool:
    return form > 0 if strict else form >= 0


def _needed(form: Fraction, strict: bool) -> int:
    return math.floor(-form) + 1 if strict else math.ceil(-form)


def _to_spare(form: Fraction, strict: bool) -> int:
    return math.ceil(form) - 1 if strict else math.floor(form)
