"""Where the files of a plan lie, seen from the folder that a command runs in."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dxplan.session import Session


def locate_from(session: Session, *references: str) -> Callable[[str], str | None]:
    """A function from the name of a source to its path under the working folder.

    It gives ``None`` for what lies elsewhere. Files of an installed plan, and of a folder, are
    named as seen from there.

    :param references: what the call names plans by.
    """
    here = Path.cwd()
    folders = [here, *(folder for each in references for folder in _folders(session, each))]

    def locate(name: str) -> str | None:
        for folder in folders:
            path = Path(os.path.normpath(here / folder / name))
            if _is_file(path):
                return path.relative_to(here).as_posix() if path.is_relative_to(here) else None
        return None

    return locate


def _folders(session: Session, reference: str) -> list[Path]:
    provided = session.loaded.plans.get(reference)
    if provided is not None:
        return [provided.value.path.parent]
    path = Path(reference)
    return [path, path.parent]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no system takes
        return False
