"""Numbers as people write them: ``1.234.567,89``, ``1,234.5``, ``1 234``, ``12,5``.

A single separator before exactly three digits (``1.265``) says nothing by itself. What it means is
taken from the other cells of its column when they prove it, and otherwise not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

import attrs

from dxplan.shown import Shown

_LONGEST = 40
_SPACED = re.compile("([1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3})+)(?:([.,])([0-9]+))?")
_GROUPED = re.compile(r"([1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\2[0-9]{3})*)(?:([.,])([0-9]+))?")
_DECIMAL = re.compile(r"([0-9]+)([.,])([0-9]+)")
_OTHER = {".": ",", ",": "."}


@attrs.frozen(repr=False)
class NumberText(Shown):
    """The parts of a written number.

    :param whole: the digits before the decimal mark.
    :param decimals: the digits behind it.
    :param proves: the decimal mark that its form proves, or ``None``.
    :param unclear: the separator between ``whole`` and ``decimals`` when it may be either a decimal
        mark or a thousands separator, or ``None``.
    """

    negative: bool
    whole: str
    decimals: str = ""
    proves: str | None = None
    unclear: str | None = None

    def value(self, decimal_mark: str | None) -> tuple[Fraction, int] | None:
        """The number and its decimal places; ``None`` when it is unclear.

        :param decimal_mark: what the column proves to be the decimal mark.
        """
        if self.unclear is not None and decimal_mark is None:
            return None
        grouped = self.unclear is not None and self.unclear != decimal_mark
        places = 0 if grouped else len(self.decimals)
        number = Fraction(int(self.whole + self.decimals), 10**places)
        return (-number if self.negative else number), places


def number_text(text: str) -> NumberText | None:
    """The parts of a written number, or ``None`` when it is not one.

    >>> number_text("1.234,5").proves, number_text("1.265").unclear, number_text("12a")
    (',', '.', None)
    """
    # An apostrophe that tells a spreadsheet to keep a text is no part of it.
    body = text.strip().lstrip("'’").lstrip()
    negative = body[:1] in ("-", "−")
    body = body[1:].lstrip() if negative else body
    if not body or len(body) > _LONGEST:
        return None
    if body.isascii() and body.isdigit():
        return NumberText(negative, body)
    return _spaced(negative, body) or _grouped(negative, body) or _decimal(negative, body)


def _spaced(negative: bool, body: str) -> NumberText | None:
    match = _SPACED.fullmatch(body)
    if match is None:
        return None
    return NumberText(negative, "".join(match[1].split()), match[3] or "", match[2])


def _grouped(negative: bool, body: str) -> NumberText | None:
    match = _GROUPED.fullmatch(body)
    if match is None or match[2] == match[3]:
        return None
    groups = match[1].split(match[2])
    if match[3] is not None:
        return NumberText(negative, "".join(groups), match[4], match[3])
    if len(groups) > 2:
        return NumberText(negative, "".join(groups), "", _OTHER[match[2]])
    return NumberText(negative, groups[0], groups[1], unclear=match[2])


def _decimal(negative: bool, body: str) -> NumberText | None:
    match = _DECIMAL.fullmatch(body)
    return None if match is None else NumberText(negative, match[1], match[3], match[2])


def proven_decimal_mark(column: Iterable[object]) -> str | None:
    """The decimal mark that the texts of a column prove; ``None`` when none or both are proven.

    >>> proven_decimal_mark(["1.265", "12,5"])
    ','
    >>> proven_decimal_mark(["12.5", "12,5"]) is None
    True
    """
    marks = set()
    for raw in column:
        number = number_text(raw.replace("%", "")) if isinstance(raw, str) else None
        if number is not None and number.proves is not None:
            marks.add(number.proves)
    return marks.pop() if len(marks) == 1 else None
