"""The keys that may stand in a ``plan.toml``, how each is written, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from dxplan.values.scopes import Scope


@attrs.frozen
class Key:
    """A key that may stand in a table.

    :param example: how it is written, for messages.
    :param read: its value; raises :class:`ValueError` when it is not written like that.
    """

    example: str
    read: Callable[[Any], Any]
    required: bool = False


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError
    return value


def _tables(value: Any) -> Sequence[Mapping[str, Any]]:
    if not isinstance(value, list):
        raise ValueError
    return [_table(item) for item in value]


def _days(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError
    return value


def _month_day(value: Any) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{2})-([0-9]{2})", _text(value))
    if match is None:
        raise ValueError
    day = date(2021, int(match[1]), int(match[2]))
    return day.month, day.day


def _number(value: Any) -> tuple[Fraction, str]:
    """A threshold and its unit, exact because it is text."""
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?(%?)", _text(value))
    if match is None:
        raise ValueError
    return Fraction(match[1]), match[2] or "count"


def _comparator(value: Any) -> str:
    if value not in (">=", ">", "<=", "<", "="):
        raise ValueError
    return str(value)


def _scope(value: Any) -> Scope:
    return Scope({dimension: _text(member) for dimension, member in _table(value).items()})


TOP = {
    "name": Key('name = "phu_nhuan"', _text, required=True),
    "title": Key('title = "Chuyển đổi số quận Phú Nhuận"', _text),
    "version": Key('version = "2024.1"', _text),
    "plans": Key('[plans] phu_nhuan = "phu_nhuan.dxplan"', _table),
    "vocabularies": Key('[vocabularies] district = "district.dxplan"', _table),
    "calendars": Key("[calendars.phu_nhuan]", _table),
    "thresholds": Key("[[thresholds]]", _tables),
}
CALENDAR = {
    "opens": Key('opens = "09-05"', _month_day),
    "second_semester": Key('second_semester = "01-18"', _month_day),
    "closes": Key('closes = "05-31"', _month_day),
    "staleness": Key("staleness = 366", _days),
    "reports_from": Key("reports_from = 15", _days),
    "source": Key('source = "2045/QĐ-BGDĐT"', _text),
}
THRESHOLD = {
    "document": Key('document = "national.qd_131"', _text, required=True),
    "indicator": Key('indicator = "online_share"', _text, required=True),
    "value": Key('value = "5%"', _number, required=True),
    "scope": Key('scope = { level = "primary" }', _scope),
    "comparator": Key('comparator = ">="', _comparator),
    "cite": Key('cite = "II.2.a"', _text),
}
