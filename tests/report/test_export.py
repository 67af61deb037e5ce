"""The JSON form of plans, field by field as its schema promises."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import jsonschema
import pytest

import dxplan
from dxplan.plan.model import Document, Plan, Pledge, Unit
from dxplan.report.export import export, export_text
from dxplan.report.schemas import schema
from dxplan.values.periods import Period, month, year


def fixed(kind: str, start: str | None, end: str | None, every: str | None = None) -> object:
    """A time that is not counted from anything."""
    return {"kind": kind, "start": start, "end": end, "every": every, "within": None}


Change = Callable[[dict[str, Any]], object]


def test_the_export_keeps_its_schema(plan: Plan) -> None:
    jsonschema.Draft202012Validator.check_schema(schema("plan-1"))
    jsonschema.validate(export(plan), schema("plan-1"))


def test_a_plan_without_anything_is_a_plan() -> None:
    document = export(Plan("empty"))
    jsonschema.validate(document, schema("plan-1"))
    assert document["plan"]["period"] is None
    assert document["plan"]["issued"] is None


def test_the_head_of_a_plan(plan: Plan) -> None:
    assert export(plan)["plan"] == {
        "id": "binh_dinh",
        "title": "Chuyển đổi số ngành Giáo dục tỉnh Bình Định",
        "document": "95/KH-UBND",
        "issuer": "UBND tỉnh Bình Định",
        "issued": "2022-07-07",
        "period": {"start": "2022-01-01", "end": "2025-12-31"},
        "parent": "national.qd_131",
        "territory": {
            "text": "Bình Định",
            "areas": [
                {"code": "52", "province": "Bình Định", "level": "province", "name": "Bình Định"}
            ],
        },
    }


@pytest.mark.parametrize(
    ("territory", "told"),
    [
        ("", None),
        ("cả nước", {"text": "cả nước", "areas": []}),
        (
            "Quận Phú Nhuận, TP. Hồ Chí Minh",
            {
                "text": "Quận Phú Nhuận, TP. Hồ Chí Minh",
                "areas": [
                    {
                        "code": "79",
                        "province": "Hồ Chí Minh",
                        "level": "district",
                        "name": "Quận Phú Nhuận",
                    }
                ],
            },
        ),
    ],
)
def test_the_territory_of_a_plan(plan: Plan, territory: str, told: object) -> None:
    document = export(attrs.evolve(plan, territory=territory))
    jsonschema.validate(document, schema("plan-1"))
    assert document["plan"]["territory"] == told


@pytest.mark.parametrize(
    ("issued", "shown"),
    [
        (month(2024, 1), "2024-01"),
        (year(2024), "2024"),
        (Period(date(2024, 1, 2), date(2024, 1, 3)), "2024-01-02/2024-01-03"),
    ],
)
def test_a_draft_is_dated_as_exactly_as_it_is_known(issued: Period, shown: str) -> None:
    draft = Document(None, "Sở GDĐT", issued, draft=True)
    document = export(Plan("draft", document=draft))
    jsonschema.validate(document, schema("plan-1"))
    assert document["plan"]["issued"] == shown
    assert document["plan"]["document"] is None


def test_a_target(plan: Plan) -> None:
    assert export(plan)["targets"][0] == {
        "id": "online_share.primary.by.2025",
        "indicator": "online_share",
        "scope": {"level": "primary"},
        "comparator": ">=",
        "threshold": {"value": "5", "unit": "%"},
        "time": fixed("by", None, "2025-12-31"),
        "lead": [{"id": "so_gddt", "title": "Sở Giáo dục và Đào tạo"}],
        "with": [{"id": "so_tttt", "title": "Sở Thông tin và Truyền thông"}],
        "except": [],
        "when": None,
        "cite": "II.2.a",
        "source": {"file": "binh_dinh.dxplan", "line": 3},
    }


def test_every_kind_of_threshold_and_time(plan: Plan) -> None:
    targets = export(plan)["targets"]
    assert [(t["comparator"], t["threshold"], t["time"]) for t in targets[1:]] == [
        (
            ">",
            {"value": "62.5", "unit": "%"},
            fixed("before", None, "2024-06-19"),
        ),
        (
            ">=",
            {"low": "2", "high": "5", "unit": "%"},
            {
                "kind": "in",
                "start": "2024-04-01",
                "end": "2024-06-30",
                "every": None,
                "within": None,
            },
        ),
        (
            ">=",
            {"value": "30", "unit": "điểm"},
            fixed("from", "2024-04-01", None),
        ),
        (
            ">=",
            {"parent": True},
            fixed("every", None, None, "year"),
        ),
    ]
    assert targets[1]["except"] == [{"dimension": "secrecy", "member": "classified"}]
    assert targets[1]["when"] == "portal_live"


def test_tasks_and_duties(plan: Plan) -> None:
    document = export(plan)
    assert document["tasks"][0] == {
        "id": "self_assessment",
        "title": "Tự đánh giá, đánh giá ngoài",
        "time": {
            "kind": "before",
            "start": None,
            "end": "2024-06-19",
            "every": None,
            "within": None,
        },
        "lead": [{"id": "van_phong", "title": "Văn phòng Sở"}],
        "with": [],
        "by": [],
        "to": [],
        "when": None,
        "cite": "III.1",
        "source": None,
    }
    duty = document["duties"][0]
    assert duty["time"] == {
        "kind": "every",
        "start": None,
        "end": None,
        "every": "quarter",
        "within": None,
    }
    assert duty["recurrence"] == {
        "every": "quarter", "day": 20, "inclusive": False, "month": None, "within": None,
    }  # fmt: skip
    assert duty["deadline"] == "every quarter, before day 20 of its last month"
    assert [unit["id"] for unit in (*duty["by"], *duty["to"])] == ["so_gddt", "so_tttt"]


def test_units_come_with_those_that_took_over(plan: Plan) -> None:
    units = {unit["id"]: unit for unit in export(plan)["units"]}
    assert list(units) == ["so_gddt", "so_tttt", "van_phong", "so_khcn"]
    assert units["so_tttt"] == {
        "id": "so_tttt",
        "title": "Sở Thông tin và Truyền thông",
        "level": "province",
        "since": None,
        "until": "2025-02-28",
        "successors": ["so_khcn"],
    }


def test_units_that_succeed_each_other_in_a_circle_are_named_once(plan: Plan) -> None:
    units = dict(plan.units)
    units["so_khcn"] = attrs.evolve(units["so_khcn"], successors=("so_tttt",))
    document = export(attrs.evolve(plan, units=units))
    assert [u["id"] for u in document["units"]] == ["so_gddt", "so_tttt", "van_phong", "so_khcn"]


def test_indicators_say_what_they_divide(plan: Plan) -> None:
    assert export(plan)["indicators"][0] == {
        "id": "online_share",
        "title": "Tỉ trọng nội dung chương trình triển khai trực tuyến",
        "kind": "share",
        "numerator": "lessons_online",
        "denominator": "lessons_total",
        "assumptions": ["Đo nội dung bằng số tiết."],
        "measures": [
            {"id": "lessons_online", "title": "Số tiết dạy học trực tuyến"},
            {"id": "lessons_total", "title": "Tổng số tiết"},
        ],
    }


def test_indicators_of_a_vocabulary_that_no_target_uses_are_left_out(plan: Plan) -> None:
    other = attrs.evolve(plan.indicators["online_share"], name="other")
    grown = attrs.evolve(plan, indicators={**plan.indicators, "other": other})
    assert export(grown) == export(plan)


def test_the_text_is_readable_json_and_says_nothing_of_the_machine(plan: Plan) -> None:
    text = export_text(plan)
    assert json.loads(text) == export(plan)
    assert text.endswith("}\n")
    assert "Bình Định" in text
    assert "/srv/" not in text


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(schema="dxplan.plan/2"),
        lambda d: d.update(extra=1),
        lambda d: d.pop("duties"),
        lambda d: d["plan"].pop("parent"),
        lambda d: d["targets"][0].update(comparator="=>"),
        lambda d: d["targets"][0].update(threshold={"value": 5, "unit": "%"}),
        lambda d: d["targets"][0].update(threshold={"value": "5.0", "unit": "%"}),
        lambda d: d["targets"][0].update(threshold={"parent": False}),
        lambda d: d["targets"][0]["threshold"].update(low="1", high="2"),
        lambda d: d["targets"][0]["time"].update(kind="until"),
        lambda d: d["targets"][0]["time"].update(end="31/12/2025"),
        lambda d: d["targets"][0]["lead"][0].pop("title"),
        lambda d: d["targets"][0].pop("source"),
        lambda d: d["tasks"][0].update(threshold=None),
        lambda d: d["duties"][0]["recurrence"].update(day=32),
        lambda d: d["units"][0].update(level="ward"),
        lambda d: d["indicators"][0].update(kind="mean"),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_allow(plan: Plan, change: Change) -> None:
    document = copy.deepcopy(export(plan))
    change(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema("plan-1"))


def test_deadlines_that_are_counted() -> None:
    plan = dxplan.load_text(
        'plan p\nfact received "Nhận"\ntask t within 5 working days of received\n'
        "task u within 1 month of the deadline of t\n"
        "duty d every half-year within 2 weeks of its end\nduty e within 1 week of received\n"
    )
    document = export(plan)
    jsonschema.validate(document, schema("plan-1"))
    assert [task["time"] for task in document["tasks"]] == [
        {"kind": "within", "start": None, "end": None, "every": None,
         "within": {"count": 5, "unit": "working_day", "of": "fact", "id": "received"}},
        {"kind": "within", "start": None, "end": None, "every": None,
         "within": {"count": 1, "unit": "month", "of": "deadline", "id": "t"}},
    ]  # fmt: skip
    first, second = document["duties"]
    assert first["recurrence"]["within"] == {"count": 2, "unit": "week", "of": "end", "id": None}
    assert (first["time"]["kind"], first["time"]["every"]) == ("every", "half_year")
    assert first["deadline"] == "every half-year, within 2 weeks of its end"
    assert (second["time"]["kind"], second["recurrence"]["every"]) == ("within", None)
    assert second["deadline"] == "within 1 week of every “received”"


def test_the_promise_not_to_be_below_the_parent(plan: Plan) -> None:
    heir, ended = Unit("heir", "Sở mới"), Unit("ended", "Sở cũ", successors=("heir",))
    pledge = Pledge((ended,), cite="II.1", span=plan.span)
    pledged = attrs.evolve(
        plan, targets=(), tasks=(), duties=(), units={"heir": heir}, pledge=pledge
    )
    document = export(pledged)
    jsonschema.validate(document, schema("plan-1"))
    assert document["not_below_parent"] == {
        "lead": [{"id": "ended", "title": "Sở cũ"}],
        "with": [],
        "cite": "II.1",
        "source": None,
    }
    assert [unit["id"] for unit in document["units"]] == ["ended", "heir"]
    assert export(plan)["not_below_parent"] is None
