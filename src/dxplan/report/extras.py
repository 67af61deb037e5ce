"""Libraries that only some formats need."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from dxplan.report.renderer import MissingExtra


def needed(module: str, format: str, extra: str) -> ModuleType:
    """A module of a library.

    :raises MissingExtra: when the library is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        if missing.name is not None and module.startswith(missing.name):
            raise MissingExtra(format, extra) from missing
        raise
