"""What an editor tells: documents that are opened, changed, saved and closed; settings, folders."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from dxplan.lsp.documents import folder_of
from dxplan.lsp.files_watched import is_of_rules, watch_files
from dxplan.lsp.positions import OF_ENCODING, utf16
from dxplan.lsp.settings import has_settings, language_of, settings_of
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
        watching.at_first = _nested(params.initialization_options)
        watching.settings = settings_of(watching.at_first)
        watching.speak()
        documents.preferred = documents.spoken or language_of(params.locale or "")

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        await _configured(server, watching, {})
        watch_files(server, watching)


def _folders(params: types.InitializeParams) -> list[Path]:
    """The folders that are open in the editor."""
    given = [each.uri for each in params.workspace_folders or ()]
    given = given or ([params.root_uri] if params.root_uri else [])
    return [path for each in given if (path := folder_of(each)) is not None]


async def _configured(server: LanguageServer, watching: Watching, given: object) -> None:
    """Take the settings that an editor sends, else what it answers, else those of the start."""
    watching.settled += 1
    turn = watching.settled
    found = given if has_settings(given) else await _asked(server)
    if turn != watching.settled:  # settings were told of later, while the editor looked up these
        return
    settings = settings_of(found if has_settings(found) else watching.at_first)
    if settings != watching.settings:
        watching.settings = settings
        watching.speak()
        watch_files(server, watching)
        watching.rest(0)
        watching.judge()


async def _asked(server: LanguageServer) -> dict[str, object]:
    """The settings of ``dxplan``, by a question to the editor."""
    workspace = server.client_capabilities.workspace
    if workspace is None or not workspace.configuration:
        return {}
    asked = types.ConfigurationParams([types.ConfigurationItem(section="dxplan")])
    try:
        found = await server.workspace_configuration_async(asked)
    except JsonRpcException:  # an editor that can, and does not
        return {}
    return {"dxplan": _nested(found[0])} if found else {}


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
        document = params.text_document
        documents.put(document.uri, document.text, document.version)
        watching.typed(params.text_document.uri)
        if watching.settings.data:
            watching.judge()

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        documents.change(document.uri, list(params.content_changes), document.version)
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
        if any(is_of_rules(each.uri) for each in params.changes):
            watching.saved()
        else:
            watching.judge()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configured(params: types.DidChangeConfigurationParams) -> None:
        await _configured(server, watching, _nested(params.settings))

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        gone = {folder_of(each.uri) for each in params.event.removed}
        new = [path for each in params.event.added if (path := folder_of(each.uri)) is not None]
        documents.folders = [each for each in documents.folders if each not in gone] + new
        watch_files(server, watching)
        watching.saved()


def _nested(given: object) -> dict[str, object]:
    """Settings as plain mappings, whatever pygls made of them."""
    return {
        key: _nested(value) if hasattr(value, "_asdict") else value
        for key, value in _plain(given).items()
    }
