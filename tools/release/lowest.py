"""Tries the lowest versions that ``pyproject.toml`` allows: ``python -m tools.release.lowest``.

For dxplan by itself and for each extra it makes an empty environment, lets uv choose the lowest
versions of all that is asked for directly, and uses that once (``features.py``). ``--newest`` tries
the newest versions there are instead, which is what a user gets who installs today. Needs the
network, the wheels of ``make build``, and uv.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from packaging.requirements import Requirement

from tools.release.features import CORE
from tools.release.locked import name_of
from tools.release.projects import ROOT, described, extras
from tools.release.trying import EXAMPLE, Tried, run, use, wheel

UV = ROOT / "build" / "lock-venv" / "bin" / "uv"
LOWEST = "lowest-direct"
NEWEST = "highest"


def main(argv: list[str] | None = None) -> int:
    """Try all, or what is asked for; 1 when something does not work, 2 when it cannot be tried."""
    ask = argparse.ArgumentParser(prog="python -m tools.release.lowest", description=__doc__)
    known = (CORE, *extras())
    ask.add_argument("--only", action="append", choices=known, help="try that alone")
    ask.add_argument("--newest", action="store_true", help="the newest versions instead")
    asked = ask.parse_args(argv)
    if lacking := unable():
        print(lacking, file=sys.stderr)
        return 2
    failed = 0
    for each in tried(asked.only or known, NEWEST if asked.newest else LOWEST):
        print(f"{each.what}: {each.wrong or 'works'}", flush=True)
        failed += bool(each.wrong)
    print(f"{len(asked.only or known) - failed} passed, {failed} failed")
    return 1 if failed else 0


def unable() -> str:
    """Why nothing can be tried; empty when it can."""
    if wheel("dxplan") is None or wheel("dxplan_binh_dinh") is None:
        return "dist/ has no wheels of dxplan and dxplan-binh-dinh: run `make build` first"
    return "" if UV.is_file() else "uv is not there: run `make lock-tools`"


def tried(wanted: Iterable[str], how: str) -> Iterator[Tried]:
    """Try one after the other, each in an environment of its own."""
    for what in wanted:
        with tempfile.TemporaryDirectory(prefix="dxplan-") as folder:
            place = Path(folder)
            shutil.copytree(EXAMPLE, place / "here")
            wrong = installed(place, [*asked_for(CORE), *asked_for(what)], how)
            versions = chosen(place, asked_for(what))
            yield Tried(f"{what} ({versions})", wrong or use(what, place))


def asked_for(what: str, root: Path = ROOT) -> tuple[str, ...]:
    """What dxplan asks for by itself, or what an extra asks for besides."""
    table = described(root)
    return tuple(table["dependencies"] if what == CORE else table["optional-dependencies"][what])


def installed(place: Path, requirements: Iterable[str], how: str) -> str:
    """Install what uv chooses, and the wheels beside it; what is wrong with that."""
    asked = place / "asked.txt"
    asked.write_text("".join(f"{each}\n" for each in requirements), "utf-8")
    into = ("--quiet", "--python", place / "env")
    wheels = (wheel("dxplan"), wheel("dxplan_binh_dinh"))
    for call in (
        (UV, "venv", "--quiet", "--python", sys.executable, place / "env"),
        (UV, "pip", "install", *into, "--resolution", how, "--requirement", asked),
        (UV, "pip", "install", *into, "--no-deps", *wheels),
        (UV, "pip", "check", "--python", place / "env"),
    ):
        done = run(place, call)
        if done.returncode:
            return f"cannot be installed: {done.stderr[-2000:]}"
    return ""


def chosen(place: Path, requirements: Iterable[str]) -> str:
    """The versions that were chosen of what is asked for directly."""
    done = run(place, (UV, "pip", "freeze", "--python", place / "env"))
    names = {name_of(Requirement(each).name) for each in requirements}
    return ", ".join(line for line in done.stdout.splitlines() if line.partition("==")[0] in names)


if __name__ == "__main__":
    sys.exit(main())
