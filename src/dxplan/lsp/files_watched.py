"""Which files an editor is asked to watch, because somebody else may change them."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from dxplan.lsp.documents import uri_of
from dxplan.lsp.settings import files_of
from dxplan.lsp.watching import Watching

_RULES = ("**/*.dxplan", "**/plan.toml", "**/*.lock.json")
_ID = "dxplan-files"


def is_of_rules(uri: str) -> bool:
    """Whether a file has rules, or says where they are; any other has figures.

    >>> is_of_rules("file:///a/plan.toml"), is_of_rules("file:///a/reports.csv")
    (True, False)
    """
    return uri.endswith((".dxplan", "/plan.toml", ".lock.json"))


def watch_files(server: LanguageServer, watching: Watching) -> None:
    """Have the files watched that rules and verdicts come from, where the editor takes orders."""
    workspace = server.client_capabilities.workspace
    able = None if workspace is None else workspace.did_change_watched_files
    if able is None or not able.dynamic_registration:
        return
    if watching.is_watched:
        old = types.Unregistration(_ID, types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
        server.client_unregister_capability(types.UnregistrationParams([old]))
    watching.is_watched = True
    patterns = [types.FileSystemWatcher(each) for each in _RULES]
    for file in files_of(watching.settings, watching.folder()):
        patterns.append(
            types.FileSystemWatcher(_pattern(file, bool(able.relative_pattern_support)))
        )
    options = types.DidChangeWatchedFilesRegistrationOptions(patterns)
    new = types.Registration(_ID, types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    server.client_register_capability(types.RegistrationParams([new]))


def _pattern(file: Path, relative: bool) -> str | types.RelativePattern:
    """A pattern that a file has."""
    if relative:
        return types.RelativePattern(uri_of(file.parent), _literal(file.name))
    return _literal(file.as_posix())


def _literal(name: str) -> str:
    """A name in which what patterns mean something else by stands for any letter."""
    return "".join("?" if each in "*?[]{}!," else each for each in name)
