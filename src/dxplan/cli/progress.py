"""What is being done, on a terminal, when it takes long."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dxplan.messages import Language
from dxplan.report.words import word

# Whoever waits less needs no telling.
_PATIENCE = 2.0
_AGAIN = 0.5
_CLEAR = "\r\x1b[K"


@contextmanager
def progress(language: Language) -> Iterator[Callable[[str], None]]:
    """Tells on standard error what is being done, and since when, if that is a terminal.

    The line is wiped when it ends, also after an error or Ctrl-C.

    :returns: takes the name of what comes next: ``reading`` or ``judging``.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    stages = ["reading"]
    ended = threading.Event()
    teller = threading.Thread(target=_tell, args=(stages, ended, language), daemon=True)
    teller.start()
    try:
        yield stages.append
    finally:
        ended.set()
        teller.join()


def _tell(stages: list[str], ended: threading.Event, language: Language) -> None:
    begun, told = time.monotonic(), False
    wait = _PATIENCE
    while not ended.wait(wait):
        seconds = int(time.monotonic() - begun)
        stage = word("cli", stages[-1], language)
        line = word("cli", "seconds", language, stage=stage, seconds=seconds)
        sys.stderr.write(f"{_CLEAR}{line}")
        sys.stderr.flush()
        told, wait = True, _AGAIN
    if told:
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()
