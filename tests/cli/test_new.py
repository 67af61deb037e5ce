"""new: a plugin that lints and passes its tests as it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dxplan
from dxplan.messages import LANGUAGES
from dxplan.scaffold import province_files
from dxplan.session import open_session

Run = Callable[..., Any]
RULES = "src/dxplan_dong_thap/dong_thap.dxplan"


@pytest.fixture
def made(run: Run, workplace: Path) -> Path:
    """A plugin as the command makes it."""
    outcome = run("new", "province", "dong_thap", "--title", "tỉnh Đồng Tháp")
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err == (
        f"made dong_thap; the rules to edit are in dong_thap/{RULES}\nnext: dxplan lint dong_thap\n"
    )
    return workplace / "dong_thap"


def test_it_has_what_a_distribution_needs_and_nothing_else(made: Path) -> None:
    files = sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
    assert files == [
        "README.md",
        "plan.toml",
        "pyproject.toml",
        "src/dxplan_dong_thap/__init__.py",
        RULES,
        "src/dxplan_dong_thap/py.typed",
        "tests/test_dong_thap.py",
    ]
    assert sorted(path.name for path in made.parent.iterdir() if path.name.startswith(".")) == []


def test_there_is_nothing_to_say_about_its_rules(run: Run, made: Path) -> None:
    assert run("lint", "dong_thap").out == "không có lỗi nào\n"
    assert run("fmt", "--check", f"dong_thap/{RULES}").status == 0


def test_it_is_a_plugin_by_its_folder(run: Run, made: Path) -> None:
    session = open_session([made])
    assert session.diagnostics == ()
    (info,) = [each for each in session.plan_names() if each.name == "dong_thap"]
    assert info.title == "Chuyển đổi số ngành Giáo dục tỉnh Đồng Tháp"
    shown = run("show", "dong_thap", "--plugins", "dong_thap")
    assert (shown.status, shown.err) == (0, "")


def test_its_tests_pass(made: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error"],
        cwd=made,
        env={k: v for k, v in os.environ.items() if not k.startswith(("COV_", "PYTEST_"))},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "20 passed" in done.stdout


def test_its_tests_notice_a_rule_that_changed(made: Path) -> None:
    rules = made / RULES
    rules.write_text(rules.read_text("utf-8").replace("đạt 5%", "đạt 4%"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=made, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "1 failed, 19 passed" in done.stdout


def test_its_python_is_formatted_and_clean(made: Path) -> None:
    for check in (["check", "--extend-select", "I"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *check, "--isolated", "--line-length", "100", str(made)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout


def test_it_is_a_project_that_announces_its_plan(made: Path) -> None:
    project = tomllib.loads((made / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["name"] == "dxplan-dong-thap"
    assert project["project"]["entry-points"]["dxplan"] == {"dong_thap": "dxplan_dong_thap"}


@pytest.mark.parametrize(
    "title", ['tỉnh "Đồng Tháp"', "a\\", "$name ${x} $", "{title}", '"""', "x" * 100, "'", "<b>|"]
)
def test_a_title_stands_in_every_file_as_it_is(title: str, tmp_path: Path) -> None:
    for name, text in province_files("dong_thap", title, 2026).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    plan = dxplan.load(tmp_path)
    assert plan.title == f"Chuyển đổi số ngành Giáo dục {title}"
    assert plan.territory == title
    # a title that names no province is taken for free text, and that is said
    assert {said.code for said in dxplan.lint(tmp_path)} <= {"unknown-territory"}
    assert tomllib.loads((tmp_path / "plan.toml").read_text("utf-8"))["title"] == title
    compile((tmp_path / "src/dxplan_dong_thap/__init__.py").read_text("utf-8"), "x", "exec")
    assert title in (tmp_path / "README.md").read_text("utf-8")


def test_without_a_title_the_name_stands_in(run: Run, workplace: Path) -> None:
    assert run("new", "province", "tay_do", "-o", "plans/tay").status == 0
    assert dxplan.load(workplace / "plans" / "tay").territory == "Tay Do"


@pytest.mark.parametrize("kind", ["file", "folder", "full folder"])
def test_what_is_there_is_left_as_it_is(run: Run, workplace: Path, kind: str) -> None:
    path = workplace / "dong_thap"
    if kind == "file":
        path.write_text("mine")
    else:
        path.mkdir()
    if kind == "full folder":
        (path / "plan.toml").write_text("mine")
    before = sorted(workplace.rglob("*"))
    refused = run("new", "province", "dong_thap")
    assert refused.status == 2
    assert refused.err.startswith("dong_thap is there already; name another folder with --output")
    assert sorted(workplace.rglob("*")) == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["Hà Nội", "34", "plan", "education"])
def test_a_name_that_does_not_do_is_refused_with_advice(
    run: Run, workplace: Path, name: str, language: str
) -> None:
    refused = run("new", "province", name, "--lang", language)
    assert (refused.status, refused.out) == (2, "")
    assert name in refused.err
    assert "{" not in refused.err
    assert ("`ha_noi`" in refused.err) is (name == "Hà Nội")
    assert not (workplace / name).exists()


def test_the_name_of_a_plugin_of_a_folder_is_taken(run: Run, made: Path) -> None:
    again = run("new", "province", "dong_thap", "-o", "other", "--plugins", "dong_thap")
    assert again.status == 2
    assert "called dong_thap already" in again.err


def test_a_wrong_title_is_refused(run: Run, workplace: Path) -> None:
    refused = run("new", "province", "dong_thap", "--title", "a\nb")
    assert (refused.status, refused.err) == (2, "a title is one line of at most 100 characters\n")


def test_a_folder_that_cannot_be_made_leaves_nothing_behind(run: Run, workplace: Path) -> None:
    (workplace / "file").write_text("")
    refused = run("new", "province", "dong_thap", "-o", "file/x")
    assert refused.status == 2
    assert refused.err.startswith("file/x could not be written: ")


def test_a_kind_that_is_not_known_is_a_wrong_call(run: Run) -> None:
    assert run("new", "provinz", "dong_thap").status == 2


def test_its_export_is_json(run: Run, made: Path) -> None:
    assert json.loads(run("export", "dong_thap").out)["plan"]["id"] == "dong_thap"
