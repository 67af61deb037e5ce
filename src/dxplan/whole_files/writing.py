"""Files and folders that are replaced as a whole or not at all.

What is written stands beside its target under another name first, is brought to the disk, and is
then moved into place, which every file system does at once.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dxplan.whole_files.drafts import Draft, draft_beside, make_file, make_folder

_NEW = 0o666


def write_whole(path: Path, data: bytes, *, mode: int = _NEW, durable: bool = True) -> None:
    """Put bytes where a path leads: a reader sees the old file or the new one, never a part.

    A link stays a link, a file that is replaced keeps its rights, and a read-only file stays as it
    is. What is not a regular file (``/dev/null``, a pipe) is written to directly.

    :param mode: the rights of a new file, as far as the user gives them to new files.
    :param durable: whether it has to outlast the machine's going down, and not only the process's.
    :raises OSError: when it cannot be written; the old file is then as it was.
    """
    if _is_special(_found(path)):
        path.write_bytes(data)
        return
    with whole_file(path, mode=mode, durable=durable) as draft:
        draft.write_bytes(data)


@contextmanager
def whole_file(path: Path, *, mode: int = _NEW, durable: bool = True) -> Iterator[Path]:
    """The same for what another library writes: gives the path of an empty file to be filled.

    When the block ends, it takes the place of the file; when it raises, nothing changes.
    """
    found = _found(path)
    if _is_special(found):
        with tempfile.TemporaryDirectory() as folder:
            aside = Path(folder, "draft")
            aside.touch()
            yield aside
            path.write_bytes(aside.read_bytes())
        return
    if found is not None and not found.st_mode & stat.S_IWUSR:
        # A new file put in its place would not ask
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    target = Path(os.path.realpath(path))
    rights = mode if found is None else stat.S_IMODE(found.st_mode)
    with draft_beside(target, make_file(rights)) as draft:
        yield draft.path
        if found is not None:
            _give_away(draft, found)
        if durable:
            _to_disk(draft.path)
        draft.path.replace(target)
        if durable:
            _keep_name(target.parent)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Gives a folder to be filled, which gets its name when the block ends and everything is in it.

    :raises OSError: when it cannot be written, or something is there already.
    """
    with draft_beside(path, make_folder) as draft:
        yield draft.path
        for inside in sorted(draft.path.rglob("*")):
            _keep_name(inside) if inside.is_dir() else _to_disk(inside)
        _keep_name(draft.path)
        draft.path.rename(path)
        _keep_name(path.parent)


def _found(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _is_special(found: os.stat_result | None) -> bool:
    return found is not None and not stat.S_ISREG(found.st_mode)


def _give_away(draft: Draft, old: os.stat_result) -> None:
    """Owner and rights of the file that is replaced, as far as they may be given."""
    if os.name == "posix":
        with suppress(OSError):
            os.chown(draft.path, old.st_uid, old.st_gid)
    draft.path.chmod(stat.S_IMODE(old.st_mode))


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _keep_name(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can; whole it is either way."""
    if os.name == "posix":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
