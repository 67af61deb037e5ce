"""plans, show, export, lint: commands about rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dxplan.report.schemas import schema
from tests.report.reviews import checked

Golden = Callable[[str, str], None]
Run = Callable[..., Any]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_show(run: Run, golden: Golden, language: str) -> None:
    shown = run("show", "small.dxplan", "--lang", language)
    assert shown.status == 0
    golden(f"show.{language}.txt", shown.out)


def test_a_plan_is_shown_in_its_own_language(run: Run) -> None:
    own, asked = run("show", "small.dxplan"), run("show", "small.dxplan", "--lang", "vi")
    assert own == asked


def test_warnings_are_counted_beside_the_result_and_told_by_lint(run: Run) -> None:
    shown = run("show", "small.dxplan")
    assert shown.err == "1 cảnh báo; xem bằng lệnh `dxplan lint small.dxplan`\n"


@pytest.mark.parametrize("command", ["show", "export"])
def test_rules_with_errors_are_not_used(run: Run, command: str) -> None:
    shown = run(command, "broken.dxplan")
    assert (shown.status, shown.out) == (2, "")
    assert "broken.dxplan:8:3: lỗi[reversed-comparator]" in shown.err
    assert shown.err.endswith("3 lỗi\n")


def test_a_plan_that_nobody_installed_is_unknown(run: Run) -> None:
    shown = run("show", "nothing_like_it")
    assert (shown.status, shown.out) == (2, "")
    assert shown.err.startswith("error[unknown-plan]: there is no plan called `nothing_like_it`\n")


def test_export(run: Run) -> None:
    exported = run("export", "small.dxplan")
    document = json.loads(exported.out)
    jsonschema.validate(document, schema("plan-1"))
    assert exported.status == 0
    assert [target["id"] for target in document["targets"]] == [
        "online_share.primary.by.2025",
        "online_share.secondary.by.2025",
    ]
    assert document["targets"][1]["comparator"] == ">"
    assert document["targets"][1]["source"] == {"file": "small.dxplan", "line": 17}


def test_export_to_a_file_writes_the_same_there(run: Run, workplace: Path) -> None:
    to_screen = run("export", "small.dxplan")
    to_file = run("export", "small.dxplan", "--output", "plan.json")
    assert (to_file.status, to_file.out) == (0, "")
    assert (workplace / "plan.json").read_text("utf-8") == to_screen.out


def test_export_to_a_place_that_is_not_there_is_a_wrong_call(run: Run) -> None:
    exported = run("export", "small.dxplan", "--output", "no/plan.json", "--lang", "en")
    assert (exported.status, exported.out) == (2, "")
    assert "no/plan.json could not be written: No such file or directory\n" in exported.err


def test_export_names_the_same_wherever_the_file_lies(run: Run, workplace: Path) -> None:
    elsewhere = workplace / "somewhere" / "deep"
    elsewhere.mkdir(parents=True)
    moved = elsewhere / "small.dxplan"
    moved.write_bytes((workplace / "small.dxplan").read_bytes())
    assert run("export", str(moved)).out == run("export", "small.dxplan").out


def test_plans_lists_those_of_a_folder(run: Run, workplace: Path) -> None:
    folder = workplace / "my_plans"
    folder.mkdir()
    (workplace / "small.dxplan").rename(folder / "small.dxplan")
    listed = run("plans", "--plugins", "my_plans")
    assert listed.status == 0
    assert "Kế hoạch nhỏ" in listed.out
    assert run("show", "my_plans", "--plugins", "my_plans").status == 0


def test_no_plan_at_all_is_said_and_is_no_failure(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dxplan.session.Session.plan_names", lambda _: ())
    listed = run("plans", "--lang", "vi")
    assert (listed.status, listed.out) == (0, "")
    assert listed.err.startswith("chưa có kế hoạch nào được cài đặt")


def test_a_plugin_that_is_not_there_is_said_and_the_others_go_on(run: Run) -> None:
    shown = run("show", "small.dxplan", "--plugins", "no_such_folder")
    assert shown.status == 0
    assert "`no_such_folder`" in shown.err


@pytest.mark.parametrize("language", ["vi", "en"])
def test_lint_says_everything_at_once(run: Run, golden: Golden, language: str) -> None:
    said = run("lint", "small.dxplan", "broken.dxplan", "--lang", language)
    assert (said.status, said.err) == (2, "")
    golden(f"lint.{language}.txt", said.out)


def test_warnings_alone_are_no_failure(run: Run) -> None:
    said = run("lint", "small.dxplan")
    assert said.status == 0
    assert said.out.endswith("3 cảnh báo\n")


def test_lint_of_the_same_file_twice_says_everything_once(run: Run) -> None:
    assert run("lint", "small.dxplan", "small.dxplan").out == run("lint", "small.dxplan").out


def test_lint_as_json(run: Run) -> None:
    said = run("lint", "broken.dxplan", "small.dxplan", "nothing", "--format", "json")
    document = json.loads(said.out)
    jsonschema.validate(document, schema("diagnostics-1"))
    assert (said.status, said.err) == (2, "")
    assert [(d["code"], d["place"] and d["place"]["line"]) for d in document["diagnostics"]] == [
        ("duplicate-name", 6),
        ("unknown-indicator", 7),
        ("reversed-comparator", 8),
        ("no-citation", 22),
        ("no-citation", 25),
        ("district-office-ended", 27),
        ("unknown-plan", None),
    ]
    assert document["summary"] == {"error": 4, "warning": 3, "note": 0, "silenced": 0}


def test_lint_as_results_of_a_code_review(run: Run) -> None:
    said = run("lint", "broken.dxplan", "nothing", "--format", "sarif")
    found = checked(json.loads(said.out))["results"]
    assert (said.status, said.err) == (2, "")
    assert [
        (each["ruleId"], each["level"], [lined(place) for place in each["locations"]])
        for each in found
    ] == [
        ("duplicate-name", "error", [("broken.dxplan", 6)]),
        ("unknown-indicator", "error", [("broken.dxplan", 7)]),
        ("reversed-comparator", "error", [("broken.dxplan", 8)]),
        ("unknown-plan", "error", []),
    ]
    assert [lined(place) for place in found[0]["relatedLocations"]] == [("broken.dxplan", 5)]


def lined(place: dict[str, Any]) -> tuple[str, int]:
    """File and line of a place in a code review."""
    physical = place["physicalLocation"]
    return physical["artifactLocation"]["uri"], physical["region"]["startLine"]


def test_bytes_that_are_not_text_are_said_with_their_place(run: Run, workplace: Path) -> None:
    (workplace / "latin.dxplan").write_bytes(b'plan x\n    note "\xe9"\n')
    said = run("lint", "latin.dxplan")
    assert said.status == 2
    assert said.out.startswith("latin.dxplan:2:11: ")
