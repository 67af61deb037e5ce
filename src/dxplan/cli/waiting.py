"""Which plugin a command is waiting for, when it takes long."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from dxplan.messages import Language

_SECONDS = 5.0


@contextmanager
def telling_of_plugins(language: Language, seconds: float = _SECONDS) -> Iterator[None]:
    """Says which plugin has kept the main thread for long, and where it is.

    Whoever waits then knows whom to ask, and that it is the plugin's doing.

    :param seconds: between two looks.
    """
    ended = threading.Event()
    teller = threading.Thread(target=_look, args=(ended, language, seconds), daemon=True)
    teller.start()
    try:
        yield
    finally:
        ended.set()
        teller.join()


def _look(ended: threading.Event, language: Language, seconds: float) -> None:
    """Tells at the second look that finds the same, then at the fourth, the eighth, and so on."""
    seen, times = None, 0
    while not ended.wait(seconds):
        from dxplan.plugin.contained import running

        found = running(sys._current_frames().get(threading.main_thread().ident or 0))
        times = times + 1 if found is not None and found[:2] == seen else 1
        seen = None if found is None else found[:2]
        if found is not None and times > 1 and times & (times - 1) == 0:
            _tell(found[0].label, found[1], found[2], int(times * seconds), language)


def _tell(plugin: str, hook: str, place: str, seconds: int, language: Language) -> None:
    from dxplan.cli.output import say
    from dxplan.report.words import plain, word

    told = {"plugin": plain(plugin), "hook": plain(hook), "place": plain(place)}
    say(word("cli", "waiting_for_plugin", language, seconds=seconds, **told))
