"""Rules of which it is seen that nothing needs to be asked about them."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from dxplan.analysis.consistency.apart import are_apart
from dxplan.analysis.consistency.scene import Scenes
from dxplan.analysis.linear.facts import Relation, bearing
from dxplan.analysis.linear.ground import Ground, ground_of
from dxplan.analysis.linear.solver import Solvers
from dxplan.analysis.linear.times import Rule
from dxplan.plan.model import Comparator, Sum
from tests.engine.rules import DECLARED, day, plan

REST = "indicator rest_share = (total - online) / total\n"
ON = day("2025-12-31")


def rules(text: str) -> list[Rule]:
    bound = plan(text, period="2022 to 2025", declared=DECLARED.replace(REST, ""))
    return [Rule(bound, target) for target in bound.targets]


def one(name: str, factor: int = 1, constant: int = 0) -> Sum:
    return Sum(((Fraction(factor), name, None),), Fraction(constant))


@pytest.mark.parametrize(
    ("left", "comparator", "right", "apart"),
    [
        (Sum(()), "<=", one("recorded"), True),
        (one("recorded"), ">=", Sum(()), True),
        (Sum(()), "<=", one("recorded", 2, 1), True),
        (Sum(()), "<=", one("recorded", 1, -1), False),
        (Sum(()), "<=", one("recorded", -1, 1), False),
        (Sum(()), "<", one("recorded"), False),
        (Sum(()), ">=", one("recorded"), False),
        (Sum((), Fraction(1)), "<=", one("recorded"), False),
        (one("recorded"), "<=", one("pupils"), True),
        (one("pupils"), "<=", one("recorded"), False),
        (one("rooms"), "<=", one("devices"), True),
    ],
)
def test_that_nothing_is_below_zero_is_no_bound(
    left: Sum, comparator: Comparator, right: Sum, apart: bool
) -> None:
    found = rules("recorded_share >= 50% by 2025")
    relation = Relation(found[0].plan, left, comparator, right)
    assert are_apart(found, [relation]) is apart


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("recorded_share >= 50% by 2025\nonline_share >= 50% by 2025", True),
        ("plan_share >= 50% by 2025", False),
        ("online_share >= 50% by 2025\nlesson_count >= 50 by 2025", False),
        ("lesson_count >= 50 by 2025\nonline_share >= 50% by 2025", False),
        ("recorded_share primary >= 50% by 2025\nrecorded_share secondary <= 5% by 2025", True),
        ("recorded_share lower_secondary >= 50%\nrecorded_share secondary <= 5%", False),
        ("recorded_share secondary >= 50%\nrecorded_share lower_secondary <= 5%", False),
        ("recorded_share >= 50% by 2025\nrecorded_share secondary <= 5% by 2025", False),
        ("recorded_share >= 50% by 2023\nrecorded_share >= 60% by 2025", True),
        ("recorded_share >= 60% by 2025\nrecorded_share >= 50% before 2024", True),
        ("recorded_share >= 50% by 2023\nrecorded_share >= 50% by 2025", False),
        ("recorded_share primary >= 50% by 2023\nrecorded_share >= 60% by 2025", False),
        ("recorded_share secondary >= 50% by 2025\n    except lower_secondary", True),
        (
            "recorded_share secondary >= 50%\n    except lower_secondary, upper_secondary",
            False,
        ),
        ("recorded_share >= 50% in 2023\nrecorded_share <= 40% in 2024", True),
        ("recorded_share >= 50% from 2023\nrecorded_share <= 40% in 2024", False),
        ("online_share >= 50% in 2023\nonline_share <= 40% in 2024", True),
        ("online_share >= 50% in 2024-Q4\nonline_share <= 40% in 2024", False),
        ("lesson_count >= 50 by 2023\nlesson_count >= 60 by 2025", False),
        ("lesson_count >= 50 in 2023\nlesson_count >= 60 in 2024", True),
        ("room_count >= 50 by 2023\nroom_count >= 60 by 2023-06", False),
    ],
)
def test_rules_are_apart_in_what_they_count_in_whom_or_in_time(text: str, apart: bool) -> None:
    found = rules(text)
    names = {name for rule in found for name in rule.target.indicator.measures()}
    assert are_apart(found, bearing([found[0].plan], names)) is apart


def test_a_day_is_told_once_with_what_is_known_of_it() -> None:
    found = rules("check recorded >= 3\nrecorded_share >= 50% by 2025")
    whole = ground_of([found[0].plan])
    for ground, checks in ((whole, ["recorded >= 3"]), (Ground(whole.keys, ()), [])):
        scenes = Scenes(tuple(found), Solvers(), ground)
        scene = scenes.on(found[0], ON)
        assert [each.check.text for each in scene.told.checked if each.check] == checks
        assert scenes.on(attrs.evolve(found[0]), ON) is scene
        assert scenes.known() == [scene]
        assert scenes.on(found[0], day("2025-12-30")) is not scene
