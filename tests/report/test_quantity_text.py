"""Numerators and denominators in words."""

from __future__ import annotations

from fractions import Fraction

from dxplan.plan.model import (
    Compares,
    Conjunction,
    Disjunction,
    Holds,
    Negation,
    Sum,
    Tally,
)
from dxplan.report.quantity_text import Wording, condition_text, quantity_text

ONE = Fraction(1)


def test_sums_read_as_they_are_written() -> None:
    total = Sum(((ONE, "a", None), (Fraction("2.5"), "b", None), (-ONE, "c", "w")), Fraction(-3))
    assert quantity_text(total) == "a + 2.5 * b - c * w - 3"
    assert quantity_text(Sum(((-ONE, "a", None),))) == "-a"
    assert quantity_text(Sum((), ONE)) == "1"
    assert quantity_text(Sum(())) == "0"


def test_tallies_name_their_condition() -> None:
    assert quantity_text(Tally(None)) == "count of schools"
    assert quantity_text(Tally(Holds("has_website"))) == "count of schools where has_website"


def test_conditions_keep_their_nesting() -> None:
    either = Disjunction((Holds("a"), Compares("b", ">=", Fraction(5))))
    assert condition_text(Conjunction((either, Negation(Holds("c"))))) == "(a or b >= 5) and not c"
    assert condition_text(Negation(either)) == "not (a or b >= 5)"


def test_titles_stand_in_for_names_in_the_language_of_the_reader() -> None:
    titles = {"a": "Số tiết", "site": "Có trang thông tin điện tử"}
    wording = Wording("vi", titles)
    assert quantity_text(Sum(((ONE, "a", None), (ONE, "b", None))), wording) == "Số tiết + b"
    both = Tally(Conjunction((Holds("site"), Negation(Holds("b")))))
    assert quantity_text(both, wording) == ("số trường mà “Có trang thông tin điện tử” và không b")
