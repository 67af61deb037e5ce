"""Comparisons of rows, made where the rows are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from operator import add, and_, or_
from typing import TYPE_CHECKING, Any

import attrs

from dxplan.engine.tables.row_checking.row_comparisons import Comparison, Whole
from dxplan.engine.tables.scanning.numbers import zero_or_one

if TYPE_CHECKING:
    import narwhals as nw

    Frame = nw.LazyFrame[Any]

Named = Callable[[str], str]

# From there on one number stands for the bounds of all comparisons.
_ROOMY = 2**40


@attrs.frozen(eq=False)
class Batch:
    """Comparisons that are made alike, and differ in factors at most.

    :param numbers: of the comparisons, ``every`` these themselves.
    :param named: makes names that no column of the table has.
    :param reach: no number is above.
    """

    numbers: tuple[int, ...]
    every: tuple[Comparison, ...]
    named: Named
    reach: int

    @property
    def slots(self) -> range:
        """The positions of the numbers that are compared."""
        return range(len(self.every[0].measures))

    @property
    def bounds(self) -> tuple[int, ...]:
        """By comparison; below 0 where not even its factors fit into 64 bits."""
        return tuple(each.bound or -1 for each in self.every)

    @property
    def has_large(self) -> bool:
        """Whether there may be numbers that need more than 64 bits."""
        return self.reach > min(self.bounds)

    def columns(self) -> dict[str, tuple[int, ...]]:
        """What differs from comparison to comparison, by name."""
        return {name: each for name, each in self._numbers().items() if len(set(each)) > 1}

    def judged(self, frame: Frame) -> Frame:
        """Rows with whether they can be compared, and whether they then keep the comparison.

        The numbers are in the columns ``w0`` …, and how many each slot has in ``e0`` ….
        """
        import narwhals as nw

        values = [nw.col(self.named(f"w{slot}")) for slot in self.slots]
        if self.has_large:
            bound = self._bound()
            large = reduce(or_, ((value > bound) | (value < -bound) for value in values))
            frame = frame.with_columns(zero_or_one(large).alias(self.named("large")))
            # A product that wraps around would be compared as if nothing had happened.
            small = nw.col(self.named("large")) == 0
            values = [nw.when(small).then(each).otherwise(0) for each in values]
        can = self._is_full()
        if self.has_large:
            can = can & small
        first = self.every[0]
        if first.divisor is not None:
            can = can & self._holds("d", values)
        keeps = [self._holds(f"f{form}", values) for form in range(len(first.forms))]
        kept = reduce(and_, keeps, can)
        return frame.with_columns(
            zero_or_one(can).alias(self.named("can")), zero_or_one(kept).alias(self.named("kept"))
        )

    def _is_full(self) -> nw.Expr:
        """Whether every measure has one number."""
        import narwhals as nw

        first, times = self.every[0], [nw.col(self.named(f"e{slot}")) for slot in self.slots]
        if set(first.measures) != set(range(first.size)):
            return times[0] < 0
        of_measure: dict[int, list[nw.Expr]] = {}
        for at, count in zip(first.measures, times, strict=True):
            of_measure.setdefault(at, []).append(count)
        return reduce(and_, (reduce(add, each) == 1 for each in of_measure.values()))

    def _holds(self, form: str, values: Sequence[nw.Expr]) -> nw.Expr:
        """Whether a form is at least 0."""
        import narwhals as nw

        numbers = self._numbers()
        parts = []
        for slot, value in enumerate(values):
            factor = self._given(numbers, f"{form}_{slot}")
            if not isinstance(factor, int):
                parts.append(value * factor)
            elif factor:
                parts.append(value if factor == 1 else value * factor)
        constant = self._given(numbers, form)
        total = reduce(add, parts) if parts else nw.col(self.named("c")) * 0
        return total >= -constant if isinstance(constant, int) else total + constant >= 0

    def _given(self, numbers: Mapping[str, tuple[int, ...]], name: str) -> int | nw.Expr:
        """A number of every comparison: itself where it is the same for all, else its column."""
        import narwhals as nw

        listed = numbers[name]
        return listed[0] if len(set(listed)) == 1 else nw.col(self.named(name))

    def _bound(self) -> int | nw.Expr:
        least = min(self.bounds)
        return least if least >= _ROOMY else self._given(self._numbers(), "bound")

    def _numbers(self) -> dict[str, tuple[int, ...]]:
        """The factors and constants of all comparisons, by name."""
        found = {"bound": self.bounds}
        listed = [tuple(_forms(each)) for each in self.every]
        for position, (name, _) in enumerate(listed[0]):
            forms = [
                _fitting(each[position][1], b) for each, b in zip(listed, self.bounds, strict=True)
            ]
            found[name] = tuple(constant for _, constant in forms)
            for slot in self.slots:
                found[f"{name}_{slot}"] = tuple(factors[slot] for factors, _ in forms)
        return found


def _forms(comparison: Comparison) -> Iterator[tuple[str, Whole]]:
    for position, form in enumerate(comparison.forms):
        yield f"f{position}", form
    if comparison.divisor is not None:
        yield "d", comparison.divisor


def _fitting(form: Whole, bound: int) -> Whole:
    """A form whose factors fit into 64 bits: zeros where all rows are compared elsewhere."""
    factors, _ = form
    return form if bound > 0 else (tuple(0 for _ in factors), 0)


def batches(
    every: Sequence[Comparison], wanted: set[int], named: Named, reaches: Mapping[int, int]
) -> Iterator[Batch]:
    """Some comparisons, those that are made alike together."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for number in sorted(wanted):
        each = every[number]
        key = (each.columns, each.measures, each.size, len(each.forms), each.divisor is None)
        alike.setdefault(key, []).append(number)
    for numbers in alike.values():
        columns = every[numbers[0]].columns or tuple(reaches)
        reach = max((reaches[column] for column in columns), default=0)
        yield Batch(tuple(numbers), tuple(every[n] for n in numbers), named, reach)
