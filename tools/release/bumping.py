"""Writes a version into what bears one: dxplan, its plugins, and pages that name what is built."""

from __future__ import annotations

import re
from pathlib import Path

from tools.release.projects import ROOT, projects, version

_VERSION = re.compile(r'^(__version__|version) = "[^"]*"$', re.MULTILINE)
_NEEDED = re.compile(r'"dxplan>=[^"]*"')


def bump(wanted: str, root: Path = ROOT) -> list[Path]:
    """Write it, and list the files that are different now."""
    before_it = version(root)
    core, *plugins = projects(root)
    places = [core.folder / "src" / "dxplan" / "_version.py"]
    places += [each.folder / "pyproject.toml" for each in plugins]
    found = {path: bumped(path.read_text("utf-8"), wanted) for path in places}
    for path in sorted(root.glob("docs/**/*.md")):
        found[path] = renamed(path.read_text("utf-8"), before_it, wanted)
    changed = [path for path, text in found.items() if text != path.read_text("utf-8")]
    for path in changed:
        path.write_text(found[path], "utf-8")
    return changed


def renamed(text: str, before: str, wanted: str) -> str:
    """A page with other names of what is built.

    >>> renamed("pip install dxplan-0.1.0-py3-none-any.whl, measured with 0.1.0", "0.1.0", "0.2.0")
    'pip install dxplan-0.2.0-py3-none-any.whl, measured with 0.1.0'
    """
    for end in ("-py3-none-any.whl", ".vsix", ".tar.gz"):
        text = text.replace(f"-{before}{end}", f"-{wanted}{end}")
    return text


def bumped(text: str, wanted: str) -> str:
    r"""The text of a file with another version; a plugin asks for the same minor version at least.

    >>> bumped('version = "0.1.0"\ndependencies = ["dxplan>=0.1"]', "0.2.3")
    'version = "0.2.3"\ndependencies = ["dxplan>=0.2"]'
    """
    minor = wanted.rpartition(".")[0]
    with_version = _VERSION.sub(lambda found: f'{found[1]} = "{wanted}"', text, count=1)
    return _NEEDED.sub(f'"dxplan>={minor}"', with_version)
