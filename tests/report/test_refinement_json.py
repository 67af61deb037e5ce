"""A refinement as JSON: the schema, and exact numbers."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from dxplan.analysis.results import Refinement
from dxplan.messages import LANGUAGES, Language
from dxplan.report.refinement_json import refinement_json, refinement_json_text
from dxplan.report.schemas import schema
from tests.report.refinements import make_contradictory, make_faithful, make_refinement


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "refinement", [make_refinement(), make_contradictory(), make_faithful()], ids=str
)
def test_it_keeps_its_schema(refinement: Refinement, language: Language) -> None:
    document = json.loads(refinement_json_text(refinement, language))
    jsonschema.validate(document, schema("refinement-1"))
    assert document == refinement_json(refinement, language)


def results() -> dict[str, Any]:
    found = refinement_json(make_refinement(), "en")["results"]
    return {each["target"]["id"]: each for each in found}


def test_the_targets_stand_in_the_order_of_the_parent() -> None:
    refinement = make_refinement()
    assert list(results()) == [target.id for target in refinement.parent.targets]


def test_a_counterexample_can_be_checked_again() -> None:
    example = results()["online_share.primary.by.2025"]["counterexample"]
    days = {"start": "2025-01-01", "end": "2025-12-31"}
    assert example["on"] == "2025-12-31"
    assert example["missed"] == {
        "plan": "tinh",
        "target": "online_share.primary.by.2025",
        "on": "2025-12-31",
        "window": days,
        "numerator": "4",
        "denominator": "100",
        "verdict": "missed",
        "base": None,
    }
    assert example["kept"][2]["numerator"] == "0.5"
    assert example["facts"] == [{"id": "portal", "holds": False}]
    assert example["reports"] == [
        {"organisation": "A", "period": days, "measure": name, "members": {}, "value": value}
        for name, value in (("lessons_online", "4"), ("lessons_total", "100"))
    ]
    assert example["events"] == [{"id": "portal", "on": "2025-01-01", "holds": True}]


def test_rules_units_and_reasons_are_named() -> None:
    found = results()["record_share.by.2025"]
    assert found["by"] == [
        {
            "id": "record_share.by.2026",
            "indicator": "record_share",
            "text": "Tỉ lệ người học có hồ sơ số: at least 80% by 2026",
            "cite": "",
            "source": {"file": "huyện mới.dxplan", "line": 29},
        }
    ]
    assert found["postponed"] is True
    assert found["lead"] == {
        "on": "2025-12-31",
        "parent": [{"id": "so_gddt", "title": "Sở Giáo dục và Đào tạo"}],
        "child": [{"id": "xa", "title": "Ủy ban nhân dân cấp xã"}],
    }
    assert results()["record_share.by.2026"]["undecided"] == {
        "code": "solver-gave-up",
        "text": "no answer was found in the time allowed",
        "rule": None,
    }


def test_the_summary_counts_everything() -> None:
    document = refinement_json(make_refinement(), "vi")
    assert document["falls_short"] is True
    assert document["summary"] == {
        "restated": 1, "stricter": 1, "weaker": 2, "incomparable": 1, "not_covered": 1,
        "not_decided": 2, "unled": 1,
    }  # fmt: skip
    assert [each["rule"] and each["rule"]["id"] for each in document["left_out"]] == [
        "meeting_points.by.2025",
        None,
    ]


def test_a_child_that_contradicts_itself_names_the_rules() -> None:
    document = refinement_json(make_contradictory(), "vi")
    assert [rule["id"] for rule in document["contradictory"]] == [
        "online_share.primary.by.2025",
        "online_share.secondary.by.2025",
    ]
    assert document["falls_short"] is False
