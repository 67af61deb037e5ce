"""Drafts of dead processes are taken away; those of living ones, and whatever else, are not."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from dxplan.whole_files import whole_file, whole_folder, write_whole
from dxplan.whole_files.drafts import ENDING

POSIX = pytest.mark.skipif(os.name != "posix", reason="locks and rights as POSIX has them")
DEAD = f".x.0123abcd{ENDING}"


def drafts(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.endswith(ENDING)]


@POSIX
def test_the_next_to_write_takes_away_what_the_dead_left(tmp_path: Path) -> None:
    (tmp_path / DEAD).write_bytes(b"half")
    (tmp_path / f".y.0123abcd{ENDING}" / "src").mkdir(parents=True)
    (tmp_path / f".y.0123abcd{ENDING}" / "src" / "a.py").write_bytes(b"half")
    write_whole(tmp_path / "report.json", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_what_a_living_process_fills_is_left_to_it(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a") as first, whole_folder(tmp_path / "b") as folder:
        with whole_file(tmp_path / "a") as second:
            assert len(set(drafts(tmp_path))) == 3
            second.write_bytes(b"second")
        assert (tmp_path / "a").read_bytes() == b"second"
        first.write_bytes(b"first")
        (folder / "x").write_bytes(b"x")
    assert (tmp_path / "a").read_bytes() == b"first"
    assert (tmp_path / "b" / "x").read_bytes() == b"x"
    assert drafts(tmp_path) == []


@POSIX
def test_what_only_looks_like_a_draft_stays(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"mine")
    link, pipe = tmp_path / f".l{ENDING}", tmp_path / f".p{ENDING}"
    link.symlink_to(tmp_path / "kept")
    os.mkfifo(pipe)
    (tmp_path / f"x{ENDING}.txt").write_bytes(b"mine")
    write_whole(tmp_path / "report.json", b"new")
    assert link.is_symlink() and stat.S_ISFIFO(pipe.lstat().st_mode)
    assert (tmp_path / "kept").read_bytes() == b"mine"
    assert len(list(tmp_path.iterdir())) == 5


@POSIX
def test_what_another_user_left_is_left_to_him(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / DEAD).write_bytes(b"half")
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    write_whole(tmp_path / "report.json", b"new")
    assert (tmp_path / DEAD).exists()


@POSIX
def test_without_locks_what_nobody_finished_in_a_day_is_dead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "no locks here")

    monkeypatch.setattr("fcntl.flock", refuse)
    write_whole(tmp_path / "a", b"1")
    now = (tmp_path / "a").stat().st_mtime_ns
    old, young = tmp_path / DEAD, tmp_path / f".y.0123abcd{ENDING}"
    for path, hours in ((old, 25), (young, 23)):
        path.write_bytes(b"half")
        os.utime(path, ns=(now, now - hours * 3600 * 10**9))
    write_whole(tmp_path / "a", b"2")
    assert (tmp_path / "a").read_bytes() == b"2"
    assert drafts(tmp_path) == [young]


@POSIX
def test_a_draft_that_was_cleared_before_it_was_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    really, cleared = fcntl.flock, []

    def too_late(descriptor: int, how: int) -> None:
        if not cleared:
            cleared.extend(drafts(tmp_path))
            cleared[0].unlink()
        really(descriptor, how)

    monkeypatch.setattr("fcntl.flock", too_late)
    write_whole(tmp_path / "a", b"1")
    assert (tmp_path / "a").read_bytes() == b"1"
    assert len(cleared) == 1


def test_a_name_may_be_as_long_as_the_system_takes_it(tmp_path: Path) -> None:
    path = tmp_path / ("ế" * 83 + ".json")
    assert len(os.fsencode(path.name)) == 254
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


@POSIX
def test_the_draft_is_never_open_to_more_people_than_the_file(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_bytes(b"old")
    path.chmod(0o600)
    with whole_file(path) as draft:
        assert stat.S_IMODE(draft.stat().st_mode) == 0o600
        draft.write_bytes(b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with whole_file(tmp_path / "kept", mode=0o600) as draft:
        assert stat.S_IMODE(draft.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may give files away")
def test_a_file_stays_with_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(b"old")
    os.chown(path, 1234, 1235)
    write_whole(path, b"new")
    found = path.stat()
    assert (found.st_uid, found.st_gid, path.read_bytes()) == (1234, 1235, b"new")


@POSIX
def test_a_link_that_leads_round_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OSError) as refused:
        write_whole(tmp_path / "a", b"x")
    assert refused.value.errno == errno.ELOOP
    assert (tmp_path / "a").is_symlink()


def test_a_folder_is_refused_where_something_is(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "x").write_bytes(b"mine")
    with pytest.raises(OSError), whole_folder(tmp_path / "there") as draft:
        (draft / "x").write_bytes(b"other")
    assert (tmp_path / "there" / "x").read_bytes() == b"mine"
    assert drafts(tmp_path) == []


def test_many_writers_at_once_leave_one_of_their_files(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    bodies = [bytes([number]) * 100_000 for number in range(8)]
    failures: list[BaseException] = []

    def write(body: bytes) -> None:
        try:
            for _ in range(5):
                write_whole(path, body, durable=False)
                assert path.read_bytes() in bodies
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert path.read_bytes() in bodies
    assert drafts(tmp_path) == []
