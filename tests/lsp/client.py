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
        self.shown: list[str] = []
        self.news = asyncio.Condition()
        self.exit_code: int | None = None

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        async def published(params: types.PublishDiagnosticsParams) -> None:
            async with self.news:
                self.told[params.uri] = list(params.diagnostics)
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

    def change(self, uri: str, text: str) -> None:
        """Replace the whole text of a document."""
        self._changed(uri, types.TextDocumentContentChangeWholeDocument(text))

    def edit(self, uri: str, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Replace a stretch of a document."""
        stretch = types.Range(types.Position(*start), types.Position(*end))
        self._changed(uri, types.TextDocumentContentChangePartial(stretch, text))

    def _changed(self, uri: str, change: types.TextDocumentContentChangeEvent) -> None:
        document = types.VersionedTextDocumentIdentifier(2, uri)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

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
    arguments: tuple[str, ...] = (),
    capabilities: types.ClientCapabilities | None = None,
) -> T:
    """Start a server, talk with it, and see that it ends when it is asked to."""

    async def whole() -> T:
        client = Client()
        await client.start_io(sys.executable, "-m", "dxplan", "lsp", *arguments)
        folders = [] if folder is None else [types.WorkspaceFolder(folder.as_uri(), folder.name)]
        beginning = types.InitializeParams(
            capabilities=capabilities or types.ClientCapabilities(),
            workspace_folders=folders,
            initialization_options=options,
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
            await said
            await client.stop()
        return found

    return asyncio.run(whole())
