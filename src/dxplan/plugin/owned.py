"""Copies of values that go to a plugin or come from one.

Most values are frozen, but a frozen value may hold a mapping, which nobody keeps from being
changed. What a plugin brought is copied before it is used, and what it is shown is a copy, so that
neither side changes what the other one has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from dxplan.source import Source, Span

T = TypeVar("T")

# Text, places in it and its syntax trees: nothing in them can be changed, and there is much of it.
_AS_THEY_ARE = (Source, Span)


def owned(value: T) -> T:
    """A copy down to what cannot be changed; what is in it twice is twice the same in the copy.

    >>> from dxplan.values.scopes import Scope
    >>> scope = Scope({"level": "primary"})
    >>> mine = owned(scope)
    >>> scope.members.clear()
    >>> mine
    Scope(members={'level': 'primary'})
    """
    return cast(T, _owned(value, {}))


def _owned(value: Any, known: dict[int, tuple[Any, Any]]) -> Any:
    found = known.get(id(value))
    if found is not None:
        return found[1]
    made = _copied(value, known)
    # The value is kept with it, so that no other one gets its id meanwhile.
    known[id(value)] = (value, made)
    return made


def _copied(value: Any, known: dict[int, tuple[Any, Any]]) -> Any:
    if isinstance(value, str):
        return value if type(value) is str else str.__str__(value)
    if isinstance(value, tuple):
        return tuple([_owned(each, known) for each in value])
    if isinstance(value, Mapping):
        return {_owned(key, known): _owned(each, known) for key, each in value.items()}
    fields = getattr(type(value), "__attrs_attrs__", None)
    if fields is None or isinstance(value, (Sequence, *_AS_THEY_ARE)):
        return value
    made = object.__new__(type(value))
    for field in fields:
        object.__setattr__(made, field.name, _owned(getattr(value, field.name), known))
    return made
