"""Relations between columns of numbers that stand in one row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import attrs

from dxplan.engine.tables.scanning.book import Book, unit_factor
from dxplan.engine.tables.scanning.relations import Instance, Relation, whole_factors
from dxplan.plan.model import Comparator

LARGEST = 2**62
"""Numbers up to there are compared in the table; who has larger ones is looked at one by one."""
Product: TypeAlias = tuple[int, ...]


@attrs.frozen
class Form:
    """A relation between columns of numbers of one row.

    :param terms: whole factors, each with the columns whose numbers it multiplies.
    """

    terms: tuple[tuple[int, Product], ...]
    constant: int
    comparator: Comparator

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns that it compares."""
        return tuple(dict.fromkeys(column for _, product in self.terms for column in product))

    @property
    def is_plain(self) -> bool:
        """Whether it compares two numbers as they stand."""
        factors = sorted(factor for factor, _ in self.terms)
        alone = all(len(product) == 1 for _, product in self.terms)
        return factors == [-1, 1] and alone and not self.constant

    @property
    def bound(self) -> int:
        """Numbers up to there can be put into the relation in 64 bits."""
        weight = sum(abs(factor) for factor, _ in self.terms) + abs(self.constant) + 1
        return _root(LARGEST // weight, max(len(product) for _, product in self.terms))


def forms_in_rows(book: Book, scales: Sequence[int], instance: Instance) -> dict[int, Form] | None:
    """By pattern, a relation between columns; ``None`` when its numbers stand in several rows."""
    rows = [{number for number, _ in places} for places in instance.where.values()]
    if any(each != rows[0] for each in rows):
        return None
    forms = {}
    for number in rows[0]:
        columns = {
            measure: [column for at, column in places if at == number]
            for measure, places in instance.where.items()
        }
        if any(len(each) != 1 for each in columns.values()):
            return None
        alone = {measure: each[0] for measure, each in columns.items()}
        forms[number] = _form(book, scales, number, instance.relation, alone)
    return forms


def _form(
    book: Book, scales: Sequence[int], number: int, relation: Relation, columns: Mapping[str, int]
) -> Form:
    products = [
        tuple(columns[name] for name in (measure, weight) if name is not None)
        for _, measure, weight in relation.terms
    ]
    factors = [
        factor * _product(factor_of(book, scales, number, column) for column in product)
        for (factor, _, _), product in zip(relation.terms, products, strict=True)
    ]
    *whole, constant = whole_factors([*factors, relation.constant])
    return Form(tuple(zip(whole, products, strict=True)), constant, relation.comparator)


def _product(factors: Iterable[Fraction]) -> Fraction:
    result = Fraction(1)
    for factor in factors:
        result *= factor
    return result


def _root(number: int, degree: int) -> int:
    """The largest number whose power is not above another one."""
    if degree == 1:
        return number
    found = int(number ** (1 / degree)) + 1
    while found**degree > number:
        found -= 1
    return found


def factor_of(book: Book, scales: Sequence[int], number: int, column: int) -> Fraction:
    """What the numbers of a pattern in a column are multiplied by to be in their unit.

    :param scales: by column, how many times its numbers it is read as.
    """
    return unit_factor(book.patterns[number].slots[column], scales[column])
