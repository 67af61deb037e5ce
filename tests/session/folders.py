"""Folders of rule files, plugins that are announced without being installed, sessions over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace

import attrs

from dxplan.plugin import hookimpl
from dxplan.plugin.host import load_plugins
from dxplan.session import Session

NAMES = """
measure lessons_online flow
measure lessons_total flow
indicator online_share = lessons_online / lessons_total
unit so_gddt "Sở Giáo dục và Đào tạo"
"""
RULE = 'online_share >= 5% by 2025\n    lead so_gddt\n    cite "I"\n'
PLAN = f'plan demo "Demo"\n{NAMES}\n{RULE}'


def folder(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with these files."""
    for name, content in files.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@attrs.frozen
class Announced:
    """A plugin as an entry point announces it; hooks are the lists that they return."""

    name: str
    hooks: Mapping[str, Sequence[object]]

    @property
    def value(self) -> str:
        return f"{self.name}_module"

    def load(self) -> object:
        plugin = SimpleNamespace()
        for hook, answer in self.hooks.items():
            setattr(plugin, hook, hookimpl(lambda answer=answer: list(answer)))
        return plugin


def session_of(*plugins: Announced | Path) -> Session:
    """A session over some plugins and folders, and nothing that is installed."""
    paths = [plugin for plugin in plugins if isinstance(plugin, Path)]
    announced = [plugin for plugin in plugins if isinstance(plugin, Announced)]
    return Session(load_plugins(paths, entry_points=announced))
