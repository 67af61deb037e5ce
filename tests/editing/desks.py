"""Desks with a plan on them."""

from __future__ import annotations

from pathlib import Path

from dxplan.editing.desk import Desk
from dxplan.editing.views import View
from dxplan.session import open_session
from dxplan.syntax import nodes


def desk_with(path: Path, text: str) -> Desk:
    """A desk on which a text lies that no file has."""
    desk = Desk(open_session())
    desk.put(path, text)
    return desk


def seen(folder: Path, text: str) -> tuple[View, nodes.RuleFile]:
    """A plan, and its file."""
    path = folder.resolve() / "plan.dxplan"
    view = desk_with(path, text).view(path)
    file = view.file(path)
    assert file is not None
    return view, file
