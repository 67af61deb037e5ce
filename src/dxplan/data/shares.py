"""Numerators held against their denominators, number by number of one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.data.cell_values import Exact
from dxplan.data.layouts import Members, SeriesKey
from dxplan.plan.model import Indicator, Plan, Sum
from dxplan.shown import Shown

Values: TypeAlias = Mapping[SeriesKey, Exact]


@attrs.frozen(repr=False)
class Combination(Shown):
    """A linear combination of the numbers of one report."""

    terms: tuple[tuple[Exact, SeriesKey], ...]
    constant: Exact
    is_one_number: bool = attrs.field(init=False, eq=False, repr=False)

    @is_one_number.default
    def _is_one_number(self) -> bool:
        return self.constant == 0 and len(self.terms) == 1 and self.terms[0][0] == 1

    def value(self, values: Values) -> Exact | None:
        """What it comes to; ``None`` when one of its numbers is missing."""
        total = self.constant
        if self.is_one_number:
            return values.get(self.terms[0][1])
        for factor, key in self.terms:
            number = values.get(key)
            if number is None:
                return None
            total += factor * number
        return total


@attrs.frozen(repr=False)
class ShareCheck(Shown):
    """A share for some members: of it, ``0 <= numerator <= denominator`` holds in every report."""

    indicator: Indicator
    numerator: Combination
    denominator: Combination

    @property
    def keys(self) -> tuple[SeriesKey, ...]:
        """The numbers it needs, those of the numerator first."""
        return tuple(key for part in (self.numerator, self.denominator) for _, key in part.terms)


@attrs.frozen(repr=False)
class BrokenShare(Shown):
    """A share that a report breaks, with what its two sums come to."""

    check: ShareCheck
    numerator: Exact
    denominator: Exact


ShareChecks: TypeAlias = Mapping[SeriesKey, list[ShareCheck]]


def share_checks(plan: Plan, keys: Iterable[SeriesKey]) -> ShareChecks:
    """The shares that can be checked where these numbers are reported, by their first number.

    Only shares that are quotients of two plain sums, and only numbers for the same members.
    """
    known = set(keys)
    found: dict[SeriesKey, list[ShareCheck]] = {}
    for members in sorted({members for _, members in known}):
        for check in _for_members(plan, members):
            if known.issuperset(check.keys) and check.numerator.terms:
                found.setdefault(check.keys[0], []).append(check)
    return found


def _for_members(plan: Plan, members: Members) -> Iterator[ShareCheck]:
    for indicator in plan.indicators.values():
        check = share_for(indicator, members)
        if check is not None:
            yield check


def share_for(indicator: Indicator, members: Members) -> ShareCheck | None:
    """A share for some members, if it is a quotient of two plain sums."""
    above, below = indicator.numerator, indicator.denominator
    if indicator.kind != "share" or not isinstance(above, Sum) or not isinstance(below, Sum):
        return None
    if any(weight is not None for _, _, weight in (*above.terms, *below.terms)):
        return None
    return ShareCheck(indicator, _combine(above, members), _combine(below, members))


def _combine(terms: Sum, members: Members) -> Combination:
    found = tuple((_exact(factor), (measure, members)) for factor, measure, _ in terms.terms)
    return Combination(found, _exact(terms.constant))


def _exact(number: Fraction) -> Exact:
    # Whole numbers as int: adding them up is several times faster.
    return number.numerator if number.denominator == 1 else number


def broken_shares(checks: ShareChecks, values: Values) -> Iterator[BrokenShare]:
    """The shares that the numbers of one organisation for one period break."""
    for key in values:
        if key not in checks:
            continue
        for check in checks[key]:
            below = check.denominator.value(values)
            above = None if below is None else check.numerator.value(values)
            if above is not None and below is not None and not 0 <= above <= below:
                yield BrokenShare(check, above, below)
