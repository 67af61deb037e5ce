"""compare: what it writes, and what it exits with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dxplan.report.schemas import schema

Run = Callable[..., Any]


@pytest.fixture
def two(workplace: Path) -> tuple[str, str]:
    """The small plan, and one that asks for more in primary schools."""
    text = (workplace / "small.dxplan").read_text("utf-8")
    other = text.replace("kế hoạch small", "kế hoạch other").replace("đạt 5%", "đạt 8%")
    (workplace / "other.dxplan").write_text(other, "utf-8")
    return "small.dxplan", "other.dxplan"


def test_plans_side_by_side_in_the_language_of_the_first(run: Run, two: tuple[str, str]) -> None:
    done = run("compare", *two)
    assert done.status == 0
    assert "CÓ TRONG NHIỀU KẾ HOẠCH" in done.out
    table = done.out.partition("CÓ TRONG NHIỀU KẾ HOẠCH")[2]
    assert (table.count("CHẶT NHẤT"), table.count("thấp hơn"), table.count("bằng nhau")) == (
        1,
        1,
        2,
    )


def test_another_language(run: Run, two: tuple[str, str]) -> None:
    assert "IN SEVERAL PLANS" in run("compare", *two, "--lang", "en").out


def test_json_into_a_file(run: Run, two: tuple[str, str], workplace: Path) -> None:
    done = run("compare", *two, "--format", "json", "--output", "found.json")
    assert (done.status, done.out) == (0, "")
    document = json.loads((workplace / "found.json").read_text("utf-8"))
    jsonschema.validate(document, schema("comparison-1"))
    assert [[cell["mark"] for cell in row["cells"]] for row in document["rows"]] == [
        ["weaker", "strictest"],
        ["equal", "equal"],
    ]


def test_a_plan_beside_itself(run: Run) -> None:
    done = run("compare", "small.dxplan", "small.dxplan", "--format", "json")
    assert [plan["label"] for plan in json.loads(done.out)["plans"]] == ["small (1)", "small (2)"]
    assert done.err.count("cảnh báo") == 1


def test_only_what_plans_share(run: Run, workplace: Path) -> None:
    (workplace / "none.dxplan").write_text("kế hoạch none", "utf-8")
    done = run("compare", "small.dxplan", "none.dxplan", "--shared")
    assert "không in 2 chỉ tiêu chỉ một kế hoạch có" in done.out


def test_one_plan_is_not_enough(run: Run) -> None:
    done = run("compare", "small.dxplan", "--lang", "vi")
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        "phải có từ hai kế hoạch trở lên mới so sánh được; hãy ghi thêm một kế hoạch\n"
    )


def test_rules_with_errors_and_unknown_plans_are_not_compared(run: Run) -> None:
    done = run("compare", "small.dxplan", "broken.dxplan", "nothing_like_it")
    assert (done.status, done.out) == (2, "")
    assert "broken.dxplan:8:3: lỗi[reversed-comparator]" in done.err
    assert "unknown-plan" in done.err


def test_a_file_that_cannot_be_written(run: Run, two: tuple[str, str], workplace: Path) -> None:
    done = run("compare", *two, "--output", str(workplace))
    assert done.status == 2
