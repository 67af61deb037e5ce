"""What dxplan promises to others, a line each, and what a difference asks of the version.

``python -m tools.release.surface`` compares the sources with ``surface.txt``, which has the lines
of the last release, and says which part of the version has to go up. ``--keep`` writes the file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.release.listed import lines
from tools.release.projects import version

KEPT = Path(__file__).with_name("surface.txt")
PARTS = ("nothing", "patch", "minor", "major")
_HEAD = "# What dxplan {version} promises; written by `python -m tools.release.surface --keep`\n"
# How a line ends that asks something of those who were there before.
REQUIRED = " (required)"


def main(argv: list[str] | None = None) -> int:
    """Say what is different and what that asks for; 1 when the version does not say it."""
    ask = argparse.ArgumentParser(prog="python -m tools.release.surface", description=__doc__)
    ask.add_argument("--keep", action="store_true", help="write the file: this is a release")
    ask.add_argument("--for", dest="wanted", default=version(), help="the version to come")
    asked = ask.parse_args(argv)
    if asked.keep:
        KEPT.write_text(written(lines(), asked.wanted), "utf-8")
        print(f"{len(read(KEPT))} lines kept as those of {asked.wanted}")
        return 0
    before, now = read(KEPT), tuple(lines())
    part = asks_for(before, now)
    for line in told(before, now):
        print(line)
    since = version_of(KEPT)
    enough = is_enough(part, since, asked.wanted)
    print(
        f"since {since}: {part} has to go up; {asked.wanted} {'does' if enough else 'is too low'}"
    )
    return 0 if enough else 1


def read(path: Path) -> tuple[str, ...]:
    """The lines that are kept."""
    return tuple(each for each in path.read_text("utf-8").splitlines() if not each.startswith("#"))


def version_of(path: Path) -> str:
    """The version whose lines are kept."""
    return path.read_text("utf-8").split("\n", 1)[0].split()[3]


def written(found: Iterable[str], wanted: str) -> str:
    """The file to keep."""
    return _HEAD.format(version=wanted) + "".join(f"{line}\n" for line in sorted(set(found)))


def told(before: Iterable[str], now: Iterable[str]) -> Iterator[str]:
    """What went and what came."""
    yield from (f"- {line}" for line in sorted(set(before) - set(now)))
    yield from (f"+ {line}" for line in sorted(set(now) - set(before)))


def asks_for(before: Iterable[str], now: Iterable[str]) -> str:
    """The part of a version from 1.0 on that has to go up.

    >>> asks_for(["sdk: a"], ["sdk: a"]), asks_for(["sdk: a"], ["sdk: a", "sdk: b"])
    ('patch', 'minor')

    What went, or asks more than before of something that was there, breaks what others wrote:

    >>> asks_for(["sdk: a"], []), asks_for(["sdk: a"], ["sdk: a", "sdk: a > x (required)"])
    ('major', 'major')

    What is no longer required breaks nothing:

    >>> asks_for(["sdk: a", "sdk: a > x (required)"], ["sdk: a", "sdk: a > x"])
    'minor'
    """
    was, there = set(before), set(now)
    eased = {line for line in was - there if line.removesuffix(REQUIRED) in there}
    owners = {line.partition(" > ")[0] for line in was}
    asks_more = (
        line.endswith(REQUIRED) and line.partition(" > ")[0] in owners for line in there - was
    )
    if was - there - eased or any(asks_more):
        return "major"
    return "minor" if there - was else "patch"


def is_enough(part: str, since: str, wanted: str) -> bool:
    """Whether a version says that a part went up, before and from 1.0 on.

    Before 1.0 the second number stands for the first, and the third for the second and third.

    >>> is_enough("minor", "1.2.0", "1.2.1"), is_enough("minor", "1.2.0", "1.3.0")
    (False, True)
    >>> is_enough("major", "0.1.0", "0.2.0"), is_enough("minor", "0.1.0", "0.1.1")
    (True, True)

    What was not released yet may be anything:

    >>> is_enough("major", "0.1.0", "0.1.0"), is_enough("patch", "0.1.0", "0.0.9")
    (True, False)
    """
    old, new = numbers(since), numbers(wanted)
    if old == new:
        return True
    went_up = next((3 - place for place in range(3) if new[place] != old[place]), 0)
    needed = PARTS.index(part) - (1 if old[0] == new[0] == 0 else 0)
    return new > old and went_up >= needed


def numbers(text: str) -> tuple[int, int, int]:
    """A version as three numbers."""
    major, minor, patch = map(int, text.split("."))
    return major, minor, patch


if __name__ == "__main__":
    sys.exit(main())
