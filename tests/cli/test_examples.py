"""``dxplan test``: the examples of a plan."""

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

EXAMPLES = """
ví dụ "đúng ngưỡng" ngày 31/12/2025
    cho lessons_online tiểu_học 5, lessons_total tiểu_học 100
    kết quả online_share tiểu_học đạt
"""
FAILING = """
ví dụ "dưới ngưỡng" ngày 31/12/2025
    cho trường "A" tại huyện "Đông" lessons_online tiểu_học 4, lessons_total tiểu_học 100
    cho 2 trường tại huyện "Tây" chưa báo cáo
    kết quả online_share tiểu_học tại huyện "Đông" đạt chủ trì phong_gddt
    kết quả online_share tiểu_học đạt phối hợp so_gddt
    kết quả self_assessment hoàn thành
    kết quả online_share trung_học chưa có số liệu
"""


@pytest.fixture
def plan(workplace: Path) -> Path:
    path = workplace / "small.dxplan"
    path.write_text(path.read_text("utf-8") + EXAMPLES, "utf-8")
    return path


def fail(plan: Path) -> None:
    plan.with_name("small.examples.dxplan").write_text(FAILING.lstrip(), "utf-8")


def test_examples_that_come_out_are_counted(run: Run, plan: Path) -> None:
    told = run("test", "small.dxplan")
    assert (told.status, told.out) == (0, "1 ví dụ cho kết quả đúng\n")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_does_not_come_out_is_said_in_its_place(
    run: Run, golden: Golden, plan: Path, language: str
) -> None:
    fail(plan)
    told = run("test", "small.dxplan", "--lang", language)
    assert told.status == 1
    golden(f"test.{language}.txt", told.out)


def test_json(run: Run, plan: Path) -> None:
    fail(plan)
    told = run("test", "small.dxplan", "--format", "json", "--output", "found.json")
    assert (told.status, told.out) == (1, "")
    document = json.loads(Path("found.json").read_text("utf-8"))
    jsonschema.validate(document, schema("tests-1"))
    assert document["summary"] == {"kept": 1, "failed": 1}
    failing = document["examples"][1]
    assert (failing["title"], failing["day"]) == ("dưới ngưỡng", "2025-12-31")
    assert failing["place"] == {"file": "small.examples.dxplan", "line": 1, "column": 1}
    in_district, whole, task, nothing = failing["expectations"]
    assert in_district["expected"] == {
        "verdict": "met", "band": None, "lead": ["phong_gddt"], "with": None
    }  # fmt: skip
    assert (in_district["by"], in_district["group"]) == ("district", "Đông")
    found = {key: in_district["found"][key] for key in ("verdict", "value", "gap_count")}
    assert found == {"verdict": "missed", "value": ["4", "4"], "gap_count": 1}
    assert [unit["id"] for unit in whole["found"]["with"]] == ["so_gddt"]
    assert whole["found"]["missing"] == ["1", "2"]
    assert (task["rule"], task["found"]["verdict"], task["found"]["value"]) == (
        "task", "missed", None
    )  # fmt: skip
    assert nothing["kept"] is True


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_plan_without_examples_is_told_how_to_write_one(
    run: Run, golden: Golden, language: str
) -> None:
    told = run("test", "small.dxplan", "--lang", language)
    assert told.status == 0
    golden(f"test_none.{language}.txt", told.out)


def test_rules_or_examples_that_are_wrong(run: Run, plan: Path) -> None:
    assert run("test", "broken.dxplan").status == 2
    assert run("test", "absent.dxplan").status == 2
    plan.write_text(plan.read_text("utf-8").replace("tiểu_học đạt\n", "tiểu_học đat\n"), "utf-8")
    told = run("test", "small.dxplan")
    assert (told.status, told.out) == (2, "")
    assert "`đat` không phải từ khóa" in told.err


def test_examples_that_cannot_be_used_are_said_and_nothing_is_run(run: Run, plan: Path) -> None:
    plan.with_name("small.examples.dxplan").write_text(FAILING.replace("tiểu_học đạt", "x đạt"))
    told = run("test", "small.dxplan", "--lang", "en")
    assert (told.status, told.out) == (2, "")
    assert "small.examples.dxplan:6:26: error[unknown-member]" in told.err
    assert run("test", "small.dxplan", "--output", "nowhere/found.txt").status == 2


def test_a_check_says_the_same_with_examples_and_without(run: Run, plan: Path) -> None:
    fail(plan)
    figures = ("--data", "figures.csv", "--as-of", "2025-12-31")
    with_examples = run("check", "small.dxplan", *figures)
    plan.write_text(plan.read_text("utf-8").replace(EXAMPLES, ""), "utf-8")
    plan.with_name("small.examples.dxplan").unlink()
    assert run("check", "small.dxplan", *figures) == with_examples


def test_fmt_writes_examples_in_either_language(run: Run, plan: Path) -> None:
    fail(plan)
    before = plan.with_name("small.examples.dxplan").read_text("utf-8")
    assert run("fmt", "--check", "small.examples.dxplan").status == 0
    assert run("fmt", "--lang", "en", "small.examples.dxplan").status == 0
    english = plan.with_name("small.examples.dxplan").read_text("utf-8")
    assert english.startswith(
        'example "dưới ngưỡng" on 2025-12-31\n'
        '    given school "A" in district "Đông" lessons_online tiểu_học 4, '
    )
    assert run("fmt", "--lang", "vi", "small.examples.dxplan").status == 0
    assert plan.with_name("small.examples.dxplan").read_text("utf-8") == before
