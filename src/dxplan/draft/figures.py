"""The numbers that stand in the cells of tables."""

from __future__ import annotations

import re

from dxplan.draft.columns import Column
from dxplan.draft.model import Quantity
from dxplan.draft.numbers import compared

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{3}){1,4}(?:,[0-9]{1,2})?|[0-9]{1,9}(?:[.,][0-9]{1,2})?"
_CELL = re.compile(
    rf"(?P<before>[^0-9]{{0,40}})(?P<low>{_NUMBER})(?: ?%)?"
    rf"(?:(?: ?[-–÷] ?| đến | to )(?P<high>{_NUMBER}))?(?P<after>[^0-9]{{0,40}})"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?")
_SIGNS = {
    "≥": "at least", ">=": "at least", ">": "over", "≤": "no more than", "<=": "no more than",
    "<": "under",
}  # fmt: skip
_PERCENT = ("%", "phần trăm", "percent", "per cent", "tỷ lệ %", "tỉ lệ %")
_MONEY = {
    "đồng": "", "dong": "", "vnđ": "", "nghìn đồng": "thousand", "ngàn đồng": "thousand",
    "1000 đồng": "thousand", "1.000 đồng": "thousand", "triệu đồng": "million", "trđ": "million",
    "tr.đ": "million", "million dong": "million", "tỷ đồng": "billion", "tỉ đồng": "billion",
    "billion dong": "billion",
}  # fmt: skip
_RANKS = ("hạng", "thứ hạng", "xếp hạng", "vị trí", "rank")
_SHARES = ("tỷ lệ ", "tỉ lệ ", "tỷ trọng ", "tỉ trọng ", "share of ", "percentage of ")
_IN_BRACKETS = re.compile(r"\(([^()]{1,20})\)$")
NOTHING = frozenset(("", "-", "–", "—", "…", "...", "/"))
"""Cells that hold nothing."""


def figure_of(cell: str, measure: str, column: Column, title: str) -> Quantity | None:
    """The number of a cell; nothing where there is none, or something else besides.

    :param measure: what the table says that the row is counted in.
    :param title: of the row; a share is one in percent.

    >>> found = figure_of("≥ 1.200,5", "triệu đồng", Column("2026"), "Chi cho thiết bị")
    >>> (found.comparator, found.low, found.magnitude) if found else None
    ('at least', '1200.5', 'million')
    """
    found = _CELL.fullmatch(cell.strip())
    if found is None:
        return None
    after = found["after"].strip()
    percent = "%" in cell
    unit, magnitude, doubts = _unit("%" if percent else measure or column.measure, title)
    told = after.strip("% ").casefold()
    if told not in ("", "trở lên", "or more", measure.casefold(), unit.casefold()):
        if measure:
            return None
        unit, magnitude, doubts = _unit(told, title)
    before = found["before"].strip()
    comparator, change, unsure = _said_before(before, told, unit)
    if before and not comparator and not change:
        return None
    if not comparator and not change and not (unit == "%" and found["low"] == "100"):
        unsure = (*unsure, "no-comparator")
    return Quantity(
        -1, -1, _plain(found["low"]), _plain(found["high"] or ""), unit, magnitude,
        comparator, change, scope=column.scope,
        doubts=(*doubts, *unsure), due=column.due, column=column.about,
    )  # fmt: skip


def _said_before(before: str, after: str, unit: str) -> tuple[str, str, tuple[str, ...]]:
    sign = _SIGNS.get(before)
    return (sign, "", ()) if sign else compared(before, after, unit)


def _unit(measure: str, title: str) -> tuple[str, str, tuple[str, ...]]:
    """The unit of a number, its magnitude, and what is not certain about them."""
    bare = " ".join(measure.casefold().strip(" .:()").split())
    if bare in _PERCENT:
        return "%", "", ()
    if bare in _MONEY:
        return "dong", _MONEY[bare], ()
    if bare in _RANKS:
        return "rank", "", ()
    if bare:
        return bare, "", ()
    inside = _IN_BRACKETS.search(title)
    if inside is not None:
        return _unit(inside[1], "")
    if title.casefold().startswith(_SHARES):
        return "%", "", ("read-as-percent",)
    return "", "", ("no-measure",)


def _plain(number: str) -> str:
    """A number as rules have it."""
    if not number:
        return ""
    bare = number.replace(".", "") if _GROUPED.fullmatch(number) else number
    whole, point, rest = bare.replace(",", ".").partition(".")
    return f"{whole.lstrip('0') or '0'}{point}{rest}"
