"""Data that contradict themselves: broken checks, and percentages that do not follow."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dxplan.data.observations import Cell, Place, ReportedValue
from dxplan.engine.findings import Finding
from tests.engine.rules import during, judged, observed, report, school, single

CHECK = 'check online <= total "lessons"\n'
RULE = "online_share >= 5% by 2025"


def verdict(rules: str, *cells: list[Cell]) -> str:
    return single(rules, observed(*cells), "2025-12-31").verdict


@pytest.mark.parametrize(
    ("relation", "fine", "broken"),
    [
        ("online <= total", (6, 6), (7, 6)), ("online < total", (5, 6), (6, 6)),
        ("total >= online", (6, 6), (7, 6)), ("total > online", (5, 6), (6, 6)),
        ("online = total", (6, 6), (5, 6)), ("online + 1 <= total", (5, 6), (6, 6)),
        ("2 * online - 3 <= total", (4, 6), (5, 6)), ("online <= 5", (5, 7), (6, 7)),
    ],
)  # fmt: skip
def test_each_relation(relation: str, fine: tuple[int, int], broken: tuple[int, int]) -> None:
    rules = f"check {relation}\nonline_share >= 5% by 2025"
    for (online, total), expected in ((fine, "met"), (broken, "conflict")):
        assert verdict(rules, report("A", "2025", online=online, total=total)) == expected


def test_a_check_touches_only_what_it_is_about() -> None:
    data = report("A", "2025", online=7, total=6, rooms=1, pupils=1)
    assert verdict(CHECK + "lesson_count >= 1 by 2025", data) == "conflict"
    assert verdict(CHECK + "pupils_per_room >= 1 by 2025", data) == "met"


def test_a_check_without_a_title_is_told_as_it_is_written() -> None:
    data = observed(report("A", "2025", online=6, total=9))
    found = single("check online <= 5\n" + RULE, data, "2025-12-31")
    said = (("check", "online <= 5"), ("organisation", "A"))
    assert found.notes == (("broken-check", said),)


def test_a_check_of_constants_says_nothing() -> None:
    assert verdict("check 1 <= 0\n" + RULE, report("A", "2025", online=6, total=9)) == "met"


def test_a_check_is_tested_where_all_of_it_was_reported_together() -> None:
    rules = "check online <= sessions\n" + RULE
    fine = report("A", "2025-Q4", online=6, total=100), report("A", "2025-Q3", sessions=1)
    assert verdict(rules, *fine) == "undetermined"
    alone = report("A", "2025", online=6, total=100)
    assert verdict(rules, alone) == "met"
    assert verdict(rules, alone, report("B", "2025", sessions=1)) == "met"


def test_a_check_is_tested_breakdown_by_breakdown() -> None:
    data = [
        *report("A", "2025", "primary", online=7, total=6),
        *report("A", "2025", "secondary", online=1, total=94),
    ]
    assert verdict(CHECK + RULE, data) == "conflict"
    assert verdict(CHECK + "online_share primary >= 5% by 2025", data) == "conflict"
    assert verdict(CHECK + "online_share secondary >= 1% by 2025", data) == "met"
    assert verdict(CHECK + RULE + "\n    except primary", data) == "missed"


def test_only_periods_that_were_used_matter() -> None:
    data = [*report("A", "2024", online=7, total=6), *report("A", "2025", online=5, total=100)]
    found = judged(CHECK + "online_share >= 5% every year", observed(data), "2025-12-31")
    assert [f.verdict for f in found] == ["conflict", "met"]


def test_only_organisations_that_belong_to_it_matter() -> None:
    register = [school("A", district="North"), school("B", district="South")]
    data = observed(
        report("A", "2025", online=7, total=6), report("B", "2025", online=6, total=100),
        register=register,
    )  # fmt: skip
    found = judged(CHECK + RULE, data, "2025-12-31", by="district")
    assert [(f.organisation, f.verdict) for f in found] == [
        ("plan", "conflict"), ("North", "conflict"), ("South", "met"),
    ]  # fmt: skip


def test_all_conflicts_are_told_in_order() -> None:
    data = [*report("B", "2025", online=7, total=6), *report("A", "2025", online=9, total=6)]
    found = single(CHECK + "check total > 6\n" + RULE, observed(data), "2025-12-31")
    assert [tuple(dict(params).values()) for _, params in found.notes] == [
        ("lessons", "A"), ("lessons", "B"), ("total > 6", "A"), ("total > 6", "B"),
    ]  # fmt: skip


# --- reported percentages -------------------------------------------------------------------------


def reported(
    value: str, *, indicator: str = "online_share", level: str = "", period: str = "2025"
) -> ReportedValue:
    places = len(value.partition(".")[2])
    members = {"level": level} if level else {}
    place = Place("a.csv", "", "D2")
    return ReportedValue("A", during(period), indicator, Fraction(value), places, members, place)


def judge_percentage(
    value: ReportedValue, *cells: list[Cell], rule: str = RULE
) -> tuple[Finding, ...]:
    return judged(rule, observed(*cells, values=[value]), "2025-12-31")


@pytest.mark.parametrize(
    ("value", "agrees"),
    [
        ("54", False), ("55", False), ("56", True), ("57", False), ("55.5", False), ("55.6", True),
        ("55.55", False), ("55.56", True), ("55.5555", False), ("55.5556", True),
    ],
)  # fmt: skip
def test_35_of_63_is_55_point_6(value: str, agrees: bool) -> None:
    (found,) = judge_percentage(reported(value), report("A", "2025", online=35, total=63))
    assert found.verdict == ("met" if agrees else "conflict")
    said = (("indicator", "online_share"), ("organisation", "A"), ("place", "a.csv:D2"))
    assert found.notes == (() if agrees else (("percentage-disagrees", said),))


@pytest.mark.parametrize(
    ("value", "agrees"), [("12", True), ("13", True), ("14", False), ("11", False)]
)
def test_a_half_may_be_rounded_either_way(value: str, agrees: bool) -> None:
    (found,) = judge_percentage(reported(value), report("A", "2025", online=1, total=8))
    assert found.verdict == ("met" if agrees else "conflict")


def test_a_percentage_is_held_against_the_same_place() -> None:
    data = [
        *report("A", "2025", "primary", online=5, total=10),
        *report("A", "2025", "secondary", online=1, total=10),
    ]
    assert judge_percentage(reported("50", level="primary"), data)[0].verdict == "met"
    assert judge_percentage(reported("10", level="primary"), data)[0].verdict == "conflict"
    assert judge_percentage(reported("10"), data)[0].verdict == "met"
    assert (
        judge_percentage(reported("10", level="primary", period="2024"), data)[0].verdict == "met"
    )
    rule = "online_share secondary >= 5% by 2025"
    assert judge_percentage(reported("10", level="primary"), data, rule=rule)[0].verdict == "met"


def test_a_percentage_without_its_counts_says_nothing() -> None:
    found = judge_percentage(
        reported("54"), report("A", "2025", total=63), report("A", "2024", total=1)
    )
    assert found[0].verdict == "undetermined"
    found = judge_percentage(reported("54"), report("A", "2025", online=0, total=0))
    assert found[0].verdict == "not_applicable"


def test_a_percentage_of_another_indicator_with_the_same_counts() -> None:
    rule = "rest_share >= 5% by 2025"
    data = report("A", "2025", online=35, total=63)
    assert judge_percentage(reported("54"), data, rule=rule)[0].verdict == "met"
    wrong = reported("54", indicator="rest_share")
    assert judge_percentage(wrong, data, rule=rule)[0].verdict == "conflict"


def test_a_percentage_of_an_indicator_that_the_plan_does_not_know() -> None:
    wrong = reported("54", indicator="no_such_share")
    assert judge_percentage(wrong, report("A", "2025", online=35, total=63))[0].verdict == "met"


@pytest.mark.parametrize(
    "rule", ["websites >= 5% by 2025", "rooms_each >= 1 by 2025", "equipped >= 1 by 2025"]
)
def test_a_percentage_of_schools_is_not_held_against_one_school(rule: str) -> None:
    wrong = reported("54", indicator=rule.split(maxsplit=1)[0])
    data = report("A", "2025", website=1, rooms=2)
    assert judge_percentage(wrong, data, rule=rule)[0].verdict == "met"


@pytest.mark.parametrize(
    ("rule", "indicator", "value", "agrees"),
    [
        ("pupils_per_room >= 5 by 2025", "pupils_per_room", "12.5", True),
        ("pupils_per_room >= 5 by 2025", "pupils_per_room", "1250", True),
        ("pupils_per_room >= 5 by 2025", "pupils_per_room", "12.0", False),
        ("room_count >= 2 by 2025", "room_count", "2", True),
        ("room_count >= 2 by 2025", "room_count", "3", False),
        ("satisfaction >= 4 by 2025", "satisfaction", "4.5", True),
        ("satisfaction >= 4 by 2025", "satisfaction", "4.4", False),
    ],
)
def test_what_is_no_share_may_be_reported_as_a_number_or_as_a_percentage(
    rule: str, indicator: str, value: str, agrees: bool
) -> None:
    data = report("A", "2025", pupils=25, rooms=2, score="4.5", answers=10)
    (found,) = judge_percentage(reported(value, indicator=indicator), data, rule=rule)
    assert found.verdict == ("met" if agrees else "conflict")
