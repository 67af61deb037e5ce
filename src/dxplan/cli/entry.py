"""Where ``dxplan`` starts. Nothing but the standard library is imported before it is needed."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dxplan.cli.exits import FAULT, NOTHING_MISSED, STOPPED


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give what to exit with.

    :param argv: the arguments behind ``dxplan``; those of the process without it.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    try:
        with _seldom_looking_for_garbage():
            status = _run(arguments)
        sys.stdout.flush()
    except (BrokenPipeError, KeyboardInterrupt):
        _close_quietly()
        return STOPPED
    except Exception:
        import traceback

        # The interpreter would exit with 1, which means that something due is missed.
        traceback.print_exc()
        return FAULT
    return status


def _run(arguments: list[str]) -> int:
    if arguments == ["--version"]:
        from dxplan._version import __version__

        print(f"dxplan {__version__}")
        return NOTHING_MISSED
    from dxplan.cli.arguments import run

    try:
        return run(arguments)
    except SystemExit as ended:
        # argparse exits by itself after --help and after a wrong call
        return ended.code if isinstance(ended.code, int) else NOTHING_MISSED


@contextmanager
def _seldom_looking_for_garbage() -> Iterator[None]:
    """Python looks through all values when a few hundred are new; a command makes many thousands.

    Nearly all of them live as long as it runs. Those that refer to each other in a circle are still
    found, only later.
    """
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _speak_utf8() -> None:
    # The C locale of a bare server or a cron job would otherwise refuse Vietnamese; what cannot be
    # encoded even so (a file name that is not text) is escaped.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _close_quietly() -> None:
    """Let the interpreter's last flush go nowhere, or it would complain about the closed pipe."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
