"""Rules that are seen to be fine without a solver: nothing but themselves bears on them."""

from __future__ import annotations

from fractions import Fraction

from dxplan.analysis.linear.times import Rule
from dxplan.plan.model import Check, Sum, Tally


def is_fine_alone(rule: Rule) -> bool:
    """Whether a share by itself can be kept and can be missed, whatever the checks.

    That is so when it lies between 0 and 1, all or nothing being enough, and every check only says
    that something is a part of something else.
    """
    target = rule.target
    threshold, indicator = target.threshold, target.indicator
    if indicator.kind != "share" or target.when is not None or target.each:
        return False
    if threshold.low is None or threshold.high is not None or target.excluded:
        return False
    number = threshold.quotient(threshold.low)
    can_be_both = 0 < number < 1 or (number == 1 and threshold.comparator == ">=")
    return can_be_both and threshold.comparator != "=" and _is_plain(rule)


def _is_plain(rule: Rule) -> bool:
    """Whether numerator and denominator are single measures and no check bounds them further."""
    numerator, denominator = rule.target.indicator.numerator, rule.target.indicator.denominator
    if isinstance(numerator, Tally) or isinstance(denominator, Tally):
        return False
    if not (_is_single(numerator) and _is_single(denominator)):
        return False
    name = next(numerator.measures())
    wholes = (each.denominator.measures() for each in rule.plan.indicators.values())
    if any(name in of for of in wholes):
        return False
    return all(_is_part_of_whole(check, name) for check in rule.plan.checks)


def _is_single(total: Sum) -> bool:
    return (
        len(total.terms) == 1
        and total.terms[0][0] == Fraction(1)
        and total.terms[0][2] is None
        and not total.constant
        and not total.groups
    )


def _is_part_of_whole(check: Check, numerator: str) -> bool:
    """Whether a check says that a measure is at most another, which is not the numerator."""
    if check.comparator not in ("<=", ">="):
        return False
    sides = (check.left, check.right)
    part, whole = sides if check.comparator == "<=" else sides[::-1]
    return _is_single(part) and _is_single(whole) and numerator not in set(whole.measures())
