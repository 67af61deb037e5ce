"""Values of the model as plain values of JSON, and back: exact, and the same bytes every time.

A field that has its default is left out, so that a field which the model gains later makes no
difference to what was written before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import attrs

from dxplan.plan import model
from dxplan.plan.environment import ParentThreshold
from dxplan.plan.model import Plan
from dxplan.values.calendars import Calendar, Holidays
from dxplan.values.durations import Duration
from dxplan.values.periods import Period
from dxplan.values.scopes import Dimension, Member, Scope

WORDING = frozenset(
    {"title", "alias", "also", "note", "notes", "text", "when_text", "word", "assumptions",
     "language", "holidays", "source", "because"}
)  # fmt: skip
"""Fields that say a thing in words, and those of calendars that no plan sets."""


@cache
def classes_of_plans() -> Mapping[str, type[Any]]:
    """The classes that may be written, by name."""
    of_model = [getattr(model, name) for name in model.__all__]
    others = [Calendar, Dimension, Duration, Holidays, Member, ParentThreshold, Period, Scope]
    return {
        each.__name__: each
        for each in (*of_model, *others)
        if isinstance(each, type) and attrs.has(each)
    }


def encoded(value: object, without: Container[str] = ()) -> Any:
    """A value as JSON has it.

    :param without: names of fields to leave out.

    >>> encoded(Period(date(2024, 1, 1), date(2024, 3, 31)))
    {'type': 'Period', 'start': {'day': '2024-01-01'}, 'end': {'day': '2024-03-31'}}
    """
    match value:
        case None | bool() | int() | str():
            return value
        case Fraction():
            return {"number": str(value)}
        case date():
            return {"day": value.isoformat()}
        case tuple() | list():
            return [encoded(each, without) for each in value]
        case frozenset():
            return {"set": sorted((encoded(each, without) for each in value), key=canonical)}
        case Mapping():
            return {"map": {key: encoded(each, without) for key, each in sorted(value.items())}}
    return {"type": type(value).__name__, **_fields(value, without)}


def _fields(value: Any, without: Container[str]) -> dict[str, Any]:
    found = {}
    for field in attrs.fields(type(value)):
        if field.eq and field.name not in without:
            written = encoded(getattr(value, field.name), without)
            if not _is_default(field, written, without):
                found[field.name] = written
    return found


def _is_default(field: attrs.Attribute[Any], written: object, without: Container[str]) -> bool:
    default: Any = field.default
    if default is attrs.NOTHING:
        return False
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        default = default.factory()
    expected = encoded(default, without)
    # True equals 1, and is not the same.
    return type(written) is type(expected) and bool(written == expected)


def decoded(value: Any) -> Any:
    """What :func:`encoded` was given, without places.

    :raises ValueError: when it is not what :func:`encoded` gives; also ``KeyError``,
        ``TypeError``, ``AttributeError``.
    """
    if isinstance(value, list):
        return tuple(decoded(each) for each in value)
    if not isinstance(value, dict):
        return value
    kind, *others = value
    if kind == "type":
        given = {name: decoded(value[name]) for name in others}
        return classes_of_plans()[value["type"]](**given)
    inner = value[kind]
    if kind == "number":
        return Fraction(inner)
    if kind == "day":
        return date.fromisoformat(inner)
    if kind == "set":
        return frozenset(map(decoded, inner))
    return {name: decoded(each) for name, each in value["map"].items()}


def canonical(value: object) -> str:
    """Plain values as one text, whatever order their keys are in."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: object) -> str:
    """A hash of plain values."""
    return hashlib.sha256(canonical(value).encode("utf-8")).hexdigest()


def meaning(plan: Plan) -> str:
    """A hash of what a plan means: the same however its rules are worded, laid out or ordered."""
    found = encoded(plan, WORDING)
    for name in ("targets", "tasks", "duties", "checks", "waivers"):
        if name in found:
            found[name] = sorted(found[name], key=canonical)
    return digest(found)
