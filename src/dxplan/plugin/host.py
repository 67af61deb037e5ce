"""Loads plugins: the built-in one, folders by path, and what entry points ``dxplan`` announce.

A plugin works as a whole or is left out as a whole. Nothing is kept between two calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import attrs

from dxplan._version import __version__
from dxplan.diagnostics import Diagnostic
from dxplan.plugin.announced import Announcement, announced
from dxplan.plugin.asking import ask, imported, new_manager
from dxplan.plugin.clashes import settle
from dxplan.plugin.collected import Loaded
from dxplan.plugin.hookspecs import PROJECT, HookValue
from dxplan.plugin.origin import Answers, PluginInfo

BUILTIN_MODULE = "dxplan.plugin.builtin"


def load_plugins(
    paths: Sequence[Path] = (), *, entry_points: bool | Iterable[Announcement] = True
) -> Loaded:
    """Everything that plugins bring, and what is wrong with those that are left out.

    :param paths: folders with a ``plan.toml`` or with ``.dxplan`` files.
    :param entry_points: whether to take what is installed; or the entry points to take instead.

    >>> load_plugins(entry_points=False).vocabularies["education"].plugin
    'education'
    """
    builtin = _builtin()
    asked = sorted([*_folders(paths), *_installed(entry_points)], key=lambda each: each.info)
    ask_builtin = _asks_builtin()
    staying, clashes = settle([a for a in asked if not a.diagnostics], builtin, ask_builtin)
    infos = [attrs.evolve(a.info, loaded=any(a is s for s in staying)) for a in asked]
    return Loaded(
        plugins=tuple(sorted([builtin, *infos])),
        diagnostics=(*(d for a in asked for d in (*a.remarks, *a.diagnostics)), *clashes),
        answers=tuple(sorted(staying, key=lambda each: each.info)),
        builtin=ask_builtin,
    )


# --- the built-in plugin -------------------------------------------------------------------------


def _builtin() -> PluginInfo:
    from dxplan.plugin.builtin import NAME

    return PluginInfo(NAME, "built-in", PROJECT, __version__, BUILTIN_MODULE)


def _asks_builtin() -> Callable[[str], tuple[HookValue, ...]]:
    """Gives the built-in plugin's values of a hook; an error in there is ours and is not caught."""
    from dxplan.plugin import builtin

    manager = new_manager()
    manager.register(builtin)

    @cache
    def values(hook: str) -> tuple[HookValue, ...]:
        return tuple(value for result in getattr(manager.hook, hook)() for value in result)

    return values


# --- folders -------------------------------------------------------------------------------------


def _folders(paths: Sequence[Path]) -> list[Answers]:
    if not paths:
        return []
    from dxplan.plugin.manifest import read_folder, real_path

    once: dict[Path, Path] = {}
    for path in sorted(map(Path, paths)):
        once.setdefault(real_path(path), path)
    return [read_folder(path) for path in once.values()]


# --- what is installed ---------------------------------------------------------------------------


def _installed(entry_points: bool | Iterable[Announcement]) -> list[Answers]:
    found = announced(PROJECT) if entry_points is True else (entry_points or ())
    # Two distributions may announce the same module, and so does dxplan its own
    once: dict[str, Announcement] = {}
    for each in sorted(found, key=_order):
        if each.value != BUILTIN_MODULE:
            once.setdefault(each.value, each)
    return [_answers(announcement) for announcement in once.values()]


def _order(announcement: Announcement) -> tuple[str, str, str]:
    return announcement.name, announcement.value, _distribution(announcement)[0]


def _answers(announcement: Announcement) -> Answers:
    info = PluginInfo(
        announcement.name, "installed", *_distribution(announcement), announcement.value
    )
    heard: list[Diagnostic] = []
    plugin = imported(announcement.load, info, heard)
    if isinstance(plugin, Diagnostic):
        return Answers(info, {}, (plugin,), tuple(heard))
    return ask(plugin, info, heard)


def _distribution(announcement: Announcement) -> tuple[str, str]:
    """Name and version; empty where the metadata are missing or broken."""
    distribution = getattr(announcement, "dist", None)
    try:
        name, version = distribution.name, distribution.version  # type: ignore[union-attr]
    except (AttributeError, KeyError, OSError):
        return "", ""
    return name or "", version or ""
