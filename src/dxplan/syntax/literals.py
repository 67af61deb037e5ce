"""Numbers and time literals.

From the characters of a token to a value, or to what is wrong with them.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from dxplan.limits import current
from dxplan.syntax.nodes import LiteralKind

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


class Unreadable(Exception):
    """The characters look like a literal and are none.

    :param code: the diagnostic that says why.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def quoted(text: str) -> str:
    r"""What stands between quotes.

    >>> quoted('"a \\" b"'), quoted("“a”")
    ('a " b', 'a')
    """
    inner = text[1:-1]
    return re.sub(r"\\(.)", r"\1", inner) if text[0] == '"' and "\\" in inner else inner


def number(text: str, percent: bool = False) -> Fraction:
    """The value of a number token; a decimal comma is refused, and what may be thousands.

    :param percent: whether it is a percentage, of which nobody has thousands.

    >>> number("2.5"), number("12.345", percent=True)
    (Fraction(5, 2), Fraction(2469, 200))
    """
    marks = re.sub(r"\d", "", text)
    if _THOUSAND.fullmatch(text) and not (percent and marks == "."):
        long = text.replace(marks, "")
        raise Unreadable("thousands-point", text=text, short=_as_decimal(text), long=long)
    if marks == ",":
        raise Unreadable("decimal-comma", text=text, point=text.replace(",", "."))
    if marks not in ("", "."):
        raise _badly_marked(text, marks)
    if len(text) > current().digits:
        raise Unreadable("number-too-long", digits=len(text), limit=current().digits)
    return Fraction(text)


_THOUSAND = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")

_IN_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?)")


def _as_decimal(text: str) -> str:
    """Digits with three behind a mark read as decimals, so that nobody takes them for thousands."""
    whole, three = re.split("[.,]", text)
    decimals = three.rstrip("0")
    return unmistakable(f"{whole}.{decimals}") if decimals else whole


def unmistakable(text: str) -> str:
    """A number with one more zero where its decimals would pass for thousands.

    >>> unmistakable("1.125"), unmistakable("1.25")
    ('1.1250', '1.25')
    """
    return f"{text}0" if _THOUSAND.fullmatch(text) else text


def _badly_marked(text: str, marks: str) -> Unreadable:
    """What is wrong with several marks: they part thousands, or cannot be told at all.

    Two different marks leave no doubt: the last one stands before the decimals.

    >>> _badly_marked("1.265.000", "..").params["plain"]
    '1265000'
    >>> _badly_marked("1,265.50", ",.").params["plain"]
    '1265.5'
    """
    if not _IN_THOUSANDS.fullmatch(text):
        return Unreadable("no-number", text=text)
    if marks[0] == marks[-1]:
        return Unreadable("marked-thousands", text=text, plain=text.replace(marks[0], ""))
    whole, _, decimals = text.replace(marks[0], "").partition(marks[-1])
    kept = decimals.rstrip("0")
    return Unreadable("marked-thousands", text=text, plain=f"{whole}.{kept}" if kept else whole)


def year(text: str) -> int:
    """A year of four digits."""
    if not re.fullmatch(r"\d{4}", text) or not 1900 <= int(text) <= 2199:
        raise Unreadable("impossible-date", text=text)
    return int(text)


def ordinal(text: str, highest: int) -> int:
    """A quarter's or semester's number, Roman or Arabic."""
    value = _ROMAN.get(text.upper()) or (int(text) if text.isdigit() and len(text) < 3 else 0)
    if not 1 <= value <= highest:
        raise Unreadable("impossible-date", text=text)
    return value


def ordinal_month(text: str) -> int:
    """A month's number."""
    if not text.isdigit() or not 1 <= int(text[:3]) <= 12:
        raise Unreadable("impossible-date", text=text)
    return int(text)


def first_year(text: str) -> int:
    """The opening year of a school year written ``2024-2025``; the years must follow each other."""
    match = re.fullmatch(r"(\d{4})-(\d{4})", text)
    if match is None or int(match[2]) != int(match[1]) + 1:
        raise Unreadable("impossible-school-year", text=text)
    return year(match[1])


_LONGEST_DATE = 20
_SHAPES: tuple[tuple[str, LiteralKind, tuple[int, ...]], ...] = (
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", "day", (1, 2, 3)),
    (r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", "day", (3, 2, 1)),
    (r"(\d{4})-[Qq](\d+)", "quarter", (1, 2)),
    (r"[Qq](\d+)/(\d{4})", "quarter", (2, 1)),
    (r"(\d{4})-(\d{1,2})", "month", (1, 2)),
    (r"(\d{1,2})/(\d{4})", "month", (2, 1)),
)


def separated(text: str, head: str | None) -> tuple[LiteralKind, tuple[int, ...]]:
    """A literal written with separators, perhaps after the word for day, month or quarter.

    >>> separated("31/5/2024", "DAY")
    ('day', (2024, 5, 31))
    >>> separated("2/2024", "QUARTER")
    ('quarter', (2024, 2))
    """
    if len(text) > _LONGEST_DATE:
        raise Unreadable("impossible-date", text=text)
    for shape, written, order in _SHAPES:
        match = re.fullmatch(shape, text)
        if match is not None:
            parts = tuple(int(match[group]) for group in order)
            kind = "quarter" if written == "month" and head == "QUARTER" else written
            if head is not None and head.lower() != kind:
                raise Unreadable("impossible-date", text=text)
            return _existing(kind, parts, text)
    if re.fullmatch(r"\d{1,2}[/-]\d{1,2}", text):
        raise Unreadable("missing-year", text=text)
    if re.fullmatch(r"\d{4}-\d{4}", text):
        raise Unreadable("bare-school-year", text=text)
    raise Unreadable("impossible-date", text=text)


def _existing(
    kind: LiteralKind, parts: tuple[int, ...], text: str
) -> tuple[LiteralKind, tuple[int, ...]]:
    year(str(parts[0]).zfill(4))
    limits = {"quarter": 4, "month": 12}
    if kind in limits and not 1 <= parts[1] <= limits[kind]:
        raise Unreadable("impossible-date", text=text)
    if kind == "day":
        try:
            date(*parts)
        except ValueError:
            raise Unreadable("impossible-date", text=text) from None
    return kind, parts
