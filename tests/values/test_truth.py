"""Kleene's logic over all values there are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from dxplan.values.truth import Truth, conjunction, disjunction, negation

VALUES: tuple[Truth, ...] = (True, False, None)
PAIRS = tuple(product(VALUES, repeat=2))
TRIPLES = tuple(product(VALUES, repeat=3))


def both(*values: Truth) -> Truth:
    return conjunction(values)


def either(*values: Truth) -> Truth:
    return disjunction(values)


@pytest.mark.parametrize(
    ("one", "other", "conjoined", "disjoined"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, None, None, None),
    ],
)
def test_the_table(one: Truth, other: Truth, conjoined: Truth, disjoined: Truth) -> None:
    assert both(one, other) is both(other, one) is conjoined
    assert either(one, other) is either(other, one) is disjoined


def test_the_opposite_of_what_is_not_known_is_not_known() -> None:
    assert (negation(True), negation(False), negation(None)) == (False, True, None)


def test_nothing_at_all_is_fulfilled_but_offers_no_choice() -> None:
    assert conjunction([]) is True
    assert disjunction([]) is False


def test_there_is_no_excluded_middle() -> None:
    assert either(None, negation(None)) is None
    assert both(None, negation(None)) is None


@pytest.mark.parametrize(("a", "b", "c"), TRIPLES)
def test_the_laws_of_a_kleene_algebra(a: Truth, b: Truth, c: Truth) -> None:
    assert negation(negation(a)) is a
    assert both(a, both(b, c)) is both(both(a, b), c) is both(a, b, c)
    assert either(a, either(b, c)) is either(either(a, b), c) is either(a, b, c)
    assert both(a, either(b, c)) is either(both(a, b), both(a, c))
    assert either(a, both(b, c)) is both(either(a, b), either(a, c))
    assert both(a, either(a, b)) is either(a, both(a, b)) is a
    assert negation(both(a, b)) is either(negation(a), negation(b))
    assert negation(either(a, b)) is both(negation(a), negation(b))


def completions(values: tuple[Truth, ...]) -> Iterator[tuple[bool, ...]]:
    """Every way in which what is not known may turn out."""
    return product(*((True, False) if value is None else (value,) for value in values))


@pytest.mark.parametrize("values", [(), *((v,) for v in VALUES), *PAIRS, *TRIPLES])
def test_an_answer_is_given_exactly_when_what_is_not_known_cannot_change_it(
    values: tuple[Truth, ...],
) -> None:
    for judge, classical in ((conjunction, all), (disjunction, any)):
        answers = {classical(each) for each in completions(values)}
        assert judge(values) is (answers.pop() if len(answers) == 1 else None)


def test_values_may_come_one_by_one() -> None:
    assert conjunction(value for value in (True, None)) is None
    assert disjunction(value for value in (None, True)) is True
