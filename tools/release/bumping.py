"""Writes a version into everything that bears one: dxplan, and the plugins that go with it."""

from __future__ import annotations

import re
from pathlib import Path

from tools.release.projects import ROOT, projects

_VERSION = re.compile(r'^(__version__|version) = "[^"]*"$', re.MULTILINE)
_NEEDED = re.compile(r'"dxplan>=[^"]*"')


def bump(wanted: str, root: Path = ROOT) -> list[Path]:
    """Write it, and list the files that are different now."""
    core, *plugins = projects(root)
    places = [core.folder / "src" / "dxplan" / "_version.py"]
    places += [each.folder / "pyproject.toml" for each in plugins]
    changed = []
    for path in places:
        before = path.read_text("utf-8")
        after = bumped(before, wanted)
        if after != before:
            path.write_text(after, "utf-8")
            changed.append(path)
    return changed


def bumped(text: str, wanted: str) -> str:
    r"""The text of a file with another version; a plugin asks for the same minor version at least.

    >>> bumped('version = "0.1.0"\ndependencies = ["dxplan>=0.1"]', "0.2.3")
    'version = "0.2.3"\ndependencies = ["dxplan>=0.2"]'
    """
    minor = wanted.rpartition(".")[0]
    with_version = _VERSION.sub(lambda found: f'{found[1]} = "{wanted}"', text, count=1)
    return _NEEDED.sub(f'"dxplan>={minor}"', with_version)
