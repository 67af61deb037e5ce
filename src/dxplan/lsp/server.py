"""The server: what an editor tells it and asks it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from pygls.lsp.server import LanguageServer

from dxplan._version import __version__
from dxplan.editing.desk import Desk
from dxplan.lsp.asked import register_questions
from dxplan.lsp.open_documents import OpenDocuments
from dxplan.lsp.told import register_news
from dxplan.lsp.watching import Watching
from dxplan.session import PathLike, Session, open_session


class _Server(LanguageServer):
    """pygls's server, which tells people nothing of what a client got wrong."""

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """What went wrong is in the log, and in the answer to whoever asked."""


def make_server(session: Session) -> LanguageServer:
    """A server over some plugins, with everything that it can be asked."""
    server = _Server("dxplan", __version__)
    documents = OpenDocuments(Desk(session))
    watching = Watching(server, documents)
    register_news(server, watching)
    register_questions(server, watching)
    return server


def serve(plugins: Sequence[PathLike] = ()) -> None:
    """Serve one editor over standard input and output until it is done.

    Nothing but the protocol goes to standard output: what anything else prints goes to standard
    error, also what a library writes to the file descriptor itself.
    """
    sys.stdout.flush()
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    make_server(open_session(plugins)).start_io(sys.stdin.buffer, output)
