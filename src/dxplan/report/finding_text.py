"""The cells and notes of one finding."""

from __future__ import annotations

from fractions import Fraction

import attrs

from dxplan.engine.findings import Base, Finding
from dxplan.messages import Language
from dxplan.plan.model import Plan, Sum, Target, Threshold
from dxplan.report.number_text import (
    amount_text,
    exact_number_text,
    interval_text,
    number_text,
    rounded_apart,
    with_unit,
)
from dxplan.report.rule_text import threshold_text
from dxplan.report.time_text import period_text
from dxplan.report.words import counted, word
from dxplan.values.intervals import Interval

_CEILINGS = ("<=", "<")


def verdict_text(finding: Finding, language: Language) -> str:
    """The verdict; work is done or not, where figures are met or not."""
    if finding.rule == "target":
        return word("verdict", finding.verdict, language)
    if finding.verdict == "not_due" and finding.deadline is None:
        # Work without a deadline never falls due: there is only nothing on record.
        return word("work_verdict", "open", language)
    own_word = finding.verdict in ("met", "missed", "no_data")
    return word("work_verdict" if own_word else "verdict", finding.verdict, language)


def value_text(finding: Finding, language: Language) -> str:
    """The value with its unit, rounded so that it stays on its side of the threshold."""
    if finding.value is None or finding.threshold is None:
        return "—"
    return interval_text(finding.value, finding.threshold.unit, language, _ends(finding))


def _ends(finding: Finding) -> list[Fraction]:
    threshold = finding.threshold
    ends = (threshold.low, threshold.high) if threshold else ()
    return [end for end in ends if end is not None]


def gap_text(finding: Finding, target: Target, plan: Plan, language: Language) -> str:
    """How far the value is from its threshold, in the threshold's unit and in counts."""
    lines = []
    if finding.on_line:
        lines.append(word("phrase", "on_line", language))
    elif finding.gap is not None:
        lines.append(_gap_in_unit(finding, finding.gap, language))
    if finding.gap_count and target.indicator.kind != "count":
        lines.append(_gap_in_counts(finding, finding.gap_count, target, plan, language))
    if finding.base is not None and finding.threshold is not None:
        lines.extend(base_text(finding, finding.base, finding.threshold, language))
    if finding.expected_value is not None and finding.threshold is not None:
        expected = amount_text(finding.expected_value, finding.threshold.unit, language)
        lines.append(word("phrase", "expected_now", language, value=expected))
    return "\n".join(lines) or "—"


_STEPS = {"%": "point", "rank": "rank_step"}
"""Units that are not told of a difference as they are of a value."""


def base_text(finding: Finding, base: Base, threshold: Threshold, language: Language) -> list[str]:
    """What a threshold that is counted from an earlier value comes to, and that value."""
    if base.value is None:
        return []
    period = period_text(base.period, language)
    then = interval_text(base.value, threshold.unit, language)
    found = [word("phrase", "base_value", language, time=period, value=then)]
    if threshold.low is not None:
        needed = level_from_base(finding, threshold, language)
        found.append(word("phrase", "base_needs", language, threshold=needed))
    return found


def level_from_base(finding: Finding, threshold: Threshold, language: Language) -> str:
    """The level that a growth or decrease leads to, once what it is counted from is known."""
    assert threshold.low is not None
    low = _readable(threshold.low, finding.value)
    high = None if threshold.high is None else _readable(threshold.high, finding.value)
    plain = attrs.evolve(threshold, low=low, high=high, change=None, word="GE")
    return threshold_text(plain, language)


def _readable(number: Fraction, value: Interval | None) -> Fraction:
    """A number that follows from a base, rounded so that it stays on its side of the value."""
    ends = () if value is None else (value.low, value.high)
    others = [end for end in ends if end is not None]
    return rounded_apart(number, others)


def _gap_in_unit(finding: Finding, gap: Fraction, language: Language) -> str:
    unit = finding.threshold.unit if finding.threshold else ""
    if unit in _STEPS:
        size = number_text(abs(gap), language, (Fraction(0),))
        code = _STEPS[unit] if abs(gap) == 1 else f"{_STEPS[unit]}s"
        amount = word("phrase", code, language, value=size)
    else:
        amount = amount_text(abs(gap), unit, language, (Fraction(0),))
    return word("phrase", _direction(finding, gap), language, amount=amount)


def _gap_in_counts(
    finding: Finding, count: int, target: Target, plan: Plan, language: Language
) -> str:
    direction = _direction(finding, Fraction(count)) + "_count"
    amount = counted_text(Fraction(abs(count)), target, plan, language)
    return word("phrase", direction, language, amount=amount)


def counted_text(count: Fraction, target: Target, plan: Plan, language: Language) -> str:
    """So many of what the numerator counts: organisations, or measures that share a unit."""
    size = exact_number_text(count, language)
    numerator = target.indicator.numerator
    if not isinstance(numerator, Sum):
        things = f"{numerator.of}s" if numerator.of else "schools"
        return counted("phrase", things, int(count), language, amount=size)
    measures = [plan.measures.get(term[1]) for term in numerator.terms if term[2] is None]
    units = {measure.measured_in if measure else "" for measure in measures}
    same = len(units) == 1 and len(measures) == len(numerator.terms)
    return with_unit(size, units.pop() if same else "", language)


def _direction(finding: Finding, gap: Fraction) -> str:
    """Whether a value lacks something, is too high, or has something to spare."""
    if gap <= 0:
        return "to_spare"
    return "in_excess" if _is_above(finding) else "lacking"


def _is_above(finding: Finding) -> bool:
    threshold, value = finding.threshold, finding.value
    if threshold is None:
        return False
    if threshold.high is not None:
        return value is not None and value.low is not None and value.low > threshold.high
    if threshold.comparator == "=" and threshold.low is not None:
        return value is not None and value.low is not None and value.low > threshold.low
    return threshold.comparator in _CEILINGS
