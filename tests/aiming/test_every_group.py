"""Targets for every group: also where groups, or organisations, are counted in each of them."""

from __future__ import annotations

from random import Random

import pytest

from dxplan.aiming.aims import AIMS, Aim
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.prepare import prepare
from tests.engine.rules import DECLARED, plan

COUNTED = (
    DECLARED
    + """
indicator roomy = share of communes where rooms >= 2
indicator roomy_districts = count of districts where rooms >= 2
indicator sites_of_fibre = share of schools where website among those where fibre
"""
)
LINE, OVER, UNDER = "on_the_line", "one_over", "one_under"
RULES: tuple[tuple[str, set[Aim]], ...] = (
    ("roomy >= 50% in each district", set()),
    ('roomy = 25% in each "Cụm thi đua"', set()),
    ("roomy_districts <= 3 in each province", set()),
    ("roomy >= 50% in each commune", {LINE}),
    ("roomy_districts >= 1 in each district", {OVER}),
    ("equipped >= 1 in each school", {OVER}),
    ("equipped = 0 in each school", {UNDER}),
    ("websites >= 100% in each school", {OVER}),
    ("sites_of_fibre >= 100% in each school", {OVER, "undetermined"}),
    ("rooms_each >= 2.5 in each school", {LINE}),
    ("satisfaction >= 7.5 in each school", set()),
    ("room_count >= 2 in each school", set()),
)
"""Rules, and what none of their figures are: half of a commune is none."""


@pytest.mark.parametrize(("rule", "without"), RULES)
def test_every_group_can_keep_it_and_one_can_miss_it(rule: str, without: set[Aim]) -> None:
    drawn = plan(f"{rule} in 2025", period="2024 to 2025", declared=COUNTED)
    random, refused = Random(rule), set()
    for aim in AIMS:
        try:
            prepared = prepare(drawn, drawn.targets[0], aim)
        except CannotAim:
            refused.add(aim)
            continue
        for aimed in (prepared.draw(), *(prepared.draw(random.randint) for _ in range(4))):
            assert (aim, aimed.finding().verdict) == (aim, aimed.verdict), aimed
    assert refused == without


def test_no_two_districts_share_a_commune() -> None:
    drawn = plan("roomy >= 50% in each district in 2025", period="2024 to 2025", declared=COUNTED)
    aimed = prepare(drawn, drawn.targets[0], "satisfying").draw(lambda low, high: high)
    districts = {row["commune"]: row["district"] for row in aimed.register}
    assert {(row["commune"], row["district"]) for row in aimed.register} == set(districts.items())
    assert len(set(districts.values())) == 3


def test_a_single_school_that_is_silent_is_one_among_others() -> None:
    drawn = plan("room_count >= 2 in each school in 2025", period="2024 to 2025")
    aimed = prepare(drawn, drawn.targets[0], "undetermined").draw()
    assert [(row["school"], row["rooms"]) for row in aimed.rows] == [("S2", 2)]
    assert aimed.finding().missing == ("S1",)
