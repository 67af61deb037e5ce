"""Rules met with the patterns of a table: which numbers of which rows each of them compares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.engine.material import Key
from dxplan.engine.tables.row_checking.row_rules import Form, RowRule, concerns
from dxplan.engine.tables.scanning.book import points_of, unit_factor
from dxplan.engine.tables.scanning.patterns import Pattern, Texts
from dxplan.engine.tables.scanning.relations import whole_factors
from dxplan.engine.tables.scanning.rows import Rows
from dxplan.plan.model import Plan
from dxplan.values.periods import Period

Whole: TypeAlias = tuple[tuple[int, ...], int]
"""Factors and a constant, whose sum has to be at least 0."""

_LARGEST = 2**62


@attrs.frozen
class Comparison:
    """What the numbers of a report have to keep.

    A measure has a slot for every unit that it is told in; a number that is not there counts as 0.

    :param columns: of the numbers in one row, a slot each; empty where rows are put together.
    :param measures: of every slot, which measure of the rule its number is.
    :param size: how many measures the rule has; a report that lacks one cannot be compared.
    :param divisor: what has to be at least 0 for there to be something to divide by.
    """

    rule: str
    columns: tuple[int, ...]
    measures: tuple[int, ...]
    size: int
    forms: tuple[Whole, ...]
    divisor: Whole | None

    @property
    def bound(self) -> int:
        """Where no number is above, nothing needs more than 64 bits."""
        every: list[Whole] = [*self.forms, *([self.divisor] if self.divisor else [])]
        weights = [sum(map(abs, factors)) + abs(constant) for factors, constant in every]
        return _LARGEST // (max(weights) + 1)

    def keeps(self, numbers: Sequence[int], times: Sequence[int]) -> bool | None:
        """Whether numbers of any size keep it; ``None`` where they cannot be compared.

        :param times: how many numbers a slot has that are not the same.
        """
        given = [at for at, count in zip(self.measures, times, strict=True) for _ in range(count)]
        if sorted(given) != list(range(self.size)):
            return None
        if self.divisor is not None and _sum(self.divisor, numbers) < 0:
            return None
        return all(_sum(form, numbers) >= 0 for form in self.forms)


def _sum(form: Whole, numbers: Sequence[int]) -> int:
    factors, constant = form
    return sum(f * n for f, n in zip(factors, numbers, strict=True)) + constant


@attrs.frozen
class Term:
    """A number of a report that is put together: the rows it stands in, its column and slot."""

    texts: Texts
    report: int
    column: int
    slot: int


@attrs.frozen(eq=False)
class Comparisons:
    """All comparisons of a table.

    :param every: each once; the position of a comparison is its number.
    :param alone: texts of rows with the numbers of the comparisons that each of them is held to.
    :param reports: of every report that is put together of rows, the number of its comparison.
    """

    every: tuple[Comparison, ...]
    alone: tuple[tuple[Texts, int], ...]
    reports: tuple[int, ...]
    terms: tuple[Term, ...]

    def of_rule(self, rule: str | None) -> set[int]:
        """The numbers of the comparisons of a rule, or of all."""
        return {n for n, each in enumerate(self.every) if rule is None or each.rule == rule}


Places: TypeAlias = dict[str, list[tuple[Pattern, int]]]
"""By measure, where its number may stand."""


def compared(
    plan: Plan, rules: Iterable[RowRule], rows: Rows, patterns: Sequence[Pattern]
) -> Comparisons:
    """Every rule wherever a table has one of its measures."""
    found = _Found(plan, rows)
    kinds = {frozenset(slot.measure.name for slot in each.slots.values()) for each in patterns}
    in_rows = not (rows.headings.is_tidy or rows.headings.is_paired)
    together = _together(patterns)
    apart = list(_apart(patterns))
    for rule in rules:
        wanted = set(rule.measures)
        has_all = any(wanted <= kind for kind in kinds)
        if has_all or in_rows:
            for pattern, key, here in apart:
                found.in_a_row(rule, pattern, key, here, partly=in_rows)
        elif not rows.headings.is_paired or wanted <= frozenset().union(*kinds):
            # A row of another indicator is no report that lacks a number.
            for (key, _), places in together.items():
                found.across(rule, key, places)
    return found.comparisons()


def _apart(patterns: Iterable[Pattern]) -> Iterator[tuple[Pattern, Key, dict[str, int]]]:
    """By pattern and members, the columns of measures."""
    for pattern in patterns:
        by_key: dict[Key, dict[str, int]] = {}
        for column, point in points_of(pattern):
            by_key.setdefault(point.key, {}).setdefault(point.measure, column)
        for key, here in by_key.items():
            yield pattern, key, here


def _together(patterns: Iterable[Pattern]) -> dict[tuple[Key, Period], Places]:
    """By members and period, where the numbers of measures may stand."""
    found: dict[tuple[Key, Period], Places] = {}
    for pattern in patterns:
        for column, point in points_of(pattern):
            places = found.setdefault((point.key, point.period), {})
            places.setdefault(point.measure, []).append((pattern, column))
    return found


@attrs.define(eq=False)
class _Found:
    """Comparisons while they are found."""

    plan: Plan
    rows: Rows
    every: dict[Comparison, int] = attrs.field(factory=dict)
    alone: list[tuple[Texts, int]] = attrs.field(factory=list)
    reports: list[int] = attrs.field(factory=list)
    terms: list[Term] = attrs.field(factory=list)

    def in_a_row(
        self, rule: RowRule, pattern: Pattern, key: Key, here: Mapping[str, int], *, partly: bool
    ) -> None:
        """A rule whose numbers stand in one row.

        :param partly: whether a row that has no place for one of them is a report as well.
        """
        there = [at for at, name in enumerate(rule.measures) if name in here]
        enough = there if partly else len(there) == len(rule.measures)
        if enough and concerns(self.plan, rule, key):
            columns = tuple(here[rule.measures[at]] for at in there)
            slots = [(at, self._worth(pattern, c)) for at, c in zip(there, columns, strict=True)]
            self.alone.append((pattern.texts, self._number(_comparison(rule, columns, slots))))

    def across(self, rule: RowRule, key: Key, places: Places) -> None:
        """A rule whose numbers stand in several rows."""
        if not (places.keys() & set(rule.measures) and concerns(self.plan, rule, key)):
            return
        slots: dict[tuple[int, Fraction], int] = {}
        for at, name in enumerate(rule.measures):
            for pattern, column in places.get(name, ()):
                slot = slots.setdefault((at, self._worth(pattern, column)), len(slots))
                self.terms.append(Term(pattern.texts, len(self.reports), column, slot))
        self.reports.append(self._number(_comparison(rule, (), list(slots))))

    def comparisons(self) -> Comparisons:
        """What was found."""
        every, alone, terms = tuple(self.every), tuple(self.alone), tuple(self.terms)
        return Comparisons(every, alone, tuple(self.reports), terms)

    def _worth(self, pattern: Pattern, column: int) -> Fraction:
        return unit_factor(pattern.slots[column], self.rows.numbers[column].scale)

    def _number(self, comparison: Comparison) -> int:
        return self.every.setdefault(comparison, len(self.every))


def _comparison(
    rule: RowRule, columns: tuple[int, ...], slots: Sequence[tuple[int, Fraction]]
) -> Comparison:
    forms = tuple(_whole(form, slots) for form in rule.forms)
    divisor = None if rule.divisor is None else _whole(rule.divisor, slots)
    measures = tuple(at for at, _ in slots)
    return Comparison(rule.id, columns, measures, len(rule.measures), forms, divisor)


def _whole(form: Form, slots: Sequence[tuple[int, Fraction]]) -> Whole:
    """A form of numbers as they stand in rows.

    What is a whole number and above 0 is at least 1.
    """
    exact = [form.factors[at] * worth for at, worth in slots]
    *factors, constant = whole_factors([*exact, form.constant])
    return tuple(factors), constant - form.is_strict
