"""A form asks for what can count for a target, and for nothing else."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from dxplan.data.observations import Organisation
from dxplan.forms.demand import asked_figures
from dxplan.forms.partition import asked_members
from dxplan.values.periods import Period, quarter
from dxplan.values.scopes import Dimension, Member
from tests.forms.rules import ONLINE, plan_of, register_of, school

PERIOD = quarter(2024, 2)


def asked(
    targets: str, *organisations: Organisation, period: Period = PERIOD
) -> list[tuple[str, str, str]]:
    """Organisation, measure and members of everything that is asked."""
    figures = asked_figures(plan_of(targets), register_of(*organisations), period)
    return [
        (each.organisation, each.measure.name, ",".join(m for _, m in each.members))
        for each in figures
    ]


def levels(targets: str, *organisations: Organisation) -> set[str]:
    return {members for _, _, members in asked(targets, *organisations)}


@pytest.mark.parametrize(
    ("members", "own", "expected"),
    [
        ("", (), {""}),
        ("", ("primary",), {"primary"}),
        ("", ("primary", "lower"), {"primary", "lower"}),
        ("primary", (), {"primary"}),
        ("primary", ("primary", "lower"), {"primary"}),
        ("primary", ("lower",), set()),
        ("secondary", ("lower",), {"lower"}),
        ("secondary", ("secondary",), {"secondary"}),
        ("lower", ("secondary",), {"lower"}),
        ("lower", (), {"lower"}),
        ("secondary", (), {"secondary"}),
    ],
)
def test_members_are_those_of_the_rule_as_far_as_the_school_has_them(
    members: str, own: tuple[str, ...], expected: set[str]
) -> None:
    assert levels(ONLINE.format(members=members), school("A", *own)) == expected


def test_what_rules_ask_at_different_depths_is_asked_without_overlaps() -> None:
    rules = ONLINE.format(members="") + ONLINE.format(members="lower")
    assert levels(rules, school("A")) == {"primary", "lower", "upper"}


def test_what_is_excepted_is_not_asked() -> None:
    rules = "files_share đạt 90% đến năm 2025\n    trừ classified\n"
    assert levels(rules, school("A")) == {"ordinary"}
    assert levels("files_share đạt 90% đến năm 2025\n", school("A")) == {""}


def test_only_the_measures_of_targets_are_asked() -> None:
    assert asked("crowd >= 5 đến năm 2025\n", school("A")) == [("A", "pupils", "")]


def test_a_measure_of_two_targets_is_asked_once() -> None:
    rules = ONLINE.format(members="primary") + ONLINE.format(members="secondary")
    assert asked(rules, school("A", "primary", "upper")) == [
        ("A", "lessons_online", "primary"),
        ("A", "lessons_online", "upper"),
        ("A", "lessons_total", "primary"),
        ("A", "lessons_total", "upper"),
    ]


def test_only_those_are_asked_that_report_the_measure() -> None:
    rules = "website_share đạt 90% đến năm 2025\n"
    offices = school("B", tier="office"), attrs.evolve(school("C"), members={})
    assert asked(rules, school("A"), *offices) == [
        ("A", "has_website", ""),
        ("C", "has_website", ""),
    ]


def test_the_scope_of_a_target_chooses_organisations() -> None:
    rules = "crowd tier >= 5\n".replace("tier", "office")
    assert asked(rules, school("A"), school("B", tier="office")) == [("B", "pupils", "")]


def test_a_figure_that_can_never_count_is_not_asked() -> None:
    # Nothing says of what kind the organisation is, and its figures cannot say it either.
    unknown = attrs.evolve(school("A"), members={})
    assert asked("crowd school >= 5\n", unknown) == []


@pytest.mark.parametrize(
    ("rule", "since", "until", "expected"),
    [
        ("crowd >= 5\n", None, date(2024, 6, 29), False),
        ("crowd >= 5\n", None, date(2024, 6, 30), True),
        ("money >= 5\n", None, date(2024, 4, 1), True),
        ("money >= 5\n", None, date(2024, 3, 31), False),
        ("money >= 5\n", date(2024, 6, 30), None, True),
        ("money >= 5\n", date(2024, 7, 1), None, False),
    ],
)
def test_an_organisation_is_asked_while_it_exists(
    rule: str, since: date | None, until: date | None, expected: bool
) -> None:
    organisation = attrs.evolve(school("A"), since=since, until=until)
    assert bool(asked(rule, organisation)) is expected


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("trong năm 2023", False),
        ("trong quý I năm 2024", False),
        ("trong quý II năm 2024", True),
        ("trong năm 2024", True),
        ("từ năm 2022 đến năm 2023", False),
        ("từ năm 2025", True),
        ("đến năm 2023", True),
        ("hằng năm", True),
        ("", True),
    ],
)
def test_a_target_that_is_over_asks_for_nothing(time: str, expected: bool) -> None:
    assert bool(asked(f"crowd >= 5 {time}\n", school("A"))) is expected


def test_a_member_that_the_register_gives_beside_its_own_part_is_asked_once_each() -> None:
    level = Dimension("level", members=(Member("level", "a"), Member("level", "b", parent="a")))
    assert asked_members(level, frozenset(), frozenset({"a", "b"})) == ("a", "b")
    assert asked_members(level, frozenset({"b"}), frozenset({"a"})) == ("b",)
    assert asked_members(level, frozenset(), frozenset()) == (None,)


# --- scales ---------------------------------------------------------------------------------------

SCALE = """\
thang điểm digital "Mức độ chuyển đổi số"
    do school
    {time}
    nhóm teaching "Dạy học" tổng 100 điểm {{
        t_1 "Tiêu chí 1" bắt buộc,
        t_2 "Tiêu chí 2" 60 điểm,
        t_3 "Tiêu chí 3" 40 điểm đạt khi has_website
    }}
    mức low "chưa đáp ứng" dưới 50
    mức high "đáp ứng" từ 50 trở lên
    không đạt tiêu chí bắt buộc thì xếp low
"""


def test_the_criteria_of_a_scale_are_asked_of_those_that_are_levelled() -> None:
    found = asked(SCALE.format(time=""), school("A"), school("B", tier="office"))
    assert found == [("A", "t_1", ""), ("A", "t_2", ""), ("A", "has_website", "")]


@pytest.mark.parametrize(("time", "expected"), [("2023", False), ("2024", True), ("2025", True)])
def test_a_scale_that_is_judged_no_more_asks_for_nothing(time: str, expected: bool) -> None:
    rules = SCALE.format(time=f"xét trong năm {time}")
    assert bool(asked(rules, school("A"))) is expected
