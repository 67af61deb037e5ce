"""Conditions on figures: data that make them true or false, the target's own or beside them."""

from __future__ import annotations

from random import Random

import pytest

from dxplan.aiming.aims import AIMS
from dxplan.aiming.errors import CannotAim
from dxplan.aiming.inequalities import Choose
from dxplan.aiming.prepare import Prepared, prepare
from dxplan.aiming.verdicts import bringing
from dxplan.engine.findings import VERDICTS, Verdict
from tests.engine.rules import plan

OTHER_FIGURES = (
    "online_share over 33.3% in 2025\n    when recorded_share >= 20.5% and recorded_share < 60%",
    "online_share >= 50% in 2025\n    when rooms_each >= 2",
    "online_share >= 50% in 2025\n    when websites >= 50%",
    "online_share >= 50% in 2025\n    when not equipped >= 5",
    "satisfaction >= 5 in 2025\n    when online_share >= 5% and equipped <= 3 or portal",
    "online_share >= 5% in each school in 2025\n    when equipped >= 5",
    "websites >= 50% in each district in 2025\n    when active >= 5%",
    "online_share adds 3% against 2024 in 2025\n    when equipped >= 5",
    "satisfaction >= 5 in 2025\n    when equipped >= 5",
    "pupils_per_room = 12.5 in 2025\n    when online_share = 33.5%",
    "rooms_each = 2.5 in 2025\n    when active >= 60%",
    "websites >= 50% by 2025\n    when at least 2 of (merged, room_count >= 5, portal)",
)
OWN_FIGURES = (
    "online_share >= 50% in 2025\n    when lesson_count >= 5",
    "online_share >= 50% in 2025\n    when online_share >= 20%",
    "online_share primary >= 50% in 2025\n    when online_share >= 20% and room_count >= 3",
    "online_share 30% .. 40% in 2025\n    when lesson_count = 40",
    "rest_share >= 30% in 2025\n    when online_share >= 29%",
    "spent_total at least 1.5 million dong in 2025\n    when spending >= 20%",
    "online_share >= 40% in 2025\n    when online_share < 50% and lesson_count >= 2",
    "rooms_each >= 8 in 2025\n    when room_count <= 20",
)
TARGETS = (
    "room_count >= 5 in 2025 when met online_share\n"
    "online_share >= 5% by 2025\nonline_share <= 50% in 2025",
    "room_count >= 5 in 2025 when not met online_share\n"
    "online_share >= 5% by 2025\nonline_share <= 50% in 2025",
    "room_count >= 5 in 2025 when met online_share\n"
    "online_share >= 5% in 2025 when met websites\nwebsites >= 5% in 2025 when portal and merged",
    "online_share secondary >= 50% in 2025 when met online_share primary\n"
    "online_share primary >= 20% by 2024-Q3",
)


def draws(prepared: Prepared) -> list[Choose]:
    """The least, and some others."""
    random = Random(str(prepared.target.id))

    def ends(low: int, high: int) -> int:
        return random.choice((low, high))

    return [lambda low, high: low, lambda low, high: min(high, low + 2), ends, random.randint]


@pytest.mark.parametrize("rule", [*OTHER_FIGURES, *OWN_FIGURES, *TARGETS])
def test_a_target_with_a_condition_is_met_missed_and_left_open(rule: str) -> None:
    drawn = plan(rule, period="2024 to 2025")
    reached = set[Verdict]()
    for aim in AIMS:
        try:
            prepared = prepare(drawn, drawn.targets[0], aim)
        except CannotAim:
            continue
        for choose in draws(prepared):
            aimed = prepared.draw(choose)
            assert (aim, aimed.finding().verdict) == (aim, aimed.verdict), aimed
        reached.add(prepared.verdict)
    assert reached == {"met", "missed", "undetermined"}


