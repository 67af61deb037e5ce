"""The rule files of open folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from dxplan.limits import current
from dxplan.source import composed, read_bytes

_MOST = 1000
"""Files that are looked into; a folder with more of them is no folder of plans."""
_NOT_WRITTEN_HERE = ("node_modules", "site-packages", "__pycache__")


def rule_files_in(folders: Iterable[Path]) -> Iterator[Path]:
    """The rule files below some folders, each once; what is hidden or installed is left out."""
    return islice(dict.fromkeys(_walked(folders)), _MOST)


def _walked(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for place, below, names in os.walk(folder):
            below[:] = sorted(
                each for each in below if each[0] != "." and each not in _NOT_WRITTEN_HERE
            )
            for name in sorted(names):
                if name.endswith(".dxplan"):
                    yield Path(os.path.realpath(Path(place, name)))


def has_any(path: Path, names: Sequence[str]) -> bool:
    """Whether a name stands somewhere in a file; nothing does in one that cannot be read."""
    try:
        text = composed(read_bytes(path, current().rule_bytes, "rule_bytes").decode("utf-8"))
    except (OSError, ValueError):
        return False
    return any(name in text for name in names)
