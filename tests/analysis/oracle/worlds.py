"""Every model of a small world, by brute force.

A world declares a few measures, flags and facts. A model says how many of what there are: a
count for each measure and leaf of the dimension, on a day or, of flows, in every quarter; for each
kind of school how many there are; and whether each fact holds. All of them are listed, up to a
bound that may be part of the rules, and a set of models is an integer with a bit for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, product

import attrs

from tests.analysis.oracle.days import Day, Stretch
from tests.analysis.oracle.rules import (
    LEVEL,
    Comparator,
    Condition,
    Figure,
    Has,
    Is,
    Negated,
    Rule,
    Schools,
    Some,
    Total,
    compares,
)

MOST_MODELS = 6_000


class TooManyModels(Exception):
    """A world has more models than can be looked at."""


@attrs.frozen
class Fact:
    """Something that holds from one day to another, or of which only events tell."""

    name: str
    since: Day | None = None
    until: Day | None = None

    @property
    def text(self) -> str:
        since = "" if self.since is None else f" from {self.since.isoformat()}"
        return f"fact {self.name}{since}" + (
            "" if self.until is None else f" to {self.until.isoformat()}"
        )

    def holds(self, day: Day) -> bool | None:
        """Whether it holds on a day; ``None`` where that is free."""
        if self.since is None:
            return None
        return self.since <= day and (self.until is None or day <= self.until)


@attrs.frozen
class Check:
    """A relation without numbers between what is reported."""

    left: Total
    comparator: Comparator
    right: Total

    @property
    def text(self) -> str:
        return f"check {self.left.text} {self.comparator} {self.right.text}"

    def holds(self, values: Mapping[str, int]) -> bool:
        return compares(self.left.value(values), self.comparator, self.right.value(values))


@attrs.frozen
class Kind:
    """Schools that are alike: the flags they have, and how many rooms."""

    flags: frozenset[str]
    rooms: int

    def holds(self, condition: Condition) -> bool:
        """Whether a condition holds for each of them."""
        match condition:
            case Is(name):
                return name in self.flags
            case Has(_, comparator, number):
                return compares(self.rooms, comparator, number)
            case Negated(operand):
                return not self.holds(operand)
            case Some(count, operands):
                return sum(map(self.holds, operands)) >= count


@attrs.frozen
class Model:
    """What there is on a day.

    :param counts: by measure, leaf and place of the quarter.
    :param schools: how many there are of each kind.
    :param facts: those that are free.
    """

    counts: Mapping[tuple[str, str, int], int]
    schools: tuple[int, ...]
    facts: Mapping[str, bool]


@attrs.frozen(slots=False, eq=False)
class World:
    """What rules may be about, and all of its models.

    :param leaves: ("",) where nothing is broken down.
    :param quarters: those in which flows are counted; of stocks none, they are of one day.
    :param rooms: the largest number that rooms of a school are held against; a school has one more
        at most. 0 where nobody counts them.
    :param bound: by measure, the most there is of it in all, of flows in twelve months.
    :param most_schools: the most schools there are.
    """

    measures: tuple[str, ...]
    leaves: tuple[str, ...]
    quarters: tuple[Stretch, ...]
    flags: tuple[str, ...]
    rooms: int
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...]
    checks: tuple[Check, ...]
    bound: Mapping[str, int]
    most_schools: int = 0
    _forms: dict[object, list[int]] = attrs.field(factory=dict)
    _quotients: dict[object, dict[tuple[int, int], int]] = attrs.field(factory=dict)

    @property
    def flow(self) -> bool:
        """Whether its measures add up over time."""
        return bool(self.quarters)

    @property
    def times(self) -> int:
        """How many times a measure is counted."""
        return len(self.quarters) or 1

    # --- text -------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        by = " by level" if self.leaves != ("",) else ""
        lines = [LEVEL] if by else []
        lines += [
            f"measure {name}{by} {'flow' if self.flow else 'stock'}" for name in self.measures
        ]
        lines += [f"flag {name}" for name in self.flags]
        lines += ["measure rooms stock"] if self.rooms else []
        lines += [fact.text for fact in self.facts]
        lines += [f"indicator {each.name} = {each.text}" for each in self.figures]
        lines += [check.text for check in self.checks]
        return "\n".join(lines) + "\n"

    # --- models -----------------------------------------------------------------------------------

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        if not self.flags and not self.rooms:
            return ()
        return tuple(
            Kind(frozenset(name for name, has in zip(self.flags, row, strict=True) if has), rooms)
            for row in product((False, True), repeat=len(self.flags))
            for rooms in (range(self.rooms + 2) if self.rooms else (0,))
        )

    @cached_property
    def free_facts(self) -> tuple[str, ...]:
        return tuple(fact.name for fact in self.facts if fact.since is None)

    @cached_property
    def variables(self) -> dict[object, int]:
        """The place of every number of a model in its row."""
        cells = [
            (name, leaf, time)
            for time in range(self.times)
            for leaf in self.leaves
            for name in self.measures
        ]
        names: list[object] = [*cells, *self.kinds, *self.free_facts]
        return {name: place for place, name in enumerate(names)}

    def _cells(self) -> list[tuple[int, ...]]:
        """What the measures may be in one leaf at one time."""
        found = []
        for row in product(*(range(self.bound[name] + 1) for name in self.measures)):
            values = dict(zip(self.measures, row, strict=True))
            shares = all(
                0 <= each.above.value(values) <= each.below.value(values)
                for each in self.figures
                if each.kind == "share"
                and isinstance(each.above, Total)
                and isinstance(each.below, Total)
            )
            if shares and all(check.holds(values) for check in self.checks):
                found.append(row)
        return found

    def rows(self) -> Iterator[tuple[int, ...]]:
        """Every model, as a row of numbers."""
        yield from (
            (*counts, *schools, *facts)
            for counts in self._counts()
            for schools in bounded_rows(len(self.kinds), self.most_schools)
            if not self.kinds or any(schools)
            for facts in product((0, 1), repeat=len(self.free_facts))
        )

    def _counts(self) -> list[tuple[int, ...]]:
        if not self.measures:
            return [()]
        cells = self._at_once()
        most = [self.bound[name] for name in self.measures]
        rows: list[tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]] = [()]
        for _ in range(self.times):
            longer = ((*row, cell) for row in rows for cell in cells)
            rows = [row for row in longer if _within([total for _, total in row[-4:]], most)]
            if len(rows) > MOST_MODELS:
                raise TooManyModels
        return [tuple(number for part, _ in row for number in part) for row in rows]

    def _at_once(self) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        """What there may be at one time in all leaves, and of each measure in all of them."""
        cells = self._cells()
        most = [self.bound[name] for name in self.measures]
        rows: list[tuple[tuple[int, ...], tuple[int, ...]]] = [((), (0,) * len(most))]
        for _ in self.leaves:
            longer = (
                (r + cell, tuple(map(int.__add__, t, cell))) for r, t in rows for cell in cells
            )
            rows = [(row, total) for row, total in longer if all(map(int.__le__, total, most))]
            if len(rows) > MOST_MODELS:
                raise TooManyModels
        return rows

    @cached_property
    def models(self) -> list[tuple[int, ...]]:
        """Every model.

        :raises TooManyModels: when there are more than can be looked at.
        """
        found = list(islice(self.rows(), MOST_MODELS + 1))
        if len(found) > MOST_MODELS:
            raise TooManyModels
        return found

    @cached_property
    def columns(self) -> list[tuple[int, ...]]:
        return list(zip(*self.models, strict=True))

    @cached_property
    def all(self) -> int:
        """The set of all models."""
        return (1 << len(self.models)) - 1

    def model(self, place: int) -> Model:
        """A model by its place."""
        return self.read(self.models[place])

    def read(self, row: Sequence[int]) -> Model:
        """A row of numbers by their names."""
        values = {name: row[place] for name, place in self.variables.items()}
        counts = {name: value for name, value in values.items() if isinstance(name, tuple)}
        schools = tuple(values[kind] for kind in self.kinds)
        return Model(counts, schools, {name: bool(values[name]) for name in self.free_facts})

    # --- sums -------------------------------------------------------------------------------------

    def places(
        self, quantity: Total | Schools | None, leaves: Sequence[str], times: Sequence[int]
    ) -> tuple[list[tuple[int, int]], int]:
        """Which numbers of a row a quantity adds up, how often, and what it adds to them."""
        if quantity is None:
            return [], 1
        if isinstance(quantity, Schools):
            condition = quantity.condition
            kinds = [kind for kind in self.kinds if condition is None or kind.holds(condition)]
            return [(1, self.variables[kind]) for kind in kinds], 0
        found = []
        for factor, name in quantity.terms:
            if name == "rooms":
                found += [(factor * kind.rooms, self.variables[kind]) for kind in self.kinds]
                continue
            found += [
                (factor, self.variables[name, leaf, time]) for leaf in leaves for time in times
            ]
        return found, quantity.constant

    def value(
        self, quantity: Total | Schools | None, leaves: Sequence[str], row: Sequence[int]
    ) -> int:
        """What a quantity comes to in a model, all times taken together."""
        places, constant = self.places(quantity, leaves, range(self.times))
        return constant + sum(factor * row[place] for factor, place in places)

    def _form(
        self, quantity: Total | Schools | None, leaves: Sequence[str], times: Sequence[int]
    ) -> list[int]:
        key = (quantity, leaves, times)
        if key not in self._forms:
            places, constant = self.places(quantity, leaves, times)
            values = [constant] * len(self.models)
            for factor, place in places:
                column = self.columns[place]
                if factor == 1:
                    values = list(map(int.__add__, values, column))
                else:
                    values = [v + factor * n for v, n in zip(values, column, strict=True)]
            self._forms[key] = values
        return self._forms[key]

    def quotients(
        self, figure: Figure, leaves: tuple[str, ...], times: tuple[int, ...]
    ) -> dict[tuple[int, int], int]:
        """By numerator and denominator, the models in which a figure has these."""
        key = (figure.name, leaves, times)
        if key not in self._quotients:
            above = self._form(figure.above, leaves, times)
            below = self._form(figure.below, leaves, times)
            size = len(above) // 8 + 1
            bits: dict[tuple[int, int], bytearray] = {}
            for place, pair in enumerate(zip(above, below, strict=True)):
                found = bits.get(pair)
                if found is None:
                    found = bits[pair] = bytearray(size)
                found[place >> 3] |= 1 << (place & 7)
            self._quotients[key] = {p: int.from_bytes(b, "little") for p, b in bits.items()}
        return self._quotients[key]

    # --- sets of models ---------------------------------------------------------------------------

    def divides(self, figure: Figure, leaves: tuple[str, ...], times: tuple[int, ...]) -> int:
        """The models in which there is something to divide by."""
        found = self.quotients(figure, leaves, times).items()
        return join(models for (_, below), models in found if below > 0)

    def keeping(self, rule: Rule, times: tuple[int, ...]) -> int:
        """The models in which there is something to divide by and a threshold is kept."""
        found = self.quotients(rule.figure, rule.leaves, times).items()
        return join(m for (above, below), m in found if below > 0 and rule.keeps(above, below))

    def where(self, condition: Condition | None, day: Day, times: tuple[int, ...]) -> int:
        """The models in which the condition of a rule holds on a day."""
        match condition:
            case None:
                return self.all
            case Is(name):
                return self._fact(name, day)
            case Has(name, comparator, number, percent):
                figure = next(each for each in self.figures if each.name == name)
                leaves = self.leaves if figure.by_level else ("",)
                found = self.quotients(figure, leaves, times).items()
                scale = 100 if percent else 1
                return join(
                    models
                    for (above, below), models in found
                    if below > 0 and compares(scale * above, comparator, number * below)
                )
            case Negated(operand):
                return self.all ^ self.where(operand, day, times)
            case Some(count, operands):
                sets = [self.where(each, day, times) for each in operands]
                return self.all & at_least(count, sets)

    def _fact(self, name: str, day: Day) -> int:
        fact = next(each for each in self.facts if each.name == name)
        holds = fact.holds(day)
        if holds is not None:
            return self.all if holds else 0
        return self._columns_where_one[name]

    @cached_property
    def _columns_where_one(self) -> dict[str, int]:
        return {name: bits(self.columns[self.variables[name]]) for name in self.free_facts}


def _within(totals: Sequence[tuple[int, ...]], most: Sequence[int]) -> bool:
    """Whether twelve months hold no more of anything than there may be."""
    return all(
        sum(each) <= limit for each, limit in zip(zip(*totals, strict=True), most, strict=True)
    )


def bits(column: Sequence[int]) -> int:
    """The set of the models in which a number is 1."""
    return int("".join("1" if value else "0" for value in reversed(column)), 2)


def join(sets: Iterator[int]) -> int:
    """The union of some sets of models."""
    found = 0
    for each in sets:
        found |= each
    return found


def at_least(count: int, sets: Sequence[int]) -> int:
    """The models that are in at least so many of some sets."""
    if count <= 0:
        return -1
    if count > len(sets):
        return 0
    first, rest = sets[0], sets[1:]
    return at_least(count, rest) | (first & at_least(count - 1, rest))


def bounded_rows(length: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every row of so many counts that come to no more than a number."""
    if not length:
        yield ()
        return
    for first in range(most + 1):
        for rest in bounded_rows(length - 1, most - first):
            yield (first, *rest)
