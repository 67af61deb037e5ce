"""Decision 131/QĐ-TTg, as far as it is confirmed, and how the plans below it meet it."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

import pytest
import tomli

import dxplan
from dxplan.analysis.refinement import refine
from dxplan.session import Session, open_session
from dxplan.testing import PlanContract

HERE = Path(__file__).parent
README = (HERE.parent / "README.md").read_text(encoding="utf-8")
EXPECTED = tomli.loads((HERE / "expected.toml").read_text(encoding="utf-8"))
PROVINCES = ["bac_giang", "binh_dinh", "ninh_thuan", "phu_nhuan", "quang_ninh"]
TITLES = {
    "bac_giang": "Bắc Giang",
    "binh_dinh": "Bình Định",
    "ninh_thuan": "Ninh Thuận",
    "phu_nhuan": "Phú Nhuận",
    "quang_ninh": "Quảng Ninh",
}


@pytest.fixture(scope="module")
def session() -> Session:
    return open_session()


@pytest.fixture(scope="module")
def plan(session: Session) -> dxplan.Plan:
    return session.load("national.qd_131").value


@pytest.fixture(scope="module")
def provinces(session: Session) -> dict[str, dxplan.Plan]:
    return {name: session.load(name).value for name in PROVINCES}


def test_it_is_the_decision_of_25_january_2022(plan):
    assert plan.id == "national.qd_131"
    assert (plan.document.number, plan.document.issuer) == ("131/QĐ-TTg", "Thủ tướng Chính phủ")
    assert plan.document.issued.start == plan.document.issued.end == date(2022, 1, 25)
    assert (plan.period.start, plan.period.end) == (date(2022, 1, 1), date(2025, 12, 31))
    assert plan.parent is None


CONFIRMED = [
    ("online_conditions.except.preschool.by.2025", ">=", 50),
    ("platform_use.except.preschool.by.2025", ">", 50),
    ("content_share.by.2025", ">=", 50),
    ("online_share.primary.by.2025", ">=", 5),
    ("online_share.secondary.by.2025", ">=", 10),
    ("managed_schools.by.2025", ">=", 100),
    ("learner_records.by.2025", ">=", 100),
    ("teacher_records.by.2025", ">=", 100),
    ("facility_records.by.2025", ">=", 80),
    ("work_files_digital_share.department.by.2025", ">=", 90),
    ("work_files_digital_share.office.by.2025", ">=", 80),
]


def test_what_is_confirmed_is_there_and_nothing_else(plan):
    found = [(target.id, target.comparator, target.low) for target in plan.targets]
    assert found == [(rule, sign, Fraction(number)) for rule, sign, number in CONFIRMED]
    assert {target.time.end for target in plan.targets} == {date(2025, 12, 31)}
    assert {target.threshold.unit for target in plan.targets} == {"%"}
    assert (plan.tasks, plan.duties, plan.pledge) == ((), (), None)


def test_what_is_open_is_left_out_and_said(plan):
    text = " ".join(plan.notes)
    assert "thủ tục trực tuyến" in text
    assert "mức độ hài lòng" in text
    assert "năm 2030" in text
    used = {target.indicator.name for target in plan.targets}
    assert used.isdisjoint(
        {"procedures_online_share", "dossiers_online_share", "school_satisfaction"}
    )


def test_every_rule_names_a_secondary_source_and_nobody_who_leads(plan):
    for target in plan.targets:
        assert re.search(r"\[src\] Đối chiếu từ nguồn thứ cấp: \S+ \d+", target.note), target.id
        assert target.cite == "mục tiêu đến năm 2025"
        assert target.lead == target.cooperating == ()


def test_lint_says_of_every_rule_that_nobody_leads_it_and_nothing_else(session, plan):
    said = session.lint("national.qd_131").diagnostics
    assert {d.code for d in said} == {"no-lead"}
    named = [rule for d in said for rule in str(d.params["id"]).split("`, `")]
    assert named == [target.id for target in plan.targets]


def test_the_readme_names_every_rule_once_with_its_number(plan):
    table = README.split("## Target of the document -> rule")[1].split("\n## ")[0]
    rows = [line.split(" | ") for line in table.splitlines() if "`" in line]
    shown = [
        pair
        for row in rows
        for pair in zip(
            re.findall(r"`([^`]+)`", row[3]), re.findall(r"(\d+)%", row[1]), strict=True
        )
    ]
    assert shown == [(rule, str(number)) for rule, _, number in CONFIRMED]


def test_the_parent_of_binh_dinh_is_this_document(session, plan, provinces):
    assert session.parent(provinces["binh_dinh"]).value == plan
    codes = {d.code for d in session.load("binh_dinh").diagnostics}
    assert "parent-not-loaded" not in codes


@pytest.mark.parametrize("name", [name for name in PROVINCES if name != "binh_dinh"])
def test_the_parents_of_the_others_are_documents_that_nobody_brings(session, provinces, name):
    assert provinces[name].parent.partition(".")[2].startswith(("kh_", "qd_"))
    assert session.parent(provinces[name]) is None
    codes = [d.code for d in session.load(name).diagnostics]
    # Who promises not to be below it is told there, and once
    told = "pledge-unchecked" if provinces[name].pledge else "parent-not-loaded"
    assert [code for code in codes if code in ("pledge-unchecked", "parent-not-loaded")] == [told]


# --- what the provinces make of it, by hand -------------------------------------------------------


def test_every_target_is_answered_for_every_plan(plan):
    ids = [target.id for target in plan.targets]
    assert sorted(EXPECTED) == PROVINCES
    assert {name: list(rows) for name, rows in EXPECTED.items()} == dict.fromkeys(EXPECTED, ids)


@pytest.mark.parametrize("name", PROVINCES)
def test_an_answer_rests_on_rules_about_the_same_indicator(plan, provinces, name):
    own = {target.id: target for target in provinces[name].targets}
    for target in plan.targets:
        row = EXPECTED[name][target.id]
        same = {t.id for t in own.values() if t.indicator.name == target.indicator.name}
        assert set(row.get("by", ())) <= same, target.id
        outside = provinces[name].period.end < target.time.end
        assert row.get("outside", False) == outside
        assert (row["status"] == "not_covered") == (outside or not same), target.id


@pytest.mark.parametrize("name", PROVINCES)
def test_equal_numbers_and_members_are_restated_and_a_stricter_number_is_stricter(
    plan, provinces, name
):
    own = {target.id: target for target in provinces[name].targets}
    for target in plan.targets:
        status = EXPECTED[name][target.id]["status"]
        mine = own.get(target.id)
        if mine is None:
            assert status in ("weaker", "incomparable", "not_covered"), target.id
        elif (mine.low, mine.comparator) == (target.low, target.comparator):
            assert status == "restated", target.id
        else:
            assert (mine.low, mine.comparator == ">") > (target.low, target.comparator == ">")
            assert status == "stricter", target.id


@pytest.mark.parametrize("name", PROVINCES)
def test_the_analyser_finds_what_was_worked_out_by_hand(plan, provinces, name):
    found = refine(provinces[name], plan)
    answers = {
        each.target.id: (each.status, [rule.id for rule in each.by], each.outside) for each in found
    }
    assert answers == {
        rule: (row["status"], row.get("by", []), row.get("outside", False))
        for rule, row in EXPECTED[name].items()
    }
    short = [each for each in found if each.status in ("weaker", "incomparable")]
    assert all(each.counterexample and each.counterexample.missed for each in short)


def test_the_readme_shows_the_same_answers():
    table = README.split("## What the provinces make of it")[1]
    header, _, *rows = [line.strip("|").split("|") for line in table.splitlines() if "|" in line]
    columns = [cell.strip() for cell in header[1:]]
    shown = {
        column: [row[place].strip().replace(" ", "_") for row in rows]
        for place, column in enumerate(columns, start=1)
    }
    expected = {
        TITLES[name]: [row["status"] for row in answers.values()]
        for name, answers in EXPECTED.items()
    }
    assert shown == expected


class TestNational(PlanContract):
    plan = "national.qd_131"
    not_led: ClassVar = dict.fromkeys(
        [name for name, _, _ in CONFIRMED], "who leads each target is not confirmed yet"
    )
