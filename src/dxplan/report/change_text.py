"""Growth, decrease, upkeep and "about" as an officer says them."""

from __future__ import annotations

from fractions import Fraction

from dxplan.messages import Language
from dxplan.plan.model import Change, Comparator, Threshold
from dxplan.report.number_text import exact_amount_text, exact_number_text
from dxplan.report.time_text import period_text
from dxplan.report.words import word

_AMOUNT_CODES: dict[Comparator, str] = {
    ">=": "amount_ge",
    ">": "amount_gt",
    "<=": "amount_le",
    "<": "amount_lt",
    "=": "amount_eq",
}


def change_text(change: Change, unit: str, language: Language) -> str:
    """What a value does, and against when; the step before says itself.

    :param unit: of the threshold that the change makes.

    >>> change_text(Change("decreases", Fraction(20)), "count", "vi")
    'giảm ít nhất 20%'
    """
    low = _size(change, change.low, unit, language)
    high = None if change.high is None else _size(change, change.high, unit, language)
    amount = _amount(change.comparator, low, high, language)
    since = "" if change.since is None else period_text(change.since, language)
    # Ten percent more than 50% may be 55% or 60%: only of a share must be said which.
    of_itself = unit == "%" and change.kind in ("increases", "decreases")
    code = f"{change.kind}_share" if of_itself else change.kind
    text = word("phrase", code, language, amount=amount, time=since)
    if change.since is None or change.kind == "keeps":
        return text
    return word("phrase", "against", language, change=text, time=since)


def _size(change: Change, value: Fraction, unit: str, language: Language) -> str:
    number = exact_number_text(value, language)
    if change.kind in ("increases", "decreases"):
        return f"{number}%"
    if change.kind in ("adds", "drops"):
        if unit != "%":
            return exact_amount_text(value, unit, language)
        return word("phrase", "percentage_points", language, value=number)
    return number


def special_text(threshold: Threshold, language: Language) -> str:
    """What is kept up, what is to be gone, and what is meant by "about".

    >>> special_text(Threshold(">=", Fraction(28), Fraction(32), word="ABOUT"), "en")
    'about 30% ± 2%, read as 28% to 32%'
    """
    if threshold.word == "ELIMINATED":
        return word("phrase", "eliminated", language)
    low, high = _text(threshold.low, threshold, language), None
    if threshold.high is not None:
        high = _text(threshold.high, threshold, language)
    if threshold.word == "ABOUT" and threshold.low is not None and threshold.high is not None:
        middle = (threshold.low + threshold.high) / 2
        value = _text(middle, threshold, language)
        tolerance = _text(threshold.high - middle, threshold, language)
        return word(
            "phrase", "about", language, value=value, tolerance=tolerance, low=low, high=high
        )
    amount = _amount(threshold.comparator, low, high, language)
    return word("phrase", "maintains", language, amount=amount)


def _text(value: Fraction | None, threshold: Threshold, language: Language) -> str:
    if value is None:
        return word("phrase", "parent", language)
    return exact_amount_text(value, threshold.unit, language)


def _amount(comparator: Comparator, low: str, high: str | None, language: Language) -> str:
    if high is not None:
        return word("phrase", "amount_range", language, low=low, high=high)
    return word("phrase", _AMOUNT_CODES[comparator], language, value=low)
