"""What the numbers of one report must satisfy: shares of their whole, and the plan's checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import lcm
from typing import TypeAlias

import attrs

from dxplan.data.layouts import SeriesKey
from dxplan.data.shares import share_checks
from dxplan.engine.material import Key
from dxplan.engine.tables.scanning.book import Book
from dxplan.plan.model import Check, Comparator, Plan, Sum
from dxplan.values.periods import Period

Factors: TypeAlias = tuple[tuple[Fraction, str, str | None], ...]


@attrs.frozen
class Relation:
    """A comparison of a sum of measures with 0, within a report and for the same members.

    :param terms: factor, measure, and the measure it is multiplied by, if any.
    """

    terms: Factors
    constant: Fraction
    comparator: Comparator

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that it compares."""
        named = (name for _, *pair in self.terms for name in pair if name is not None)
        return tuple(dict.fromkeys(named))


@attrs.frozen
class Instance:
    """A relation for some members in a period.

    :param where: of every measure the patterns and columns where its number may stand.
    """

    relation: Relation
    period: Period
    key: Key
    where: Mapping[str, tuple[tuple[int, int], ...]] = attrs.field(hash=False)


def instances(plan: Plan, book: Book) -> list[Instance]:
    """Every relation wherever a table has all its measures."""
    where: dict[tuple[str, Key, Period], list[tuple[int, int]]] = {}
    for number, column, point in book.each_point():
        where.setdefault((point.measure, point.key, point.period), []).append((number, column))
    by_place: dict[tuple[Key, Period], dict[str, tuple[tuple[int, int], ...]]] = {}
    for (measure, key, period), found in where.items():
        by_place.setdefault((key, period), {})[measure] = tuple(found)
    of_keys: dict[tuple[str, ...], list[Relation]] = {}
    result = []
    for (key, period), measures in by_place.items():
        for relation in _relations(plan, tuple(sorted(measures)), of_keys):
            here = {name: measures[name] for name in relation.measures}
            result.append(Instance(relation, period, key, here))
    return result


def _relations(
    plan: Plan, measures: tuple[str, ...], known: dict[tuple[str, ...], list[Relation]]
) -> list[Relation]:
    """The relations between some measures; worked out once for the same ones."""
    if measures not in known:
        known[measures] = relations_of(plan, measures)
    return known[measures]


def relations_of(plan: Plan, measures: tuple[str, ...]) -> list[Relation]:
    """The relations between some measures."""
    checks = (_of_check(check, measures) for check in plan.checks)
    return [*_of_shares(plan, measures), *(each for each in checks if each is not None)]


def _of_shares(plan: Plan, measures: Iterable[str]) -> Iterator[Relation]:
    """That the numerator of a share is not below 0 and not above its denominator."""
    keys: list[SeriesKey] = [(name, ()) for name in measures]
    for check in (each for found in share_checks(plan, keys).values() for each in found):
        above = _terms(check.numerator.terms, 1)
        below = _terms(check.denominator.terms, -1)
        low, high = Fraction(check.numerator.constant), Fraction(check.denominator.constant)
        yield Relation(_merged((*above, *below)), low - high, "<=")
        if any(factor < 0 for factor, _, _ in above) or low < 0:
            # The number of a whole has to be there as well, or nothing is checked.
            needed = tuple((Fraction(0), name, None) for _, name, _ in below)
            yield Relation(_merged((*above, *needed)), low, ">=")


def _terms(terms: Iterable[tuple[int | Fraction, SeriesKey]], sign: int) -> Factors:
    return tuple((Fraction(factor) * sign, name, None) for factor, (name, _) in terms)


def _of_check(check: Check, measures: Iterable[str]) -> Relation | None:
    found = Relation(
        _merged((*check.left.terms, *_negative(check.right))),
        check.left.constant - check.right.constant,
        check.comparator,
    )
    return found if found.terms and set(found.measures) <= set(measures) else None


def _negative(total: Sum) -> Factors:
    return tuple((-factor, name, weight) for factor, name, weight in total.terms)


def _merged(terms: Factors) -> Factors:
    found: dict[tuple[str, str | None], Fraction] = {}
    for factor, name, weight in terms:
        found[name, weight] = found.get((name, weight), Fraction(0)) + factor
    return tuple((factor, name, weight) for (name, weight), factor in found.items())


def whole_factors(factors: Iterable[Fraction]) -> tuple[int, ...]:
    """Factors in the same proportion that are whole numbers.

    >>> whole_factors([Fraction(1, 2), Fraction(-1, 3)])
    (3, -2)
    """
    listed = list(factors)
    together = lcm(*(each.denominator for each in listed)) if listed else 1
    return tuple(int(each * together) for each in listed)
