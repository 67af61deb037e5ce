"""Everything that a bound plan depends on, as one hash."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from dxplan._version import __version__
from dxplan.limits import current
from dxplan.plan.encoding import canonical, encoded
from dxplan.plugin.collected import Loaded
from dxplan.shown import Shown
from dxplan.source import Source, read_bytes
from dxplan.syntax.files import rule_paths
from dxplan.syntax.grammar_files import places


@attrs.frozen(repr=False)
class Dependencies(Shown):
    """What a plan depends on.

    :param key: a hash of all of it.
    :param files: the rule files that plugins brought, by path; one that cannot be read is empty.
    """

    key: str
    files: Mapping[str, bytes]


def dependencies(texts: Sequence[Source], plugins: Sequence[Loaded], name: str) -> Dependencies:
    """What the plan of some texts depends on.

    :param plugins: what they may refer to.
    :param name: of the plan, where they give it none.
    """
    files = {str(path): _bytes(path) for loaded in plugins for path in _rule_files(loaded)}
    parts = [
        *_program(),
        # What was refused under one limit may be allowed under another.
        list(attrs.astuple(current())),
        name,
        [[each.name, str(each.path), _hash(each.text), each.written] for each in texts],
        [_brought(loaded) for loaded in plugins],
        [[path, _hash(data)] for path, data in files.items()],
    ]
    return Dependencies(_hash(canonical(parts)), files)


def _hash(data: str | bytes) -> str:
    # A name of a file need not be text.
    given = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return hashlib.sha256(given).hexdigest()


# --- plugins --------------------------------------------------------------------------------------

_MADE = ("measures", "indicators", "units", "thresholds")


def _brought(loaded: Loaded) -> list[Any]:
    """What plugins brought besides the texts of rules."""
    rules = [
        [kind, name, given.plugin, str(given.value.path)]
        for kind, found in (("plan", loaded.plans), ("vocabulary", loaded.vocabularies))
        for name, given in found.items()
    ]
    made = [
        [kind, given.plugin, encoded(given.value)]
        for kind in _MADE
        for given in getattr(loaded, kind)
    ]
    calendars = [[name, encoded(given.value)] for name, given in loaded.calendars.items()]
    return [[list(attrs.astuple(each)) for each in loaded.plugins], rules, made, calendars]


def _rule_files(loaded: Loaded) -> Iterator[Path]:
    for given in (*loaded.plans.values(), *loaded.vocabularies.values()):
        try:
            yield from rule_paths(given.value.path)
        except OSError:
            # It is said when the rules are read; until then it is like an empty folder.
            continue


def _bytes(path: Path) -> bytes:
    try:
        return read_bytes(path, current().rule_bytes, "rule_bytes")
    except (OSError, ValueError):
        return b""


# --- dxplan itself --------------------------------------------------------------------------------

_ROOMS = ("", "syntax", "syntax/nodes", "plan", "plan/model", "values", "territories", "analysis",
          "plugin", "texts")  # fmt: skip


@cache
def _program() -> list[Any]:
    """Versions; and how large and old the files are that the meaning of rules is in.

    By the same two Python tells whether a module has changed. Where rules are being worked on
    together with dxplan, the version alone would not do.
    """
    python = [sys.implementation.cache_tag, *sys.version_info[:3]]
    package = Path(__file__).parents[1]
    folders = [*(package / room for room in _ROOMS), *places(), _folder_of_lark()]
    return [__version__, python, [each for folder in folders for each in _files(folder)]]


def _files(folder: Path) -> list[list[Any]]:
    try:
        with os.scandir(folder) as entries:
            found = [(each.name, each.stat()) for each in entries if each.is_file()]
    except OSError:
        return []
    return sorted([name, about.st_mtime_ns, about.st_size] for name, about in found)


def _folder_of_lark() -> Path:
    """Where the parser is, without importing it."""
    from importlib.util import find_spec

    found = find_spec("lark")
    return Path(found.origin).parent if found and found.origin else Path(os.devnull)
