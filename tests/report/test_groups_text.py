"""Groups and conditions on figures, as reports and the exported plan have them."""

from __future__ import annotations

import jsonschema
import pytest

from dxplan.engine.findings import Report
from dxplan.engine.reference import evaluate
from dxplan.messages import Language
from dxplan.plan.model import Plan
from dxplan.report.export import export, indicators_in_use
from dxplan.report.json_report import report_json
from dxplan.report.plan_text import plan_text
from dxplan.report.rule_text import target_text
from dxplan.report.schemas import schema
from dxplan.report.text import render
from tests.engine.rules import day, observed, plan, report, school
from tests.engine.test_groups import at

RULES = """
indicator roomy = share of communes where
    room_count >= 1 and at least 1 of (devices >= 1, rooms > 3)
room_count >= 1 in each commune in 2025
roomy >= 90% in 2025
recorded_share >= 5% in each "Cụm" in 2025 when met roomy and online_share >= 5%
"""


@pytest.fixture(scope="module")
def bound() -> Plan:
    return plan(RULES)


@pytest.fixture(scope="module")
def found(bound: Plan) -> Report:
    register = [at(f"Xã {n}", school(str(n))) for n in range(10)] + [school("lost")]
    data = observed(report("0", "2025", rooms=1, devices=0), register=register)
    zero = [report(str(n), "2025", rooms=0, devices=0) for n in range(1, 9)]
    told = observed(data.cells, *zero, register=register)
    return evaluate(bound, told, day("2025-12-31"))


def test_a_target_says_which_groups_keep_it(bound: Plan) -> None:
    texts = [[target_text(t, bound, language) for t in bound.targets] for language in ("en", "vi")]
    assert [each[0] for each in texts] == [
        "room_count: at least 1 in each commune in 2025",
        "room_count đạt 1 ở mỗi xã trong năm 2025",
    ]
    assert "at least 5% in each group of the column “cụm” in 2025" in texts[0][2]


@pytest.mark.parametrize(
    ("language", "notes"),
    [
        (
            "en",
            [
                "kept in 1 of 10 communes",
                "communes for which that is not certain: Xã 1, Xã 2, Xã 3, Xã 4, Xã 5, Xã 6"
                " and 3 more",
                "not placed in any of the communes by the register (1): lost; fill that column in",
            ],
        ),
        (
            "vi",
            [
                "đạt ở 1/10 xã",
                "xã chưa chắc chắn: Xã 1, Xã 2, Xã 3, Xã 4, Xã 5, Xã 6 và 3 nơi khác",
                "chưa ghi thuộc xã nào trong danh sách đơn vị (1): lost; hãy điền cột đó",
            ],
        ),
    ],
)
def test_a_report_names_the_groups(found: Report, language: Language, notes: list[str]) -> None:
    each = report_json(found, language)["findings"][0]
    assert [note["text"] for note in each["notes"]] == notes
    text = " ".join(render(found, language).split())
    assert all(note in text for note in notes)


def test_a_report_names_the_groups_that_fail(bound: Plan) -> None:
    register = [at(f"Xã {n}", school(str(n))) for n in range(3)]
    cells = [report(str(n), "2025", rooms=n, devices=0) for n in range(3)]
    found = evaluate(bound, observed(*cells, register=register), day("2025-12-31"))
    document = report_json(found, "vi")
    jsonschema.validate(document, schema("report-1"))
    assert [note["text"] for note in document["findings"][0]["notes"]] == [
        "đạt ở 2/3 xã", "xã không đạt: Xã 0",
    ]  # fmt: skip
    assert document["findings"][0]["failing"] == ["Xã 0"]


def test_json_names_all_groups_where_there_is_something_to_name(found: Report) -> None:
    document = report_json(found, "en")
    jsonschema.validate(document, schema("report-1"))
    first, second, third = document["findings"]
    assert first["undecided"] == [f"Xã {n}" for n in range(1, 10)]
    assert first["failing"] == []
    assert "failing" in second
    assert "failing" not in third


def test_the_exported_plan_says_groups_and_conditions(bound: Plan) -> None:
    document = export(bound)
    jsonschema.validate(document, schema("plan-1"))
    assert [target.get("each") for target in document["targets"]] == ["commune", None, "cụm"]
    numerator = next(i for i in document["indicators"] if i["id"] == "roomy")["numerator"]
    assert numerator == (
        "count of communes where room_count >= 1 and at least 1 of (devices >= 1, rooms > 3)"
    )


def test_indicators_of_conditions_are_explained_too(bound: Plan) -> None:
    assert [indicator.name for indicator in indicators_in_use(bound)] == [
        "room_count", "roomy", "recorded_share", "online_share",
    ]  # fmt: skip
    deep = plan(
        "indicator a = share of schools where room_count >= 1\n"
        "indicator b = share of communes where a >= 10%\nb >= 50%"
    )
    assert [indicator.name for indicator in indicators_in_use(deep)] == ["b", "a", "room_count"]


def test_the_plan_for_people_says_conditions_in_their_language(bound: Plan) -> None:
    text = " ".join(plan_text(bound, "vi").split())
    assert (
        "tử số: số xã mà room_count đạt 1 và ít nhất 1 trong (devices đạt 1, rooms trên 3)" in text
    )
    assert "mẫu số: số xã" in text
