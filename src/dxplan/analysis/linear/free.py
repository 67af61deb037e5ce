"""Parts that a plan may ask for whatever else it asks for.

However many learners there are, all of them may have a record, or none. Rules that only ask for
much of such a part, or only for little, can be kept with any figures of the whole: they say nothing
about rules on other parts of it, though they share a denominator with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from dxplan.analysis.linear.times import Rule
from dxplan.analysis.strictness import Kept, kept_by
from dxplan.plan.model import (
    Condition,
    Conjunction,
    Disjunction,
    Holds,
    Indicator,
    Measure,
    Plan,
    SomeOf,
    Sum,
    Tally,
    Threshold,
    atoms,
    operands_of,
)

ORGANISATIONS = "organisations"
"""What rules that count organisations have in common, whatever they ask them."""


@attrs.frozen
class Part:
    """Measures that are a part of something.

    :param own: of the part: the numerator, or what organisations are asked.
    :param whole: the measure that it is a part of, or the organisations.
    """

    own: tuple[str, ...]
    whole: str


def part_of(rule: Rule) -> Part | None:
    """What a rule asks a part of something to be; ``None`` when it asks for anything else."""
    target = rule.target
    if target.each or target.threshold.change is not None or not _on_facts(target.when):
        return None
    return part_in(rule.plan, target.indicator)


def part_in(plan: Plan, indicator: Indicator) -> Part | None:
    """The part that a share tells, when it can be all of its whole and nothing of it."""
    numerator, denominator = indicator.numerator, indicator.denominator
    if indicator.kind != "share":
        return None
    if isinstance(numerator, Tally) and isinstance(denominator, Tally):
        return _answered(plan, numerator, denominator)
    if isinstance(numerator, Sum) and isinstance(denominator, Sum):
        return counted_part(plan, numerator, denominator)
    return None


def counted_part(plan: Plan, numerator: Sum, denominator: Sum) -> Part | None:
    """One measure out of another that is reported alike, so that each figure has its whole."""
    names = (_only_measure(numerator), _only_measure(denominator))
    part, whole = (plan.measures.get(name) for name in names)
    if part is None or whole is None or part.name == whole.name or part.highest is not None:
        return None
    if part.kind not in ("count", "amount") or _alike(part) != _alike(whole):
        return None
    return Part((part.name,), whole.name)


def _only_measure(side: Sum) -> str:
    """The measure that a sum is; nothing for a sum of several."""
    if len(side.terms) != 1 or side.constant or side.groups:
        return ""
    factor, name, weight = side.terms[0]
    return name if factor == 1 and weight is None else ""


def _alike(measure: Measure) -> object:
    by = {(member.dimension, member.name) for member in measure.reported_by}
    return (measure.kind, measure.flow, set(measure.dimensions), by)


def _answered(plan: Plan, numerator: Tally, denominator: Tally) -> Part | None:
    """Organisations that answer so, out of all that are asked the same."""
    asked = tuple(dict.fromkeys(numerator.measures()))
    same = set(asked) == set(denominator.measures()) and denominator.condition is None
    plain = not any(side.groups or side.of for side in (numerator, denominator))
    flags = (plan.measures.get(name) for name in asked)
    if not (same and plain and asked and all(_is_plain_flag(each) for each in flags)):
        return None
    return Part(asked, ORGANISATIONS) if _rises(numerator.condition, asked) else None


def _is_plain_flag(measure: Measure | None) -> bool:
    return measure is not None and measure.kind == "flag" and not measure.dimensions


def _rises(condition: Condition | None, flags: Sequence[str]) -> bool:
    """Whether a condition holds when all of some flags do, and does not when none does."""
    match condition:
        case Holds(name):
            return name in flags
        case Conjunction() | Disjunction() | SomeOf():
            operands = operands_of(condition)
            least = condition.count if isinstance(condition, SomeOf) else 1
            return 1 <= least <= len(operands) and all(_rises(each, flags) for each in operands)
    return False


def _on_facts(condition: Condition | None) -> bool:
    return condition is None or all(isinstance(each, Holds) for each in atoms(condition))


def are_free(rules: Iterable[Rule]) -> bool:
    """Whether rules about a part are kept when it is all of its whole, or when it is nothing."""
    thresholds = [rule.target.threshold for rule in rules]
    return all(map(_kept_by_all, thresholds)) or all(map(_kept_by_nothing, thresholds))


def _kept_by_all(threshold: Threshold) -> bool:
    low = None if threshold.low is None else threshold.quotient(threshold.low)
    if low is None or threshold.high is not None:
        return False
    return low <= 1 if threshold.comparator == ">=" else low < 1 and threshold.comparator == ">"


def _kept_by_nothing(threshold: Threshold) -> bool:
    low = None if threshold.low is None else threshold.quotient(threshold.low)
    if low is None or threshold.high is not None:
        return False
    return low >= 0 if threshold.comparator == "<=" else low > 0 and threshold.comparator == "<"


def are_steady(rules: Iterable[Rule], part: Part) -> bool:
    """Whether one share keeps all of some rules about a part, on whatever days they bind.

    Then figures keep them whose whole is a multiple of some number.
    """
    kept = Kept(Fraction(0), high=Fraction(1))
    for rule in rules:
        own = kept_by(rule.target.threshold, share=True)
        if own is None:
            return False
        kept = own.within(kept)
    return len(part.own) == 1 and not kept.is_empty


def grows(rule: Rule) -> bool:
    """Whether the sums of two figures that keep a rule and meet its condition do so as well.

    A number in the rule, or in a check, may not; at least so many are still as many.
    """
    target, checks = rule.target, rule.plan.checks
    sides = [side for check in checks for side in (check.left, check.right)]
    if target.each or target.threshold.change is not None or not _on_facts(target.when):
        return False
    if target.indicator.kind == "count":
        low, high = target.threshold.low, target.threshold.high
        at_least = target.threshold.comparator in (">=", ">") and high is None
        if not at_least or low is None or low < 0:
            return False
    numerator, denominator = target.indicator.numerator, target.indicator.denominator
    sides += [each for each in (numerator, denominator) if isinstance(each, Sum)]
    if target.indicator.kind == "count":
        sides = [each for each in sides if each is not denominator]
    return not any(side.constant for side in sides)


def is_kept_by_plenty(rule: Rule) -> bool:
    """Whether a rule is kept where there is much of everything, and all of each whole."""
    threshold, side = rule.target.threshold, rule.target.indicator.numerator
    if part_of(rule) is not None:
        return _kept_by_all(threshold)
    if rule.target.indicator.kind != "count" or not isinstance(side, Sum) or not grows(rule):
        return False
    measures = [rule.plan.measures.get(name) for name in side.measures()]
    plain = all(each is not None and each.kind in ("count", "amount") for each in measures)
    return plain and all(factor > 0 and weight is None for factor, _, weight in side.terms)
