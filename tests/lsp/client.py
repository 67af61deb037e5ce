"""A language client over standard input and output, which remembers what it was told."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

T = TypeVar("T")
_PATIENCE = 60
"""Seconds after which a server that does not answer counts as dead."""


class Client(LanguageClient):
    """A client with the diagnostics of each document, and the messages that were shown."""

    def __init__(self) -> None:
        super().__init__("dxplan-tests", "1")
        self.told: dict[str, list[types.Diagnostic]] = {}
        self.versions: dict[str, list[int | None]] = {}
        self.shown: list[str] = []
        self.settings: object = None
        self.asked: list[str | None] = []
        self.answers = asyncio.Event()
        self.answers.set()
        self.watched: list[Any] = []
        self.news = asyncio.Condition()
        self.exit_code: int | None = None
        self.errors = ""
        """What the server has written to standard error, once it is done."""

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        async def published(params: types.PublishDiagnosticsParams) -> None:
            async with self.news:
                self.told[params.uri] = list(params.diagnostics)
                self.versions.setdefault(params.uri, []).append(params.version)
                self.news.notify_all()

        @self.feature(types.WINDOW_SHOW_MESSAGE)
        async def message(params: types.ShowMessageParams) -> None:
            async with self.news:
                self.shown.append(params.message)
                self.news.notify_all()

        @self.feature(types.WORKSPACE_CODE_LENS_REFRESH)
        async def refreshed(params: None) -> None:
            async with self.news:
                self.refreshes += 1
                self.news.notify_all()

        @self.feature(types.WORKSPACE_CONFIGURATION)
        async def configuration(params: types.ConfigurationParams) -> list[object]:
            async with self.news:
                self.asked.extend(each.section for each in params.items)
                self.news.notify_all()
            await self.answers.wait()
            return [self.settings for _ in params.items]

        @self.feature(types.CLIENT_REGISTER_CAPABILITY)
        async def registered(params: types.RegistrationParams) -> None:
            async with self.news:
                for each in params.registrations:
                    assert each.method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES
                    self.watched.append(each.register_options)
                self.news.notify_all()

        @self.feature(types.CLIENT_UNREGISTER_CAPABILITY)
        async def unregistered(params: types.UnregistrationParams) -> None:
            async with self.news:
                self.watched.clear()
                self.news.notify_all()

    refreshes = 0

    async def server_exit(self, server: asyncio.subprocess.Process) -> None:
        self.exit_code = server.returncode

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until what was told makes something hold."""
        async with self.news:
            await asyncio.wait_for(self.news.wait_for(holds), _PATIENCE)

    async def codes(self, uri: str, *wanted: str) -> None:
        """Wait until exactly these codes are said of a document."""
        await self.until(
            lambda: (
                sorted(str(d.code) for d in self.told.get(uri, [])) == sorted(wanted)
                and uri in self.told
            )
        )

    def open(self, path: Path, text: str | None = None) -> str:
        """Open a file, perhaps with another text than it has."""
        uri = path.as_uri()
        given = path.read_text("utf-8") if text is None else text
        item = types.TextDocumentItem(uri, "dxplan", 1, given)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, text: str, version: int = 2) -> None:
        """Replace the whole text of a document."""
        self._changed(uri, types.TextDocumentContentChangeWholeDocument(text), version)

    def edit(self, uri: str, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Replace a stretch of a document."""
        stretch = types.Range(types.Position(*start), types.Position(*end))
        self._changed(uri, types.TextDocumentContentChangePartial(stretch, text))

    def _changed(
        self, uri: str, change: types.TextDocumentContentChangeEvent, version: int = 2
    ) -> None:
        document = types.VersionedTextDocumentIdentifier(version, uri)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def happened(self, *files: Path) -> None:
        """Tell that files are not what they were."""
        kind = types.FileChangeType.Changed
        events = [types.FileEvent(each.as_uri(), kind) for each in files]
        self.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))

    async def lenses(self, uri: str, refreshes: int) -> list[str]:
        """What stands above targets once the server has said so often that it is something new."""
        await self.until(lambda: self.refreshes >= refreshes)
        params = types.CodeLensParams(types.TextDocumentIdentifier(uri))
        found = await self.text_document_code_lens_async(params)
        return [each.command.title for each in found or () if each.command]

    def save(self, uri: str) -> None:
        document = types.TextDocumentIdentifier(uri)
        self.text_document_did_save(types.DidSaveTextDocumentParams(document))


def place(uri: str, line: int, column: int) -> dict[str, Any]:
    """What most questions begin with."""
    return {
        "text_document": types.TextDocumentIdentifier(uri),
        "position": types.Position(line, column),
    }


def with_server(
    talk: Callable[[Client], Awaitable[T]],
    folder: Path | None = None,
    options: Mapping[str, object] | None = None,
    *,
    arguments: tuple[str, ...] = (),
    capabilities: types.ClientCapabilities | None = None,
    settings: object = None,
    others: tuple[Path, ...] = (),
    locale: str | None = None,
) -> T:
    """Start a server, talk with it, and see that it ends when it is asked to."""

    async def whole() -> T:
        client = Client()
        client.settings = settings
        await client.start_io(sys.executable, "-m", "dxplan", "lsp", *arguments)
        opened = [*([] if folder is None else [folder]), *others]
        folders = [types.WorkspaceFolder(each.as_uri(), each.name) for each in opened]
        beginning = types.InitializeParams(
            capabilities=capabilities or types.ClientCapabilities(),
            workspace_folders=folders,
            initialization_options=options,
            locale=locale,
        )
        server = client._server
        assert server is not None
        assert server.stderr is not None
        # What nobody reads would keep the server from writing.
        said = asyncio.create_task(server.stderr.read())
        try:
            client.capabilities = await client.initialize_async(beginning)
            client.initialized(types.InitializedParams())
            found = await asyncio.wait_for(talk(client), 4 * _PATIENCE)
            await asyncio.wait_for(client.shutdown_async(None), _PATIENCE)
            client.exit(None)
            assert await asyncio.wait_for(server.wait(), _PATIENCE) == 0
        except BaseException as failure:
            server.kill()
            failure.add_note((await said).decode("utf-8", "replace")[-4000:])
            raise
        finally:
            client.errors = (await said).decode("utf-8", "replace")
            await client.stop()
        return found

    return asyncio.run(whole())
