"""Numbers as people read them: ``87,5%`` in Vietnamese, ``87.5%`` in English."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from dxplan.messages import Language
from dxplan.report.words import word
from dxplan.values.intervals import Interval
from dxplan.values.numbers import exact_text, rounded_text


def number_text(value: Fraction, language: Language, apart_from: Iterable[Fraction] = ()) -> str:
    """A number rounded to one decimal place, or to as many as tell it from others.

    :param apart_from: numbers that rounding must not move it onto or across, such as a threshold.

    >>> nearly = Fraction(7999, 160)
    >>> number_text(nearly, "vi"), number_text(nearly, "vi", [Fraction(50)])
    ('50', '49,99')
    >>> number_text(Fraction(1234567), "en"), number_text(Fraction(1234567), "vi")
    ('1,234,567', '1.234.567')
    """
    others = tuple(apart_from)
    if value in others:
        return exact_number_text(value, language)
    places = 1
    while any(_moved(value, rounded_text(value, places), other) for other in others):
        places += 1
    return _punctuated(rounded_text(value, places), language)


def exact_number_text(value: Fraction, language: Language) -> str:
    """A number with all its decimals; one that has no end of them is rounded to six.

    >>> exact_number_text(Fraction("2.25"), "vi")
    '2,25'
    """
    text = exact_text(value)
    return _punctuated(rounded_text(value, 6) if "/" in text else text, language)


def _moved(value: Fraction, rounded: str, other: Fraction) -> bool:
    shown = Fraction(rounded)
    return shown == other or (shown < other) != (value < other)


def _punctuated(digits: str, language: Language) -> str:
    sign = "-" if digits.startswith("-") else ""
    whole, _, decimals = digits.removeprefix("-").partition(".")
    grouped = f"{int(whole):,}"
    if language == "vi":
        grouped = grouped.replace(",", ".")
    mark = "," if language == "vi" else "."
    return f"{sign}{grouped}{mark}{decimals}" if decimals else f"{sign}{grouped}"


def with_unit(number: str, unit: str) -> str:
    """A number with its unit behind it.

    A count that the rules give no unit has ``count`` for one, which no reader needs.

    >>> with_unit("5", "%"), with_unit("5", "trường"), with_unit("5", "count")
    ('5%', '5 trường', '5')
    """
    if unit == "%":
        return f"{number}%"
    return f"{number} {unit}" if unit not in ("", "count") else number


def interval_text(
    value: Interval, unit: str, language: Language, apart_from: Iterable[Fraction] = ()
) -> str:
    """An interval with its unit; a dash when nothing is known.

    >>> interval_text(Interval(Fraction(41, 10), Fraction(63, 10)), "%", "vi")
    '4,1–6,3%'
    >>> interval_text(Interval(Fraction(41, 10), None), "%", "en")
    '4.1% or more'
    """
    others = tuple(apart_from)
    low = None if value.low is None else number_text(value.low, language, others)
    high = None if value.high is None else number_text(value.high, language, others)
    if low is None and high is None:
        return "—"
    if high is None:
        return word("phrase", "at_least", language, value=with_unit(str(low), unit))
    if low is None:
        return word("phrase", "up_to", language, value=with_unit(high, unit))
    return with_unit(low if value.is_point else f"{low}–{high}", unit)
