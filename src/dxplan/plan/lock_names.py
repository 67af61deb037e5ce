"""What lock files are called."""

from __future__ import annotations

from pathlib import Path

ENDING = ".lock.json"


def is_lock(path: Path) -> bool:
    """Whether a path is called like a lock file."""
    return path.name.endswith(ENDING)
