"""Scales and levels as reports and plans show them, in both languages and in JSON."""

from __future__ import annotations

from datetime import date

import jsonschema
import pytest

from dxplan.data.observations import Observations
from dxplan.engine.findings import Report
from dxplan.engine.reference import evaluate
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report import json_report, text
from dxplan.report.export import export
from dxplan.report.plan_text import plan_text
from dxplan.report.schemas import schema
from tests.engine.rules import observed, report, school
from tests.plan.rules import plan_of

RULES = """flag has_web "Có trang thông tin"
scale digital "Mức độ chuyển đổi số"
    cite "5/QĐ"
    reported by school
    except secondary
    judged in 2025, in 2026
    incomplete "Điểm TC 4 chưa rõ."
    assume "Thiếu TC 1 thì xếp thấp."
    group teaching "Dạy học" of 100 points {
        c_1 "TC 1" mandatory,
        c_2 "TC 2" 60 points,
        c_3 "TC 3" 10 points where has_web,
        c_4 "TC 4" points open
    }
    group office "Văn phòng" { c_5 "TC 5" 100 points }
    band low "thấp" under 50
    band middle "vừa" from 50 to under 75
    band high "cao" from 75 to 90
    band top "rất cao" over 90
    gate unmet gives low
scale award "Khen thưởng"
    group all "Tập thể" { launched "Có phát động" mandatory }
    band none "không"
    band some "có"
    gate unmet gives none
indicator at_high "Từ mức cao" = share of schools where digital.office >= high
indicator best = count of schools where digital.office = top or digital.office < middle
at_high >= 50% by 2025
best <= 2 by 2025
"""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of(RULES)


@pytest.fixture(scope="module")
def observations() -> Observations:
    return observed(
        report("A", "2025", c_1=0, c_2="1.5", has_web=1, c_5="90.5"),
        report("B", "2025", c_1=1, c_2=60, c_5="74.99"),
        register=[school(name, tier="school", district="Đông") for name in ("A", "B", "C")],
    )


def checked(plan: Plan, observations: Observations, by: str | None = None) -> Report:
    return evaluate(plan, observations, date(2025, 12, 31), group_by=by)


def lines(rendered: str) -> list[str]:
    return [" ".join(line.split()) for line in rendered.split("\n")]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "vi",
            [
                "MỨC XẾP LOẠI",
                "Mức độ chuyển đổi số (5/QĐ)",
                "Dạy học 31/12/2025 1 0 0 0 1 1",
                "Văn phòng 31/12/2025 0 1 0 1 0 1",
                "- Chưa đầy đủ: Điểm TC 4 chưa rõ.",
                "- Cách hiểu: Thiếu TC 1 thì xếp thấp.",
                "- sẽ xét vào 31/12/2026",
            ],
        ),
        (
            "en",
            [
                "LEVELS",
                "Dạy học 31 Dec 2025 1 0 0 0 1 1",
                "- Incomplete: Điểm TC 4 chưa rõ.",
                "- Read so: Thiếu TC 1 thì xếp thấp.",
                "- to be judged on 31 Dec 2026",
            ],
        ),
    ],
)
def test_counts_in_a_report(
    language: Language, expected: list[str], plan: Plan, observations: Observations
) -> None:
    found = lines(text.render(checked(plan, observations), language))
    for line in expected:
        assert line in found


def test_groups_are_named_behind_the_group_of_the_scale(
    plan: Plan, observations: Observations
) -> None:
    found = lines(text.render(checked(plan, observations, "district"), "vi"))
    assert "Văn phòng · Đông 31/12/2025 0 1 0 1 0 1" in found


def test_levels_of_organisations_say_what_they_hang_on(
    plan: Plan, observations: Observations
) -> None:
    found = text.render(checked(plan, observations, "organisation"), "vi")
    flat = " ".join(found.split())
    assert "A Dạy học 31/12/2025 11,5–41,5 thấp tiêu chí bắt buộc không đạt: TC 1" in flat
    assert (
        "B Dạy học 31/12/2025 60–100 chưa chắc chắn: vừa, cao hoặc rất cao còn thiếu: TC 3" in flat
    )
    assert "B Văn phòng 31/12/2025 74,99 vừa" in flat
    assert "C Văn phòng 31/12/2025 — Chưa có số liệu" in flat


