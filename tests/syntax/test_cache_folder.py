"""What is kept between two calls: only what nobody else could have written, whole, and not much."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from dxplan.syntax.cache_folder import is_on, keep, kept

POSIX = pytest.mark.skipif(os.name != "posix", reason="owners and permissions as POSIX has them")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DXPLAN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_was_kept_is_there() -> None:
    assert kept("plan-a") is None
    keep("plan-a", b"abc", at_most=5)
    assert kept("plan-a") == b"abc"
    keep("plan-a", b"", at_most=5)
    assert kept("plan-a") == b""


def test_no_byte_can_be_lost_or_changed_unnoticed(folder: Path) -> None:
    keep("plan-a", b"abc", at_most=5)
    whole = (folder / "plan-a").read_bytes()
    for place in range(len(whole)):
        for damaged in (
            whole[:place],
            whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :],
        ):
            (folder / "plan-a").write_bytes(damaged)
            assert kept("plan-a") is None
    (folder / "plan-a").write_bytes(whole + b"x")
    assert kept("plan-a") is None


def test_the_oldest_of_a_kind_go(folder: Path) -> None:
    keep("grammar-x", b"x", at_most=2)
    for number in range(4):
        keep(f"plan-{number}", b"abc", at_most=2)
        os.utime(folder / f"plan-{number}", ns=(number * 10**9, number * 10**9))
    keep("plan-4", b"abc", at_most=2)
    assert sorted(path.name for path in folder.iterdir()) == ["grammar-x", "plan-3", "plan-4"]


def test_nothing_grows_beyond_its_size(folder: Path) -> None:
    keep("plan-a", b"x" * 100, at_most=9, largest=99)
    assert kept("plan-a") is None
    keep("plan-a", b"x" * 30, at_most=9, largest=200)
    os.utime(folder / "plan-a", ns=(10**9, 10**9))
    keep("plan-b", b"x" * 30, at_most=9, largest=200)
    assert len(list(folder.iterdir())) == 2
    keep("plan-c", b"x" * 30, at_most=9, largest=200)
    assert sorted(path.name for path in folder.iterdir()) == ["plan-b", "plan-c"]


@pytest.mark.parametrize("setting", ["off", "OFF", "0", "", "no", "false"])
def test_it_can_be_switched_off(
    setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DXPLAN_CACHE", setting)
    assert not is_on()
    keep("plan-a", b"abc", at_most=5)
    assert kept("plan-a") is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DXPLAN_CACHE", str(tmp_path / "file" / "cache"))
    keep("plan-a", b"abc", at_most=5)
    assert kept("plan-a") is None


@POSIX
@pytest.mark.parametrize("home", ["", "/"])
def test_an_empty_home_is_no_place(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DXPLAN_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", home)
    assert not is_on()


@POSIX
def test_without_a_setting_it_is_where_caches_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DXPLAN_CACHE", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("HOME", str(tmp_path))
    keep("plan-a", b"abc", at_most=5)
    assert (tmp_path / "xdg" / "dxplan" / "plan-a").is_file()
    monkeypatch.delenv("XDG_CACHE_HOME")
    keep("plan-a", b"abc", at_most=5)
    assert (tmp_path / ".cache" / "dxplan" / "plan-a").is_file()


@POSIX
def test_only_the_user_can_write_there(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    keep("plan-a", b"abc", at_most=5)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "plan-a").stat().st_mode) == 0o600


@POSIX
def test_what_others_could_have_written_is_not_read(folder: Path) -> None:
    keep("plan-a", b"abc", at_most=5)
    (folder / "plan-a").chmod(0o620)
    assert kept("plan-a") is None
    (folder / "plan-a").chmod(0o644)
    assert kept("plan-a") == b"abc"


@POSIX
def test_a_folder_of_somebody_else_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep("plan-a", b"abc", at_most=5)
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    assert kept("plan-a") is None
    keep("plan-b", b"abc", at_most=5)
    assert not (folder / "plan-b").exists()
