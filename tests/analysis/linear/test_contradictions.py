"""Rules that no figures keep together: the fewest of them, and what could not be decided."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import pytest

from dxplan.analysis.linear import answers
from dxplan.analysis.linear.contradictions import (
    Contradiction,
    contradictions,
    least,
    smallest,
)
from dxplan.analysis.linear.knowledge import Knowledge
from dxplan.analysis.linear.scene import NotDecided
from dxplan.analysis.linear.times import Rule
from dxplan.analysis.results import Undecided
from tests.engine.rules import DECLARED, day, plan

ON = day("2025-12-31")


def rules(text: str, name: str = "p", declared: str = DECLARED) -> list[Rule]:
    bound = attrs.evolve(plan(text, period="2022 to 2025", declared=declared), id=name)
    return [Rule(bound, target) for target in bound.targets]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("lesson_count >= 50 by 2025\nroom_count >= 5 by 2025\nlesson_count <= 40 by 2025", [0, 2]),
        ("room_count >= 5 when portal\nlesson_count >= 5 by 2025\nroom_count <= 4", [0, 2]),
        ("lesson_count >= 50 by 2025\nlesson_count <= 40 by 2025", [0, 1]),
        ("lesson_count >= 50 by 2025", [0]),
        # Nothing is added up and no fact is asked for: on other days they do no otherwise
        ("room_count >= 50\nrecorded_share >= 50% by 2025\nroom_count <= 40", [0, 1, 2]),
    ],
)
def test_rules_that_take_no_part_on_some_day_are_left_out(text: str, left: list[int]) -> None:
    found = rules(text)
    fewer = least(Contradiction(tuple(found), ON), Knowledge(found))
    assert fewer.rules == tuple(found[place] for place in left)


def test_of_contradictions_the_first_of_each_set_and_none_that_contains_another() -> None:
    a, b, c = rules("room_count >= 5\nlesson_count >= 5\nrecorded_share >= 5%")
    early, late = day("2024-12-31"), ON
    listed = [
        Contradiction((a, b, c), early),
        Contradiction((b, a), late),
        Contradiction((a, b), early),
        Contradiction((c,), late),
        Contradiction((b, c), early),
    ]
    assert smallest(listed) == [listed[2], listed[3]]


SHAPES = f"{DECLARED}\ndimension shape {{ round, square }}\nmeasure others by shape\n"
OTHER_SHAPES = SHAPES.replace("square }", "square, oval }")
OTHERS = "indicator o = others\no square >= {} by 2025"


def undecided(code: str, about: Sequence[Rule], **params: str) -> list[Undecided]:
    return [Undecided(code, tuple(params.items()), rule.target) for rule in about]


def test_what_has_too_many_answers_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST", 1)
    found = rules("websites >= 50% by 2025\nwebsites <= 40% by 2025")
    assert contradictions(found) == ([], undecided("too-many-answers", found[:1]))
    monkeypatch.setattr(answers, "MOST", 2)
    assert contradictions(found) == ([Contradiction(tuple(found), ON)], [])


def test_what_rests_on_dimensions_with_other_members_is_left_open() -> None:
    mine = rules(f"{OTHERS.format('5')} when portal", "a", SHAPES)
    (theirs,) = rules(f"{OTHERS.format('6')} when pilot", "b", OTHER_SHAPES)
    knowledge = Knowledge(mine, [theirs])
    (open_question,) = undecided("dimensions-differ", [theirs], dimension="shape")
    assert knowledge.follows(theirs) == NotDecided(open_question)
    assert knowledge.outside(theirs) == open_question
    assert knowledge.outside(mine[0]) == attrs.evolve(open_question, target=mine[0].target)
    assert knowledge.about(theirs, ON) == []
    at_most = rules(f"{OTHERS.format('6')}".replace(">=", "<="), "b", OTHER_SHAPES)
    assert contradictions([*mine, *at_most]) == (
        [],
        undecided("dimensions-differ", mine, dimension="shape"),
    )
