"""The cells and notes of one finding."""

from __future__ import annotations

from fractions import Fraction

from dxplan.engine.findings import Finding
from dxplan.messages import Language
from dxplan.plan.model import Plan, Sum, Target
from dxplan.report.number_text import exact_number_text, interval_text, number_text, with_unit
from dxplan.report.words import counted, word

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
    if finding.expected_value is not None and finding.threshold is not None:
        value = number_text(finding.expected_value, language)
        expected = with_unit(value, finding.threshold.unit)
        lines.append(word("phrase", "expected_now", language, value=expected))
    return "\n".join(lines) or "—"


def _gap_in_unit(finding: Finding, gap: Fraction, language: Language) -> str:
    size = number_text(abs(gap), language, (Fraction(0),))
    unit = finding.threshold.unit if finding.threshold else ""
    if unit == "%":
        amount = word("phrase", "point" if abs(gap) == 1 else "points", language, value=size)
    else:
        amount = with_unit(size, unit)
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
        return counted("phrase", "schools", int(count), language, amount=size)
    measures = [plan.measures.get(term[1]) for term in numerator.terms if term[2] is None]
    units = {measure.measured_in if measure else "" for measure in measures}
    same = len(units) == 1 and len(measures) == len(numerator.terms)
    return with_unit(size, units.pop() if same else "")


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
