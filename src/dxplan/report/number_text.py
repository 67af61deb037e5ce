"""Numbers as people read them: ``87,5%`` in Vietnamese, ``87.5%`` in English."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from dxplan.messages import Language
from dxplan.report.words import word
from dxplan.values.intervals import Interval
from dxplan.values.money import dong_in, largest_size
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
    return _punctuated(_rounded_apart(value, others), language)


def rounded_apart(value: Fraction, others: Iterable[Fraction]) -> Fraction:
    """A number rounded to one decimal place, or to as many as tell it from others.

    A number that is itself among the others is on none of its sides, and kept as it is.

    >>> rounded_apart(Fraction(7999, 160), [Fraction(50)])
    Fraction(4999, 100)
    >>> rounded_apart(Fraction(2, 3), [Fraction(2, 3)])
    Fraction(2, 3)
    """
    apart_from = tuple(others)
    return value if value in apart_from else Fraction(_rounded_apart(value, apart_from))


def _rounded_apart(value: Fraction, others: tuple[Fraction, ...]) -> str:
    places, text = 1, rounded_text(value, 1)
    while others and _moved(value, Fraction(text), others):
        places += 1
        text = rounded_text(value, places)
    return text


def exact_number_text(value: Fraction, language: Language) -> str:
    """A number with all its decimals; one that has no end of them is rounded to six.

    >>> exact_number_text(Fraction("2.25"), "vi")
    '2,25'
    """
    text = exact_text(value)
    return _punctuated(rounded_text(value, 6) if "/" in text else text, language)


def _moved(value: Fraction, shown: Fraction, others: Iterable[Fraction]) -> bool:
    """Whether rounding moved a number onto another or across it."""
    return any(shown == other or (shown < other) != (value < other) for other in others)


def _punctuated(digits: str, language: Language) -> str:
    sign = "-" if digits.startswith("-") else ""
    whole, _, decimals = digits.removeprefix("-").partition(".")
    grouped = f"{int(whole):,}"
    if language == "vi":
        grouped = grouped.replace(",", ".")
    mark = "," if language == "vi" else "."
    return f"{sign}{grouped}{mark}{decimals}" if decimals else f"{sign}{grouped}"


def with_unit(number: str, unit: str, language: Language) -> str:
    """A number with its unit behind it; a mere count has none, and a place its word before it.

    A count that the rules give no unit has ``count`` for one, which no reader needs.

    >>> with_unit("5", "%", "vi"), with_unit("5", "trường", "vi"), with_unit("5", "count", "vi")
    ('5%', '5 trường', '5')
    >>> with_unit("7", "rank", "vi")
    'hạng 7'
    """
    if unit == "%":
        return f"{number}%"
    if unit == "rank":
        return word("phrase", "place", language, number=number)
    return f"{number} {unit}" if unit not in ("", "count") else number


def readable_size(largest: Fraction, unit: str, language: Language) -> tuple[Fraction, str]:
    """What to multiply amounts of a unit by, and the unit they then have: money in millions.

    >>> readable_size(Fraction(1_500_000_000), "đồng", "vi")
    (Fraction(1, 1000000000), 'tỷ đồng')
    """
    dong = dong_in(unit)
    if dong is None:
        return Fraction(1), unit
    size = largest_size(largest * dong)
    return Fraction(dong, size), word("phrase", f"dong_{size}", language)


def exact_amount_text(value: Fraction, unit: str, language: Language) -> str:
    """A number with all its decimals and its unit.

    >>> exact_amount_text(Fraction(1_500_000_000), "đồng", "vi")
    '1,5 tỷ đồng'
    """
    factor, shown = readable_size(value, unit, language)
    return with_unit(exact_number_text(value * factor, language), shown, language)


def amount_text(
    value: Fraction, unit: str, language: Language, apart_from: Iterable[Fraction] = ()
) -> str:
    """A rounded number with its unit; see :func:`number_text`."""
    factor, shown = readable_size(value, unit, language)
    others = [other * factor for other in apart_from]
    return with_unit(number_text(value * factor, language, others), shown, language)


def interval_text(
    value: Interval, unit: str, language: Language, apart_from: Iterable[Fraction] = ()
) -> str:
    """An interval with its unit; a dash when nothing is known.

    >>> interval_text(Interval(Fraction(41, 10), Fraction(63, 10)), "%", "vi")
    '4,1–6,3%'
    >>> interval_text(Interval(Fraction(4038, 100), Fraction(4042, 100)), "%", "vi")
    '40,38–40,42%'
    >>> interval_text(Interval(Fraction(41, 10), None), "%", "en")
    '4.1% or more'
    """
    factor, unit = readable_size(value.low or value.high or Fraction(0), unit, language)
    others = [other if factor == 1 else other * factor for other in apart_from]
    low = None if value.low is None else number_text(value.low * factor, language, others)
    if low is not None and value.is_point:
        return with_unit(low, unit, language)
    high = None if value.high is None else number_text(value.high * factor, language, others)
    if low is None and high is None:
        return "—"
    if low == high and value.low is not None and value.high is not None:
        low, high = _parted(value.low * factor, value.high * factor, others, language)
    if high is None:
        return word("phrase", "at_least", language, value=with_unit(str(low), unit, language))
    if low is None:
        return word("phrase", "up_to", language, value=with_unit(high, unit, language))
    return with_unit(f"{low}–{high}", unit, language)


def _parted(
    low: Fraction, high: Fraction, others: Iterable[Fraction], language: Language
) -> tuple[str, str]:
    """Two numbers with the decimals that tell them from each other, and from others."""
    ends = (low, high)
    apart_from = [other for other in others if other not in ends]
    places, first, last = 1, "", ""
    while first == last or any(
        _moved(end, Fraction(text), apart_from)
        for end, text in zip(ends, (first, last), strict=True)
    ):
        places += 1
        first, last = rounded_text(low, places), rounded_text(high, places)
    return _punctuated(first, language), _punctuated(last, language)
