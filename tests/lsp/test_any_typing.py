"""Whatever a client sends, the server answers the next question."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.docs.pages import REPO
from tests.lsp.client import Client, with_server

PLAN = REPO / "plugins" / "binh_dinh" / "src" / "dxplan_binh_dinh" / "binh_dinh.dxplan"
BLOCK = 1200
"""Letters that are typed at once; a real plan has some twenty thousand."""


async def ask_everything(client: Client, uri: str, line: int, column: int) -> int:
    """Ask every question of a place; how many of them were answered, be it with a refusal."""
    document, position = types.TextDocumentIdentifier(uri), types.Position(line, column)
    here = types.Range(position, position)
    options = types.FormattingOptions(tab_size=4, insert_spaces=True)
    references = types.ReferenceContext(include_declaration=True)
    questions = [
        client.text_document_completion_async(types.CompletionParams(document, position)),
        client.text_document_hover_async(types.HoverParams(document, position)),
        client.text_document_definition_async(types.DefinitionParams(document, position)),
        client.text_document_references_async(
            types.ReferenceParams(references, document, position)
        ),
        client.text_document_document_highlight_async(
            types.DocumentHighlightParams(document, position)
        ),
        client.text_document_prepare_rename_async(types.PrepareRenameParams(document, position)),
        client.text_document_rename_async(types.RenameParams(document, position, "tên_mới")),
        client.text_document_document_symbol_async(types.DocumentSymbolParams(document)),
        client.text_document_formatting_async(types.DocumentFormattingParams(document, options)),
        client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document)),
        client.text_document_code_lens_async(types.CodeLensParams(document)),
        client.text_document_code_action_async(
            types.CodeActionParams(document, here, types.CodeActionContext([]))
        ),
    ]
    # All at once, as an editor asks; what was answered is looked at when all were.
    found = await asyncio.gather(*questions, return_exceptions=True)
    for answer in found:
        if isinstance(answer, JsonRpcException):
            assert answer.code == types.LSPErrorCodes.RequestFailed.value, answer.message
        else:
            assert not isinstance(answer, BaseException), answer
    return len(found)


def test_a_real_plan_is_typed_block_by_block_while_everything_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "typed.dxplan"
    path.write_text("", "utf-8")
    text = PLAN.read_text("utf-8")
    drawn = random.Random(7)

    async def talk(client: Client) -> list[str]:
        uri = client.open(path, "")
        for start in range(0, len(text), BLOCK):
            end = start + BLOCK
            before = text[:start]
            column = before[before.rfind("\n") + 1 :]
            at = before.count("\n"), len(column.encode("utf-16-le")) // 2
            client.edit(uri, at, at, text[start:end])
            lines = text[:end].count("\n") + 1
            place = drawn.randrange(lines + 2), drawn.randrange(90)
            assert await ask_everything(client, uri, *place) == 12
        asked = types.DocumentFormattingParams(
            types.TextDocumentIdentifier(uri), types.FormattingOptions(4, True)
        )
        assert not await client.text_document_formatting_async(asked)
        await client.until(lambda: uri in client.told)
        return [str(each.code) for each in client.told[uri]]

    # What was typed in pieces is what stands in the file, so it is formatted as that is.
    assert "unknown-unit" not in with_server(talk, tmp_path)


ODD = {
    "nothing": "",
    "halves of letters": 'plan a "\ud800"\nunit \udc00x\n',
    "a half at the end": "use education \ud83d",
    "null": "plan a\0b\n",
    "only ends of lines": "\r\r\n\n\u2028\u0085\x0b\x0c",
    "a mark in front": "\ufeffplan a\nuse education\nonline_share >= 5% by 2025\n",
    "letters in parts": 'plan a "e\u0302\u0301\u0323" \u0301\u0301\n',
    "never closed": 'plan a "' + "x" * 2000,
    "deep": "indicator a = share of schools where " + "(" * 300,
    "no statement": "   by 2025\n}\n",
    "one line of many statements": "x " * 3000,
    "carriage returns": "plan a\rperiod 2024\rx >= 5% by 2025\r",
    "a parent that is itself": "plan a\n  parent a\nx >= parent by 2025",
    "deceptive": 'plan a "\u202e" \u200b\n',
}


def test_odd_texts_and_odd_places_are_answered(tmp_path: Path) -> None:
    path = tmp_path / "odd.dxplan"
    path.write_text("", "utf-8")

    async def talk(client: Client) -> None:
        uri = client.open(path, "")
        for text in ODD.values():
            client.change(uri, text)
            for place in ((0, 0), (0, 7), (1, 3), (10**6, 10**6)):
                assert await ask_everything(client, uri, *place) == 12

    with_server(talk, tmp_path)


@pytest.mark.parametrize(
    "uri",
    [
        "untitled:Untitled-1",
        "file:///no/such/file.dxplan",
        "file:///",
        "git:/a/b.dxplan?x=%00",
        "file:///a%00b.dxplan",
    ],
)
def test_documents_without_a_file_are_answered(uri: str) -> None:
    text = "plan a\nunit u\nx >= 5% by 2025\n    lead v\n"

    async def talk(client: Client) -> list[str]:
        # Changes and questions of what was never opened
        client.change(uri, text)
        client.edit(uri, (0, 0), (5, 5), "x")
        assert await ask_everything(client, uri, 1, 5) == 12
        document = types.TextDocumentItem(uri, "dxplan", 1, text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        assert await ask_everything(client, uri, 1, 5) == 12
        await client.until(lambda: bool(client.told.get(uri)))
        found = sorted(str(each.code) for each in client.told[uri])
        closing = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
        client.text_document_did_close(closing)
        await client.until(lambda: client.told[uri] == [])
        return found

    assert {"unknown-indicator", "unknown-unit"} <= set(with_server(talk))


@pytest.mark.parametrize("uri", ["file://[bad", ""])
def test_what_is_no_address_is_left_alone(uri: str, tmp_path: Path) -> None:
    path = tmp_path / "a.dxplan"
    path.write_text("unit u\n", "utf-8")

    async def talk(client: Client) -> int:
        document = types.TextDocumentItem(uri, "dxplan", 1, "plan a\n")
        client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        client.change(uri, "plan b\n")
        return await ask_everything(client, client.open(path), 0, 5)

    assert with_server(talk) == 12
