"""diff: what became of a plan."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dxplan.report.schemas import schema

Golden = Callable[[str, str], None]
Run = Callable[..., Any]

EDITS = {
    "tiểu_học đạt 5%": "tiểu_học đạt 4%",
    "trung_học trên 10% đến năm 2025": "trung_học trên 10% đến năm 2026",
    'căn cứ "II.2.a"': 'căn cứ "II.2.b"\n    ghi chú "Đọc lại."',
    "trước ngày 20/6/2024\n    chủ trì so_gddt": "trước ngày 31/5/2024\n    chủ trì phong_gddt",
    "ngày 20 tháng cuối": "ngày 15 tháng cuối",
    '"Tổng số tiết" theo level thời kỳ': '"Tổng số tiết" theo level thời điểm',
}


@pytest.fixture
def edited(workplace: Path) -> str:
    """The plan after somebody went over it."""
    text = (workplace / "small.dxplan").read_text("utf-8")
    for before, after in EDITS.items():
        assert before in text
        text = text.replace(before, after)
    text += '\nmiễn online_share tiểu_học đến hết 31/12/2026 vì "bão" căn cứ "1/CV"\n'
    (workplace / "edited.dxplan").write_text(text, "utf-8")
    return "edited.dxplan"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_differences_are_told_by_kind(run: Run, golden: Golden, edited: str, language: str) -> None:
    told = run("diff", "small.dxplan", edited, "--lang", language)
    assert told.status == 1
    golden(f"diff.{language}.txt", told.out)


def test_a_plan_and_itself(run: Run) -> None:
    told = run("diff", "small.dxplan", "small.dxplan")
    assert told.status == 0
    assert told.out.endswith("\n\nHai bản có nghĩa như nhau.\n")


def test_a_translation_is_the_same_plan(run: Run, workplace: Path) -> None:
    (workplace / "other.dxplan").write_bytes((workplace / "small.dxplan").read_bytes())
    assert run("fmt", "--lang", "en", "other.dxplan").status == 0
    told = run("diff", "small.dxplan", "other.dxplan")
    assert told.status == 0
    assert told.out.endswith("\n\nBoth mean the same.\n")


def test_a_plan_that_became_stricter_is_no_failure(run: Run, workplace: Path) -> None:
    text = (workplace / "small.dxplan").read_text("utf-8").replace("đạt 5%", "đạt 6%")
    (workplace / "stricter.dxplan").write_text(text, "utf-8")
    told = run("diff", "small.dxplan", "stricter.dxplan")
    assert (told.status, "SIẾT CHẶT (1)" in told.out) == (0, True)
    assert "Bản mới không nhẹ hơn bản cũ ở chỗ nào." in told.out


def test_differences_as_json(run: Run, edited: str) -> None:
    told = run("diff", "small.dxplan", edited, "--format", "json", "--lang", "en")
    document = json.loads(told.out)
    jsonschema.validate(document, schema("differences-1"))
    assert (told.status, document["weakens"]) == (1, True)
    first = document["differences"][0]
    assert first == {
        "kind": "loosened",
        "effect": "weaker",
        "what": "target",
        "id": "online_share.primary.by.2026",
        "aspect": "threshold",
        "old": {
            "id": "online_share.primary.by.2025",
            "text": "at least 5%",
            "place": {"file": "small.dxplan", "line": 17},
        },
        "new": {
            "id": "online_share.primary.by.2026",
            "text": "at least 4%",
            "place": {"file": "edited.dxplan", "line": 17},
        },
    }
    assert sum(document["summary"].values()) == len(document["differences"])


def test_differences_go_to_a_file(run: Run, workplace: Path, edited: str) -> None:
    told = run("diff", "small.dxplan", edited, "--output", "diff.txt")
    assert (told.status, told.out) == (1, "")
    shown = run("diff", "small.dxplan", edited).out
    assert (workplace / "diff.txt").read_text("utf-8") == shown


@pytest.mark.parametrize(
    "call", [("small.dxplan", "broken.dxplan"), ("broken.dxplan", "small.dxplan")]
)
def test_rules_with_errors_are_not_compared(run: Run, call: tuple[str, str]) -> None:
    told = run("diff", *call)
    assert (told.status, told.out) == (2, "")
    assert "broken.dxplan:8:3: lỗi[reversed-comparator]" in told.err


def test_a_plan_that_is_not_there_is_said(run: Run) -> None:
    told = run("diff", "small.dxplan", "smal", "--lang", "vi")
    assert (told.status, told.out) == (2, "")
    assert "lỗi[unknown-plan]" in told.err
