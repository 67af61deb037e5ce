"""Builds the image of the Dockerfile, and runs it: ``python -m tools.release.engine``, as root.

It needs the Debian packages ``debootstrap``, ``podman`` and ``runc``. The base image is not
fetched: the Debian that it is made from, with its own Python of the same version, stands in for it,
under its name. Everything else is as it is for others, but the wheels come from
``build/image/wheels``, so that neither the build nor the image needs the network. It exits with 1
when something is not as the documentation says.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.release.debian import lacking, make_up
from tools.release.features import PAGE
from tools.release.projects import ROOT, version
from tools.release.trying import DEMO, EXAMPLE, Tried, quietly
from tools.release.wheelhouse import fetch_for

WORK = ROOT / "build" / "image"
HOUSE = WORK / "wheels"
NEEDED = ("debootstrap", "podman", "runc")
STAND_IN = ("python3", "python3-venv", "ca-certificates")
# Nothing of the machine's own engine, if there is one, is touched or asked.
_ENGINE = """[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "runc"
"""
_STORAGE = '[storage]\ndriver = "vfs"\ngraphroot = "{0}/graph"\nrunroot = "{0}/run"\n'
_OFFLINE = "[global]\nno-index = true\nfind-links = /wheels\n"
_SEALED = ("--rm", "--network", "none", "--read-only", "--read-only-tmpfs=false")
_REACHES = "import socket; socket.create_connection(('192.0.2.1', 80), 5)"


def main(argv: list[str] | None = None) -> int:
    """Build and run it; 1 when something is wrong, 2 when it cannot be tried here."""
    argparse.ArgumentParser(prog="python -m tools.release.engine", description=__doc__).parse_args(
        argv
    )
    if why := unable():
        print(why, file=sys.stderr)
        return 2
    fetch_for(python_of_base(), HOUSE)
    WORK.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="engine-", dir=WORK) as folder:
        results = []
        for each in tried(Path(folder)):
            print(f"{each.what}: {each.wrong or 'works'}", flush=True)
            results.append(each)
    failed = sum(bool(each.wrong) for each in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def unable() -> str:
    """Why it cannot be tried on this machine; empty when it can."""
    return lacking(NEEDED, "a base image")


def tried(place: Path) -> Iterator[Tried]:
    """Build the image, and use what is in it, if it was built."""
    built = Tried("build", build(place))
    yield built
    if not built.wrong:
        yield from used(place)


def build(place: Path) -> str:
    """Make up the base under its name, and build the Dockerfile on it; what is wrong with it."""
    made = engine(place, "import", "--change", "CMD python3", base(), f"localhost/{base_name()}")
    if made.returncode:
        return f"the base cannot be taken: {made.stderr[-2000:]}"
    settings = place / "pip.conf"
    settings.write_text(_OFFLINE, "utf-8")
    seen = ("--volume", f"{HOUSE}:/wheels:ro", "--volume", f"{settings}:/etc/pip.conf:ro")
    how = ("--pull=never", "--layers=false", "--format", "docker", "--tag", "dxplan")
    done = engine(place, "build", *how, "--network", "none", *seen, ROOT)
    return f"{done.stdout[-1000:]}{done.stderr[-2000:]}" if done.returncode else ""


def base_name() -> str:
    """What the Dockerfile is built on."""
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    return next(line.split()[1] for line in lines if line.startswith("FROM "))


def python_of_base() -> str:
    """The version of Python in the base.

    >>> python_of_base()
    '3.13'
    """
    return ".".join(base_name().partition(":")[2].split(".")[:2])


def base() -> Path:
    """An archive of the stand-in, made once."""
    suite = base_name().rpartition("-")[2]
    archive = WORK / f"{suite}.tar"
    if not archive.is_file():
        with tempfile.TemporaryDirectory(prefix="base-", dir=WORK) as folder:
            # The folder becomes `/`, which all may enter; the temporary one is for its owner only
            top = Path(folder) / "top"
            top.mkdir(mode=0o755)
            make_up(suite, STAND_IN, top)
            partial = archive.with_suffix(".partial")
            subprocess.run(["tar", "--create", "--file", partial, "-C", top, "."], check=True)
            partial.rename(archive)
    return archive


def used(place: Path) -> Iterator[Tried]:
    """Run the image as the documentation does: no network, nothing to write to but the folder."""
    here = place / "here"
    shutil.copytree(EXAMPLE, here)
    (here / "page.html").write_text(PAGE, "utf-8")
    python = ("--entrypoint", "/opt/dxplan/bin/python")
    check = ("check", "binh_dinh", *DEMO)
    yield told(place, "version", [], ["--version"], says=version())
    yield told(place, "Python", python, ["--version"], says=f"Python {python_of_base()}.")
    yield told(place, "user", python, ["-c", "import os; print(os.getuid())"], says="10001")
    yield told(
        place, "no network", python, ["-c", _REACHES], says="Network is unreachable", exits=1
    )
    yield told(
        place,
        "nothing to write to",
        python,
        ["-c", "open('/tmp/a', 'w')"],
        says="Read-only",
        exits=1,
    )
    yield told(place, "plans", [], ["plans"], says="binh_dinh")
    yield told(place, "check", [], check, says="online_share", exits=1)
    for kind, start in (("html", b"<!doctype html"), ("docx", b"pk")):
        yield written(place, kind, start)
    yield told(place, "draft", [], ["draft", "page.html"], says="5%")


def written(place: Path, kind: str, start: bytes) -> Tried:
    """A report in the folder, by a user who owns it and is not in the image."""
    here = place / "here"
    os.chown(here, 1234, 1234)
    check = ("check", "binh_dinh", *DEMO, "--format", kind, "--output", f"report.{kind}")
    found = told(place, kind, ["--user", "1234:1234"], check, says="", exits=1)
    path = here / f"report.{kind}"
    if not found.wrong and not (path.is_file() and path.read_bytes().lower().startswith(start)):
        return Tried(kind, f"report.{kind} was not written")
    return found


def told(
    place: Path, what: str, how: Sequence[str], words: Sequence[str], *, says: str, exits: int = 0
) -> Tried:
    """Run the image once; wrong unless it says something and ends with an exit code."""
    folder = ("--volume", f"{place / 'here'}:/data")
    done = engine(place, "run", *_SEALED, *folder, *how, "localhost/dxplan", *words)
    if done.returncode == exits and says in done.stdout + done.stderr:
        return Tried(what)
    return Tried(what, f"exited with {done.returncode}: {(done.stderr or done.stdout)[-2000:]}")


def engine(place: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run podman with a storage of its own, in a folder that goes away."""
    settings = {"CONTAINERS_CONF": _ENGINE, "CONTAINERS_STORAGE_CONF": _STORAGE.format(place)}
    for name, text in settings.items():
        (place / name).write_text(text, "utf-8")
    environment = {**os.environ, **{name: str(place / name) for name in settings}}
    return quietly(["podman", *words], environment)


if __name__ == "__main__":
    sys.exit(main())
