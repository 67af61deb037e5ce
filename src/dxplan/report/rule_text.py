"""A rule, and what it rests on, as a sentence that an officer recognises."""

from __future__ import annotations

from collections.abc import Iterable

from dxplan.messages import Language
from dxplan.plan.model import Document, Fact, Indicator, Measure, Plan, Target, Threshold, Unit
from dxplan.report.number_text import exact_number_text, with_unit
from dxplan.report.time_text import period_text, timing_text
from dxplan.report.words import word

COMPARATOR_CODES = {">=": "ge", ">": "gt", "<=": "le", "<": "lt", "=": "eq"}


def title_of(named: Unit | Measure | Fact | Indicator) -> str:
    """The title of a thing, or its name when it has none."""
    return named.title or named.name


def titles_of(units: Iterable[Unit]) -> str:
    """The titles of units, in order."""
    return ", ".join(title_of(unit) for unit in units)


def member_title(plan: Plan, dimension: str, member: str) -> str:
    """The title of a dimension's member, or its name when the plan does not know a title."""
    known = plan.dimensions.get(dimension)
    for candidate in known.members if known else ():
        if candidate.name == member:
            return candidate.title or member
    return member


def threshold_text(threshold: Threshold, language: Language) -> str:
    """What a value must be.

    >>> from fractions import Fraction
    >>> threshold_text(Threshold(">", Fraction(50)), "vi")
    'trên 50%'
    """
    if threshold.low is None:
        number = word("phrase", "parent", language)
    else:
        number = with_unit(exact_number_text(threshold.low, language), threshold.unit)
    if threshold.high is None:
        code = COMPARATOR_CODES[threshold.comparator]
        return word("phrase", code, language, value=number)
    high = with_unit(exact_number_text(threshold.high, language), threshold.unit)
    return word("phrase", "range", language, low=number, high=high)


def subject_text(target: Target, plan: Plan) -> str:
    """What a target is about: its indicator and scope."""
    members = ", ".join(member_title(plan, *pair) for pair in target.scope)
    title = title_of(target.indicator)
    return f"{title} ({members})" if members else title


def target_text(target: Target, plan: Plan, language: Language, *, with_time: bool = True) -> str:
    """A target as a sentence."""
    condition = threshold_text(target.threshold, language)
    if with_time:
        condition = f"{condition} {timing_text(target.time, language, plan.calendar)}"
    subject = subject_text(target, plan)
    parts = [word("phrase", "target", language, subject=subject, condition=condition)]
    if target.excluded:
        members = ", ".join(member.title or member.name for member in target.excluded)
        parts.append(word("phrase", "except", language, members=members))
    if target.when_text:
        parts.append(word("phrase", "when", language, condition=target.when_text))
    return ", ".join(parts)


def document_text(document: Document, language: Language) -> str:
    """Which document it is: number (or that it is a draft), issuer, date."""
    number = word("heading", "draft", language) if document.draft else document.number
    issued = period_text(document.issued, language) if document.issued else ""
    return ", ".join(part for part in (number, document.issuer, issued) if part)
