"""The smallest nodes: names, texts, numbers, time literals."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import attrs

from dxplan.source import Placed


@attrs.frozen
class Name(Placed):
    """A name, perhaps dotted."""

    text: str


@attrs.frozen
class Text(Placed):
    """A quoted text, without its quotes."""

    value: str


@attrs.frozen
class Declared:
    """What a declaration declares: ``name | alias "title"``."""

    name: Name
    alias: Name | None = None
    title: Text | None = None


@attrs.frozen
class Number(Placed):
    """A number, never negative, perhaps with a percent sign or a word for its magnitude.

    :param value: as it is meant: 5 for ``5%``, 5,000,000,000 for ``5 billion``.
    :param magnitude: the word that was written, a row of the keyword table.
    :param money: whether it is a number of dong.
    """

    value: Fraction
    percent: bool = False
    magnitude: Magnitude | None = None
    money: bool = False


Magnitude = Literal["THOUSAND", "MILLION", "BILLION", "TRILLION"]

SIZE_OF: dict[Magnitude, int] = {
    "THOUSAND": 10**3, "MILLION": 10**6, "BILLION": 10**9, "TRILLION": 10**12,
}  # fmt: skip


LiteralKind = Literal["year", "quarter", "month", "day", "school_year", "semester"]


@attrs.frozen
class TimeLiteral(Placed):
    """A closed interval of days as written.

    ``parts`` by kind: year (y,) · quarter (y, q) · month (y, m) · day (y, m, d) · school_year
    (first,) · semester (first, n). They are known to exist in the calendar (2025-13 never becomes
    a literal).
    """

    kind: LiteralKind
    parts: tuple[int, ...]