def test_a_scale_that_nothing_is_known_of_is_not_shown(plan: Plan) -> None:
    rendered = text.render(evaluate(plan, observed(), date(2027, 1, 1)), "en")
    assert "LEVELS" not in rendered


def test_levels_in_json_keep_the_schema_and_carry_the_mark(
    plan: Plan, observations: Observations
) -> None:
    document = json_report.report_json(checked(plan, observations, "organisation"), "vi")
    jsonschema.validate(document, schema("report-1"))
    assert document["level_counts"][0] == {
        "scale": "digital",
        "group": "teaching",
        "organisation": "plan",
        "by": None,
        "date": "2025-12-31",
        "bands": [
            {"id": "low", "count": 1},
            {"id": "middle", "count": 0},
            {"id": "high", "count": 0},
            {"id": "top", "count": 0},
        ],
        "uncertain": 1,
        "not_reported": 1,
        "expected": 3,
        "incomplete": ["Điểm TC 4 chưa rõ."],
        "notes": [],
    }
    assert document["levels"][1] == {
        "scale": "digital",
        "group": "teaching",
        "organisation": "B",
        "date": "2025-12-31",
        "score": ["60", "100"],
        "bands": ["middle", "high", "top"],
        "missing": ["c_3"],
        "unmet": [],
        "reported": True,
        "incomplete": ["Điểm TC 4 chưa rõ."],
    }


def test_a_plan_shows_its_scales(plan: Plan) -> None:
    found = lines(plan_text(plan, "vi"))
    for line in (
        "THANG ĐIỂM",
        "- Mức độ chuyển đổi số (5/QĐ)",
        "- Dạy học, 100 điểm",
        "- TC 1: bắt buộc",
        "- TC 2: 60 điểm",
        "- TC 3: 10 điểm, đạt khi “Có trang thông tin”",
        "- TC 4: chưa rõ điểm",
        "thấp: dưới 50",
        "vừa: từ 50 và dưới 75",
        "cao: từ 75 đến 90",
        "rất cao: trên 90",
        "áp dụng cho: trường",
        "trừ: trung học",
        "không đạt tiêu chí bắt buộc thì xếp: thấp",
        "xét trong năm 2025, năm 2026",
        "Chưa đầy đủ: Điểm TC 4 chưa rõ.",
        "- Tập thể",
        "không: chỉ do tiêu chí bắt buộc",
        "có: trường hợp còn lại",
        "tử số: số trường mà “Văn phòng” từ mức “cao” trở lên",
    ):
        assert line in found, line
    assert "numerator: count of schools where “Văn phòng” is at “cao” or better" in lines(
        plan_text(plan, "en")
    )


def test_a_plan_exports_its_scales(plan: Plan) -> None:
    document = export(plan)
    jsonschema.validate(document, schema("plan-1"))
    digital, award = document["scales"]
    assert digital["groups"][0]["criteria"][2] == {
        "id": "c_3",
        "title": "TC 3",
        "mandatory": False,
        "points": "10",
        "where": "has_web",
    }
    assert digital["groups"][0]["points"] == "100"
    assert digital["groups"][0]["except"] == [{"dimension": "level", "member": "secondary"}]
    assert digital["judged"][0] == {"start": "2025-01-01", "end": "2025-12-31"}
    assert digital["bands"][1] == {
        "id": "middle",
        "title": "vừa",
        "from": "50",
        "above": False,
        "to": "75",
        "below": True,
        "scored": True,
    }
    assert [band["scored"] for band in award["bands"]] == [False, True]
    numerators = [indicator["numerator"] for indicator in document["indicators"]]
    assert numerators == [
        "count of schools where digital.office >= high",
        "count of schools where digital.office = top or digital.office < middle",
    ]
