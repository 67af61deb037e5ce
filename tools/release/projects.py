"""The distributions of this repository: dxplan itself, and each plugin."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import attrs

ROOT = Path(__file__).parents[2]


@attrs.frozen
class Project:
    """A folder that a wheel is built from."""

    folder: Path
    name: str

    @property
    def file_name(self) -> str:
        """How the files that are built of it begin.

        >>> Project(Path("plugins/binh_dinh"), "dxplan-binh-dinh").file_name
        'dxplan_binh_dinh'
        """
        return self.name.replace("-", "_")


def projects(root: Path = ROOT) -> tuple[Project, ...]:
    """All distributions of a checkout, dxplan first."""
    folders = [root, *sorted(each.parent for each in root.glob("plugins/*/pyproject.toml"))]
    return tuple(Project(folder, str(described(folder)["name"])) for folder in folders)


def described(folder: Path) -> dict[str, Any]:
    """The table ``[project]`` of a folder's ``pyproject.toml``."""
    table = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    return dict(table)


def extras(root: Path = ROOT) -> tuple[str, ...]:
    """The extras of dxplan, in the order of the alphabet."""
    return tuple(sorted(described(root)["optional-dependencies"]))


def version(root: Path = ROOT) -> str:
    """The version that dxplan is built with."""
    text = (root / "src" / "dxplan" / "_version.py").read_text("utf-8")
    return text.partition('__version__ = "')[2].partition('"')[0]
