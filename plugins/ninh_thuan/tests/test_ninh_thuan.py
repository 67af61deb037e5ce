"""The plan of Ninh Thuận's movement says what its document says."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import dxplan

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
    rules = [*plan.targets, *plan.tasks, *plan.duties]
    assert sorted(shown) == sorted(rule.id for rule in rules)
