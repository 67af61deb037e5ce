"""Whom a plan is about on a day, and the groups of that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs
import pytest

from dxplan.data.observations import Observations, Organisation, Stay
from dxplan.engine.findings import Finding
from dxplan.engine.population import Population, placed_on, placed_together
from dxplan.engine.reference import evaluate
from dxplan.plan.model import Plan
from dxplan.report.renderers import TEXT
from tests.engine.rules import (
    DECLARED,
    codes,
    day,
    observed,
    plan,
    report,
    school,
    single,
    span,
)

LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)
HEAD = 'plan p "P"\n    document "95/KH" of "UBND" on 2022-07-07\n    period 2022 to 2025\n'
RULE = "\nroom_count >= 3 by 2024"


def about(*territory: str, rule: str = RULE) -> Plan:
    lines = "".join(f'    territory "{text}"\n' for text in territory)
    return plan(rule, declared=HEAD + lines + DECLARED)


def lying(name: str, before: str = "", after: str = "", *, district: str = "") -> Organisation:
    """A school with its province before and after July 2025."""
    first = {"province": before, "district": district}
    stays = (
        Stay(None, LAST, {key: text for key, text in first.items() if text}),
        Stay(FIRST, None, {"province": after} if after else {}),
    )
    return Organisation(name, parents=stays[-1].parents, stays=stays)


def undated(name: str, **parents: str) -> Organisation:
    return Organisation(name, parents=parents)


def inside(of: Plan, organisation: Organisation, on: str) -> bool | None:
    return Population(of, {organisation.id: organisation}, True).is_inside(organisation, day(on))


def judged(
    of: Plan, register: Sequence[Organisation], as_of: str = "2024-12-31", by: str | None = None
) -> tuple[Finding, ...]:
    rows = [
        report(each.id, "2024", rooms=1) + report(each.id, "2025", rooms=1) for each in register
    ]
    return evaluate(of, observed(*rows, register=register), day(as_of), group_by=by).findings


def said(finding: Finding) -> list[tuple[str, ...]]:
    return [(code, *(value for _, value in params)) for code, params in finding.notes]


@pytest.mark.parametrize(
    ("organisation", "answer"),
    [
        (lying("s", "Bình Định", "Gia Lai"), True),
        (lying("s", "Gia Lai", "Gia Lai"), False),
        (lying("s", "", "Gia Lai"), None),
        (lying("s", "", "Đắk Lắk"), False),
        (undated("s", province="Bình Định"), True),
        (undated("s", province="Gia Lai"), None),
        (undated("s", province="64"), False),
        (undated("s", province="Bình Dịnh"), None),
        (undated("s"), None),
    ],
)
@pytest.mark.parametrize("on", ["2024-12-31", "2025-12-31"])
def test_who_was_in_the_province_is_what_the_register_says(
    organisation: Organisation, answer: bool | None, on: str
) -> None:
    assert inside(about("Bình Định"), organisation, on) is answer


def test_a_plan_of_today_is_about_both_provinces_that_became_one() -> None:
    today = plan(RULE, declared='plan p\n    period 2026\n    territory "Gia Lai"\n' + DECLARED)
    assert inside(today, lying("s", "Bình Định", ""), "2026-11-21") is True
    assert inside(today, lying("s", "Phú Yên", ""), "2026-11-21") is False
    assert inside(today, undated("s", province="Gia Lai"), "2026-11-21") is True


def test_a_school_that_moved_between_provinces_counts_where_it_is() -> None:
    stays = (
        Stay(None, date(2023, 12, 31), {"province": "Phú Yên"}),
        Stay(date(2024, 1, 1), LAST, {"province": "Bình Định"}),
        Stay(FIRST, None, {"province": "Gia Lai"}),
    )
    moved = Organisation("s", stays=stays)
    binh_dinh, phu_yen = about("Bình Định"), about("Phú Yên")
    days = ("2023-12-31", "2024-01-01", "2025-12-31")
    assert [inside(binh_dinh, moved, on) for on in days] == [False, True, True]
    assert [inside(phu_yen, moved, on) for on in days] == [True, False, False]


def test_several_territories_count_together() -> None:
    both = about("Bình Định", "Phú Yên")
    assert inside(both, lying("s", "Phú Yên"), "2024-12-31") is True
    assert inside(both, lying("s", "Gia Lai"), "2024-12-31") is False


@pytest.mark.parametrize(
    ("organisation", "answer"),
    [
        (lying("s", "Hồ Chí Minh", district="Phú Nhuận"), True),
        (lying("s", "Hồ Chí Minh", district="Quận 1"), False),
        (lying("s", "Hồ Chí Minh"), None),
        (lying("s", "Bình Dương", district="Phú Nhuận"), False),
        (undated("s", district="Q. Phú Nhuận"), None),
    ],
)
def test_of_a_district_plan_the_district_counts_too(
    organisation: Organisation, answer: bool | None
) -> None:
    of_district = about("Quận Phú Nhuận, Thành phố Hồ Chí Minh")
    assert inside(of_district, organisation, "2025-12-31") is answer


def test_a_commune_of_today_is_not_the_one_of_before_that_has_its_name() -> None:
    before = Stay(None, LAST, {"province": "Bình Định"})
    after = Stay(FIRST, None, {"province": "Gia Lai", "commune": "Phường An Nhơn"})
    of_commune = about("Phường An Nhơn, Bình Định")
    assert inside(of_commune, Organisation("s", stays=(before, after)), "2025-12-31") is None
    told = attrs.evolve(before, parents={**before.parents, "commune": "An Nhơn"})
    assert inside(of_commune, Organisation("s", stays=(told, after)), "2025-12-31") is True


@pytest.mark.parametrize(
    "territory", ["Quận Phú Nhuận, TP. Hồ Chí Minh", "Phường 1, TP. Hồ Chí Minh", "Bình Định"]
)
def test_a_register_without_places_is_said_once_the_place_is_gone(territory: str) -> None:
    population = Population(about(territory), {"a": undated("a")}, True)
    assert population.notes(LAST) == ()
    assert [code for code, _ in population.notes(FIRST)] == ["territory-not-told"]


def test_a_free_text_leaves_nobody_out() -> None:
    assert inside(about("cả nước"), lying("s", "Gia Lai"), "2024-12-31") is True


# --- what is judged and said ----------------------------------------------------------------------

MIXED = (
    lying("a", "Bình Định", "Gia Lai"),
    lying("b", "Bình Định", "Gia Lai"),
    lying("c", "Gia Lai", "Gia Lai"),
    lying("d", "", "Gia Lai"),
)


def test_those_outside_are_not_expected_and_their_number_is_said() -> None:
    (found,) = judged(about("Bình Định"), MIXED)
    assert (found.numerator, found.expected, found.missing) == (span(3), 3, ())
    assert found.verdict == "met"
    assert said(found) == [
        ("outside-territory", "1", "tỉnh Bình Định"),
        ("territory-unclear", "1", "tỉnh Bình Định"),
    ]


def test_an_outsider_who_does_not_report_is_not_missing() -> None:
    register = (*MIXED[:2], lying("x", "Phú Yên", "Đắk Lắk"))
    data = observed(*(report(name, "2024", rooms=2) for name in "ab"), register=register)
    (found,) = evaluate(about("Bình Định"), data, day("2024-12-31")).findings
    assert (found.verdict, found.reported, found.expected) == ("met", 2, 2)


def test_a_register_that_does_not_tell_is_said_only_after_the_merger() -> None:
    register = [undated("a"), undated("b")]
    found = judged(about("Bình Định", rule="\nroom_count >= 2 every year"), register, "2025-12-31")
    by_date = {str(each.date): said(each) for each in found if each.verdict != "no_data"}
    assert by_date["2024-12-31"] == []
    assert by_date["2025-12-31"] == [("territory-not-told", "tỉnh Bình Định")]
    assert all(each.expected == 2 for each in found)


def test_a_province_that_stayed_as_it_was_needs_no_note() -> None:
    found = judged(about("Quảng Ninh"), [undated("a")], "2025-12-31")
    assert [said(each) for each in found] == [[], []]


def test_without_a_register_nobody_is_left_out_and_nothing_is_said() -> None:
    data = observed(report("a", "2025", rooms=3))
    (found,) = evaluate(
        about("Bình Định", rule="\nroom_count >= 3 by 2025"), data, day("2025-12-31")
    ).findings
    assert (found.verdict, codes(found)) == ("met", [])


# --- the groups of a day --------------------------------------------------------------------------


def grouped(register: Sequence[Organisation], by: str, as_of: str) -> dict[str, int]:
    last = [
        each for each in judged(about("cả nước"), register, as_of, by) if str(each.date) == as_of
    ]
    return {each.organisation: each.expected for each in last if each.organisation != "p"}


def test_districts_are_groups_until_their_last_day() -> None:
    stays = (
        Stay(None, LAST, {"district": "Quy Nhơn"}),
        Stay(FIRST, None, {"commune": "Phường Quy Nhơn"}),
    )
    register = [Organisation("a", parents=stays[-1].parents, stays=stays)]
    assert grouped(register, "district", "2024-12-31") == {"Quy Nhơn": 1}
    assert grouped(register, "commune", "2024-12-31") == {}
    assert grouped(register, "district", "2025-12-31") == {}
    assert grouped(register, "commune", "2025-12-31") == {"Phường Quy Nhơn": 1}


def test_that_the_districts_are_gone_is_said() -> None:
    register = [lying("a", "Bình Định", "Gia Lai", district="Quy Nhơn")]
    of = about("cả nước")
    whole = [
        each for each in judged(of, register, "2025-12-31", "district") if each.organisation == "p"
    ]
    assert [said(each) for each in whole] == [
        [],
        [("districts-ended", "1", "district", "2025-06-30")],
    ]


def test_districts_that_the_register_still_gives_are_groups_with_a_note() -> None:
    register = [undated("a", district="Quy Nhơn"), undated("b")]
    assert grouped(register, "district", "2025-12-31") == {"Quy Nhơn": 1}
    whole = judged(about("cả nước"), register, "2025-12-31", "district")[2]
    assert said(whole) == [("former-districts", "2025-06-30")]


def test_a_column_of_former_districts_groups_on_every_day_without_a_note() -> None:
    stays = tuple(
        attrs.evolve(stay, parents={"huyện cũ": "Quy Nhơn"})
        for stay in (Stay(None, LAST), Stay(FIRST, None))
    )
    register = [Organisation("a", parents=stays[-1].parents, stays=stays)]
    assert grouped(register, "huyện cũ", "2025-12-31") == {"Quy Nhơn": 1}
    found = judged(about("cả nước"), register, "2025-12-31", "huyện cũ")
    assert [said(each) for each in found] == [[], [], [], []]


def test_provinces_are_those_of_the_day_also_when_the_register_is_older() -> None:
    register = [
        undated("a", province="Bình Định"),
        undated("b", province="64"),
        undated("c", province="Quảng Ninh"),
    ]
    assert grouped(register, "province", "2024-12-31") == {
        "Bình Định": 1, "Gia Lai": 1, "Quảng Ninh": 1,
    }  # fmt: skip
    assert grouped(register, "province", "2025-12-31") == {"Gia Lai": 2, "Quảng Ninh": 1}


def test_a_province_of_today_is_in_no_group_of_before_unless_it_is_certain() -> None:
    register = [lying("a", "", "Gia Lai"), lying("b", "", "Quảng Ninh")]
    assert grouped(register, "province", "2024-12-31") == {"Quảng Ninh": 1}
    whole = judged(about("cả nước"), register, "2024-12-31", "province")[0]
    assert said(whole) == [("no-group", "1", "province")]


def test_what_is_no_province_stays_as_it_is_written() -> None:
    assert grouped([undated("a", province="Vùng A")], "province", "2025-12-31") == {"Vùng A": 1}


def test_between_two_rows_an_organisation_is_in_no_group_and_still_expected() -> None:
    stays = (
        Stay(None, date(2024, 6, 30), {"district": "A"}),
        Stay(date(2025, 1, 1), None, {"district": "B"}),
    )
    gap = Organisation("a", parents=stays[-1].parents, stays=stays)
    assert placed_on(gap, date(2024, 12, 31)).parents == {}
    whole, *groups = judged(about("cả nước"), [gap], "2024-12-31", "district")
    assert (whole.expected, groups) == (1, [])
    assert said(whole) == [("no-group", "1", "district")]


def test_a_closed_school_is_counted_where_it_was() -> None:
    closed = Organisation("a", parents={"district": "A"}, until=date(2024, 6, 30))
    assert placed_on(closed, date(2024, 12, 31)) is closed


def test_an_organisation_without_places_is_taken_as_it_is() -> None:
    plain = Observations(organisations={"a": undated("a", cluster="1")}).organisations
    assert plain is not None
    assert placed_on(plain["a"], LAST) is plain["a"]


def test_levels_are_those_of_the_schools_of_the_territory_in_the_groups_of_the_day() -> None:
    scale = """
