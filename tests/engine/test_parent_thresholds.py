"""Numbers that another document sets."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.plan.environment import ParentThreshold
from dxplan.values.scopes import Scope
from tests.engine.rules import observed, report, single

DATA = observed(report("A", "2025", "primary", online=6, total=100))
RULE = "online_share primary >= parent by 2025"
PRIMARY = Scope({"level": "primary"})
SECONDARY = Scope({"level": "secondary"})
SIX = ParentThreshold("above.doc", "online_share", Fraction(6), scope=PRIMARY)


def test_the_number_is_taken_and_compared_as_the_rule_says() -> None:
    for rule, expected in ((RULE, "met"), (RULE.replace(">=", ">"), "missed")):
        found = single(rule, DATA, "2025-12-31", period="2025", parents=[SIX])
        assert (found.verdict, found.on_line) == (expected, True)
        assert found.threshold is not None
        assert (found.threshold.low, found.threshold.unit) == (Fraction(6), "%")
        assert found.threshold.from_parent


@pytest.mark.parametrize(
    "other",
    [
        ParentThreshold("other.doc", "online_share", Fraction(5), scope=PRIMARY),
        ParentThreshold("above.doc", "recorded_share", Fraction(5), scope=PRIMARY),
        ParentThreshold("above.doc", "online_share", Fraction(5)),
        ParentThreshold(
            "above.doc", "online_share", Fraction(5), scope=Scope({"level": "secondary"})
        ),
    ],
)
def test_only_the_parents_number_for_the_same_indicator_and_members_counts(
    other: ParentThreshold,
) -> None:
    found = single(RULE, DATA, "2025-12-31", period="2025", parents=[other])
    assert found.verdict == "unset"
    found = single(RULE, DATA, "2025-12-31", period="2025", parents=[other, SIX])
    assert found.verdict == "met"


def test_a_plan_without_a_parent_takes_no_number() -> None:
    assert single(RULE, DATA, "2025-12-31", parents=[SIX]).verdict == "unset"


def test_the_unit_comes_with_the_number() -> None:
    data = observed(report("A", "2025", rooms=2, pupils=3))
    for unit, expected in (("%", "met"), ("pupils per room", "missed")):
        number = ParentThreshold("above.doc", "pupils_per_room", Fraction(150), unit)
        rule = "pupils_per_room >= parent by 2025"
        found = single(rule, data, "2025-12-31", period="2025", parents=[number])
        assert found.verdict == expected


def test_the_line_goes_to_the_number() -> None:
    rule = "room_count >= parent by 2025\n    baseline 10 on 2024-12-31"
    number = ParentThreshold("above.doc", "room_count", Fraction(20), "count")
    data = observed(report("A", "2025-03-14", rooms=11))
    found = single(rule, data, "2025-03-14", period="2025", parents=[number])
    assert (found.verdict, found.expected_value) == ("behind", Fraction(12))
    assert single(rule, data, "2025-03-14", period="2025").verdict == "unset"


def test_a_number_that_is_set_here_is_not_replaced() -> None:
    rule = "online_share primary >= 7% by 2025"
    assert single(rule, DATA, "2025-12-31", period="2025", parents=[SIX]).verdict == "missed"
