import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import dxplan
from dxplan.testing import PlanContract

README = Path(__file__).parents[1] / "README.md"


@pytest.fixture(scope="module")
def plan():
    return dxplan.load("quang_ninh")


@pytest.fixture(scope="module")
def targets(plan):
    return {
        (t.indicator.name, *dict(t.scope).values(), t.time.kind, (t.time.end or t.time.start)): t
        for t in plan.targets
    }


@pytest.fixture(scope="module")
def tasks(plan):
    return {task.id: task for task in plan.tasks}


def names(units):
    return [unit.name for unit in units]


def test_it_is_the_notice_of_29_may_2024(plan):
    assert plan.document.number == "1740/TB-SGDDT"
    assert plan.document.issued.start == plan.document.issued.end == date(2024, 5, 29)
    assert (plan.period.start, plan.period.end) == (date(2024, 1, 1), date(2025, 12, 31))


def test_every_commitment_is_there(plan):
    assert (len(plan.targets), len(plan.tasks), len(plan.duties)) == (8, 23, 0)


@pytest.mark.parametrize(
    ("key", "low", "lead", "cite"),
    [
        (("cashless_share", "from", date(2024, 5, 29)), 100, "phong_khtc", "2.5(1)"),
        (("school_content_share", "by", date(2025, 12, 31)), 50, "phong_gdpt", "2.5(4)"),
        (("online_share", "primary", "by", date(2025, 12, 31)), 5, "phong_gdpt", "2.5(4)"),
        (("online_share", "secondary", "by", date(2025, 12, 31)), 10, "phong_gdpt", "2.5(4)"),
        (("digital_signature_share", "from", date(2024, 9, 5)), 100, "van_phong", "2.5(4)"),
        (("certificates_digitised", "by", date(2024, 12, 31)), 30, "phong_tccb", "2.5(5)"),
        (("certificates_digitised", "by", date(2025, 12, 31)), 100, "phong_tccb", "2.5(5)"),
        (("data_skills_trained", "by", date(2025, 12, 31)), 50, "phong_tccb", "2.5(6)"),
    ],
)
def test_a_number_of_the_notice_is_a_target(targets, key, low, lead, cite):
    target = targets[key]
    assert (target.comparator, target.low, target.high) == (">=", Fraction(low), None)
    assert target.threshold.unit == "%"
    assert names(target.lead) == [lead]
    assert target.cite == cite
    assert target.assumptions


def test_thirty_percent_of_the_certificates_is_a_milestone(targets):
    first = targets["certificates_digitised", "by", date(2024, 12, 31)]
    second = targets["certificates_digitised", "by", date(2025, 12, 31)]
    assert second.milestone_before == first.id
    assert first.superseded_on is not None


@pytest.mark.parametrize(
    "row",
    [
        # "before" leaves the day itself out
        ("cashless_report", "before", None, date(2024, 5, 30), "phong_khtc"),
        ("self_assessment", "before", None, date(2024, 6, 19), "van_phong"),
        ("it_service_hire", "in", date(2024, 7, 1), date(2024, 7, 31), "van_phong"),
        ("transcript_pilot", "in", date(2024, 4, 1), date(2024, 6, 30), "phong_gdpt"),
        ("question_banks", "in", date(2024, 4, 1), date(2024, 6, 30), "phong_tccb"),
        ("exam_pilot", "in", date(2024, 4, 1), date(2024, 6, 30), "phong_tccb"),
        ("digital_transcripts", "from", date(2024, 9, 5), None, "phong_gdpt"),
    ],
)
def test_a_date_of_the_notice_is_the_time_of_a_task(tasks, row):
    task, kind, start, end, lead = row
    time = tasks[task].time
    assert (time.kind, time.start, time.end) == (kind, start, end)
    assert names(tasks[task].lead) == [lead]


def test_the_hired_service_has_its_cooperating_divisions(tasks):
    cooperating = names(tasks["it_service_hire"].cooperating)
    assert cooperating == ["phong_gdpt", "phong_tccb", "phong_khtc"]


def test_the_report_on_cashless_payment_is_owed_to_the_department(tasks):
    report = tasks["cashless_report"]
    assert names(report.by) == ["phong_gddt", "trung_tam_gdtx", "co_so_gd"]
    assert names(report.to) == ["so_gddt"]


def test_work_without_a_date_is_standing(tasks):
    standing = {name for name, task in tasks.items() if task.time.kind == "always"}
    assert len(standing) == 16
    assert {"awareness", "steering_groups", "digital_festival", "security_levels"} <= standing


def test_the_general_programme_leaves_out_preschools_and_continuing_education(targets):
    target = targets["school_content_share", "by", date(2025, 12, 31)]
    assert {member.name for member in target.excluded} == {"preschool", "continuing"}


def test_every_rule_says_where_it_stands_and_who_leads(plan):
    for rule in (*plan.targets, *plan.tasks, *plan.duties):
        assert rule.cite, rule.id
        assert rule.lead, rule.id


def test_the_readme_names_every_rule_and_no_other(plan):
    table = README.read_text(encoding="utf-8").split("\n## ")[1]
    rules = {t.indicator.name for t in plan.targets}
    rules |= {work.id for work in (*plan.tasks, *plan.duties)}
    assert set(re.findall(r"`(\w+)`", table)) == rules


class TestQuangNinh(PlanContract):
    plan = "quang_ninh"
