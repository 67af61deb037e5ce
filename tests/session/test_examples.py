"""Where examples stand: among the rules, or in files beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

import dxplan
from dxplan.diagnostics import Outcome
from dxplan.plan.examples import Example
from dxplan.session import open_session
from tests.plan.rules import told

RULES = "measure a flow\nmeasure b flow\nindicator x = a / b\nx >= 5% by 2025\n"
KEPT = 'example "kept"\n    given a 5, b 100 in 2025\n    expect x met\n'
FAILS = 'example "fails"\n    given a 4, b 100 in 2025\n    expect x met\n'
SESSION = open_session(entry_points=False)


def found(reference: Path) -> Outcome[tuple[Example, ...]]:
    loaded = SESSION.load(reference)
    assert loaded.ok
    return SESSION.examples(loaded.value, reference)


def titles(reference: Path) -> list[str]:
    outcome = found(reference)
    assert outcome.diagnostics == ()
    return [example.title for example in outcome.value]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan in one file with an example, another one beside it, and one of another plan."""
    (tmp_path / "x.dxplan").write_text(RULES + KEPT)
    (tmp_path / "x.examples.dxplan").write_text(FAILS)
    (tmp_path / "y.examples.dxplan").write_text(KEPT.replace("kept", "of another"))
    return tmp_path


def test_a_file_has_its_own_examples_and_those_of_the_file_called_like_it(folder: Path) -> None:
    assert titles(folder / "x.dxplan") == ["kept", "fails"]


def test_a_folder_has_those_of_all_its_files(folder: Path) -> None:
    assert titles(folder) == ["kept", "fails", "of another"]


def test_a_file_of_examples_names_the_plan_that_it_is_about(folder: Path) -> None:
    assert titles(folder / "x.examples.dxplan") == ["kept", "fails"]
    assert titles(folder / "y.examples.dxplan") == ["kept", "fails", "of another"]


def test_a_check_reads_no_file_of_examples(folder: Path) -> None:
    (folder / "x.examples.dxplan").write_bytes(b"\xff no rules at all")
    loaded = SESSION.load(folder)
    assert loaded.ok
    paths = [file.span.source.path for file in loaded.value.files if file.span is not None]
    assert paths == [folder / "x.dxplan"]


def test_what_is_wrong_with_a_file_of_examples_is_said_by_lint_and_by_the_run(folder: Path) -> None:
    (folder / "x.examples.dxplan").write_text(FAILS.replace("x met", "y met") + "measure c\n")
    expected = [
        f"{folder}/x.examples.dxplan:3:12 no-such-rule y",
        f"{folder}/x.examples.dxplan:4:1 rule-among-examples measure c",
    ]
    assert told(found(folder / "x.dxplan").diagnostics) == expected
    linted = told(SESSION.lint(folder / "x.dxplan").diagnostics)
    assert [each for each in linted if "examples.dxplan" in each] == expected
    with pytest.raises(dxplan.RuleError, match="no-such-rule"):
        dxplan.run_examples(folder / "x.dxplan")


def test_a_folder_of_examples_alone_is_no_plan(tmp_path: Path) -> None:
    (tmp_path / "x.examples.dxplan").write_text(KEPT)
    loaded = SESSION.load(tmp_path / "x.examples.dxplan")
    assert [each.code for each in loaded.diagnostics] == ["examples-without-rules"]


def test_examples_in_a_vocabulary_are_refused(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "a.dxplan").write_text('measure a\nexample "e"\n    expect a met\n')
    (tmp_path / "plan.dxplan").write_text("use shared\nindicator n = a\nn >= 1 by 2025\n")
    (tmp_path / "plan.toml").write_text(
        'name = "one"\n[plans]\none = "plan.dxplan"\n[vocabularies]\nshared = "shared"\n'
    )
    loaded = SESSION.load(tmp_path)
    assert "rule-in-vocabulary" in [each.code for each in loaded.diagnostics]


@pytest.mark.parametrize("file", ["plan.dxplan", "plan.examples.dxplan"])
def test_a_rule_file_is_called_by_the_plan_it_belongs_to(tmp_path: Path, file: str) -> None:
    (tmp_path / "plan.dxplan").write_text(RULES)
    (tmp_path / "plan.examples.dxplan").write_text(KEPT)
    assert SESSION.reference_to(tmp_path / file) == tmp_path / "plan.dxplan"
    (tmp_path / "plan.toml").write_text('name = "one"\n[plans]\none = "plan.dxplan"\n')
    assert SESSION.reference_to(tmp_path / file) == tmp_path
    with_plugin = open_session([tmp_path], entry_points=False)
    assert with_plugin.reference_to(tmp_path / file) == "one"


def test_a_program_runs_the_examples_of_a_file_or_of_a_text(folder: Path) -> None:
    results = dxplan.run_examples(folder / "x.dxplan")
    assert [(each.example.title, each.kept) for each in results] == [
        ("kept", True), ("fails", False)
    ]  # fmt: skip
    assert [each.kept for each in dxplan.run_examples(dxplan.load_text(RULES + FAILS))] == [False]
