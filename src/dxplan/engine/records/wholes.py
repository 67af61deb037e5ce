"""Shares of a record: a part is not more than its whole, as in the row of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from dxplan.engine.material import Exact, Key
from dxplan.engine.records.errors import RecordError
from dxplan.engine.records.shapes import Total
from dxplan.engine.records.situation import Figure
from dxplan.engine.records.values import shown
from dxplan.plan.model import Indicator, Plan, Sum
from dxplan.shown import Shown


@attrs.frozen(repr=False)
class Whole(Shown):
    """A share for a break-down: of it ``0 <= numerator <= denominator`` holds."""

    indicator: Indicator
    numerator: Total
    denominator: Total


def summed(of: Sum, key: Key) -> Total:
    """A sum of figures that are broken down alike."""
    terms = tuple(
        (factor, ((name, key),) if weight is None else ((name, key), (weight, key)))
        for factor, name, weight in of.terms
    )
    return Total(terms, of.constant)


def wholes(plan: Plan, figures: Sequence[Figure]) -> tuple[Whole, ...]:
    """The shares that some figures are the sums of, break-down by break-down."""
    given = frozenset(figures)
    return tuple(
        whole
        for key in sorted({key for _, key in figures})
        for whole in _of(plan, key)
        if figures_of(whole.numerator, whole.denominator) <= given
    )


def _of(plan: Plan, key: Key) -> Iterator[Whole]:
    for indicator in plan.indicators.values():
        above, below = indicator.numerator, indicator.denominator
        if indicator.kind != "share" or not isinstance(above, Sum) or not isinstance(below, Sum):
            continue
        if above.terms and not any(weight for _, _, weight in (*above.terms, *below.terms)):
            yield Whole(indicator, summed(above, key), summed(below, key))


def figures_of(*totals: Total) -> set[Figure]:
    """The figures that some sums are made of."""
    return {figure for of in totals for _, each in of.terms for figure in each}


def bounded(whole: Whole) -> set[Figure]:
    """The figures that are not below zero where a share is kept: those that stand alone in it."""
    above, below = whole.numerator, whole.denominator
    alone = all(len(of.terms) == 1 and not of.constant for of in (above, below))
    return figures_of(above, below) if alone and _all_count(above, below) else set()


def _all_count(*totals: Total) -> bool:
    return all(factor > 0 for of in totals for factor, _ in of.terms)


def refuse_above(given: Sequence[Whole], values: Mapping[Figure, Exact | None]) -> None:
    """Refuses figures of which a part is more than its whole, or less than nothing.

    :raises RecordError: for the first such share.
    """
    for whole in given:
        above, below = _value(whole.numerator, values), _value(whole.denominator, values)
        if above is not None and below is not None and not 0 <= above <= below:
            code = "part-below-nothing" if above < 0 else "part-above-whole"
            key = whole.numerator.terms[0][1][0][0]
            params = {
                "indicator": whole.indicator.name,
                "part": shown(above),
                "whole": shown(below),
            }
            raise RecordError(code, key, **params)


def _value(of: Total, values: Mapping[Figure, Exact | None]) -> Exact | None:
    found: Exact = of.constant
    for factor, figures in of.terms:
        number = values[figures[0]]
        if number is None:
            return None
        found += factor * number
    return found
