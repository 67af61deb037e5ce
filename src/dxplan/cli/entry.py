"""Where ``dxplan`` starts. Nothing but the standard library is imported before it is needed."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dxplan.cli.exits import FAULT, NOTHING_MISSED, STOPPED, WRONG, OutputLost

if TYPE_CHECKING:
    from io import TextIOWrapper
    from typing import Literal, TextIO


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give what to exit with.

    :param argv: the arguments behind ``dxplan``; those of the process without it.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    _stand_in_for_closed_streams()
    _speak_utf8()
    try:
        with _seldom_looking_for_garbage():
            status = _run(arguments)
        _flush(arguments)
        _or_nowhere(sys.stderr)
    except (BrokenPipeError, KeyboardInterrupt):
        _close_quietly()
        return STOPPED
    except OutputLost:
        _close_quietly()
        return WRONG
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
    try:
        if "_ARGCOMPLETE" in os.environ:
            from dxplan.cli.completing import complete

            complete()
        from dxplan.cli.arguments import run

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


def _stand_in_for_closed_streams() -> None:
    """Python has ``None`` for a stream that was closed before it started.

    What is printed to ``None`` goes to standard output, so that messages would get among results;
    and the next file that is opened takes the number of the stream. In this order each of them
    gets its own. Nothing can be written to what was opened to be read, as nothing could before.
    """
    if sys.stdin is None:
        sys.stdin = _nowhere("r")
    if sys.stdout is None:
        sys.stdout = _nowhere("w")
    if sys.stderr is None:
        sys.stderr = _nowhere("w", os.O_WRONLY)


def _nowhere(mode: Literal["r", "w"], flags: int = os.O_RDONLY) -> TextIOWrapper:
    return os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8")


def _flush(arguments: Sequence[str]) -> None:
    """Bring what is still to be written to standard output; that it cannot be is said."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        from dxplan.cli.languages import spoken_language
        from dxplan.cli.output import output_lost

        raise output_lost(error, spoken_language(arguments)) from error


def _close_quietly() -> None:
    """Let the interpreter's last flush go nowhere, or it would complain about the closed pipe."""
    for stream in (sys.stdout, sys.stderr):
        _or_nowhere(stream)


def _or_nowhere(stream: TextIO) -> None:
    """Let what a stream does not take go nowhere; it would make the exit code another one."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
