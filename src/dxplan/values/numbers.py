"""Exact numbers: how they are read from text and written as text. No float anywhere."""

from __future__ import annotations

import re
from fractions import Fraction


def exact_text(value: Fraction) -> str:
    """A number as an exact decimal where it has one, else as a fraction in lowest terms.

    >>> exact_text(Fraction(5, 4)), exact_text(Fraction(1, 3)), exact_text(Fraction(7))
    ('1.25', '1/3', '7')
    """
    numerator, denominator = value.numerator, value.denominator
    places = 0
    rest = denominator
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest != 1:
        return f"{numerator}/{denominator}"
    if places == 0:
        return str(numerator)
    scaled = abs(numerator) * 10**places // denominator
    digits = str(scaled).rjust(places + 1, "0")
    return f"{'-' if numerator < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def from_text(text: str) -> Fraction:
    """The number that :func:`exact_text` wrote; raises :class:`ValueError` on anything else.

    >>> from_text("1.25")
    Fraction(5, 4)
    """
    if not re.fullmatch(r"-?\d+(?:\.\d+|/\d+)?", text, re.ASCII) or re.search(r"/0+$", text):
        raise ValueError(f"not an exact number: {text!r}")
    value = Fraction(text)
    if exact_text(value) != text:
        raise ValueError(f"not an exact number: {text!r}")
    return value


def rounded_text(value: Fraction, places: int) -> str:
    """A number rounded half away from zero for people to read, without trailing zeros.

    >>> rounded_text(Fraction(2, 3), 2), rounded_text(Fraction(1, 2), 2)
    ('0.67', '0.5')
    """
    numerator, denominator, scale = value.numerator, value.denominator, 10**places
    # Whole numbers throughout: a report of a province rounds hundreds of thousands of values.
    scaled = (2 * abs(numerator) * scale + denominator) // (2 * denominator)
    whole, rest = divmod(scaled, scale)
    decimals = str(rest).rjust(places, "0").rstrip("0")
    text = f"{whole}.{decimals}" if decimals else str(whole)
    return f"-{text}" if numerator < 0 and scaled else text
