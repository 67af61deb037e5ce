"""The smallest nodes: names, texts, numbers, time literals."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import attrs

from dxplan.source import Span


@attrs.frozen
class Placed:
    """Whatever stands somewhere."""

    span: Span | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)


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
    """A number, never negative, perhaps with a percent sign; ``value`` is as written (5 for 5%)."""

    value: Fraction
    percent: bool = False


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