scale digital
    judged in 2024, in 2025
    group teaching of 100 points { c_1 100 points }
    band low under 50
    band high at least 50
"""
    stays = (
        Stay(None, LAST, {"province": "Bình Định", "district": "Quy Nhơn"}),
        Stay(FIRST, None, {"province": "Gia Lai"}),
    )
    register = [Organisation("a", stays=stays), lying("x", "Gia Lai", "Gia Lai")]
    rows = [report(name, year, c_1=60) for name in "ax" for year in ("2024", "2025")]
    found = evaluate(
        about("Bình Định", rule=scale),
        observed(*rows, register=register),
        day("2026-11-21"),
        group_by="district",
    )
    assert [(each.organisation, each.date.year, each.expected) for each in found.level_counts] == [
        ("p", 2024, 1),
        ("Quy Nhơn", 2024, 1),
        ("p", 2025, 1),
    ]


# --- levels ---------------------------------------------------------------------------------------

SCALE = """
scale digital
    group teaching of 100 points { c_1 100 points }
    band low under 50
    band high at least 50
"""


def test_a_plan_of_scales_alone_says_who_is_not_counted() -> None:
    register = [lying("A", "Bình Định", "Gia Lai"), lying("B", "Gia Lai", "Gia Lai")]
    found = evaluate(
        about("Bình Định", rule=SCALE), observed(register=register), date(2026, 11, 21)
    )
    assert found.findings == ()
    (count,) = found.level_counts
    assert (count.expected, count.not_reported) == (1, 1)
    assert count.notes == (
        ("outside-territory", (("count", "1"), ("territory", "tỉnh Bình Định"))),
    )
    shown = TEXT.render(found, "vi")
    assert "- 1 đơn vị trong danh sách nằm ngoài tỉnh Bình Định nên không được tính" in shown
    assert "Kế hoạch chưa có nội dung nào" not in shown


def test_a_scale_whose_whole_register_lies_elsewhere_says_so() -> None:
    register = [lying("B", "Gia Lai", "Gia Lai")]
    found = evaluate(
        about("Bình Định", rule=SCALE), observed(register=register), date(2026, 11, 21)
    )
    (count,) = found.level_counts
    assert (count.expected, [code for code, _ in count.notes]) == (0, ["outside-territory"])


def test_groups_of_levels_say_that_their_level_of_government_has_ended() -> None:
    register = [lying("A", "Bình Định", "Gia Lai", district="An Lão")]
    found = evaluate(
        about("Bình Định", rule=SCALE), observed(register=register), date(2026, 11, 21),
        group_by="district",
    )  # fmt: skip
    (count,) = found.level_counts
    assert [code for code, _ in count.notes] == ["districts-ended"]
    assert "nhóm nào của cột `huyện`" in " ".join(TEXT.render(found, "vi").split())


def test_every_district_after_the_level_has_ended_says_why_there_is_none() -> None:
    schools = [lying(name, "Bình Định", "Gia Lai", district="An Lão") for name in "AB"]
    rule = "\nroom_count >= 1 in each district by {}"
    then = judged(about("Bình Định", rule=rule.format("2025-06-30")), schools, "2025-06-30")[-1]
    assert (then.verdict, then.numerator) == ("met", span(1))
    now = judged(about("Bình Định", rule=rule.format("2025")), schools, "2025-12-31")[-1]
    assert (now.date, now.verdict) == (date(2025, 12, 31), "undetermined")
    assert dict(now.notes)["districts-ended"] == (
        ("count", "2"),
        ("heading", "district"),
        ("until", "2025-06-30"),
    )
    assert "groups-unplaced" not in codes(now)


def test_growth_of_a_province_that_held_nobody_then_is_not_certain_and_says_why() -> None:
    schools = [lying(name, "Bình Định", "Gia Lai") for name in "AB"]
    rule = "\nroom_count increases 10% against 2022 by 2025"
    rows = [report(each.id, year, rooms=2) for each in schools for year in ("2022", "2025")]
    found = evaluate(
        about("Bình Định", rule=rule), observed(*rows, register=schools), day("2025-12-31"),
        group_by="province",
    )  # fmt: skip
    verdicts = {each.organisation: (each.verdict, codes(each)) for each in found}
    assert verdicts["p"] == ("missed", [])
    assert verdicts["Gia Lai"] == ("undetermined", ["base-nobody"])


def test_days_between_two_moves_have_their_places_in_common() -> None:
    moved = Organisation(
        "A",
        stays=(
            Stay(None, date(2024, 3, 31), {"district": "Đông"}),
            Stay(date(2024, 4, 1), None, {"district": "Tây"}),
        ),
    )
    population = Population(about(), {"A": moved}, True)
    for first, last, district in (
        ("2024-01-01", "2024-03-31", "Đông"),
        ("2024-04-01", "2025-06-30", "Tây"),
    ):
        assert population.on(day(first)) is population.on(day(last))
        labels = population.labels("district", day(first))
        assert labels is population.labels("district", day(last))
        assert labels == {"A": district}
    # Provinces merged then, which this school may belong to.
    assert population.on(LAST) is not population.on(FIRST)


@pytest.mark.parametrize(("scope", "expected"), [("secondary", 3), ("lower_secondary", 2)])
def test_who_has_a_part_of_the_scope_or_all_of_it_is_expected(scope: str, expected: int) -> None:
    register = [
        school("A", "lower_secondary"),
        school("B", "upper_secondary"),
        school("C", "secondary"),
        school("D", "primary"),
    ]
    found = observed(report("D", "2025", online=1, total=1), register=register)
    finding = single(f"online_share {scope} >= 50% by 2025", found, "2025-12-31")
    assert finding.expected == expected


@pytest.mark.parametrize(
    ("excluded", "expected"), [("lower_secondary", 3), ("secondary", 1), ("primary", 3)]
)
def test_who_has_nothing_but_what_is_left_out_is_not_expected(excluded: str, expected: int) -> None:
    register = [
        school("A", "lower_secondary"),
        school("B", "upper_secondary"),
        school("C", "secondary"),
        school("D", "primary"),
    ]
    found = observed(report("D", "2025", online=1, total=1), register=register)
    rule = f"online_share >= 50% by 2025 except {excluded}"
    assert single(rule, found, "2025-12-31").expected == expected


def test_whom_a_plan_is_about_is_told_anew_for_each_day() -> None:
    begun = Organisation("begun", since=date(2024, 1, 1))
    ended = Organisation("ended", until=date(2024, 6, 30), into=("begun",))
    moved = lying("moved", before="Bình Định", after="Gia Lai")
    register = {each.id: each for each in (begun, ended, moved)}
    population = Population(about(), register, True)

    def there(on: str) -> list[str]:
        found = placed_together(population.on(day(on)).organisations, day(on))
        return [f"{each.id} {each.parents.get('province', '')}".strip() for each in found]

    def part_of(on: str) -> str | None:
        return population.labels("organisation", day(on)).get("ended")

    days = ("2024-06-30", "2024-07-01", "2024-07-15", "2024-06-01")
    assert [part_of(on) for on in days] == ["ended", "begun", "begun", "ended"]
    before, after = "moved Bình Định", "moved Gia Lai"
    assert [there(on)[-1] for on in ("2025-06-30", "2025-07-01")] == [before, after]
