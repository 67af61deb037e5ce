"""``dxplan refine``: which plans, which format, which exit code. What is found out is made here."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import dxplan
from dxplan.analysis.linear.work import Work
from dxplan.analysis.results import Refined, Refinement, Status, Undecided
from dxplan.plan.model import Plan
from dxplan.report.refinement_text import refinement_text
from dxplan.report.refinement_words import kind_of
from dxplan.report.schemas import schema
from tests.report.reviews import checked

Run = Callable[..., Any]

NAMES = """
số liệu a thời kỳ
số liệu b thời kỳ
chỉ tiêu x "Tỉ lệ x" = a / b
"""
ABOVE = f'kế hoạch tinh "Kế hoạch tỉnh"\n{NAMES}x đạt 5% đến năm 2025\n    căn cứ "II"\n'
BELOW = (
    f'kế hoạch huyen "Kế hoạch huyện"\n    cấp trên tinh\n{NAMES}'
    'x đạt 4% đến năm 2025\n    căn cứ "I"\n'
)


@pytest.fixture(autouse=True)
def plans(workplace: Path) -> None:
    """The files of a plan and its parent, and a folder in which the parent is installed."""
    (workplace / "tinh.dxplan").write_text(ABOVE, "utf-8")
    (workplace / "huyen.dxplan").write_text(BELOW, "utf-8")
    folder = workplace / "phần mở rộng"
    folder.mkdir()
    manifest = 'name = "tinh"\ntitle = "T"\n[plans]\ntinh = "tỉnh.dxplan"\n'
    (folder / "plan.toml").write_text(manifest, "utf-8")
    (folder / "tỉnh.dxplan").write_text(ABOVE, "utf-8")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Say what the analyser shall have found out about every target of the parent."""

    def say(status: Status, *, contradictory: bool = False, **more: Any) -> None:
        def refine(child: Plan, parent: Plan, work: Work | None = None) -> Refinement:
            results = (Refined(each, status, child.targets, **more) for each in parent.targets)
            rules = child.targets if contradictory else ()
            return Refinement(child, parent, tuple(results), rules)

        monkeypatch.setattr("dxplan.analysis.refinement.refine", refine)

    return say


OPEN = {"undecided": Undecided("rests-on-a-scale")}


@pytest.mark.parametrize(
    ("status", "more", "expected"),
    [
        ("restated", {}, (0, 0)),
        ("stricter", {}, (0, 0)),
        ("weaker", {}, (1, 1)),
        ("incomparable", {}, (1, 1)),
        ("not_covered", {}, (1, 1)),
        ("restated", {"unled": True}, (1, 1)),
        ("not_decided", OPEN, (0, 1)),
        ("stricter", {"contradictory": True}, (1, 1)),
    ],
)
def test_what_it_exits_with_and_what_with_strict(
    run: Run, found: Any, status: str, more: dict[str, Any], expected: tuple[int, int]
) -> None:
    found(status, **more)
    for form in ("text", "json", "sarif"):
        call = ("refine", "huyen.dxplan", "tinh.dxplan", "--format", form)
        assert (run(*call).status, run(*call, "--strict").status) == expected


def test_the_answer_in_words(run: Run, found: Any) -> None:
    found("stricter")
    done = run("refine", "huyen.dxplan", "tinh.dxplan")
    assert done.out == (
        "Cấp dưới: Kế hoạch huyện\n"
        "Cấp trên: Kế hoạch tỉnh\n"
        "\n"
        "Kế hoạch cấp dưới bằng hoặc chặt hơn cấp trên ở mọi chỉ tiêu (1).\n"
        "chặt hơn 1\n"
        "\n"
        "BẰNG HOẶC CHẶT HƠN CẤP TRÊN\n"
        "\n"
        "- Tỉ lệ x đạt 5% đến hết năm 2025, II (tinh.dxplan, dòng 6)\n"
        "  Chặt hơn: thực hiện đúng quy định của cấp dưới thì cũng đạt chỉ tiêu này.\n"
        "  Suy ra từ quy định này của cấp dưới:\n"
        "  - Tỉ lệ x đạt 4% đến hết năm 2025, I (huyen.dxplan, dòng 7)\n"
    )
    english = run("refine", "huyen.dxplan", "tinh.dxplan", "--lang", "en")
    assert english.out.startswith("Child: Kế hoạch huyện\nParent: Kế hoạch tỉnh\n\nThe child is at")


