"""What is kept between two calls, in a folder of the user's own.

Whatever is kept can be made anew, so nothing that goes wrong here is said: a folder that is not
there, cannot be written or belongs to somebody else, a file that is torn or changed: all that is
lost is time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from pathlib import Path

SETTING = "DXPLAN_CACHE"
"""Another folder, or ``off`` for none."""
_OFF = frozenset({"", "0", "no", "off", "false"})
_DIGEST = 64


def is_on() -> bool:
    """Whether there is a folder at all; it may yet turn out that it cannot be used."""
    return _place() is not None


def kept(name: str) -> bytes | None:
    """What is kept under a name, as it was written; ``None`` when there is nothing to rely on."""
    folder = _folder()
    if folder is None:
        return None
    try:
        with (folder / name).open("rb") as file:
            data = file.read() if _is_mine(os.fstat(file.fileno())) else b""
    except OSError:
        return None
    digest, body = data[:_DIGEST], data[_DIGEST:]
    return body if digest == _digest(body) else None


def keep(name: str, body: bytes, *, at_most: int, largest: int = 64 * 2**20) -> None:
    """Keep something under a name.

    The oldest of its kind (what stands before the first ``-``) go when there are too many.

    :param at_most: how many of the kind there may be, and ``largest`` how many bytes together.
    """
    folder = _folder()
    if folder is None or len(body) > largest:
        return
    from dxplan.whole_files import write_whole

    with contextlib.suppress(OSError):
        # What a machine that goes down leaves half of is told by its digest.
        write_whole(folder / name, _digest(body) + body, mode=0o600, durable=False)
        _forget(folder, name.partition("-")[0] + "-", at_most, largest)


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode("ascii")


# --- the folder -----------------------------------------------------------------------------------


def _folder() -> Path | None:
    """The folder, if it is there or can be made, and nobody else can write to it."""
    path = _place()
    if path is None:
        return None
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = path.stat()
        if os.name == "posix" and found.st_uid == os.geteuid() and found.st_mode & 0o022:
            path.chmod(0o700)
            found = path.stat()
    except OSError:
        return None
    return path if _is_mine(found) else None


def _place() -> Path | None:
    setting = os.environ.get(SETTING)
    if setting is not None:
        return None if setting.strip().lower() in _OFF else Path(setting)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if base:
        return Path(base) / "dxplan"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    # An empty HOME is taken for the root of the file system.
    return None if home == Path(home.anchor) else home / ".cache" / "dxplan"


def _is_mine(found: os.stat_result) -> bool:
    """Whether only the user who runs this may have written it."""
    if os.name != "posix":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


# --- files ----------------------------------------------------------------------------------------


def _forget(folder: Path, kind: str, at_most: int, largest: int) -> None:
    with os.scandir(folder) as entries:
        alike = (each for each in entries if each.name.removeprefix(".").startswith(kind))
        found = [(each.stat(), each.path) for each in alike]
    found.sort(key=lambda each: each[0].st_mtime_ns, reverse=True)
    size = 0
    for number, (about, path) in enumerate(found, start=1):
        size += about.st_size
        if number > at_most or size > largest:
            Path(path).unlink(missing_ok=True)
