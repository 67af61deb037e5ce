import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

import pytest

import dxplan
from dxplan.testing import PlanContract

README = Path(__file__).parents[1] / "README.md"
END_OF_2024 = date(2024, 12, 31)


@pytest.fixture(scope="module")
def plan():
    return dxplan.load("bac_giang")


@pytest.fixture(scope="module")
def targets(plan):
    return {(t.indicator.name, *dict(t.scope).values()): t for t in plan.targets}


def names(units):
    return [unit.name for unit in units]


def test_it_is_the_draft_of_january_2024(plan):
    assert plan.document.draft
    assert plan.document.number is None
    assert (plan.document.issued.start, plan.document.issued.end) == (
        date(2024, 1, 1),
        date(2024, 1, 31),
    )
    assert (plan.period.start, plan.period.end) == (date(2024, 1, 1), END_OF_2024)
    assert plan.parent == "bac_giang.kh_199"


def test_every_commitment_is_there(plan):
    assert (len(plan.targets), len(plan.tasks), len(plan.duties)) == (18, 19, 3)


@pytest.mark.parametrize(
    "row",
    [
        (("dossiers_fully_online_share",), ">", 70, "van_phong", "PL.I.1"),
        (("remote_use_share",), ">", 60, "van_phong", "PL.I.2"),
        (("users_identified_share",), ">=", 100, "van_phong", "PL.I.3"),
        (("procedures_identity_share",), ">=", 100, "van_phong", "PL.I.3"),
        (("online_payment_share",), ">", 60, "van_phong", "PL.I.4"),
        (("paid_procedures_online_share",), ">", 70, "van_phong", "PL.I.5"),
        (("electronic_results_share",), ">=", 100, "van_phong", "PL.I.6"),
        (("digitised_results_share",), ">=", 100, "van_phong", "PL.I.6"),
        (("document_reuse_share",), ">", 50, "van_phong", "PL.I.6"),
        (("work_files_digital_share", "province"), ">", 95, "van_phong", "PL.I.7"),
        (("work_files_digital_share", "district"), ">", 85, "van_phong", "PL.I.7"),
        (("work_files_digital_share", "commune"), ">", 65, "van_phong", "PL.I.7"),
        (("databases_connected_share",), ">=", 100, "van_phong", "PL.I.8"),
        (("reports_online_share",), ">=", 100, "van_phong", "PL.I.9"),
        (("inspections_digital_share",), ">", 30, "thanh_tra", "PL.I.10"),
    ],
)
def test_a_row_of_the_annex_is_judged_once_at_the_end_of_2024(targets, row):
    key, comparator, low, lead, cite = row
    target = targets[key]
    assert (target.comparator, target.low, target.high) == (comparator, Fraction(low), None)
    assert target.threshold.unit == "%"
    assert (target.time.kind, target.time.start, target.time.end) == (
        "in",
        date(2024, 1, 1),
        END_OF_2024,
    )
    assert names(target.lead) == [lead]
    assert names(target.cooperating) == ["phong_thuoc_so"]
    assert target.cite == cite


def test_classified_work_files_are_left_out_at_every_tier(targets):
    for tier in ("province", "district", "commune"):
        target = targets["work_files_digital_share", tier]
        assert [member.name for member in target.excluded] == ["classified"]
        assert target.assumptions


def test_the_cashless_number_is_set_by_another_document(targets):
    target = targets[("cashless_payment_share",)]
    assert target.threshold.from_parent
    assert target.low is None
    assert names(target.lead) == ["phong_khtc"]
    assert target.cite == "PL.II.1"


def test_no_target_is_to_be_below_those_of_the_province(plan):
    assert names(plan.pledge.lead) == ["van_phong", "thanh_tra", "phong_khtc"]
    assert names(plan.pledge.cooperating) == ["phong_thuoc_so"]
    assert plan.pledge.cite == "II.1.1"
    assert len(plan.pledge.assumptions) == 2


def test_thirty_meeting_points_from_the_second_quarter(targets):
    target = targets[("meeting_points",)]
    assert (target.comparator, target.low) == (">=", 30)
    assert target.threshold.unit == "đơn vị"
    assert (target.time.kind, target.time.start) == ("from", date(2024, 4, 1))
    assert names(target.lead) == ["phong_khtc"]


def test_two_percent_of_recurrent_spending_every_year(targets):
    target = targets[("digital_budget_share",)]
    assert (target.comparator, target.low, target.threshold.unit) == (">=", 2, "%")
    assert (target.time.kind, target.time.step) == ("every", "year")
    assert target.cite == "IV.4"


def test_reports_are_owed_every_month_and_before_the_15th_and_the_20th(plan):
    duties = {duty.id: duty for duty in plan.duties}
    assert duties["monthly_progress"].recurrence.step == "month"
    internal = duties["quarterly_internal_report"]
    assert names(internal.by) == ["phong_thuoc_so"]
    assert names(internal.to) == ["van_phong"]
    final = duties["quarterly_report"]
    assert names(final.by) == ["so_gddt"]
    assert names(final.to) == ["so_tttt", "ubnd_tinh"]
    assert [
        (d.recurrence.step, d.recurrence.day, d.recurrence.inclusive, d.recurrence.month)
        for d in (internal, final)
    ] == [("quarter", 15, False, None), ("quarter", 20, False, None)]


def test_the_digital_level_of_schools_is_assessed_in_the_second_quarter(plan):
    (task,) = [task for task in plan.tasks if task.id == "school_digital_level"]
    assert (task.time.kind, task.time.end) == ("in", date(2024, 6, 30))
    assert names(task.lead) == ["van_phong"]
    assert names(task.cooperating) == ["phong_thuoc_so", "phong_gddt", "don_vi_truc_thuoc"]


def test_district_offices_end_with_the_district_level(plan):
    office = plan.units["phong_gddt"]
    assert office.level == "district"
    assert office.until == date(2025, 6, 30)
    assert office.successors == ("so_gddt", "phong_vhxh_xa")


def test_every_rule_says_where_it_stands_and_who_leads(plan):
    for rule in (*plan.targets, *plan.tasks, *plan.duties):
        assert rule.cite, rule.id
        assert rule.lead, rule.id


def test_the_readme_names_every_rule_and_no_other(plan):
    table = README.read_text(encoding="utf-8").split("\n## ")[1]
    rules = {t.indicator.name for t in plan.targets}
    rules |= {work.id for work in (*plan.tasks, *plan.duties)}
    assert set(re.findall(r"`([^`]+)`", table)) == rules | {"no target below parent"}


CASHLESS = "cashless_payment_share.in.2024"


class TestBacGiang(PlanContract):
    plan = "bac_giang"
    not_decided: ClassVar = {CASHLESS: "the province's plan sets the number, and is not loaded"}
    not_aimed: ClassVar = {CASHLESS: "without the province's plan there is no number to aim at"}
