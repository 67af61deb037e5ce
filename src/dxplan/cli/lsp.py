"""``dxplan lsp``: a language server for editors."""

from __future__ import annotations

from argparse import Namespace

from dxplan.cli.exits import LEFT, NOTHING_MISSED, WRONG
from dxplan.cli.output import say

_LIBRARIES = ("pygls", "lsprotocol", "cattrs")


def run(options: Namespace) -> int:
    """Serve one editor over standard input and output, until it says that it is done."""
    try:
        from dxplan.lsp import serve
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in _LIBRARIES:
            raise
        from dxplan.editing.wording import word

        say(word("server", "not_installed", options.spoken))
        return WRONG
    return NOTHING_MISSED if serve(options.plugins, options.lang) else LEFT
