"""What organisations are asked when they are counted, and which answers go together.

A flag is yes or no. A measure held against numbers has as many different answers as these numbers
cut the line into; one value stands for all of a stretch.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product

import attrs

from dxplan.analysis.linear.cells import Outside
from dxplan.engine.conditions import compares
from dxplan.plan.model import (
    Compares,
    Condition,
    Conjunction,
    Disjunction,
    Holds,
    Negation,
    Plan,
    SomeOf,
    Tally,
    atoms,
)

MOST = 256
"""How many combinations of answers are told apart at most."""


@attrs.frozen
class Question:
    """A flag that an organisation has, or a measure of it held against a number.

    :param measure: the key of the measure.
    :param compares: how it is held against a number; ``None`` for a flag.
    """

    measure: str
    compares: tuple[str, Fraction] | None = None
    is_whole: bool = True

    def answer(self, value: Fraction) -> bool:
        """The answer of an organisation whose figure is this."""
        if self.compares is None:
            return value != 0
        comparator, number = self.compares
        return compares(value, comparator, number)  # type: ignore[arg-type]


@attrs.frozen
class Block:
    """Questions that are asked together, and every combination of answers with figures for it."""

    questions: tuple[Question, ...] = ()
    combinations: Mapping[tuple[bool, ...], Mapping[str, Fraction]] = attrs.field(
        factory=lambda: {(): {}}, hash=False
    )


def holds(condition: Condition | None, ask: Mapping[Condition, int], given: Sequence[bool]) -> bool:
    """Whether a condition holds for some answers.

    :param ask: the number of the question that each part of the condition is.
    """
    if condition is None:
        return True
    if condition in ask:
        return given[ask[condition]]
    match condition:
        case Negation(operand):
            return not holds(operand, ask, given)
        case Conjunction(operands):
            return all(holds(each, ask, given) for each in operands)
        case Disjunction(operands):
            return any(holds(each, ask, given) for each in operands)
        case SomeOf(count, operands):
            return sum(holds(each, ask, given) for each in operands) >= count
    raise AssertionError("INVARIANT: every part that stands alone is a question")


def question_of(plan: Plan, atom: Condition, key: str) -> Question:
    """The question that a part of a condition asks.

    :raises Outside: when it asks for more than an organisation's own flags and figures.
    """
    if isinstance(atom, Holds) and atom.name in plan.measures:
        return Question(key)
    if isinstance(atom, Compares):
        measure = plan.measures[atom.name]
        if measure.flow:
            raise Outside("counts-by-a-flow", measure=measure.name)
        return Question(key, (atom.comparator, atom.value), measure.kind != "amount")
    raise Outside("counts-by-more-than-figures")


def asked_in(tally: Tally) -> Iterator[Condition]:
    """The parts of a tally's condition that stand alone."""
    if tally.condition is not None:
        yield from atoms(tally.condition)


def blocks(together: Iterable[Sequence[Question]]) -> tuple[Block, ...]:
    """Questions in blocks that no rule joins: the answers to one say nothing of the others.

    :param together: the questions that each rule asks.
    :raises Outside: when a block has too many answers.
    """
    found: list[dict[Question, None]] = []
    for asked in together:
        names = {question.measure for question in asked}
        joined = [each for each in found if names & {question.measure for question in each}]
        merged = dict.fromkeys(question for each in (*joined, asked) for question in each)
        found = [each for each in found if each not in joined]
        if merged:
            found.append(merged)
    return tuple(_block(tuple(each)) for each in found) or (Block(),)


def _block(questions: Sequence[Question]) -> Block:
    by_measure: dict[str, list[Question]] = {}
    for question in questions:
        by_measure.setdefault(question.measure, []).append(question)
    choices = [
        [(name, value) for value in _values(asked)] for name, asked in sorted(by_measure.items())
    ]
    if math.prod(len(each) for each in choices) > MOST:
        raise Outside("too-many-answers")
    found: dict[tuple[bool, ...], Mapping[str, Fraction]] = {}
    for chosen in product(*choices):
        figures = dict(chosen)
        given = tuple(question.answer(figures[question.measure]) for question in questions)
        found.setdefault(given, figures)
    return Block(tuple(questions), found)


def _values(questions: Iterable[Question]) -> list[Fraction]:
    """Figures that stand for all others: on the numbers asked for, and between them."""
    listed = list(questions)
    numbers = sorted({each.compares[1] for each in listed if each.compares is not None})
    if not numbers:
        return [Fraction(0), Fraction(1)]
    if all(each.is_whole for each in listed):
        near = {Fraction(math.floor(n) + step) for n in numbers for step in (-1, 0, 1)}
    else:
        between = {(a + b) / 2 for a, b in pairwise(numbers)}
        near = {*numbers, *between, numbers[-1] + 1, numbers[0] / 2}
    return sorted(value for value in {*near, Fraction(0)} if value >= 0)
