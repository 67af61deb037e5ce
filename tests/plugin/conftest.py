"""Plugins that are announced without being installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import attrs
import pytest

from dxplan.plugin import hookimpl


@attrs.frozen
class FakeEntryPoint:
    """An entry point whose plugin is at hand, or raises when it is imported."""

    name: str
    plugin: object
    value: str
    dist: Any = None

    def load(self) -> object:
        if isinstance(self.plugin, BaseException):
            raise self.plugin
        return self.plugin


def announced(
    name: str, plugin: object = None, *, value: str = "", **hooks: object
) -> FakeEntryPoint:
    """An entry point; the hooks are functions, or the lists that they return."""
    if plugin is None:
        plugin = ModuleType(name)
    for hook, answer in hooks.items():
        function = answer if callable(answer) else (lambda answer=answer: answer)
        setattr(plugin, hook, hookimpl(function))
    distribution = SimpleNamespace(name=f"dxplan-{name}", version="1.0")
    return FakeEntryPoint(name, plugin, value or f"{name}_module", distribution)


@pytest.fixture(name="announced", scope="session")
def _announced() -> Callable[..., FakeEntryPoint]:
    return announced


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rule file."""
    path = tmp_path_factory.mktemp("rules") / "demo.dxplan"
    path.write_text('plan demo "Demo"\n', "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[str, Mapping[str, str | bytes]], Path]:
    """Makes a folder of files, by relative path."""

    def make(name: str, files: Mapping[str, str | bytes]) -> Path:
        path = tmp_path / name
        path.mkdir(exist_ok=True)
        for file, content in files.items():
            target = path / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make
