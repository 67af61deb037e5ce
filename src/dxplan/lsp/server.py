"""The server: what an editor tells it and asks it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from dxplan._version import __version__
from dxplan.editing.desk import Desk
from dxplan.lsp.asked import register_questions
from dxplan.lsp.open_documents import OpenDocuments
from dxplan.lsp.protocol import Protocol
from dxplan.lsp.told import register_news
from dxplan.lsp.watching import Watching
from dxplan.messages import Language
from dxplan.session import PathLike, Session, open_session


class _Server(LanguageServer):
    """pygls's server, which tells people nothing of what a client got wrong."""

    protocol: Protocol

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """What went wrong is in the log, and in the answer to whoever asked.

        Only what is no JSON has not been answered before.
        """
        if source is JsonRpcException and isinstance(error, ValueError | RecursionError):
            self.protocol.refuse_text()


def make_server(session: Session, language: Language | None = None) -> _Server:
    """A server over some plugins, with everything that it can be asked."""
    server = _Server("dxplan", __version__, protocol_cls=Protocol)
    documents = OpenDocuments(Desk(session))
    watching = Watching(server, documents, started_in=language)
    register_news(server, watching)
    register_questions(server, watching)
    return server


def serve(plugins: Sequence[PathLike] = (), language: Language | None = None) -> bool:
    """Serve one editor over standard input and output until it is done, or gone.

    :param language: the one to speak; that of each file without it.

    Returns whether the editor has said that it is done, if one has begun.

    Nothing but the protocol goes to standard output: what anything else prints goes to standard
    error, also what a library writes to the file descriptor itself.
    """
    sys.stdout.flush()
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    server = make_server(open_session(plugins), language)
    server.start_io(sys.stdin.buffer, output)
    return not server.protocol.is_left
