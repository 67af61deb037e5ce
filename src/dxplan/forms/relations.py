"""What must hold between the figures of a form, as formulas that a spreadsheet checks itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs

from dxplan.plan.model import Comparator, Plan, Sum
from dxplan.values.numbers import exact_text


@attrs.frozen
class Relation:
    """Two sums over figures for the same members, and how they must compare."""

    left: Sum
    comparator: Comparator
    right: Sum

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures it is about, each once."""
        return tuple(dict.fromkeys((*self.left.measures(), *self.right.measures())))

    def formula(self, cells: Mapping[str, str]) -> str:
        """A formula that is true when it holds, or when one of its cells is still blank.

        :param cells: the address of every measure.

        >>> half = Sum(((Fraction(1), "a", None),)), Sum(((Fraction(2), "b", None),))
        >>> Relation(half[0], "<=", half[1]).formula({"a": "C7", "b": "D7"})
        'OR(COUNT(C7,D7)<2,C7<=2*D7)'
        """
        used = [cells[name] for name in self.measures]
        left, right = (_formula(side, cells) for side in (self.left, self.right))
        counted = f"COUNT({','.join(used)})<{len(used)}"
        return f"OR({counted},{left}{self.comparator}{right})"


def relations_of(plan: Plan, measures: frozenset[str]) -> tuple[Relation, ...]:
    """The relations among some measures.

    A numerator is at most its denominator, and what the plan checks holds. A check about a measure
    that no target needs adds nothing to a form.
    """
    found = (*_of_shares(plan), *_of_checks(plan))
    return tuple(
        dict.fromkeys(
            each for each in found if measures.issuperset(each.measures) and each.measures
        )
    )


def _of_shares(plan: Plan) -> Iterator[Relation]:
    for indicator in plan.indicators.values():
        above, below = indicator.numerator, indicator.denominator
        if indicator.kind == "share" and _is_plain(above) and _is_plain(below):
            assert isinstance(above, Sum)
            assert isinstance(below, Sum)
            yield Relation(above, "<=", below)


def _of_checks(plan: Plan) -> Iterator[Relation]:
    for check in plan.checks:
        if _is_plain(check.left) and _is_plain(check.right):
            yield Relation(check.left, check.comparator, check.right)


def _is_plain(quantity: object) -> bool:
    """Whether it is a sum without products, so that every figure stands for itself."""
    return isinstance(quantity, Sum) and all(weight is None for _, _, weight in quantity.terms)


def _formula(total: Sum, cells: Mapping[str, str]) -> str:
    pieces = [_term(factor, cells[measure]) for factor, measure, _ in total.terms]
    if total.constant or not pieces:
        pieces.append(_signed(total.constant, exact_text(abs(total.constant))))
    return "".join(pieces).removeprefix("+")


def _term(factor: Fraction, cell: str) -> str:
    size = abs(factor)
    return _signed(factor, cell if size == 1 else f"{exact_text(size)}*{cell}")


def _signed(number: Fraction, text: str) -> str:
    return f"-{text}" if number < 0 else f"+{text}"
