"""What organisations are asked when they are counted."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.analysis.linear.answers import Question, question_of
from dxplan.plan.model import Compares, Condition, Holds
from tests.engine.rules import plan


@pytest.mark.parametrize(
    ("atom", "question"),
    [
        (Holds("website"), Question("k")),
        (Compares("website", "=", Fraction(1)), Question("k", ("=", Fraction(1)))),
        (Compares("rooms", ">", Fraction(2)), Question("k", (">", Fraction(2)))),
        (Compares("score", "<", Fraction(2)), Question("k", ("<", Fraction(2)), is_whole=False)),
    ],
)
def test_amounts_alone_lie_between_whole_numbers(atom: Condition, question: Question) -> None:
    assert question_of(plan(""), atom, "k") == question
