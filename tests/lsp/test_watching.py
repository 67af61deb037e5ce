"""What the server keeps of documents goes with them."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from dxplan.editing.desk import Desk
from dxplan.lsp.open_documents import OpenDocuments
from dxplan.lsp.watching import Watching
from dxplan.session import open_session

PLAN = 'plan a "A"\n'


def test_what_was_said_of_a_plan_is_kept_while_a_text_of_it_is_open(tmp_path: Path) -> None:
    documents = OpenDocuments(Desk(open_session()))
    server = LanguageServer("test", "0")
    server.text_document_publish_diagnostics = _nowhere  # type: ignore[method-assign]
    watching = Watching(server, documents)
    uris = {}
    for name in ("a", "b"):
        path = tmp_path / f"{name}.dxplan"
        path.write_text(PLAN, "utf-8")
        uris[name] = path.as_uri()
        documents.put(uris[name], PLAN, 1)
        view = documents.desk.view(path)
        documents.thorough[str(view.reference)] = (view, view.outcome)
    documents.close(uris["a"])
    watching.closed(uris["a"])
    assert [Path(kept).name for kept in documents.thorough] == ["b.dxplan"]


def _nowhere(params: types.PublishDiagnosticsParams) -> None:
    pass
