"""A rule, and what it rests on, as a sentence that an officer recognises."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from dxplan.messages import Language
from dxplan.plan.model import (
    Document,
    Duty,
    Fact,
    Indicator,
    Measure,
    Plan,
    Target,
    Task,
    Threshold,
    Unit,
)
from dxplan.report.change_text import change_text, special_text
from dxplan.report.number_text import exact_amount_text, exact_number_text
from dxplan.report.quantity_text import COMPARATOR_CODES, condition_text, wording_of
from dxplan.report.time_text import period_text, timing_text
from dxplan.report.words import word


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
    if threshold.change is not None:
        return change_text(threshold.change, threshold.unit, language)
    if threshold.word in ("MAINTAINS", "ELIMINATED", "ABOUT"):
        return special_text(threshold, language)
    number = _number(threshold.low, threshold, language)
    if threshold.high is None:
        code = COMPARATOR_CODES[threshold.comparator]
        if threshold.unit == "rank" and threshold.low is not None and code == "le":
            top = exact_number_text(threshold.low, language)
            return word("phrase", "in_top", language, value=top)
        return word("phrase", code, language, value=number)
    high = _number(threshold.high, threshold, language)
    return word("phrase", "range", language, low=number, high=high)


_COLUMNS = ("province", "district", "commune", "organisation")


def column_text(code: str, column: str, language: Language) -> str:
    """The groups of a register column: ``in each commune`` (``each``), ``communes`` (``column``).

    >>> column_text("each", "commune", "vi"), column_text("column", "cụm", "vi")
    ('ở mỗi xã', 'nhóm theo cột “cụm”')
    """
    if column in _COLUMNS:
        return word("phrase", f"{code}_{column}", language)
    return word("phrase", f"{code}_other", language, column=column)


def _number(value: Fraction | None, threshold: Threshold, language: Language) -> str:
    if value is None:
        return word("phrase", "parent", language)
    return exact_amount_text(value, threshold.unit, language)


def subject_text(target: Target, plan: Plan) -> str:
    """What a target is about: its indicator and scope."""
    members = ", ".join(member_title(plan, *pair) for pair in target.scope)
    title = title_of(target.indicator)
    return f"{title} ({members})" if members else title


def target_text(target: Target, plan: Plan, language: Language, *, with_time: bool = True) -> str:
    """A target as a sentence."""
    condition = asked_text(target, language)
    if with_time:
        condition = f"{condition} {timing_text(target.time, language, plan.calendar)}"
    subject = subject_text(target, plan)
    sentence = word("phrase", "target", language, subject=subject, condition=condition)
    return ", ".join([sentence, *restrictions(target, plan, language)])


def asked_text(target: Target, language: Language) -> str:
    """What a value must be, and of which groups each."""
    condition = threshold_text(target.threshold, language)
    return f"{condition} {column_text('each', target.each, language)}" if target.each else condition


def restrictions(target: Target, plan: Plan, language: Language) -> list[str]:
    """What a target leaves out, and the condition that it stands under."""
    found = []
    if target.excluded:
        members = ", ".join(member.title or member.name for member in target.excluded)
        found.append(word("phrase", "except", language, members=members))
    if target.when is not None:
        found.append(word("phrase", "when", language, condition=when_text(target, plan, language)))
    return found


def when_text(rule: Target | Task | Duty, plan: Plan, language: Language) -> str:
    """The condition of a rule, by the titles of what it names; empty without one."""
    if rule.when is None:
        return ""
    return condition_text(rule.when, wording_of(plan, language))


def document_text(document: Document, language: Language) -> str:
    """Which document it is: number (or that it is a draft), issuer, date."""
    number = word("heading", "draft", language) if document.draft else document.number
    issued = period_text(document.issued, language) if document.issued else ""
    return ", ".join(part for part in (number, document.issuer, issued) if part)
