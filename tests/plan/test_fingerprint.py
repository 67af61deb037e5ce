"""What a form that was made for some rules must still fit."""

from __future__ import annotations

import pytest

from dxplan.plan.fingerprint import plan_mark, rules_fingerprint
from dxplan.plan.model import Plan
from tests.plan.rules import plan_of

RULES = "online_share primary >= 5% by 2025\ndevice_number >= 5 by 2025"


def test_a_plan_is_known_by_its_name_as_far_as_a_property_holds_it() -> None:
    assert plan_mark(Plan("p")) == "p"
    assert plan_mark(Plan("p" * 300)) == "p" * 200


@pytest.mark.parametrize(
    "same",
    [
        "device_number >= 5 by 2025\nonline_share primary >= 5% by 2025",
        "online_share tiểu_học đạt 5% đến năm 2025\ndevice_number đạt 5 đến năm 2025",
        "online_share >= 10% by 2030\ndevice_number <= 7 in 2024",
        f"{RULES}\nonline_share >= 9% by 2027\ntask t by 2025\nmeasure unused",
    ],
)
def test_rules_that_ask_the_same_figures_have_the_same(same: str) -> None:
    found = rules_fingerprint(plan_of(RULES))
    assert found == rules_fingerprint(plan_of(same))
    assert len(found) == 32


FIGURES = "measure a {}\nindicator x = a\n{}\nx >= 5 by 2025"


@pytest.mark.parametrize(
    ("measure", "assumed"),
    [
        ("", '    assume "z"'),
        ("flow", ""),
        ("amount", ""),
        ("by level", ""),
        ("by secrecy", ""),
        ('in "máy"', ""),
        ('note "n"', ""),
        ("reported by school", ""),
        ("reported by school, office", ""),
    ],
)
def test_rules_that_ask_others_have_another(measure: str, assumed: str) -> None:
    plain = plan_of(FIGURES.format("", ""))
    assert rules_fingerprint(plan_of(FIGURES.format(measure, assumed))) != rules_fingerprint(plain)


def test_members_and_points_make_a_difference_and_the_order_of_reporters_makes_none() -> None:
    def found(declared: str, rest: str = "") -> str:
        text = f"{declared}\nmeasure a by d\nindicator x = a\n{rest}\nx >= 5 by 2025"
        return rules_fingerprint(plan_of(text, prelude=""))

    flat, nested = found("dimension d { e, f }"), found("dimension d { e { f } }")
    assert len({flat, nested, found("dimension d { e }")}) == 3
    scale = 'scale s "S"\n    group g of {0} points {{ c {0} points }}\n    band all'
    ten, twenty = (found("dimension d { e }", scale.format(points)) for points in (10, 20))
    assert len({found("dimension d { e }"), ten, twenty}) == 3

    def reported(who: str) -> str:
        return rules_fingerprint(plan_of(FIGURES.format(f"reported by {who}", "")))

    assert reported("school, office") == reported("office, school")
