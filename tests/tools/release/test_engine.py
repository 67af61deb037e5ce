"""The image is built and run where there is an engine, and what that lacks is one line."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools.release import engine


def answered(code: int, said: str) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], code, said, "")


def test_without_an_engine_it_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None if name == "podman" else f"/bin/{name}")
    assert engine.main([]) == 2
    assert capsys.readouterr().err == (
        "podman: not here; install the Debian packages of these names\n"
    )


def test_only_root_makes_up_a_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert engine.unable() == "only root can make up a base image: run it as root"
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert engine.unable() == ""


def test_the_stand_in_bears_the_name_of_both_stages() -> None:
    dockerfile = (engine.ROOT / "Dockerfile").read_text("utf-8")
    assert dockerfile.count(f"FROM {engine.base_name()}") == dockerfile.count("FROM ") == 2


def test_what_is_not_built_is_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engine, "base", lambda: tmp_path / "base.tar")
    monkeypatch.setattr(engine, "engine", lambda *_: answered(125, "no such step"))
    (only,) = engine.tried(tmp_path)
    assert only == engine.Tried("build", "the base cannot be taken: ")


def test_it_runs_without_network_and_with_nothing_to_write_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[tuple[object, ...]] = []

    def one(place: Path, *words: object) -> subprocess.CompletedProcess[str]:
        calls.append(words)
        return answered(0, "binh_dinh")

    monkeypatch.setattr(engine, "engine", one)
    wrong = {each.what: each.wrong for each in engine.used(tmp_path)}
    assert wrong["plans"] == ""
    assert wrong["check"] == wrong["html"] == "exited with 0: binh_dinh"
    assert all(words[1:5] == ("--rm", "--network", "none", "--read-only") for words in calls)


def test_a_report_that_is_not_there_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.setattr("os.chown", lambda *_: None)
    monkeypatch.setattr(engine, "engine", lambda *_: answered(1, ""))
    assert engine.written(tmp_path, "docx", b"pk").wrong == "report.docx was not written"
    (tmp_path / "here" / "report.docx").write_bytes(b"PK and more")
    assert engine.written(tmp_path, "docx", b"pk").wrong == ""
