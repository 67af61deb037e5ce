"""How a server begins and ends, and what it says to what it cannot read."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from tests.docs.pages import REPO
from tests.lsp.raw import Stream, stream

PLAN = REPO / "plugins" / "binh_dinh" / "src" / "dxplan_binh_dinh" / "binh_dinh.dxplan"
INVALID_REQUEST, NO_METHOD, INVALID_PARAMS, NO_JSON = -32600, -32601, -32602, -32700
NOT_BEGUN = -32002

NOWHERE = {"uri": "file:///nowhere.dxplan"}
WRONG: tuple[object, ...] = (
    None, 3, "x", [], {}, {"textDocument": 3}, {"textDocument": None, "position": None},
    {"textDocument": {"url": "a"}}, {"textDocument": {}, "position": {}},
)  # fmt: skip
NO_PLACES = ({"line": -1, "character": 0}, {"line": 0, "character": "a"}, "here", [0, 0], {})
REQUESTS = (
    types.TEXT_DOCUMENT_COMPLETION, types.TEXT_DOCUMENT_HOVER, types.TEXT_DOCUMENT_DEFINITION,
    types.TEXT_DOCUMENT_REFERENCES, types.TEXT_DOCUMENT_RENAME,
    types.TEXT_DOCUMENT_PREPARE_RENAME, types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.TEXT_DOCUMENT_FORMATTING,
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, types.TEXT_DOCUMENT_CODE_ACTION,
    types.TEXT_DOCUMENT_CODE_LENS, types.WORKSPACE_EXECUTE_COMMAND,
)  # fmt: skip
AT_PLACES = REQUESTS[:7]
NOTICES = (
    types.TEXT_DOCUMENT_DID_OPEN, types.TEXT_DOCUMENT_DID_CHANGE, types.TEXT_DOCUMENT_DID_CLOSE,
    types.TEXT_DOCUMENT_DID_SAVE, types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION, types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS,
    types.CANCEL_REQUEST, types.SET_TRACE,
)  # fmt: skip


def lives(server: Stream) -> None:
    """See that a server still answers."""
    server.open("untitled:a", "đơn vị a\n")
    where = {"textDocument": {"uri": "untitled:a"}, "position": {"line": 0, "character": 8}}
    found = server.ask("textDocument/hover", where, "alive")
    assert found["result"]["contents"]["value"].startswith("**a** (đơn vị)")


def test_every_request_that_cannot_be_read_is_answered_with_an_error(tmp_path: Path) -> None:
    with stream(tmp_path) as server:
        offered = server.begin()
        names = {name.removesuffix("Provider") for name in offered if name.endswith("Provider")}
        assert len(names) <= len(REQUESTS), "a new request has to be tried here too"
        for number, method in enumerate(REQUESTS):
            for wrong in WRONG:
                assert server.error(method, wrong, number) == INVALID_PARAMS, (method, wrong)
            for place in NO_PLACES if method in AT_PLACES else ():
                more = {"position": place, "newName": "a", "context": {"includeDeclaration": True}}
                wrong = {"textDocument": NOWHERE, **more}
                assert server.error(method, wrong, number) == INVALID_PARAMS, (method, wrong)
            server.send(id=number, method=method)
            assert server.answer()["error"]["code"] == INVALID_PARAMS
        for method in NOTICES:
            for wrong in WRONG:
                server.send(method=method, params=wrong)
        lives(server)
        assert server.end() == 0


def test_what_is_no_message_is_answered_where_somebody_may_wait(tmp_path: Path) -> None:
    with stream(tmp_path) as server:
        server.begin()
        for text, code in (
            (b"{", NO_JSON), (b"\xff\xfe", NO_JSON), (b"[" * 100_000, NO_JSON),
            (b"1" * 10_000, NO_JSON), (b"[]", INVALID_REQUEST), (b"7", INVALID_REQUEST),
            (b"{}", INVALID_REQUEST), (b'{"jsonrpc":"1.0","id":7,"method":"a"}', INVALID_REQUEST),
            (b'{"jsonrpc":"2.0","id":7,"method":[]}', INVALID_REQUEST),
            (b'{"jsonrpc":"2.0","id":[],"method":"shutdown"}', INVALID_REQUEST),
            (b'{"jsonrpc":"2.0","id":7,"method":"no/such","params":{}}', NO_METHOD),
        ):  # fmt: skip
            server.send_bytes(text)
            found = server.answer()
            assert (found["id"], found["error"]["code"]) == (7 if b":7" in text else None, code)
        # Answers to what nobody asked
        server.send(id="x", result={})
        server.send(id=[], error={"code": 1, "message": "x"})
        # What looks like a message inside one is none.
        inner = {"settings": {"dxplan": {"jsonrpc": "2.0", "method": "exit"}}}
        server.send(method="workspace/didChangeConfiguration", params=inner)
        lives(server)
        assert server.end() == 0


def test_a_server_begins_once_and_ends_once(tmp_path: Path) -> None:
    with stream(tmp_path) as server:
        assert server.error("textDocument/hover", {}) == NOT_BEGUN
        assert server.error("initialize", {"capabilities": 3}, 2) == INVALID_PARAMS
        server.begin()
        assert server.error("initialize", {"processId": None, "capabilities": {}}) == (
            INVALID_REQUEST
        )
        assert server.ask("shutdown", None)["result"] is None
        assert server.error("textDocument/hover", {}, 3) == INVALID_REQUEST
        server.send(method="exit")
        assert server.process.wait(60) == 0


def test_cancelled_requests_are_answered_too(tmp_path: Path) -> None:
    with stream(tmp_path) as server:
        server.begin()
        server.open("untitled:a", PLAN.read_text("utf-8"))
        document = {"textDocument": {"uri": "untitled:a"}}
        for number in range(5):
            server.send(id=number, method="textDocument/documentSymbol", params=document)
            server.send(method="$/cancelRequest", params={"id": number})
        server.send(method="$/cancelRequest", params={"id": "nobody asked"})
        answered = [server.answer() for _ in range(5)]
        assert [each["id"] for each in answered] == [0, 1, 2, 3, 4]
        for each in answered:
            assert "result" in each or each["error"]["code"] == -32800
        lives(server)
        assert server.end() == 0


@pytest.mark.parametrize("how", ["exit", "leave", "shutdown"])
def test_a_server_ends_with_its_editor_also_while_it_works_and_leaves_no_file(
    tmp_path: Path, how: str
) -> None:
    text = PLAN.read_text("utf-8")
    (tmp_path / "a.dxplan").write_text(text, "utf-8")
    with stream(tmp_path) as server:
        folder = [{"uri": tmp_path.as_uri(), "name": "a"}]
        server.begin(workspaceFolders=folder)
        server.open((tmp_path / "a.dxplan").as_uri(), text)
        saved = {"textDocument": {"uri": (tmp_path / "a.dxplan").as_uri()}}
        # From here on the solver is at work.
        server.send(method="textDocument/didSave", params=saved)
        if how == "exit":
            server.send(method="exit")
            assert server.process.wait(60) == 1
        elif how == "shutdown":
            assert server.end() == 0
        else:
            assert server.leave() == 1
    assert [each.name for each in tmp_path.iterdir()] == ["a.dxplan"]
