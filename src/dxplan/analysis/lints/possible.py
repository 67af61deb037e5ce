"""Which quotients an indicator can have at all, as far as that is certain."""

from __future__ import annotations

from fractions import Fraction

from dxplan.analysis.strictness import Kept
from dxplan.plan.model import Indicator, Plan, Sum


def possible(plan: Plan, indicator: Indicator) -> Kept | None:
    """A share lies between 0 and 1, a number of things is not negative; else ``None``.

    Amounts may be negative, and so may a sum that something is taken away from.
    """
    if indicator.kind == "share":
        return Kept(Fraction(0), False, Fraction(1), False)
    if indicator.kind == "rate":
        return None
    if indicator.ranked:
        return Kept(Fraction(1))
    numerator = indicator.numerator
    if isinstance(numerator, Sum) and not _is_never_negative(plan, numerator):
        return None
    return Kept(Fraction(0))


def _is_never_negative(plan: Plan, total: Sum) -> bool:
    counted = all(
        name in plan.measures and plan.measures[name].kind in ("count", "flag")
        for name in total.measures()
    )
    return counted and total.constant >= 0 and all(factor >= 0 for factor, _, _ in total.terms)


def is_empty(kept: Kept) -> bool:
    """Whether no number lies between its ends."""
    if kept.low is None or kept.high is None:
        return False
    return kept.low > kept.high or (kept.low == kept.high and (kept.above or kept.below))


def common(first: Kept, second: Kept) -> Kept:
    """What both keep."""
    low, above = max((_end(each.low, each.above) for each in (first, second)), key=_lowest)
    high, below = min((_end(each.high, each.below) for each in (first, second)), key=_highest)
    return Kept(low, above, high, below)


def _end(value: Fraction | None, left_out: bool) -> tuple[Fraction | None, bool]:
    return value, left_out


def _lowest(end: tuple[Fraction | None, bool]) -> tuple[bool, Fraction, bool]:
    value, left_out = end
    return value is not None, value or Fraction(0), left_out


def _highest(end: tuple[Fraction | None, bool]) -> tuple[bool, Fraction, bool]:
    value, left_out = end
    return value is None, value or Fraction(0), not left_out
