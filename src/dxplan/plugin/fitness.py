"""Whether a value that a plugin returned is what its type says, all the way down.

Frozen attrs classes do not check what they are given, and a path that is a string or a threshold
that is a float would come to light far from the plugin it came from.
"""

from __future__ import annotations

import collections.abc
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, Union

import attrs

from dxplan.messages import LANGUAGES
from dxplan.values.calendars import Calendar


def fault(value: Any) -> str | None:
    """What cannot be right in a value, as ``Class.field = value``; ``None`` when nothing is wrong.

    >>> from dxplan.plugin.hookspecs import RuleFiles
    >>> fault(RuleFiles("binh_dinh", "binh_dinh.dxplan"))
    "RuleFiles.path = 'binh_dinh.dxplan'"
    """
    return _misfit(value) or _nonsense(value)


def fits(value: Any, hint: Any) -> bool:
    """Whether a value is of an annotated type.

    >>> fits((".csv",), tuple[str, ...]), fits([".csv"], tuple[str, ...])
    (True, False)
    """
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        return any(fits(value, argument) for argument in arguments)
    if origin is Literal:
        return any(type(value) is type(choice) and value == choice for choice in arguments)
    if origin is tuple:
        return isinstance(value, tuple) and _tuple_fits(value, arguments)
    if origin is frozenset:
        return isinstance(value, frozenset) and all(fits(item, arguments[0]) for item in value)
    if origin is collections.abc.Mapping:
        return isinstance(value, Mapping) and all(
            fits(key, arguments[0]) and fits(item, arguments[1]) for key, item in value.items()
        )
    if origin is collections.abc.Callable:
        return callable(value)
    return _is_a(value, hint) and (not attrs.has(hint) or _misfit(value) is None)


def _is_a(value: Any, hint: Any) -> bool:
    """Whether a value is of a class, and not of one that somebody made from it.

    What such a class does when it is compared or asked for a field, nobody knows; and the time of a
    day is no day. Texts are copied, so that it does not matter there.
    """
    if not isinstance(value, hint):
        return False
    home = type(value).__module__.partition(".")[0]
    return type(value) is hint or hint is str or home in ("dxplan", "pathlib")


def _tuple_fits(value: tuple[Any, ...], arguments: tuple[Any, ...]) -> bool:
    if arguments[-1] is Ellipsis:
        return all(fits(item, arguments[0]) for item in value)
    return len(value) == len(arguments) and all(map(fits, value, arguments))


@cache
def _hints(cls: Any) -> Mapping[str, Any]:
    return typing.get_type_hints(cls)


def _misfit(value: Any) -> str | None:
    cls: Any = type(value)
    hints = _hints(cls)
    for field in attrs.fields(cls):
        if not fits(getattr(value, field.name), hints[field.name]):
            return _shown(value, field.name)
    return None


def _nonsense(value: Any) -> str | None:
    """What has the right type and yet cannot be used."""
    for field in ("name", "code", "document", "indicator"):
        if getattr(value, field, "x").strip() == "":
            return _shown(value, field)
    if isinstance(value, Calendar) and not _has_days(value):
        return repr(value)
    # Known by what only a reader and only a lint has, so that neither has to be imported.
    if hasattr(value, "suffixes") and not all(map(_is_suffix, value.suffixes or ("",))):
        return _shown(value, "suffixes")
    if hasattr(value, "texts") and not all(language in value.texts for language in LANGUAGES):
        return _shown(value, "texts")
    return None


def _has_days(calendar: Calendar) -> bool:
    """Whether its days exist in every year and stand in order."""
    try:
        for number in (1, 2):
            calendar.semester(2021, number)
    except ValueError:
        return False
    rest = set(calendar.rest_days)
    return calendar.staleness >= 0 and 1 <= calendar.reports_from <= 28 and rest < set(range(7))


def _is_suffix(text: str) -> bool:
    return text.startswith(".") and len(text) > 1 and text == text.lower()


def _shown(value: Any, field: str) -> str:
    shown = repr(getattr(value, field))
    return f"{type(value).__name__}.{field} = {shown[:60]}{'…' if len(shown) > 60 else ''}"
