"""Kleene's three-valued logic: ``True``, ``False``, and ``None`` for what is not known."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None


def conjunction(values: Iterable[Truth]) -> Truth:
    """All of them: false as soon as one is false, else unknown as soon as one is unknown.

    >>> conjunction([True, None]), conjunction([False, None])
    (None, False)
    """
    result: Truth = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def disjunction(values: Iterable[Truth]) -> Truth:
    """One of them: true as soon as one is true, else unknown as soon as one is unknown.

    >>> disjunction([False, None]), disjunction([True, None])
    (None, True)
    """
    return negation(conjunction(negation(v) for v in values))


def at_least(count: int, values: Iterable[Truth]) -> Truth:
    """So many of them or more, whatever those that are not known turn out to be.

    >>> at_least(2, [True, None, False]), at_least(2, [True, None, True])
    (None, True)
    >>> at_least(2, [False, None, False])
    False
    """
    listed = list(values)
    if sum(value is True for value in listed) >= count:
        return True
    return None if sum(value is not False for value in listed) >= count else False


def negation(value: Truth) -> Truth:
    """The opposite; what is not known stays unknown."""
    return None if value is None else not value
