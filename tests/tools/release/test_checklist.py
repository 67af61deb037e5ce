"""The checklist does nothing unless asked, stops where something is wrong, and goes on there."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import attrs
import pytest

from tools.release import __main__ as command
from tools.release import changelog, checklist
from tools.release.bumping import bump
from tools.release.checklist import STEPS, Release, Step, number
from tools.release.projects import ROOT, described, projects, version

RELEASE = Release("0.2.0", date(2027, 1, 31))


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The steps that were run, of a checklist with one that fails the first time."""
    done: list[str] = []

    def step(name: str, *, fails: int = 0, **how: bool) -> Step:
        def run(release: Release) -> str:
            done.append(name)
            return "broken" if done.count(name) <= fails else ""

        return Step(name, f"do {name}", run, **how)

    steps = (step("first"), step("checked", follows=True), step("second", fails=1))
    monkeypatch.setattr(command, "STEPS", steps)
    monkeypatch.setattr(command, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(command, "state", lambda: "same")
    return done


def test_nothing_is_done_unless_asked(ran: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["0.2.0"]) == 0
    assert ran == []
    assert capsys.readouterr().out.splitlines() == [
        "first      do first",
        "checked    do checked",
        "second     do second",
        "nothing was done: --do does it",
    ]


def test_it_stops_and_goes_on_from_there(
    ran: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["0.2.0", "--do"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "stopped at second: broken"
    assert command.main(["0.2.0", "--do"]) == 0
    assert ran == ["first", "checked", "second", "second"]
    assert command.main(["0.2.0", "--do"]) == 0
    assert ran[4:] == []
    assert command.main(["0.2.0", "--do", "--again"]) == 0
    assert ran[4:] == ["first", "checked", "second"]


def test_checks_are_done_again_on_another_state(
    ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command.main(["0.2.0", "--do"])
    monkeypatch.setattr(command, "state", lambda: "edited")
    command.main(["0.2.0", "--do"])
    assert ran == ["first", "checked", "second", "checked", "second"]


def test_what_opens_the_way_is_looked_at_until_something_was_written(
    ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *rest = command.STEPS
    writing = attrs.evolve(rest[-1], name="second")
    monkeypatch.setattr(command, "STEPS", (attrs.evolve(first, opens=True), writing, *rest[:-1]))
    command.main(["0.2.0", "--do"])
    command.main(["0.2.0", "--do"])
    assert ran == ["first", "second", "first", "second", "checked"]
    command.main(["0.2.0", "--do"])
    assert ran[5:] == []


def test_one_step_alone(ran: list[str]) -> None:
    assert command.main(["0.2.0", "--do", "--only", "first"]) == 0
    assert command.main(["0.2.0", "--do", "--only", "first"]) == 0
    assert ran == ["first", "first"]


def test_what_is_written_comes_before_what_is_checked() -> None:
    assert [step.name for step in STEPS] == [
        *("clean", "number", "fragments", "version", "changelog", "surface", "docs"),
        *("check", "wheels", "try", "tag"),
    ]


def test_what_follows_the_sources_is_done_again_after_an_edit() -> None:
    following = [step.name for step in STEPS if step.follows]
    opening = [step.name for step in STEPS if step.opens]
    assert opening == ["clean", "number", "fragments"]
    assert following == ["surface", "docs", "check", "wheels", "try", "tag"]


def test_a_word_for_a_step_is_taken_for_these_files_only(
    ran: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["0.2.0", "--do", "--passed", "checked"]) == 1
    assert "checked: passed, by your word" in capsys.readouterr().out.splitlines()
    assert command.main(["0.2.0", "--do"]) == 0
    assert ran == ["first", "second", "second"]
    monkeypatch.setattr(command, "state", lambda: "edited")
    assert command.main(["0.2.0", "--do"]) == 0
    assert ran == ["first", "second", "second", "checked"]


def test_what_is_not_committed_stops_it_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checklist, "_said", lambda *_: "M README.md\n?? notes.txt")
    assert checklist.clean(RELEASE) == "commit or put away first: M README.md, ?? notes.txt"


def test_a_version_with_a_tag_is_not_released_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checklist, "_said", lambda *_: "v0.2.0")
    assert number(RELEASE) == "0.2.0 was released before: there is a tag v0.2.0"


def test_without_a_changelog_it_stops_before_anything_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(changelog, "FRAGMENTS", tmp_path)
    monkeypatch.setattr(changelog, "TOWNCRIER", tmp_path)
    assert checklist.gather(RELEASE) == (
        "changelog.d has no fragments: nothing is written; "
        "towncrier is not there: run `make release-tools`"
    )


@pytest.mark.parametrize("wanted", ["1.0", "1.0.0rc1", "1.0.x", "v1.0.0", "1.0.0.0", "1.٠.0"])
def test_what_is_no_version_is_refused(wanted: str) -> None:
    wrong = number(Release(wanted, RELEASE.day))
    assert wrong == f"{wanted} is no version: three numbers, such as 0.2.0"


def test_a_version_is_written_everywhere(tmp_path: Path) -> None:
    for path in ROOT.glob("plugins/*/pyproject.toml"):
        to = tmp_path / path.relative_to(ROOT)
        to.parent.mkdir(parents=True)
        shutil.copy(path, to)
    (tmp_path / "src" / "dxplan").mkdir(parents=True)
    shutil.copy(ROOT / "src" / "dxplan" / "_version.py", tmp_path / "src" / "dxplan")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    page = tmp_path / "docs" / "how-to" / "install.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"pip install dxplan_bac_giang-{version()}-py3-none-any.whl\n")
    assert len(bump("7.1.2", tmp_path)) == len(projects()) + 1
    assert page.read_text() == "pip install dxplan_bac_giang-7.1.2-py3-none-any.whl\n"
    assert version(tmp_path) == "7.1.2"
    for plugin in projects(tmp_path)[1:]:
        table = described(plugin.folder)
        assert (table["version"], table["dependencies"]) == ("7.1.2", ["dxplan>=7.1"])
    assert bump("7.1.2", tmp_path) == []


def test_the_state_is_also_that_of_new_files_whatever_their_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(checklist, "ROOT", tmp_path)
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for call in (("init", "--quiet"), (*who, "commit", "--quiet", "--allow-empty", "-m", "a")):
        subprocess.run(["git", *call], cwd=tmp_path, check=True)
    before = checklist.state(tmp_path)
    (tmp_path / "kế hoạch.txt").write_text("a", "utf-8")
    first = checklist.state(tmp_path)
    (tmp_path / "kế hoạch.txt").write_text("b", "utf-8")
    assert len({before, first, checklist.state(tmp_path)}) == 3