def test_what_was_not_decided_is_said_beside_what_machines_read(run: Run, found: Any) -> None:
    found("not_decided", **OPEN)
    loud = "NOT CERTAIN: the child was not found to fall short of its parent, but 1 of 1 targets"
    call = ("refine", "huyen.dxplan", "tinh.dxplan", "--lang", "en")
    assert loud in run(*call).out
    for more in (("--format", "json"), ("--format", "sarif"), ("--output", "result.txt")):
        done = run(*call, *more)
        assert done.err.endswith(f"{loud} could not be decided.\n")


# --- which plans ----------------------------------------------------------------------------------


def test_without_a_parent_in_the_call_it_is_the_one_that_the_child_names(
    run: Run, found: Any
) -> None:
    found("restated")
    done = run("refine", "huyen.dxplan", "--plugins", "phần mở rộng")
    assert (done.status, "Cấp trên: Kế hoạch tỉnh" in done.out) == (0, True)


def test_a_parent_that_is_not_installed_is_said_with_what_to_do(run: Run) -> None:
    done = run("refine", "huyen.dxplan", "--lang", "en")
    assert (done.status, done.out) == (2, "")
    assert (
        "the parent tinh of huyen is not installed; name its file or folder in the call: "
        "dxplan refine huyen.dxplan PARENT; installed are: " in done.err
    )
    assert "binh_dinh" in done.err


def test_a_child_that_names_no_parent_is_said_with_what_to_do(run: Run) -> None:
    done = run("refine", "tinh.dxplan")
    assert (done.status, done.out) == (2, "")
    assert done.err.endswith(
        "tinh không nêu kế hoạch cấp trên; hãy nêu trong lệnh: "
        "dxplan refine tinh.dxplan KẾ_HOẠCH_CẤP_TRÊN\n"
    )


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("broken.dxplan", "tinh.dxplan"), "broken.dxplan:6"),
        (("huyen.dxplan", "broken.dxplan"), "broken.dxplan:6"),
        (("nothing", "tinh.dxplan"), "`nothing`"),
        (("huyen.dxplan", "nothing"), "`nothing`"),
    ],
)
def test_plans_that_cannot_be_used_are_said(run: Run, call: tuple[str, str], said: str) -> None:
    done = run("refine", *call)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_a_broken_parent_that_is_installed_is_said(run: Run, workplace: Path) -> None:
    (workplace / "phần mở rộng" / "tỉnh.dxplan").write_text("x đạt\n", "utf-8")
    done = run("refine", "huyen.dxplan", "--plugins", "phần mở rộng")
    assert (done.status, done.out) == (2, "")
    assert "tỉnh.dxplan:1" in done.err


# --- formats --------------------------------------------------------------------------------------


def test_json_keeps_its_schema(run: Run, found: Any) -> None:
    found("weaker")
    done = run("refine", "huyen.dxplan", "tinh.dxplan", "--format", "json")
    document = json.loads(done.out)
    jsonschema.validate(document, schema("refinement-1"))
    assert [each["status"] for each in document["results"]] == ["weaker"]


def sarif(text: str) -> list[tuple[dict[str, str], int]]:
    """The files and lines of the first result of a log."""
    (result,) = checked(json.loads(text))["results"]
    places = [each["physicalLocation"] for each in result["locations"] + result["relatedLocations"]]
    return [(each["artifactLocation"], each["region"]["startLine"]) for each in places]


def under(path: str) -> dict[str, str]:
    return {"uri": path, "uriBaseId": "%SRCROOT%"}


