"""The checks run in a Debian with another Python, and what that lacks is one line."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tools.release import pythons


def test_what_is_not_here_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None if name == "debootstrap" else name)
    assert pythons.main(["trixie"]) == 2
    assert capsys.readouterr().err == (
        "debootstrap: not here; install the Debian packages of these names\n"
    )


def test_only_root_makes_up_a_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert pythons.unable() == "only root can make up a Debian: run it as root"


def test_the_checks_run_on_a_clone_with_nothing_of_the_machine_and_end_as_they_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[list[str]] = []
    environments = []

    def run(call: list[Any], **how: Any) -> subprocess.CompletedProcess[str]:
        calls.append([str(each) for each in call])
        environments.append(how.get("env"))
        return subprocess.CompletedProcess(call, 2 if call[0] == "unshare" else 0)

    (tmp_path / "root").mkdir()
    monkeypatch.setattr("subprocess.run", run)
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    assert pythons.checked(tmp_path) == 2
    cloned, inside = calls
    assert cloned[:4] == ["git", "clone", "--quiet", str(pythons.ROOT)]
    assert tmp_path / "root" in Path(cloned[4]).parents
    assert inside[-2:] == [str(tmp_path), f"/{Path(cloned[4]).relative_to(tmp_path)}"]
    assert "make check" in inside[-3]
    assert set(environments[1]) == {"HOME", "PATH", "LANG", "SSL_CERT_FILE", "PIP_CERT"}
    assert list((tmp_path / "root").iterdir()) == []


def test_a_debian_is_made_up_once_and_knows_the_way_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[Path] = []

    def run(call: list[Any], **_: Any) -> None:
        assert (call[0], call[-2]) == ("debootstrap", "trixie")
        made.append(call[-1])
        (call[-1] / "etc" / "ssl" / "certs").mkdir(parents=True)

    monkeypatch.setattr("subprocess.run", run)
    monkeypatch.setattr(pythons, "DEBIANS", tmp_path / "debian")
    for _ in range(2):
        top = pythons.debian("trixie")
        assert top == tmp_path / "debian" / "trixie"
        assert (top / "etc/hosts").read_bytes() == Path("/etc/hosts").read_bytes()
    assert len(made) == 1
