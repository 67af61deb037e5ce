"""Fetches the locked wheels that dxplan and its extras need, once, into ``build/wheelhouse``.

Whatever is tried or measured is installed from there, without the network.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from packaging.tags import sys_tags

from tools.release.locked import (
    BUILD,
    LOCK,
    RELEASE,
    RUN,
    SPARK,
    applies,
    entries,
    name_of,
    needed,
    written,
)
from tools.release.projects import ROOT, extras

HOUSE = ROOT / "build" / "wheelhouse"


def main(argv: list[str] | None = None) -> int:
    """Fetch what is not there yet."""
    ask = argparse.ArgumentParser(prog="python -m tools.release.wheelhouse", description=__doc__)
    ask.add_argument("--without", action="append", default=[], metavar="EXTRA", choices=extras())
    without = set(ask.parse_args(argv).without)
    fetched = fetch(each for each in extras() if each not in without)
    print(
        f"{fetched} wheels fetched; {len(list(HOUSE.glob('*.whl')))} in {HOUSE.relative_to(ROOT)}"
    )
    return 0


def fetch(wanted: Iterable[str], house: Path = HOUSE) -> int:
    """Fetch the locked wheels of dxplan and of some extras; how many were not there yet."""
    house.mkdir(parents=True, exist_ok=True)
    lock = {**entries(RELEASE), **entries(LOCK), **entries(SPARK)}
    # pipx puts a pip of its own beside what it runs, and the image builds its wheels itself
    names = {"pip", *entries(BUILD), *entries(RUN)}.union(*(_of(extra) for extra in wanted))
    how = ["wheel", "--use-pep517", "--no-build-isolation", "--wheel-dir"]
    return _fetch(names, lock, house, how)


def fetch_for(python: str, house: Path) -> int:
    """Fetch the wheels of the image for another version of Python on this machine.

    :param python: as in ``3.13``.
    """
    house.mkdir(parents=True, exist_ok=True)
    lock = {**entries(BUILD), **entries(RUN)}
    platforms = sorted({tag.platform for tag in sys_tags()})
    which = [part for each in platforms for part in ("--platform", each)]
    how = ["download", "--only-binary=:all:", "--python-version", python, *which, "--dest"]
    return _fetch(set(lock), lock, house, how)


def _fetch(
    names: Iterable[str], lock: Mapping[str, tuple[str, ...]], house: Path, how: Sequence[str]
) -> int:
    before = {path.name for path in house.glob("*.whl")}
    missing = {name for name in names if not _is_there(name, lock[name], before)}
    if missing:
        asked = house / "missing.txt"
        asked.write_text(written(missing, lock), "utf-8")
        call = ["-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", *how]
        rest = [str(house), "--no-deps", "--require-hashes", "--requirement", str(asked)]
        subprocess.run([sys.executable, *call, *rest], check=True)
        asked.unlink()
    return len({path.name for path in house.glob("*.whl")} - before)


def _of(extra: str) -> frozenset[str]:
    """What an extra needs; what Spark brings is locked apart."""
    return needed(extra) | (frozenset(entries(SPARK)) if extra == "spark" else frozenset())


def _is_there(name: str, lines: tuple[str, ...], wheels: Iterable[str]) -> bool:
    """Whether a wheel of a locked version is at hand."""
    wanted = [line for line in lines if not line.startswith(" ") and applies(line)]
    versions = {line.partition("==")[2].split()[0] for line in wanted}
    return not wanted or any(
        name_of(file.split("-")[0]) == name and file.split("-")[1] in versions for file in wheels
    )


def alone() -> dict[str, str]:
    """The environment variables of a process for which no setting of pip or Python counts."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "PYTHON"))
    }
    return {**kept, "PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


if __name__ == "__main__":
    sys.exit(main())
