"""The plan of Ninh Thuận's movement says what its document says."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import dxplan
from dxplan.testing import PlanContract

README = Path(__file__).parents[1] / "README.md"
END = date(2025, 12, 31)


@pytest.fixture(scope="module")
def plan() -> dxplan.Plan:
    return dxplan.load("ninh_thuan")


def named(units) -> list[str]:
    return [unit.name for unit in units]


def test_document_is_known_by_issuer_and_month(plan):
    assert plan.document.number is None
    assert plan.document.issuer == "Sở Giáo dục và Đào tạo Ninh Thuận"
    issued = plan.document.issued
    assert (issued.start, issued.end) == (date(2022, 8, 1), date(2022, 8, 31))
    assert plan.parent == "ninh_thuan.kh_3420"
    assert (plan.period.start, plan.period.end) == (date(2021, 1, 1), END)


def test_every_commitment_is_there(plan):
    assert (len(plan.targets), len(plan.tasks), len(plan.duties)) == (4, 18, 2)


@pytest.mark.parametrize(
    "rule",
    [
        "digital_management_share.by.2025",
        "broadband_share.by.2025",
        "learner_access_share.except.preschool.by.2025",
        "information_page_share.by.2025",
    ],
)
def test_every_target_is_everybody_by_2025(plan, rule):
    target = {target.id: target for target in plan.targets}[rule]
    assert (target.comparator, target.low, target.high) == (">=", Fraction(100), None)
    assert (target.time.kind, target.time.end, target.cite) == ("by", END, "II.3.2")
    assert named(target.lead) == ["phong_nghiep_vu"]


def test_an_office_counts_beside_the_schools(plan):
    """The movement is for agencies as well, so their answer counts where only schools are asked."""
    row = {"period": "2025", "measure": "has_broadband"}
    rows = [
        {**row, "organisation": "so", "value": "không"},
        {**row, "organisation": "th1", "value": "có"},
    ]
    report = dxplan.check(plan, data=rows, as_of=END)
    (found,) = [f for f in report if f.target == "broadband_share.by.2025"]
    assert (found.verdict, found.value.low) == ("missed", 50)


def test_two_awards_at_two_levels_each_with_its_own_end(plan):
    reviews = {
        task.id: (task.time.kind, task.time.end, task.cite, *named(task.to))
        for task in plan.tasks
        if task.cite.startswith("III.2")
    }
    assert reviews == {
        "midterm_province_award": ("in", date(2023, 12, 31), "III.2.1", "ubnd_tinh"),
        "final_province_award": ("in", END, "III.2.1", "ubnd_tinh"),
        "midterm_department_award": ("by", date(2023, 5, 31), "III.2.2", "so_gddt"),
        "final_department_award": ("by", date(2025, 5, 31), "III.2.2", "so_gddt"),
    }


# --- awards ---------------------------------------------------------------------------------------

EVERYTHING = {
    "movement_launched": "có",
    "movement_registered": "có",
    "leadership_initiative": "có",
    "tasks_assigned": 8,
    "tasks_done_in_time": 8,
    "individuals_active": 20,
    "individuals_with_initiative": 5,
    "individuals_leading": 4,
    "individuals_eligible": 3,
    "individuals_nominated": 2,
}


def levels(plan, as_of: date, **reports: dict[str, dict]) -> dict[tuple, tuple]:
    """Levels by award, group, organisation and day; a report changes EVERYTHING for its day."""
    rows = [
        {"organisation": name, "period": day, "measure": measure, "value": value}
        for name, days in reports.items()
        for day, changed in days.items()
        for measure, value in {**EVERYTHING, **changed}.items()
        if value is not None
    ]
    session = dxplan.open_session()
    report = session.check(plan, rows, as_of=as_of, group_by="organisation")
    return {
        (level.scale, level.group, level.organisation, level.date): level.bands
        for level in report.levels
    }


def test_both_awards_are_judged_twice_each_by_its_own_calendar(plan):
    assert [(t.start, t.end) for t in plan.scales["province_award"].judged] == [
        (date(2023, 1, 1), date(2023, 12, 31)),
        (date(2025, 1, 1), END),
    ]
    assert [t.end for t in plan.scales["department_award"].judged] == [
        date(2023, 5, 31),
        date(2025, 5, 31),
    ]
    for scale in ("province_award", "department_award"):
        assert [group.name for group in plan.scales[scale].groups] == ["collective", "individual"]


def test_who_keeps_every_criterion_can_be_awarded_at_each_review(plan):
    found = levels(plan, END, th1={"2023-05-31": {}, "2025-05-31": {}})
    assert found == {
        (scale, group, "th1", day): ("eligible",)
        for scale, days in {
            "department_award": (date(2023, 5, 31), date(2025, 5, 31)),
            "province_award": (date(2023, 12, 31), END),
        }.items()
        for group in ("collective", "individual")
        for day in days
    }


@pytest.mark.parametrize(
    ("changed", "collective", "individual"),
    [
        ({"movement_launched": "không"}, ("not_eligible",), ("eligible",)),
        ({"movement_registered": "không"}, ("not_eligible",), ("eligible",)),
        ({"leadership_initiative": "không"}, ("not_eligible",), ("eligible",)),
        ({"tasks_done_in_time": 7}, ("not_eligible",), ("eligible",)),
        ({"individuals_eligible": 0, "individuals_nominated": 0}, ("eligible",), ("not_eligible",)),
        ({"leadership_initiative": None}, ("not_eligible", "eligible"), ("eligible",)),
        ({"tasks_done_in_time": None}, ("not_eligible", "eligible"), ("eligible",)),
    ],
)
def test_one_criterion_that_fails_or_is_not_reported_decides(plan, changed, collective, individual):
    found = levels(plan, date(2023, 12, 31), th1={"2023-12-31": changed})
    day = date(2023, 12, 31)
    assert found["province_award", "collective", "th1", day] == collective
    assert found["province_award", "individual", "th1", day] == individual


def test_what_was_reported_for_the_mid_term_says_nothing_about_the_end(plan):
    found = levels(plan, END, th1={"2023-05-31": {}})
    assert found["department_award", "collective", "th1", date(2023, 5, 31)] == ("eligible",)
    final = found["department_award", "collective", "th1", date(2025, 5, 31)]
    assert final == ("not_eligible", "eligible")


def test_nobody_nominates_more_persons_than_keep_the_criteria(plan):
    row = {"organisation": "th1", "period": "2023-12-31"}
    values = {**EVERYTHING, "individuals_nominated": 4, "movement_launched": "có"}
    rows = [{**row, "measure": measure, "value": value} for measure, value in values.items()]
    counted = dxplan.load_text(
        (Path(__file__).parents[1] / "src/dxplan_ninh_thuan/ninh_thuan.dxplan").read_text("utf-8")
        + "\neligible_individuals >= 1 in 2023\n"
    )
    assert [
        (check.left.terms[0][1], check.comparator, check.right.terms[0][1])
        for check in counted.checks
        if check.cite == "III.1.2"
    ] == [
        ("individuals_eligible", "<=", "individuals_active"),
        ("individuals_eligible", "<=", "individuals_with_initiative"),
        ("individuals_eligible", "<=", "individuals_leading"),
        ("individuals_nominated", "<=", "individuals_eligible"),
    ]
    report = dxplan.check(counted, data=rows, as_of=date(2023, 12, 31))
    (found,) = [f for f in report if f.target == "eligible_individuals.in.2023"]
    assert found.verdict == "conflict"


def test_section_iv_gives_every_body_its_work(plan):
    work = [*plan.tasks, *plan.duties]
    assert {(each.cite, *named(each.lead)) for each in work if each.cite.startswith("IV.")} == {
        ("IV.1", "phong_nghiep_vu"),
        ("IV.2", "phong_khtc"),
        ("IV.3", "thanh_tra"),
        ("IV.4", "phong_tchc"),
        ("IV.5", "phong_gddt"),
        ("IV.6", "don_vi_truc_thuoc"),
    }


def test_what_comes_back_every_year_says_who_owes_it(plan):
    assert {duty.id: (duty.recurrence.step, named(duty.by)) for duty in plan.duties} == {
        "yearly_inspection": ("year", ["toan_nganh"]),
        "yearly_criteria_assessment": ("year", ["phong_nghiep_vu"]),
    }


DONE = {"rule": "movement_implementation", "date": "2022-08-30"}


def test_nothing_was_due_before_the_document_was_written(plan):
    found = dxplan.due(plan, as_of=date(2022, 9, 1), events=[DONE])
    assert found.of("overdue") == ()
    assert min(item.deadline for item in found if item.rule == "duty") == date(2022, 12, 31)


def test_every_rule_names_its_section_and_who_leads(plan):
    rules = [*plan.targets, *plan.tasks, *plan.duties]
    assert [rule.id for rule in rules if not (rule.cite and rule.lead)] == []


def test_readme_names_every_rule_once_and_no_other(plan):
    text = README.read_text(encoding="utf-8")
    table = text.split("## Section of the document -> rule")[1].split("\n## ")[0]
    shown = re.findall(r"`([^`]+)`", table)
    rules = [rule.id for rule in (*plan.targets, *plan.tasks, *plan.duties)]
    assert sorted(shown) == sorted([*rules, *plan.scales])


class TestNinhThuan(PlanContract):
    plan = "ninh_thuan"
