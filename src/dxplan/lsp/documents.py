"""The texts of open documents, changed as an editor says."""

from __future__ import annotations

import os
from pathlib import Path

from lsprotocol import types
from pygls import uris

from dxplan.lsp.positions import Units, offset_in, without_halves

NOWHERE = Path(os.devnull) / "untitled"


def path_of(uri: str) -> Path:
    """The real path of a document; of one that has no file, one at which there cannot be any."""
    found = folder_of(uri)
    if found is not None and not found.is_dir():
        return found
    name = uri.encode("utf-8", "surrogatepass").hex()
    return NOWHERE / f"{name[-_LONGEST:]}.dxplan"


_LONGEST = 200
"""As many letters of a name as any system takes."""


def folder_of(uri: str) -> Path | None:
    """The real path of an address, of a folder as well; ``None`` where it is none of a file."""
    try:
        found = uris.to_fs_path(uri) if uris.uri_scheme(uri) == "file" else None
    except ValueError:  # no address at all
        found = None
    return Path(os.path.realpath(found)) if found and "\0" not in found else None


def uri_of(path: Path) -> str:
    """The address of a file."""
    return path.as_uri()


def changed(text: str, change: types.TextDocumentContentChangeEvent, units: Units) -> str:
    """A text after one change, of a stretch or of all of it."""
    new = without_halves(change.text)
    if isinstance(change, types.TextDocumentContentChangePartial):
        start, end = change.range.start, change.range.end
        first = offset_in(text, (start.line, start.character), units)
        last = offset_in(text, (end.line, end.character), units)
        return text[:first] + new + text[max(first, last) :]
    return new
