"""Which rules bear on a question: parts that are free do not bear on each other."""

from __future__ import annotations

import attrs
import pytest

from dxplan.analysis.linear.reach import Reach
from dxplan.analysis.linear.times import Rule
from tests.engine.rules import DECLARED, plan


def reach(known: str, conclusion: str) -> list[str]:
    """The ids of the rules that bear on the only rule of the second text."""
    below, above = (
        attrs.evolve(plan(text, period="2022 to 2025", declared=DECLARED_HERE), id=name)
        for text, name in ((known, "below"), (conclusion, "above"))
    )
    taken = [Rule(below, target) for target in below.targets]
    asked = Rule(above, above.targets[0])
    found = Reach(taken, [asked])
    return [rule.target.id for rule in found.bearing_on(found.name(asked))]


DECLARED_HERE = f"""{DECLARED.replace("reported by school", "")}
indicator taught = plans / rooms
indicator read = devices / rooms
indicator fibred = share of schools where fibre
"""
ONLINE = "online_share >= 50% by 2025"


def test_a_free_part_bears_on_no_other_part_of_its_whole() -> None:
    assert reach("taught >= 50% by 2025", "read >= 80% by 2025") == []
    assert reach("taught <= 50% by 2025", "read >= 80% by 2025") == []


@pytest.mark.parametrize(
    "known",
    [
        "taught >= 60% by 2024\ntaught <= 50% by 2025",
        "taught > 100% by 2025",
    ],
)
def test_a_part_that_cannot_be_all_or_nothing_bears_on_the_others(known: str) -> None:
    assert "taught" in reach(known, "read >= 80% by 2025")[0]


RANGES = [
    "taught 20% .. 50% by 2025",
    "taught >= 50% by 2024\ntaught <= 60% by 2025",
    "taught = 50% by 2025",
]


@pytest.mark.parametrize("known", RANGES)
def test_a_part_that_may_stay_the_same_share_bears_on_no_other_share(known: str) -> None:
    assert reach(known, "read >= 80% by 2025") == []
    assert reach(known + "\nroom_count >= 5 by 2024", "read >= 80% by 2025") == [
        "room_count.by.2024"
    ]


@pytest.mark.parametrize("known", RANGES)
def test_it_bears_on_how_many_there_are(known: str) -> None:
    assert "taught" in reach(known, "room_count >= 3 by 2025")[0]
    few = reach(known + "\nroom_count <= 5 by 2024", "read >= 80% by 2025")
    assert "taught" in few[1]


def test_what_is_said_of_a_whole_bears_on_each_of_its_parts() -> None:
    known = "room_count <= 30 by 2025\ntaught >= 50% by 2025"
    assert reach(known, "read >= 80% by 2025") == ["room_count.by.2025.at_most"]


def test_a_part_that_is_counted_in_another_way_bears_on_its_whole() -> None:
    known = "read >= 50% by 2025\nequipped >= 5 by 2025"
    assert reach(known, "taught >= 80% by 2025") == ["equipped.by.2025"]


def test_flags_that_no_rule_asks_together_do_not_bear_on_each_other() -> None:
    assert reach("websites >= 50% by 2025", "signed >= 50% by 2025") == ["websites.by.2025"]
    assert reach("websites >= 50% by 2025", "fibred >= 50% by 2025") == []
    known = "websites >= 50% by 2025\nsites_and_fibre >= 20% by 2025"
    assert len(reach(known, "fibred >= 50% by 2025")) == 2


def test_sums_of_parts_bear_on_each_of_them() -> None:
    known = "pooled >= 50% by 2025"
    assert reach(known, ONLINE) == ["pooled.by.2025"]


def test_a_part_of_a_part_bears_on_it() -> None:
    assert reach("rest_share <= 20% by 2025", ONLINE) == ["rest_share.by.2025.at_most"]
