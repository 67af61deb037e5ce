"""What an editor tells: documents that are opened, changed, saved and closed; settings, folders."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from dxplan.lsp.documents import folder_of
from dxplan.lsp.positions import OF_ENCODING, utf16
from dxplan.lsp.settings import Settings, settings_of
from dxplan.lsp.watching import Watching


def register_news(server: LanguageServer, watching: Watching) -> None:
    """Let a server take notice of what it is told."""
    _register_beginning(server, watching)
    _register_documents(server, watching)
    _register_surroundings(server, watching)


def _register_beginning(server: LanguageServer, watching: Watching) -> None:
    documents = watching.documents

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        encoding = server.workspace.position_encoding
        documents.units = OF_ENCODING.get(str(getattr(encoding, "value", encoding)), utf16)
        documents.folders = _folders(params)
        watching.settings = settings_of(params.initialization_options)

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        if workspace is not None and workspace.configuration:
            await _configured(server, watching)


def _folders(params: types.InitializeParams) -> list[Path]:
    """The folders that are open in the editor."""
    given = [each.uri for each in params.workspace_folders or ()]
    given = given or ([params.root_uri] if params.root_uri else [])
    return [path for each in given if (path := folder_of(each)) is not None]


async def _configured(server: LanguageServer, watching: Watching) -> None:
    """Ask the editor for the settings of ``dxplan``."""
    asked = types.ConfigurationParams([types.ConfigurationItem(section="dxplan")])
    found = await server.workspace_configuration_async(asked)
    settings = settings_of({"dxplan": dict(_plain(found[0]))} if found else {})
    if settings not in (Settings(), watching.settings):
        watching.settings = settings
        watching.judge()


def _plain(given: object) -> dict[str, object]:
    if isinstance(given, dict):
        return given
    # pygls makes a named tuple of an object that it knows no type of
    as_dict = getattr(given, "_asdict", None)
    return dict(as_dict()) if as_dict is not None else {}


def _register_documents(server: LanguageServer, watching: Watching) -> None:
    documents = watching.documents

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        documents.put(params.text_document.uri, params.text_document.text)
        watching.typed(params.text_document.uri)
        if watching.settings.data:
            watching.judge()

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        documents.change(params.text_document.uri, list(params.content_changes))
        watching.typed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        watching.saved()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        documents.close(params.text_document.uri)
        watching.closed(params.text_document.uri)
        watching.rest()


def _register_surroundings(server: LanguageServer, watching: Watching) -> None:
    documents = watching.documents

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files(params: types.DidChangeWatchedFilesParams) -> None:
        watching.saved()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configured(params: types.DidChangeConfigurationParams) -> None:
        found = settings_of(_nested(params.settings))
        workspace = server.client_capabilities.workspace
        if found == Settings() and workspace is not None and workspace.configuration:
            await _configured(server, watching)
            return
        watching.settings = found
        watching.judge()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        gone = {folder_of(each.uri) for each in params.event.removed}
        new = [path for each in params.event.added if (path := folder_of(each.uri)) is not None]
        documents.folders = [each for each in documents.folders if each not in gone] + new
        asyncio.get_running_loop().call_soon(watching.saved)


def _nested(given: object) -> dict[str, object]:
    """Settings as plain mappings, whatever pygls made of them."""
    return {
        key: _nested(value) if hasattr(value, "_asdict") else value
        for key, value in _plain(given).items()
    }
