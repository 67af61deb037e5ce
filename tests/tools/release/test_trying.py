"""An extra that is for nothing, and a command that says something else, fail the trying."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools.release import trying
from tools.release.features import NOT_OFFERED
from tools.release.wheelhouse import alone


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "here").mkdir()
    return tmp_path


def test_an_extra_without_a_use_fails(place: Path) -> None:
    assert trying.extra("carrier-pigeons", place) == (
        "nothing is known that it is for: add its use to tools/release/features.py"
    )


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("", ""),
        (f"raise SystemExit({NOT_OFFERED})", "dxplan has no command or format that it is for"),
        ("raise SystemExit('judged otherwise')", "judged otherwise\n"),
    ],
)
def test_what_its_use_says_is_told(
    code: str, wrong: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "installed", lambda *_: "")
    (place / "env" / "bin").mkdir(parents=True)
    (place / "env" / "bin" / "python").symlink_to(sys.executable)
    folder = place / "tools" / "release"
    folder.mkdir(parents=True)
    (folder / "features.py").write_text(code)
    monkeypatch.setattr(trying, "ROOT", place)
    assert trying.extra("html", place) == wrong


def test_a_command_has_to_say_what_is_expected_and_end_so(place: Path) -> None:
    call = [sys.executable, "-c", "print('plans'); raise SystemExit(1)"]
    assert trying.told(place, call, says="plans", exits=1) == ""
    assert "exited with 1: plans" in trying.told(place, call, says="plans")
    assert "exited with 1: plans" in trying.told(place, call, says="forms", exits=1)


def test_no_setting_of_this_environment_reaches_an_empty_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PIP_FIND_LINKS", "/elsewhere")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    kept = alone()
    assert {"PIP_FIND_LINKS", "PYTHONPATH"} & kept.keys() == set()
    assert kept["PIP_CONFIG_FILE"] == "/dev/null"
