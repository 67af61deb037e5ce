"""Gathers the fragments of ``changelog.d`` into the entry of a version in ``CHANGELOG.md``.

``python -m tools.release.changelog VERSION DATE`` writes that entry anew and leaves the fragments
where they are, so that it can be read before there is a release; ``--final`` takes them away.
towncrier does the gathering, from an environment of its own (``make release-tools``).
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.release.projects import ROOT, version

TOWNCRIER = ROOT / "build" / "release-venv" / "bin" / "towncrier"
PAGE = ROOT / "CHANGELOG.md"
FRAGMENTS = ROOT / "changelog.d"
KINDS = ("added", "changed", "fixed", "removed")
NOT_YET = "unreleased"
_NAME = re.compile(r"(?:\+[a-z0-9-]+|[0-9]+)\.([a-z]+)\.md")


def main(argv: list[str] | None = None) -> int:
    """Write the entry; 1 when fragments are not as they should be."""
    ask = argparse.ArgumentParser(prog="python -m tools.release.changelog", description=__doc__)
    ask.add_argument("version", nargs="?", default=version(), help="that of the sources")
    ask.add_argument("day", nargs="?", default=NOT_YET, help="2027-01-31 (unreleased)")
    ask.add_argument("--final", action="store_true", help="take the fragments away")
    asked = ask.parse_args(argv)
    for line in (found := wrong()):
        print(line)
    return 1 if found else write(asked.version, asked.day, final=asked.final)


def wrong() -> list[str]:
    """Why no entry can be written."""
    found = [*misnamed(FRAGMENTS)]
    if not fragments(FRAGMENTS):
        found.append("changelog.d has no fragments: nothing is written")
    if not TOWNCRIER.is_file():
        found.append("towncrier is not there: run `make release-tools`")
    return found


def fragments(folder: Path) -> list[Path]:
    """What there is to gather."""
    return sorted(path for path in folder.glob("*.md") if path.name != "README.md")


def misnamed(folder: Path) -> Iterator[str]:
    """Files that would be left out without a word, or say nothing."""
    for path in fragments(folder):
        found = _NAME.fullmatch(path.name)
        if found is None or found[1] not in KINDS:
            yield f"{path.name}: call it +slug.KIND.md, the kind one of {', '.join(KINDS)}"
        elif not path.read_text("utf-8").strip():
            yield f"{path.name} is empty"


def write(wanted: str, day: str, *, final: bool) -> int:
    """Put the entry of a version on top, in place of an earlier one of it."""
    PAGE.write_text(without(wanted, PAGE.read_text("utf-8")), "utf-8")
    call = [str(TOWNCRIER), "build", "--version", wanted, "--date", day]
    how = "--yes" if final else "--keep"
    done = subprocess.run([*call, how], cwd=ROOT, capture_output=True, text=True, check=False)
    told = PAGE.read_text("utf-8")
    print(done.stderr or f"{told.count(chr(10) + '- ')} changes in {PAGE.name}")
    return done.returncode


def without(wanted: str, text: str) -> str:
    r"""The changelog without the entry of a version.

    >>> without("0.2.0", "# All\n\n## 0.2.0 (unreleased)\n\nnew\n\n## 0.1.0 (2026-01-01)\n\nold\n")
    '# All\n\n## 0.1.0 (2026-01-01)\n\nold\n'

    One of a version that was not released goes as well: its fragments come under the other number.

    >>> without("1.0.0", "# All\n\n## 0.2.0 (unreleased)\n\nnew\n")
    '# All\n\n'
    """
    head, *entries = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    return "".join([head, *(each for each in entries if not _gives_way(each, wanted))])


def _gives_way(told: str, wanted: str) -> bool:
    title = told.partition("\n")[0]
    return title.startswith(f"## {wanted} ") or title.endswith(f"({NOT_YET})")


def entry(wanted: str, text: str) -> str:
    r"""What the changelog says of a version, without its heading.

    >>> entry("0.1.0", "# All\n\n## 0.1.0 (2026-01-01)\n\nold\n")
    'old'
    """
    for each in re.split(r"^(?=## )", text, flags=re.MULTILINE):
        if each.startswith(f"## {wanted} "):
            return each.partition("\n")[2].strip()
    return ""


if __name__ == "__main__":
    sys.exit(main())
