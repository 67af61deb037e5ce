"""Formulas as the solver reads them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.analysis.linear.forms import (
    FAILS,
    HOLDS,
    All,
    Any,
    AtLeast,
    Compared,
    Figure,
    Formula,
    Linear,
    Not,
    Truth,
)
from dxplan.analysis.linear.written import Vocabulary
from dxplan.values import periods

ON = periods.year(2025)
ROOMS = Figure("rooms", (), ON)
SCORE = Figure("score", (), ON, whole=False)
PORTAL, MERGED = Truth("portal"), Truth("merged")


def compared(comparator: str, constant: str, **factors: str) -> Formula:
    known = {"rooms": ROOMS, "score": SCORE}
    terms = {known[name]: Fraction(factor) for name, factor in factors.items()}
    return Compared(Linear(terms, Fraction(constant)), comparator)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (HOLDS, "true"),
        (FAILS, "false"),
        (compared(">=", "-5", rooms="1"), "(>= (+ 0 (* 1 v0)) 5)"),
        (compared(">=", "0", rooms="1"), "(>= (+ 0 (* 1 v0)) 0)"),
        (compared("<", "5", rooms="-2"), "(< (+ 0 (* (- 2) v0)) (- 5))"),
        (compared("=", "-1/3", rooms="1/2"), "(= (+ 0 (* 3 v0)) 2)"),
        (compared("<=", "0", score="1/4"), "(<= (+ 0.0 (* 1.0 v0)) 0.0)"),
        (compared(">", "1/2", score="-1"), "(> (+ 0.0 (* (- 2.0) v0)) (- 1.0))"),
        (
            compared(">", "0", rooms="1", score="1"),
            "(> (+ 0.0 (* 1.0 (to_real v0)) (* 1.0 v1)) 0.0)",
        ),
        (PORTAL, "t0"),
        (Not(PORTAL), "(not t0)"),
        (All((PORTAL, MERGED, PORTAL)), "(and t0 t1 t0)"),
        (Any((PORTAL, Not(MERGED))), "(or t0 (not t1))"),
        (AtLeast(2, (PORTAL, MERGED, HOLDS)), "((_ at-least 2) t0 t1 true)"),
    ],
)
def test_a_formula_is_written_with_whole_factors(formula: Formula, text: str) -> None:
    assert Vocabulary().written(formula) == text


def test_what_has_a_name_is_not_said_again_and_what_is_used_is_declared() -> None:
    vocabulary = Vocabulary()
    enough, more = compared(">=", "-5", rooms="1"), compared(">", "0", rooms="1", score="1")
    assert vocabulary.text([PORTAL], [enough, MERGED, enough]).splitlines() == [
        "(declare-const t0 Bool)",
        "(declare-const v0 Int)",
        "(declare-const l0 Bool)",
        "(declare-const t1 Bool)",
        "(declare-const l1 Bool)",
        "(assert (and t0 (=> l0 (>= (+ 0 (* 1 v0)) 5)) (=> l1 t1)))",
    ]
    assert vocabulary.text([], [enough, MERGED]) == ""
    assert vocabulary.text([], [more]).splitlines() == [
        "(declare-const v0 Int)",
        "(declare-const v1 Real)",
        "(declare-const l2 Bool)",
        "(assert (and (=> l2 (> (+ 0.0 (* 1.0 (to_real v0)) (* 1.0 v1)) 0.0))))",
    ]
    assert vocabulary.literals == {
        enough: "l0",
        MERGED: "l1",
        compared(">", "0", rooms="1", score="1"): "l2",
    }
    assert vocabulary.variables == {ROOMS: "v0", SCORE: "v1"}
    assert vocabulary.truths == {PORTAL: "t0", MERGED: "t1"}
