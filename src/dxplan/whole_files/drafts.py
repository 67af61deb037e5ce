"""Drafts: what will be a file or a folder, under a name that says so, until it is whole.

A draft is locked by the process that fills it, and the system takes the lock away with the process,
however that ends. So whoever writes in a folder next can tell what a dead process left there from
what a living one is filling, and takes it away.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import attrs

from dxplan.shown import Shown

ENDING = ".dxplan-draft"
# With dot, number and ending it stays below the 255 bytes that most systems allow.
_LETTERS_OF_NAME = 40
_DAY = 24 * 60 * 60 * 10**9


@attrs.frozen(repr=False)
class Draft(Shown):
    """A draft that this process has locked.

    :param descriptor: of the open draft, which holds the lock; ``None`` on Windows.
    """

    path: Path
    descriptor: int | None


@contextmanager
def draft_beside(target: Path, make: Callable[[Path], int | None]) -> Iterator[Draft]:
    """A draft in the folder of its target; it is gone afterwards, moved there or not.

    :param make: makes an empty file or folder of a name, and gives its descriptor.
    :raises OSError: when it cannot be made.
    """
    draft = _new_draft(target, make)
    try:
        with suppress(OSError):
            _clear(target.parent, draft)
        yield draft
    finally:
        _take_away(draft.path)
        if draft.descriptor is not None:
            os.close(draft.descriptor)


def make_file(mode: int) -> Callable[[Path], int | None]:
    """Makes an empty file with these rights, as far as the user gives them to new files."""

    def make(path: Path) -> int | None:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
        if os.name == "posix":
            return descriptor
        os.close(descriptor)  # elsewhere nothing can be moved while it is open
        return None

    return make


def make_folder(path: Path) -> int | None:
    """Makes an empty folder."""
    path.mkdir()
    return os.open(path, os.O_RDONLY) if os.name == "posix" else None


def _new_draft(target: Path, make: Callable[[Path], int | None]) -> Draft:
    while True:
        name = f".{target.name[:_LETTERS_OF_NAME]}.{os.urandom(4).hex()}{ENDING}"
        path = target.with_name(name)
        descriptor = make(path)
        # Between these two steps it looked like a dead process's: somebody may be clearing it.
        if descriptor is None or (_lock(descriptor) is not False and _leads_to(path, descriptor)):
            return Draft(path, descriptor)
        os.close(descriptor)


# --- telling the dead from the living -------------------------------------------------------------


def _lock(descriptor: int) -> bool | None:
    """Whether it could be locked; ``None`` on a file system without locks."""
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _leads_to(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except OSError:
        return False


def _clear(folder: Path, mine: Draft) -> None:
    """Take away the drafts of dead processes in a folder."""
    # The time of the file system, which may be another machine's.
    now = mine.path.stat().st_mtime_ns
    with os.scandir(folder) as entries:
        found = [each.path for each in entries if each.name.endswith(ENDING)]
    for path in map(Path, found):
        if path != mine.path:
            with suppress(OSError):
                _clear_one(path, now)


def _clear_one(path: Path, now: int) -> None:
    # Without locks, what nobody finished in a day is taken for dead.
    old = path.lstat().st_mtime_ns < now - _DAY
    if os.name != "posix":
        if old:
            _take_away(path)
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        found = os.fstat(descriptor)
        usual = stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)
        if found.st_uid == os.geteuid() and usual:
            locked = _lock(descriptor)
            if (old if locked is None else locked) and _leads_to(path, descriptor):
                _take_away(path)
    finally:
        os.close(descriptor)


def _take_away(path: Path) -> None:
    try:
        path.unlink()
    except FileNotFoundError:
        return
    except OSError:  # it is a folder, or in use
        shutil.rmtree(path, ignore_errors=True)
