"""The steps of a release, in their order, each with what it does and how it can be wrong.

What is written comes first and what is checked afterwards, so that the checks are about the very
files that are released. Nothing is pushed or uploaded: the last step says what is left to do.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import attrs

from tools.release import changelog, surface
from tools.release.bumping import bump
from tools.release.projects import ROOT, version


@attrs.frozen
class Release:
    """What is to be released, and the day that its changelog entry bears."""

    version: str
    day: date


@attrs.frozen
class Step:
    """A step of the checklist.

    ``run`` says what is wrong, or nothing. What ``opens`` the way is looked at anew until something
    was written. What ``follows`` the sources is done again when anything in the checkout is
    different from what it was done on. The others are done once a version.
    """

    name: str
    does: str
    run: Callable[[Release], str]
    follows: bool = False
    opens: bool = False


def clean(release: Release) -> str:
    """Nothing may be there that is not committed."""
    left = _said("git", "status", "--porcelain")
    return f"commit or put away first: {', '.join(left.splitlines())}" if left else ""


def number(release: Release) -> str:
    """The version has to be one, and to say what is different."""
    parts = release.version.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        return f"{release.version} is no version: three numbers, such as 0.2.0"
    if _said("git", "tag", "--list", f"v{release.version}"):
        return f"{release.version} was released before: there is a tag v{release.version}"
    enough = surface.main(["--for", release.version]) == 0
    return "" if enough else "take a higher version, or put back what went"


def gather(release: Release) -> str:
    """There is something to tell of, under names that are gathered."""
    return "; ".join(changelog.wrong())


def write_version(release: Release) -> str:
    """Dxplan and the plugins bear the same version."""
    for path in bump(release.version):
        print(path.relative_to(ROOT))
    return "" if version() == release.version else "the version was not written"


def write_changelog(release: Release) -> str:
    """The fragments become an entry."""
    failed = changelog.main([release.version, release.day.isoformat(), "--final"])
    return "the changelog was not written" if failed else ""


def keep_surface(release: Release) -> str:
    """The next release is compared with this one."""
    return "" if surface.main(["--keep", "--for", release.version]) == 0 else "not kept"


def write_docs(release: Release) -> str:
    """Generated pages say what the code says."""
    return _made(sys.executable, "docs/generate.py")


def check(release: Release) -> str:
    """All that CI asks for."""
    return _made("make", "check")


def build_twice(release: Release) -> str:
    """The same bytes, wherever they are built; those of the checkout are kept."""
    differs = _made(sys.executable, "-m", "tools.release.twice")
    return differs or _made(sys.executable, "-m", "tools.release.building")


def try_wheels(release: Release) -> str:
    """What was built works where nothing else is."""
    return _made(sys.executable, "-m", "tools.release.trying")


def write_tag(release: Release) -> str:
    """The text of the tag, and what a person has to do."""
    told = changelog.entry(release.version, changelog.PAGE.read_text("utf-8"))
    if not told:
        return f"{changelog.PAGE.name} has no entry of {release.version}"
    text = ROOT / "build" / "release" / f"v{release.version}.txt"
    text.parent.mkdir(parents=True, exist_ok=True)
    text.write_text(f"dxplan {release.version}\n\n{told}\n", "utf-8")
    name = text.relative_to(ROOT)
    print(f"left to do: git commit --all --message 'Release {release.version}'")
    print(f"            git tag --annotate --cleanup=verbatim --file {name} v{release.version}")
    print("            push both, and upload what dist/ holds")
    return ""


STEPS = (
    Step("clean", "look that nothing is there which is not committed", clean, opens=True),
    Step("number", "hold the version against what is different for others", number, opens=True),
    Step("fragments", "look what there is for the changelog", gather, opens=True),
    Step("version", "write the version into dxplan, its plugins and pages", write_version),
    Step("changelog", "gather changelog.d into an entry, and take it away", write_changelog),
    Step("surface", "keep what is promised, for the next release", keep_surface, follows=True),
    Step("docs", "write the generated pages", write_docs, follows=True),
    Step("check", "make check", check, follows=True),
    Step("wheels", "build twice, compare, and keep in dist/", build_twice, follows=True),
    Step("try", "try the wheels in empty environments", try_wheels, follows=True),
    Step("tag", "write the text of the tag, and say what is left to do", write_tag, follows=True),
)


def state(root: Path = ROOT) -> str:
    """A hash of the checkout as it stands, with what is not committed."""
    parts = [_said("git", "rev-parse", "HEAD"), _said("git", "diff", "HEAD")]
    new = _said("git", "ls-files", "-z", "--others", "--exclude-standard").split("\0")[:-1]
    parts += [f"{name} {hashlib.sha256((root / name).read_bytes()).hexdigest()}" for name in new]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _said(*call: str) -> str:
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _made(*call: str) -> str:
    words = " ".join("python" if each == sys.executable else each for each in call)
    failed = subprocess.run(call, cwd=ROOT, check=False).returncode
    return f"`{words}` failed" if failed else ""
