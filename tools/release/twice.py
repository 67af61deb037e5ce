"""Builds everything twice, under circumstances that differ, and compares byte by byte.

``python -m tools.release.twice`` builds once in the checkout, and once from a copy of its sources
without git, in another folder, time zone and locale, with other dates and rights of files. It exits
with 1 when a file differs.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.release.building import build
from tools.release.projects import ROOT, Project, projects

# What builds read; hatchling takes .gitignore into sdists, the nearest above a project.
_READ = ("src", "grammar", "plugins", "pyproject.toml", "README.md", "LICENSE", ".gitignore")
_ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "7",
    "PYTHONUTF8": "0",
    "SOURCE_DATE_EPOCH": "1",
}
_OTHER_DAY = 1_000_000_000


def main() -> int:
    """Say what differs; 1 when something does."""
    with tempfile.TemporaryDirectory() as folder:
        differing, built = compared(projects(), Path(folder))
    for name in differing:
        print(f"{name} is not the same when it is built elsewhere")
    if not differing:
        print(f"{len(built)} files, the same bytes both times")
    return 1 if differing else 0


def compared(wanted: tuple[Project, ...], folder: Path) -> tuple[list[str], list[str]]:
    """The names of built files that differ, and of all that were built."""
    copied = copy(folder / "a longer way to Bình Định")
    moved = tuple(Project(copied / each.folder.relative_to(ROOT), each.name) for each in wanted)
    here = build(wanted, folder / "here", umask=0o022)
    build(moved, folder / "there", around=_ELSEWHERE, umask=0o077)
    names = [path.name for path in here]
    return list(differences(folder / "here", folder / "there")), names


def copy(to: Path) -> Path:
    """The sources at another place, with other dates and rights."""
    to.mkdir(parents=True)
    for name in _READ:
        if (ROOT / name).is_dir():
            leave = shutil.ignore_patterns("__pycache__", "dist", "build")
            shutil.copytree(ROOT / name, to / name, ignore=leave)
        else:
            shutil.copy(ROOT / name, to / name)
    for path in to.rglob("*"):
        if path.is_file():
            path.chmod(0o600)
            os.utime(path, (_OTHER_DAY, _OTHER_DAY))
    return to


def differences(one: Path, other: Path) -> Iterator[str]:
    """The files of two folders that are not in both, or not the same in both."""
    for name in sorted({path.name for folder in (one, other) for path in folder.iterdir()}):
        both = (one / name, other / name)
        if not all(path.is_file() for path in both) or both[0].read_bytes() != both[1].read_bytes():
            yield name


if __name__ == "__main__":
    sys.exit(main())
