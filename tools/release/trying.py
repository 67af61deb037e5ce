"""Tries the wheels of ``dist/`` in empty environments, without the network.

``python -m tools.release.trying`` installs dxplan and the plan of Bình Định and asks for plans and
a check; dxplan with each extra, which is used once (``features.py``); all wheels together; what the
image is made by; and dxplan by pipx. It exits with 1 when something does not work, or an extra has
no use.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from tools.release.features import CORE, NOT_OFFERED, USES
from tools.release.projects import ROOT, extras, projects, version
from tools.release.wheelhouse import HOUSE, alone, fetch

DIST = ROOT / "dist"
PIPX = ROOT / "build" / "release-venv" / "bin" / "pipx"
EXAMPLE = ROOT / "examples" / "binh_dinh"
DEMO = ("--register", "register.csv", "--data", "reports.csv", "--as-of", "2025-12-31")
_SECONDS = 600


@attrs.frozen
class Tried:
    """What was tried, and what was wrong with it; empty when it works."""

    what: str
    wrong: str = ""


def main(argv: list[str] | None = None) -> int:
    """Try all, or what is asked for; 1 when something does not work."""
    ask = argparse.ArgumentParser(prog="python -m tools.release.trying", description=__doc__)
    known = (CORE, "image", "pipx", "together", *extras())
    ask.add_argument("--only", action="append", choices=known, help="try that alone")
    wanted = tuple(ask.parse_args(argv).only or known)
    if missing := sorted(each.name for each in projects() if not wheel(each.file_name)):
        print(f"dist/ has no wheel of {', '.join(missing)}: run `make build` first")
        return 1
    fetch(each for each in extras() if each in wanted)
    results = []
    for each in tried(wanted):
        print(f"{each.what}: {each.wrong or 'works'}", flush=True)
        results.append(each)
    failed = sum(bool(each.wrong) for each in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def wheel(file_name: str) -> Path | None:
    """The wheel of a distribution, of the version that stands in the sources."""
    return next(iter(DIST.glob(f"{file_name}-{version()}-*.whl")), None)


def tried(wanted: Iterable[str]) -> Iterator[Tried]:
    """Try one after the other, each in an environment of its own."""
    special: dict[str, Callable[[Path], str]] = {CORE: core, "image": image, "pipx": piped}
    special["together"] = together
    for what in wanted:
        with tempfile.TemporaryDirectory(prefix="dxplan-") as folder:
            place = Path(folder)
            shutil.copytree(EXAMPLE, place / "here")
            yield Tried(what, special[what](place) if what in special else extra(what, place))


def core(place: Path) -> str:
    """Dxplan with one plan: its commands, by name and as a module, and each library underneath."""
    if wrong := installed(place, "dxplan", "dxplan-binh-dinh"):
        return wrong
    scripts = place / "env" / "bin"
    check = ("check", "binh_dinh", *DEMO)
    return (
        told(place, [scripts / "dxplan", "plans"], says="binh_dinh")
        or told(place, [scripts / "python", "-m", "dxplan", "plans"], says="binh_dinh")
        or told(place, [scripts / "dxplan", *check], says="online_share", exits=1)
        or told(place, [scripts / "python", "-m", "pip", "check"], says="No broken")
        or use(CORE, place)
    )


def together(place: Path) -> str:
    """All distributions at once: every plugin is found, and none clashes."""
    if wrong := installed(place, *(each.name for each in projects())):
        return wrong
    return lists_all_plans(place)


def lists_all_plans(place: Path) -> str:
    """Whether the plans of all distributions are found."""
    call = [place / "env" / "bin" / "dxplan", "plans"]
    names = (each.name.removeprefix("dxplan-").replace("-", "_") for each in projects()[1:])
    return next(filter(None, (told(place, call, says=name) for name in names)), "")


def image(place: Path) -> str:
    """What the Dockerfile does, without an engine: the same script, on the files handed to it."""
    context = place / "context"
    for name in handed():
        (context / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, context / name)
        else:
            shutil.copy(ROOT / name, context / name)
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(HOUSE)}
    script = ["sh", context / "tools" / "release" / "image.sh", place / "env"]
    done = run(place, script, around=offline)
    if done.returncode:
        return f"cannot be made: {done.stderr[-2000:]}"
    return lists_all_plans(place)


def handed(root: Path = ROOT) -> list[str]:
    """What of the checkout an engine is handed: .dockerignore leaves out all but these."""
    lines = (root / ".dockerignore").read_text("utf-8").splitlines()
    return [line.removeprefix("!") for line in lines if line.startswith("!")]


def extra(name: str, place: Path) -> str:
    """Dxplan with an extra, which is used once."""
    if name not in USES:
        return "nothing is known that it is for: add its use to tools/release/features.py"
    if wrong := installed(place, f"dxplan[{name}]", "dxplan-binh-dinh"):
        return wrong
    return use(name, place)


def use(name: str, place: Path) -> str:
    """Use what is installed as one uses that extra, or dxplan by itself."""
    shutil.copy(ROOT / "tools" / "release" / "features.py", place / "here")
    done = run(place, [place / "env" / "bin" / "python", "features.py", name])
    if done.returncode == NOT_OFFERED:
        return "dxplan has no command or format that it is for"
    return (done.stderr or done.stdout)[-2000:] if done.returncode else ""


def piped(place: Path) -> str:
    """Dxplan by pipx, from the wheel."""
    found = wheel("dxplan")
    if not PIPX.is_file() or found is None:
        return "pipx is not there: run `make release-tools`"
    offline = f"--no-index --find-links {DIST} --find-links {HOUSE}"
    call = [PIPX, "run", "--spec", found, f"--pip-args={offline}", "dxplan", "--version"]
    return told(place, call, says=version())


def installed(place: Path, *wanted: str) -> str:
    """Make an empty environment and install into it what was built, and what is locked."""
    made = run(place, [sys.executable, "-m", "venv", place / "env"])
    call = [place / "env" / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-index"]
    links = ["--find-links", DIST, "--find-links", HOUSE]
    done = made if made.returncode else run(place, [*call, *links, *wanted])
    return f"cannot be installed: {done.stderr[-2000:]}" if done.returncode else ""


def told(place: Path, call: Sequence[object], *, says: str, exits: int = 0) -> str:
    """What is wrong with a command that should say something and end with an exit code."""
    done = run(place, call)
    if done.returncode == exits and says in done.stdout:
        return ""
    words = " ".join(map(str, call[1:]))
    return f"`{words}` exited with {done.returncode}: {(done.stderr or done.stdout)[-2000:]}"


def run(
    place: Path, call: Sequence[object], *, around: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program among the example files, with nothing kept outside of the folder."""
    kept = {"DXPLAN_CACHE": str(place / "cache"), "PIPX_HOME": str(place / "pipx")}
    environment = {**alone(), **kept, "PYTHONUTF8": "1", "COLUMNS": "200", **(around or {})}
    return quietly(call, environment, place / "here", _SECONDS)


def quietly(
    call: Sequence[object],
    environment: Mapping[str, str],
    where: Path | None = None,
    seconds: int | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a program that is asked nothing, and keep what it says."""
    return subprocess.run(
        list(map(str, call)),
        cwd=where,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=seconds,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main())
