"""Who reported numbers that break a ``check``, looked for in columns."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import reduce
from math import lcm
from typing import TypeAlias

import numpy as np

from dxplan.engine.material import Key
from dxplan.engine.tables.exact import largest
from dxplan.engine.tables.figures import Numbers
from dxplan.engine.tables.kinds import Codes
from dxplan.engine.tables.number_columns import NumberColumns, reported_by
from dxplan.plan.model import Check, Plan
from dxplan.values.comparators import RELATIONS
from dxplan.values.periods import Period

_Places: TypeAlias = dict[tuple[Period, Key], int]

_ENOUGH = 2**62


def who_broke_checks(plan: Plan, columns: NumberColumns) -> Codes:
    """The codes of those who broke any of a plan's checks.

    A relation is tested where one organisation reported all its measures, break-down by break-down.
    """
    places: dict[str, _Places] = {}
    for position, point in enumerate(columns.points):
        places.setdefault(point.measure, {})[point.period, point.key] = position
    found = [np.zeros(0, dtype=np.int64)]
    for check in plan.checks:
        found.extend(_broke(check, columns, each) for each in _together(check, places))
    return np.unique(np.concatenate(found))


def _together(check: Check, places: Mapping[str, _Places]) -> Iterator[dict[str, int]]:
    """By measure, points of the same period and break-down."""
    names = list(dict.fromkeys([*check.left.measures(), *check.right.measures()]))
    if not names:
        return
    tables = [places.get(name, {}) for name in names]
    for place in set(tables[0]).intersection(*tables[1:]):
        yield {name: table[place] for name, table in zip(names, tables, strict=True)}


def _broke(check: Check, columns: NumberColumns, points: Mapping[str, int]) -> Codes:
    reported = {name: reported_by(columns, point) for name, point in points.items()}
    who = reduce(_both, (codes for codes, _ in reported.values()))
    values = {name: _of(who, *each) for name, each in reported.items()}
    difference = _difference(check, values, columns.scales)
    holds = RELATIONS[check.comparator](difference, 0).astype(np.bool_)
    broke: Codes = who[~holds]
    return broke


def _both(first: Codes, second: Codes) -> Codes:
    if first.size == second.size and bool((first == second).all()):
        return first
    return np.intersect1d(first, second, assume_unique=True)


def _of(who: Codes, codes: Codes, numbers: Numbers) -> Numbers:
    if who is codes:
        return numbers
    found: Numbers = numbers[np.searchsorted(codes, who)]
    return found


def _difference(check: Check, values: Mapping[str, Numbers], scales: Mapping[str, int]) -> Numbers:
    """What stands on the left less what stands on the right, times a positive whole number."""
    right = ((-factor, name, weight) for factor, name, weight in check.right.terms)
    worth = [_worth(term, scales) for term in (*check.left.terms, *right)]
    constant = check.left.constant - check.right.constant
    times = reduce(lcm, (factor.denominator for factor, _ in worth), constant.denominator)
    terms = [(int(factor * times), names) for factor, names in worth]
    least = int(constant * times)
    if abs(least) + sum(_most(term, values) for term in terms) >= _ENOUGH:
        values = {name: numbers.astype(np.object_) for name, numbers in values.items()}
    first = next(iter(values.values()))
    total: Numbers = np.zeros_like(first) + least
    for factor, names in terms:
        total = total + factor * reduce(operator.mul, (values[name] for name in names))
    return total


def _worth(
    term: tuple[Fraction, str, str | None], scales: Mapping[str, int]
) -> tuple[Fraction, tuple[str, ...]]:
    """What one of the whole numbers of a term counts for, and which are multiplied."""
    factor, name, weight = term
    if weight is None:
        return factor / scales[name], (name,)
    return factor / (scales[name] * scales[weight]), (name, weight)


def _most(term: tuple[int, tuple[str, ...]], values: Mapping[str, Numbers]) -> int:
    """The greatest that a term can come to, or anything on the way to it."""
    factor, names = term
    return reduce(operator.mul, (max(1, largest(values[name])) for name in names), abs(factor))
