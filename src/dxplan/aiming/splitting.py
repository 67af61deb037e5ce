"""A sum divided among reports, each of which keeps what every report must keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from dxplan.aiming.errors import Empty
from dxplan.aiming.inequalities import Choose, Inequality, Ordered, ordered

REPORTS = "#"
"""How many reports a sum is made of."""


def of_sum(each: Inequality) -> Inequality:
    """What so many reports keep together when every one of them keeps an inequality."""
    terms = dict(each.terms)
    if each.constant:
        terms[REPORTS] = each.constant
    return Inequality(tuple(sorted(terms.items())))


def _left(name: str) -> str:
    return f"{name} left"


@lru_cache(maxsize=4096)
def ready(names: tuple[str, ...], inequalities: frozenset[Inequality]) -> Ordered:
    """The same as :func:`ordered`, kept for those who draw again and again."""
    return ordered(names, inequalities)


@lru_cache(maxsize=4096)
def _part(names: tuple[str, ...], rules: frozenset[Inequality]) -> Ordered:
    """One report of a sum, of which what is left must do for the other reports."""
    rest: list[Inequality] = []
    for each in rules:
        terms = {_left(name): factor for name, factor in each.terms}
        terms.update({name: -factor for name, factor in each.terms})
        if each.constant:
            terms[REPORTS] = each.constant
        rest.append(Inequality(tuple(sorted(terms.items()))))
    return ordered(names, [*rules, *rest])


def divided(
    total: Mapping[str, int],
    count: int,
    names: Sequence[str],
    rules: Sequence[Inequality],
    choose: Choose,
) -> list[dict[str, int]]:
    """So many reports that come to a sum.

    >>> from dxplan.aiming.inequalities import inequality, least
    >>> rules = [inequality({"part": 1}), inequality({"whole": 1, "part": -1})]
    >>> divided({"whole": 7, "part": 3}, 2, ["whole", "part"], rules, lambda low, high: high)
    [{'whole': 0, 'part': 0}, {'whole': 7, 'part': 3}]
    """
    left = dict(total)
    found: list[dict[str, int]] = []
    part = _part(tuple(names), frozenset(rules))
    for others in range(count - 1, 0, -1):
        given = {**{_left(name): left[name] for name in names}, REPORTS: others}
        one = _drawn(part, choose, given, names, left)
        left = {name: left[name] - one[name] for name in names}
        found.append(one)
    # What is left goes to the first: with one report fewer it takes that as well, and all others
    # stay as they are, which lets a failure shrink.
    return [{name: left[name] for name in names}, *found]


def _drawn(
    part: Ordered,
    choose: Choose,
    given: Mapping[str, int],
    names: Sequence[str],
    left: Mapping[str, int],
) -> dict[str, int]:
    """One part; where whole numbers do not divide as they should, everything or nothing."""
    try:
        return part.draw(choose, given)
    except Empty:
        return dict.fromkeys(names, 0)
