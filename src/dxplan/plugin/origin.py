"""A plugin, where it came from, and what it answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, Literal, TypeVar

import attrs

from dxplan.diagnostics import Diagnostic
from dxplan.plugin.hookspecs import HookValue
from dxplan.shown import Shown

T = TypeVar("T")
Kind = Literal["built-in", "folder", "installed"]


@attrs.frozen(repr=False)
class Provided(Shown, Generic[T]):
    """A value and the name of the plugin that brought it."""

    value: T
    plugin: str


@attrs.frozen(order=True, repr=False)
class PluginInfo(Shown):
    """A plugin, where it came from, and whether it is used.

    :param name: the name of its entry point, or the one in its ``plan.toml``.
    :param distribution: what was installed, as ``pip list`` shows it; ``""`` for a folder.
    :param module: what its entry point names; ``""`` for a folder.
    :param folder: the folder as it was given; ``""`` for anything installed.
    :param loaded: false when it was left out; the diagnostics say why.
    """

    name: str
    kind: Kind
    distribution: str = ""
    version: str = ""
    module: str = ""
    folder: str = ""
    title: str = ""
    loaded: bool = True

    @property
    def label(self) -> str:
        """The name, and in brackets where it came from, for messages.

        >>> PluginInfo("binh_dinh", "installed", "dxplan-binh-dinh", "0.1.0").label
        'binh_dinh (dxplan-binh-dinh 0.1.0)'
        """
        place = self.folder or " ".join(
            filter(None, (self.distribution or self.module, self.version))
        )
        return f"{self.name} ({place})" if place else self.name


@attrs.frozen(repr=False)
class Answers(Shown):
    """What one plugin returned from its hooks, and what was wrong with it.

    :param values: by hook; a hook that the plugin does not have is not there.
    :param diagnostics: when there are any, the plugin is left out.
    :param remarks: what else there is to say of it.
    """

    info: PluginInfo
    values: Mapping[str, tuple[HookValue, ...]] = attrs.field(factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
