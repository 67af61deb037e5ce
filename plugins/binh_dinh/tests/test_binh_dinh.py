"""The plan of Bình Định says what its document says."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import dxplan
from dxplan.testing import PlanContract

README = Path(__file__).parents[1] / "README.md"
DISTRICTS = "ubnd_huyen"


@pytest.fixture(scope="module")
def plan() -> dxplan.Plan:
    return dxplan.load("binh_dinh")


def named(units) -> list[str]:
    return [unit.name for unit in units]


def test_document_is_known_by_number_issuer_and_date(plan):
    assert plan.document.number == "95/KH-UBND"
    assert plan.document.issuer == "UBND tỉnh Bình Định"
    assert plan.document.issued.start == plan.document.issued.end == date(2022, 7, 7)
    assert plan.parent == "national.qd_131"
    assert (plan.period.start, plan.period.end) == (date(2022, 1, 1), date(2025, 12, 31))


def test_every_commitment_is_there(plan):
    assert (len(plan.targets), len(plan.tasks), len(plan.duties)) == (29, 26, 6)


@pytest.mark.parametrize(
    ("rule", "comparator", "percent", "section"),
    [
        ("online_conditions.except.preschool.by.2025", ">=", 80, "II.2.a"),
        ("platform_use.except.preschool.by.2025", ">", 50, "II.2.a"),
        ("content_share.by.2025", ">", 50, "II.2.a"),
        ("online_share.primary.by.2025", ">=", 5, "II.2.a"),
        ("online_share.secondary.by.2025", ">=", 10, "II.2.a"),
        ("managed_schools.by.2025", ">=", 100, "II.2.b"),
        ("learner_records.by.2025", ">=", 100, "II.2.b"),
        ("teacher_records.by.2025", ">=", 100, "II.2.b"),
        ("facility_records.by.2025", ">=", 80, "II.2.b"),
        ("connected_schools.by.2025", ">=", 100, "II.2.b"),
        ("work_files_digital_share.department.except.classified.by.2025", ">=", 90, "II.2.b"),
        ("work_files_digital_share.office.except.classified.by.2025", ">=", 80, "II.2.b"),
        ("work_files_digital_share.school.except.classified.by.2025", ">=", 40, "II.2.b"),
        ("procedures_online_share.by.2025", ">=", 100, "II.2.b"),
        ("dossiers_online_share.by.2025", ">", 90, "II.2.b"),
        ("school_satisfaction.by.2025", ">=", 80, "II.2.b"),
        ("service_satisfaction.by.2025", ">=", 80, "II.2.b"),
        ("platform_support.except.preschool.by.2030", ">=", 100, "II.3"),
        ("content_share.by.2030", ">=", 100, "II.3"),
        ("facility_records.by.2030", ">=", 100, "II.3"),
        ("programme_records.by.2030", ">=", 100, "II.3"),
        ("learner_records.by.2030", ">=", 100, "II.3"),
        ("teacher_records.by.2030", ">=", 100, "II.3"),
        ("connected_schools.by.2030", ">=", 100, "II.3"),
        ("question_bank_share.by.2025", ">=", 100, "III.2.b"),
        ("served_authorities.by.2025", ">=", 100, "III.3.b"),
        ("website_share.by.2025", ">=", 100, "III.3.c"),
        ("training_accounts.by.2025", ">=", 100, "III.4.b"),
    ],
)
def test_target(plan, rule, comparator, percent, section):
    target = {target.id: target for target in plan.targets}[rule]
    assert target.comparator == comparator
    assert (target.low, target.high) == (Fraction(percent), None)
    assert (target.time.kind, target.time.end) == ("by", date(int(rule[-4:]), 12, 31))
    assert target.cite == section
    assert named(target.lead) == ["so_gddt"]
    assert named(target.cooperating) == [DISTRICTS]


def test_fibre_belongs_to_the_department_of_communications(plan):
    target = {target.id: target for target in plan.targets}["fibre_share.by.2025"]
    assert (target.comparator, target.low, target.cite) == (">=", 100, "III.1.a")
    assert named(target.lead) == ["so_tttt"]
    assert named(target.cooperating) == ["so_gddt"]


def test_classified_work_files_are_left_out(plan):
    files = [t for t in plan.targets if t.indicator.name == "work_files_digital_share"]
    assert [[member.name for member in target.excluded] for target in files] == [["classified"]] * 3
    assert [dict(target.scope)["tier"] for target in files] == ["department", "office", "school"]


def test_pupils_does_not_mean_pre_school(plan):
    excluded = {t.id for t in plan.targets if [m.name for m in t.excluded] == ["preschool"]}
    assert excluded == {
        "online_conditions.except.preschool.by.2025",
        "platform_use.except.preschool.by.2025",
        "platform_support.except.preschool.by.2030",
    }


def test_content_has_a_milestone_in_2025_and_the_next_in_2030(plan):
    targets = {target.id: target for target in plan.targets}
    assert targets["content_share.by.2030"].milestone_before == "content_share.by.2025"
    assert targets["content_share.by.2025"].superseded_on == date(2030, 12, 31)


def test_every_duty_is_yearly_and_says_who_owes_it_to_whom(plan):
    assert {duty.id: (named(duty.by), named(duty.to)) for duty in plan.duties} == {
        "yearly_budget_estimate": (["so_gddt"], ["so_tai_chinh", "so_khdt"]),
        "yearly_report": (["so_gddt"], ["ubnd_tinh"]),
        "yearly_investment": (["so_khdt"], ["ubnd_tinh"]),
        "yearly_local_budget": ([DISTRICTS], []),
        "yearly_local_inspection": ([DISTRICTS], []),
        "local_report": ([DISTRICTS], ["so_gddt"]),
    }
    assert {duty.recurrence.step for duty in plan.duties} == {"year"}


def test_seven_bodies_answer_for_the_work_of_section_v(plan):
    leads = {(work.cite, *named(work.lead)) for work in (*plan.tasks, *plan.duties)}
    assert {lead for lead in leads if lead[0].startswith("V.")} == {
        ("V.1", "so_gddt"),
        ("V.2", "so_tttt"),
        ("V.3", "so_tai_chinh"),
        ("V.4", "so_khdt"),
        ("V.5", "so_noi_vu"),
        ("V.6", "cong_an_tinh"),
        ("V.7", DISTRICTS),
    }


def test_tasks_of_the_targets_carry_their_year(plan):
    dated = {task.id: task.time.end for task in plan.tasks if task.time.kind == "by"}
    assert dated == {
        "domestic_platforms": date(2025, 12, 31),
        "content_repository": date(2025, 12, 31),
        "sector_information_system": date(2025, 12, 31),
        "sector_database": date(2025, 12, 31),
        "provincial_platform": date(2030, 12, 31),
    }
    assert {task.time.kind for task in plan.tasks} == {"by", "always"}


def test_units_end_with_their_successors(plan):
    ended = {name: (unit.until, unit.successors) for name, unit in plan.units.items() if unit.until}
    assert ended == {
        "so_tttt": (date(2025, 2, 28), ("so_khcn",)),
        "ubnd_huyen": (date(2025, 6, 30), ("ubnd_xa",)),
        "phong_gddt": (date(2025, 6, 30), ("so_gddt", "phong_vhxh_xa")),
    }


def test_every_rule_names_its_section_and_who_leads(plan):
    rules = [*plan.targets, *plan.tasks, *plan.duties]
    assert [rule.id for rule in rules if not (rule.cite and rule.lead)] == []


def test_readme_names_every_rule_once_and_no_other(plan):
    text = README.read_text(encoding="utf-8")
    table = text.split("## Section of the document -> rule")[1].split("\n## ")[0]
    shown = re.findall(r"`([^`]+)`", table)
    rules = [*plan.targets, *plan.tasks, *plan.duties]
    assert sorted(shown) == sorted(rule.id for rule in rules)


class TestBinhDinh(PlanContract):
    plan = "binh_dinh"
