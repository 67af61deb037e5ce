"""The lowest versions that are allowed are chosen, installed, and used."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tools.release import lowest
from tools.release.features import CORE
from tools.release.projects import described, extras


def test_what_is_asked_for_is_what_the_project_says() -> None:
    table = described(lowest.ROOT)
    assert lowest.asked_for(CORE) == tuple(table["dependencies"])
    for name in extras():
        assert lowest.asked_for(name) == tuple(table["optional-dependencies"][name])


def test_every_library_has_a_lowest_version() -> None:
    asked = [each for name in (CORE, *extras()) for each in lowest.asked_for(name)]
    assert [each for each in asked if ">=" not in each] == []


@pytest.mark.parametrize(
    ("lacking", "told"),
    [
        ("wheel", "dist/ has no wheels of dxplan and dxplan-binh-dinh: run `make build` first\n"),
        ("UV", "uv is not there: run `make lock-tools`\n"),
    ],
)
def test_what_it_lacks_is_one_line(
    lacking: str,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(lowest, "wheel", lambda _: None if lacking == "wheel" else tmp_path)
    monkeypatch.setattr(lowest, "UV", tmp_path / "uv")
    assert lowest.main([]) == 2
    assert capsys.readouterr().err == told


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Sequence[object]]:
    """What is called of uv, which says that it chose lark; installing pygls fails."""
    found: list[Sequence[object]] = []

    def one(place: Path, call: Sequence[object]) -> subprocess.CompletedProcess[str]:
        found.append(call)
        asked = place / "asked.txt"
        fails = "install" in call and "pygls" in asked.read_text("utf-8")
        return subprocess.CompletedProcess([], fails, "lark==1.3.0\nregex==1.0\n", "no such thing")

    monkeypatch.setattr(lowest, "unable", lambda: "")
    monkeypatch.setattr(lowest, "wheel", lambda name: tmp_path / name)
    monkeypatch.setattr(lowest, "run", one)
    monkeypatch.setattr(lowest, "use", lambda *_: "")
    return found


def test_what_does_not_install_or_work_fails(
    calls: list[Sequence[object]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert lowest.main(["--only", CORE, "--only", "lsp"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "core (lark==1.3.0): works",
        "lsp (): cannot be installed: no such thing",
        "1 passed, 1 failed",
    ]


@pytest.mark.parametrize(("words", "how"), [((), "lowest-direct"), (("--newest",), "highest")])
def test_the_lowest_or_newest_are_chosen(
    words: tuple[str, ...], how: str, calls: list[Sequence[object]]
) -> None:
    assert lowest.main(["--only", CORE, *words]) == 0
    (chosen,) = (call for call in calls if "--resolution" in call)
    assert chosen[chosen.index("--resolution") + 1] == how
