"""What is locked, cut down to what an extra needs on this machine.

Lock files hold all Pythons and systems; metadata of installed packages say what depends on what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement

from tools.release.projects import ROOT, described

LOCK = ROOT / "requirements" / "dev.lock"
SPARK = ROOT / "requirements" / "spark.lock"
BUILD = ROOT / "requirements" / "build.lock"
RUN = ROOT / "requirements" / "run.lock"
RELEASE = ROOT / "requirements" / "release.lock"


def name_of(name: str) -> str:
    """A package's name as lock files write it.

    >>> name_of("vl_Convert.Python")
    'vl-convert-python'
    """
    return re.sub("[-_.]+", "-", name).lower()


def entries(lock: Path) -> dict[str, tuple[str, ...]]:
    """The lines of each package in a lock file: version, marker and hashes.

    A package stands there several times when its version differs between systems.
    """
    found: dict[str, list[str]] = {}
    name = ""
    for line in lock.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        if not line.startswith(" "):
            name = name_of(line.partition("==")[0])
            found.setdefault(name, [])
        found[name].append(line)
    return {name: tuple(lines) for name, lines in found.items()}


def applies(line: str) -> bool:
    """Whether a locked version is meant for this machine.

    >>> applies("lark==1.3.1 " + chr(92)), applies("colorama==0.4.6 ; os_name == 'never'")
    (True, False)
    """
    _, _, marker = line.rstrip("\\ ").partition(";")
    return not marker or Marker(marker.strip()).evaluate()


def needed(extra: str = "", root: Path = ROOT) -> frozenset[str]:
    """The packages that dxplan needs here with an extra, or by itself; not what Spark brings."""
    table = described(root)
    asked = [*table["dependencies"], *table["optional-dependencies"].get(extra, ())]
    found: set[tuple[str, str]] = set()
    left = [each for one in asked for each in _wanted(one, ())]
    while left:
        name, of_it = left.pop()
        if (name, of_it) not in found:
            found.add((name, of_it))
            left.extend(_dependencies(name, of_it))
    return frozenset(name for name, _ in found)


def _wanted(requirement: str, extras: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The package that a requirement is about, by itself and with each of its extras."""
    asked = Requirement(requirement)
    applies = any(
        asked.marker is None or asked.marker.evaluate({"extra": extra}) for extra in (*extras, "")
    )
    if applies:
        yield from ((name_of(asked.name), extra) for extra in ("", *asked.extras))


def _dependencies(name: str, extra: str) -> Iterator[tuple[str, str]]:
    try:
        said = requires(name) or ()
    except PackageNotFoundError:
        return
    for each in said:
        yield from _wanted(each, (extra,))


def written(names: Iterable[str], locks: Mapping[str, tuple[str, ...]]) -> str:
    """A file of requirements with the locked lines of some packages.

    >>> print(written(["lark"], {"lark": ("lark==1.3.1", "    --hash=sha256:0")}), end="")
    lark==1.3.1
        --hash=sha256:0
    """
    return "".join(f"{line}\n" for name in sorted(names) for line in locks.get(name, ()))
