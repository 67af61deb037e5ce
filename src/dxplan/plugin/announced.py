"""What is installed and announces itself as a plugin.

The same as :func:`importlib.metadata.entry_points` gives, which takes longer to be imported than
everything else that a small check needs. Where distributions are found in another way than in the
folders of ``sys.path``, that is asked instead.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any, Protocol

import attrs

from dxplan.shown import Shown


class Announcement(Protocol):
    """An entry point, as :mod:`importlib.metadata` gives them."""

    @property
    def name(self) -> str:
        """What the plugin is called."""

    @property
    def value(self) -> str:
        """The module, or the object in a module, that is the plugin."""

    def load(self) -> object:
        """Import it."""


def announced(group: str) -> Iterable[Announcement]:
    """The entry points of a group, of everything that is installed."""
    folders = _folders()
    if folders is None:
        from importlib import metadata

        return metadata.entry_points(group=group)
    return list(_announced(folders, group))


# --- looking --------------------------------------------------------------------------------------

_INFO = re.compile(r"(?P<name>.+?)(?:-[^-]+)?\.(?:dist|egg)-info", re.IGNORECASE)


def _folders() -> list[tuple[str, Path]] | None:
    """What is known of distributions, the first of a name, in the order of ``sys.path``.

    ``None`` where distributions may be found elsewhere.
    """
    if not all(_is_pythons_own(finder) for finder in sys.meta_path):
        return None
    found: dict[str, Path] = {}
    for entry in sys.path:
        try:
            with os.scandir(entry or ".") as inside:
                names = [each.name for each in inside]
        except FileNotFoundError:
            continue
        except OSError:  # a zip file, or a folder that cannot be looked into
            return None
        for name in names:
            lower = name.lower()
            if lower.endswith(".egg"):
                return None
            match = _INFO.fullmatch(name) if lower.endswith("-info") else None
            if match is not None:
                known = re.sub(r"[-_.]+", "-", match["name"]).lower()
                found.setdefault(known, Path(entry) / name)
    return list(found.items())


def _is_pythons_own(finder: Any) -> bool:
    """Whether a finder finds no distributions, or is the one that looks into ``sys.path``."""
    return not hasattr(finder, "find_distributions") or finder.__module__ in _PYTHONS_OWN


_PYTHONS_OWN = ("_frozen_importlib_external", "importlib._bootstrap_external")


# --- reading --------------------------------------------------------------------------------------


@attrs.frozen(repr=False)
class _Distribution(Shown):
    """A distribution whose name and version are read when they are asked for."""

    folder: Path

    @property
    def name(self) -> str:
        return self._said("Name")

    @property
    def version(self) -> str:
        return self._said("Version")

    def _said(self, key: str) -> str:
        for file in ("METADATA", "PKG-INFO"):
            path = self.folder / file
            if path.is_file():
                head = path.read_text("utf-8", "replace").partition("\n\n")[0]
                match = re.search(rf"^{key}:(.*)", head, re.MULTILINE | re.IGNORECASE)
                return "" if match is None else match[1].strip()
        return ""


@attrs.frozen(repr=False)
class _EntryPoint(Shown):
    name: str
    value: str
    dist: _Distribution

    def load(self) -> object:
        match = _VALUE.match(self.value)
        if match is None:
            raise ValueError(f"not an object reference: {self.value}")
        module = importlib.import_module(match["module"])
        return reduce(getattr, filter(None, (match["attr"] or "").split(".")), module)


_VALUE = re.compile(r"(?P<module>[\w.]+)\s*(?::\s*(?P<attr>[\w.]+)\s*)?(?:\[.*\]\s*)?$")
_SECTION = re.compile(r"\[(.+)\]")


def _announced(folders: Iterable[tuple[str, Path]], group: str) -> Iterator[_EntryPoint]:
    for _, folder in folders:
        try:
            text = (folder / "entry_points.txt").read_text("utf-8", "replace")
        except OSError:
            continue
        section = ""
        for line in map(str.strip, text.splitlines() if group in text else ()):
            header = _SECTION.fullmatch(line)
            if header is not None:
                section = header[1].strip()
            elif section == group and "=" in line and not line.startswith("#"):
                name, _, value = line.partition("=")
                yield _EntryPoint(name.strip(), value.strip(), _Distribution(folder))