@pytest.mark.parametrize("rule", [*OTHER_FIGURES, *OWN_FIGURES, *TARGETS])
def test_every_other_verdict_comes_about_as_well(rule: str) -> None:
    drawn = plan(rule, period="2024 to 2025")
    reached = set()
    for verdict in VERDICTS:
        try:
            aimed = bringing(drawn, drawn.targets[0], verdict).draw()
        except CannotAim:
            continue
        assert aimed.finding().verdict == verdict, aimed
        reached.add(verdict)
    assert reached >= {"not_applicable", "no_data", "not_due"}


@pytest.mark.parametrize("rule", [each for each in OTHER_FIGURES if "equipped >= 5" in each])
def test_a_count_in_a_condition_asks_for_so_many_schools(rule: str) -> None:
    drawn = plan(rule, period="2024 to 2025")
    asked = prepare(drawn, drawn.targets[0], "satisfying", applies="not equipped" not in rule)
    assert len(asked.draw().register) >= (1 if "not equipped" in rule else 5)


def test_the_figures_of_a_target_keep_what_its_condition_asks_of_them() -> None:
    drawn = plan("online_share >= 45% in 2025\n    when lesson_count = 40", period="2024 to 2025")
    line = prepare(drawn, drawn.targets[0], "on_the_line")
    for choose in draws(line):
        rows = line.draw(choose).rows
        assert (sum(r["online"] for r in rows), sum(r["total"] for r in rows)) == (18, 40)  # type: ignore[misc]


REFUSED = (
    ("online_share >= 45% in 2025\n    when lesson_count = 41", "no-figures-on-the-line"),
    ("online_share >= 45% in 2025\n    when online_share >= 46%", "no-figures-on-the-line"),
    ("online_share >= 45% in 2025\n    when online_share > 100%", "condition"),
    ("online_share >= 45% in 2025\n    when rooms_each < 0", "condition"),
    ("websites >= 45% in 2025\n    when equipped >= 5", "condition-on-its-figures"),
    (
        "online_share >= 45% in 2025\n    when equipped <= 5 and websites < 30%",
        "condition-on-its-figures",
    ),
    (
        "online_share adds 3% against 2024 in 2025\n    when lesson_count >= 5",
        "condition-on-its-figures",
    ),
    (
        "online_share >= 5% in each school in 2025\n    when lesson_count >= 5",
        "condition-on-its-figures",
    ),
    ("room_count <= 20 by 2025\n    when rooms_each <= 2.5", "condition-on-its-figures"),
    ("rooms_each >= 21 in 2025\n    when room_count <= 20", "condition-on-its-figures"),
    (
        "online_share >= 50% in 2025\n    when room_count <= 20 and rooms_each >= 8",
        "condition-on-its-figures",
    ),
    (
        "online_share >= 45% in 2025\n    when online_share = 50%",
        "condition-on-its-figures",
    ),
)


@pytest.mark.parametrize(("rule", "code"), REFUSED)
def test_what_a_condition_leaves_no_room_for_is_refused(rule: str, code: str) -> None:
    drawn = plan(rule, period="2024 to 2025")
    with pytest.raises(CannotAim) as raised:
        prepare(drawn, drawn.targets[0], "on_the_line")
    assert raised.value.code == code


def test_a_percentage_is_disputed_in_the_reports_of_the_target_itself() -> None:
    drawn = plan(TARGETS[-1], period="2024 to 2025")
    aimed = bringing(drawn, drawn.targets[0], "conflict").draw()
    (value,) = aimed.observations.reported_values
    assert value.members == {"level": "lower_secondary"}


def test_of_several_ways_the_first_one_that_can_be_gone_is_taken() -> None:
    drawn = plan(
        "websites >= 45% in 2025\n    when equipped >= 5 or room_count >= 3", period="2024 to 2025"
    )
    aimed = prepare(drawn, drawn.targets[0], "satisfying").draw()
    assert aimed.finding().verdict == "met"
    assert set(aimed.rows[0]) == {"school", "period", "rooms", "website"}
