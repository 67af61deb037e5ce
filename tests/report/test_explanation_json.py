"""The JSON of an explanation keeps to its schema and says what the text says."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from dxplan.report.explanation_json import explanation_json, explanation_json_text
from dxplan.report.explanation_text import explanation_text
from dxplan.report.schemas import schema
from tests.explain import example
from tests.explain.example import VERDICTS, explained


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example.write(tmp_path)
    monkeypatch.chdir(tmp_path)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema("explanation-1"))


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_keeps_to_the_schema(verdict: str) -> None:
    found = explained(*VERDICTS[verdict])
    document = json.loads(explanation_json_text(found, "vi"))
    jsonschema.validate(document, schema("explanation-1"))
    assert document["finding"]["verdict"] == verdict
    assert document["record"] is None
    shown = " ".join(explanation_text(found, "vi").split())
    for section in document["text"]["sections"]:
        assert all(" ".join(sentence.split()) in shown for sentence in section["sentences"])


@pytest.mark.parametrize("rule", ["plan_review", "quarterly_report", "upkeep"])
@pytest.mark.parametrize("events", ["events.csv", None])
def test_work_keeps_to_the_schema(rule: str, events: str | None) -> None:
    document = explanation_json(explained(rule, events=events), "en")
    jsonschema.validate(document, schema("explanation-1"))
    assert document["arithmetic"] is None
    assert (document["record"]["events"] is None) is (events is None)


def test_a_school_has_its_cells() -> None:
    found = explained("online_share.primary.by.2025", organisation="A")
    document = explanation_json(found, "en")
    jsonschema.validate(document, schema("explanation-1"))
    (part,) = document["arithmetic"]["parts"]
    assert part["cells"] == [
        {
            "measure": measure, "members": {"level": "primary"},
            "start": "2025-01-01", "end": "2025-12-31", "value": value,
            "file": "lessons.csv", "sheet": "", "cell": cell,
        }
        for measure, value, cell in (
            ("lessons_online", "30", "D2"),
            ("lessons_total", "1000", "E2"),
        )
    ]  # fmt: skip
    assert document["finding"]["whole"] is False


def test_what_it_would_take_is_exact() -> None:
    found = explained("online_share.primary.by.2025")
    arithmetic = explanation_json(found, "en")["arithmetic"]
    assert arithmetic["change"] == {
        "more": True, "amount": "35", "whole": True, "beyond": False, "fits": True,
    }  # fmt: skip
    (level,) = arithmetic["fewest"]
    assert (level["comparator"], level["level"], level["count"]) == (">=", "5", 2)
    assert [each["gain"] for each in level["choice"]] == ["20", "19", "18"]
    assert arithmetic["numerator"] == ["165", "165"]
    assert arithmetic["bounds"] == [
        {
            "comparator": ">=", "value": "5", "quotient": "0.05",
            "form": ["-35", "-35"], "kept": False,
        }
    ]  # fmt: skip
