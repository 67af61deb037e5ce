"""Files are replaced as a whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from dxplan.cli.output import deliver, replace_file
from dxplan.whole_files import write_whole


def refuse(*_: Any, **__: Any) -> None:
    raise OSError(28, "No space left on device")


def drafts(folder: Path) -> list[Path]:
    return list(folder.glob(".*.dxplan-draft"))


def test_a_new_file_has_the_rights_that_the_user_gives_new_files(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    write_whole(tmp_path / "new", b"text")
    assert (tmp_path / "new").read_bytes() == b"text"
    assert (tmp_path / "new").stat().st_mode == usual.stat().st_mode
    assert drafts(tmp_path) == []


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("step", ["pathlib.Path.replace", "os.fsync", "pathlib.Path.chmod"])
def test_when_writing_fails_the_old_file_stays_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(step, refuse)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert drafts(tmp_path) == []


def test_ctrl_c_while_writing_leaves_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "report.json", b"new")
    assert not (tmp_path / "report.json").exists()
    assert drafts(tmp_path) == []


def test_the_bytes_are_on_the_disk_before_the_name_is_and_then_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def watched_fsync(descriptor: int) -> None:
        seen.append("fsync")
        fsync(descriptor)

    def watched_replace(draft: Path, target: Path) -> Path:
        seen.append("replace")
        return replace(draft, target)

    monkeypatch.setattr("os.fsync", watched_fsync)
    monkeypatch.setattr("pathlib.Path.replace", watched_replace)
    write_whole(tmp_path / "x", b"1")
    # The last one is of the folder, which has the name.
    assert seen == ["fsync", "replace", "fsync"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    real = tmp_path / "store" / "real.json"
    real.write_bytes(b"old")
    link = tmp_path / "link.json"
    link.symlink_to(real)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_not_a_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, b"text")
        assert os.read(reader, 10) == b"text"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_failure_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "no" / "such" / "folder.json"
    assert not replace_file(path, "x", "en")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"{path} could not be written: No such file or directory\n"


def test_a_name_that_no_file_can_have_is_said_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert not deliver("x", "a\0b", "vi")
    assert capsys.readouterr().err.startswith("không ghi được a\ufffdb: ")


def test_without_a_file_the_result_goes_to_standard_output(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert deliver("đạt\n", None, "vi")
    assert capsys.readouterr().out == "đạt\n"