def test_files_of_a_review_are_named_from_the_folder_that_it_runs_in(
    run: Run, found: Any, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found("weaker")
    call = ("--plugins", "phần mở rộng", "--format", "sarif")
    parent = under("ph%E1%BA%A7n%20m%E1%BB%9F%20r%E1%BB%99ng/t%E1%BB%89nh.dxplan")
    done = run("refine", "huyen.dxplan", *call)
    assert sarif(done.out) == [(under("huyen.dxplan"), 7), (parent, 6)]
    whole = run("refine", str(workplace / "huyen.dxplan"), *call)
    assert sarif(whole.out) == [(under("huyen.dxplan"), 7), (parent, 6)]
    inner = workplace / "phần mở rộng"
    monkeypatch.chdir(inner)
    above = run("refine", "../huyen.dxplan", "--plugins", ".", "--format", "sarif")
    assert sarif(above.out) == [
        ({"uri": "huyen.dxplan"}, 7), (under("t%E1%BB%89nh.dxplan"), 6)
    ]  # fmt: skip


def test_a_folder_of_a_plan_can_be_reviewed(run: Run, found: Any) -> None:
    found("weaker")
    done = run("refine", "phần mở rộng", "tinh.dxplan", "--format", "sarif")
    uri = "ph%E1%BA%A7n%20m%E1%BB%9F%20r%E1%BB%99ng/t%E1%BB%89nh.dxplan"
    assert sarif(done.out) == [(under(uri), 6), (under("tinh.dxplan"), 6)]


def test_the_result_goes_to_a_file(run: Run, found: Any, workplace: Path) -> None:
    found("weaker")
    call = ("refine", "huyen.dxplan", "tinh.dxplan", "--format", "sarif")
    done = run(*call, "--output", "result.sarif")
    assert (done.status, done.out) == (1, "")
    assert (workplace / "result.sarif").read_text("utf-8") == run(*call).out
    refused = run(*call, "--output", "no_such_folder/result.sarif")
    assert (refused.status, refused.out) == (2, "")


# --- in Python ------------------------------------------------------------------------------------


def test_the_function_takes_plans_and_references(found: Any) -> None:
    found("weaker")
    child, parent = dxplan.load("huyen.dxplan"), dxplan.load("tinh.dxplan")
    for refinement in (
        dxplan.refine(child, parent),
        dxplan.refine("huyen.dxplan", Path("tinh.dxplan")),
        dxplan.refine(child, plugins=["phần mở rộng"]),
    ):
        assert isinstance(refinement, dxplan.Refinement)
        assert [each.status for each in refinement] == ["weaker"]
        assert refinement.falls_short


def test_the_function_says_why_there_is_no_parent() -> None:
    with pytest.raises(LookupError, match=r"^the plan tinh names no parent; give its parent$"):
        dxplan.refine("tinh.dxplan")
    with pytest.raises(LookupError, match=r"^the plan huyen has no installed tinh;"):
        dxplan.refine("huyen.dxplan")


def test_the_function_refuses_rules_with_errors() -> None:
    with pytest.raises(dxplan.RuleError):
        dxplan.refine("broken.dxplan", "tinh.dxplan")
    with pytest.raises(dxplan.RuleError):
        dxplan.refine("huyen.dxplan", "broken.dxplan")


# --- with what the analyser really finds out ------------------------------------------------------


@pytest.fixture(scope="module")
def real() -> Refinement:
    """A ward's plan held against a province's."""
    return dxplan.refine("phu_nhuan", "binh_dinh")


def test_installed_plans_in_every_format(run: Run, real: Refinement) -> None:
    call = ("refine", "phu_nhuan", "binh_dinh", "--format")
    text, document, review = (run(*call, form) for form in ("text", "json", "sarif"))
    assert (text.status, document.status, review.status) == (1, 1, 1)
    assert text.out == refinement_text(real, "vi")
    found = json.loads(document.out)
    jsonschema.validate(found, schema("refinement-1"))
    assert [each["status"] for each in found["results"]] == [each.status for each in real]
    attention = [each for each in real if kind_of(each) not in ("restated", "stricter")]
    assert len(checked(json.loads(review.out))["results"]) == len(attention) > 0


def test_checking_the_figures_of_a_counterexample_gives_its_verdicts_again(
    real: Refinement,
) -> None:
    shown = [each for each in real if each.counterexample is not None and each.by]
    assert {each.status for each in shown} >= {"weaker", "incomparable"}
    for refined in shown:
        example = refined.counterexample
        assert example is not None
        report = dxplan.check(real.parent, example.observations, as_of=example.on)
        verdicts = {
            finding.verdict
            for finding in report
            if finding.target == refined.target.id and finding.date == example.on
        }
        assert verdicts == {"missed"}
