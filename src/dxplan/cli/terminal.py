"""What a stream is: a terminal of some width, in colours or not, or anything else."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from dxplan.report.page import LEAST, WIDTH, Page, drawn_on

if TYPE_CHECKING:
    from typing import TextIO

_WHEN: ContextVar[str] = ContextVar("dxplan_colours", default="auto")


@contextmanager
def drawn_for(options: Namespace) -> Iterator[None]:
    """Draw results for where they go: a terminal gets its width, and colours if it has them.

    A file, and a format that programs read, are the same bytes wherever the command runs.
    """
    token = _WHEN.set(options.color)
    for_people = getattr(options, "format", "text") == "text"
    elsewhere = getattr(options, "output", None) is not None
    try:
        with drawn_on(page_of(sys.stdout) if for_people and not elsewhere else Page()):
            yield
    finally:
        _WHEN.reset(token)


@contextmanager
def drawn_for_messages() -> Iterator[None]:
    """Draw what is said beside results for where that goes."""
    with drawn_on(page_of(sys.stderr)):
        yield


def page_of(stream: TextIO) -> Page:
    """What a stream is to draw on; only a terminal has a width of its own."""
    width = WIDTH
    if is_terminal(stream):
        width = max(LEAST, min(WIDTH, shutil.get_terminal_size((80, 24)).columns))
    return Page(width, has_colours(stream, _WHEN.get()))


def is_terminal(stream: TextIO) -> bool:
    """Whether a stream is a terminal; one that is closed is none."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def has_colours(stream: TextIO, when: str) -> bool:
    """Whether to write in colours.

    What the call says comes first, then ``NO_COLOR`` (https://no-color.org), then ``FORCE_COLOR``;
    else a terminal gets them that knows what to do with them.
    """
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return is_terminal(stream) and knows_controls()


def knows_controls() -> bool:
    """Whether the terminal understands more than text."""
    if sys.platform == "win32":
        # The console of old writes the codes out, unless it was told otherwise.
        return "WT_SESSION" in os.environ or "ANSICON" in os.environ or "TERM" in os.environ
    return os.environ.get("TERM", "dumb") != "dumb"
