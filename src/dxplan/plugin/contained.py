"""Calls into plugins, after which the process is as it was before.

A plugin runs in the same process as everything else, and may by mistake change what belongs to all
of it: the working folder, the number of digits that decimals are calculated with, what standard
output is. Such things are put back, and said. This is no protection from a plugin that wants
to do harm: whoever installs one trusts it as much as dxplan.
"""

from __future__ import annotations

import locale
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from decimal import getcontext, localcontext
from types import FrameType
from typing import Any, TextIO, TypeVar

from dxplan.diagnostics import Diagnostic
from dxplan.messages import Phrase
from dxplan.plugin.complaints import OutOfTime, place_of, traces
from dxplan.plugin.origin import PluginInfo

T = TypeVar("T")


def contained(
    call: Callable[[], T],
    info: PluginInfo,
    hook: str,
    heard: list[Diagnostic],
    *,
    seconds: int | None = None,
) -> T:
    """The result of a call into a plugin; what it changed is put back and added to what was heard.

    INVARIANT: the frame of this function is how :func:`running` finds out what is being waited for.

    :param hook: what of it is called.
    :param seconds: how long it may take, where that can be held.
    :raises OutOfTime: when it takes longer.
    """
    left: list[Phrase] = []
    try:
        with localcontext(), _shared(left), _time(seconds):
            return call()
    finally:
        if left:
            heard.append(traces(info, hook, tuple(left)))


def running(frame: FrameType | None) -> tuple[PluginInfo, str, str] | None:
    """The plugin that a thread is in, what of it was called, and where it is.

    :param frame: the innermost frame of the thread.
    """
    place = "" if frame is None else place_of(frame.f_code.co_filename, frame.f_lineno)
    while frame is not None:
        if frame.f_code is contained.__code__:
            return frame.f_locals["info"], frame.f_locals["hook"], place
        frame = frame.f_back
    return None


# --- what belongs to all of the process -----------------------------------------------------------


def _shared(left: list[Phrase]) -> AbstractContextManager[None]:
    """Put back what is another afterwards, and tell of it.

    Not in a thread beside the main one, where something else may have changed it meanwhile.
    """
    return _put_back(left) if _is_main_thread() else nullcontext()


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


@contextmanager
def _put_back(left: list[Phrase]) -> Iterator[None]:
    before = {code: _or_none(read) for code, (read, _) in _SHARED.items()}
    digits, out, err = _digits(), sys.stdout, sys.stderr
    aside: Any = _Aside(err)
    sys.stdout = aside
    try:
        with warnings.catch_warnings():
            yield
    finally:
        told = {
            "trace-streams": (sys.stdout, sys.stderr) != (aside, err),
            "trace-printed": aside.printed,
            "trace-decimals": _digits() != digits,
            **{code: _or_none(read) != before[code] for code, (read, _) in _SHARED.items()},
        }
        sys.stdout, sys.stderr = out, err
        left.extend(Phrase(code) for code, changed in told.items() if changed)
        for code, (_, put) in _SHARED.items():
            if told[code]:
                with suppress(Exception):
                    put(before[code])


class _Aside:
    """Standard output as a plugin sees it: results go there, and what it prints is none."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.printed = False

    def write(self, text: str) -> int:
        """Write where messages go."""
        self.printed = True
        return self._stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _or_none(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except (OSError, ValueError):  # a working folder that was taken away
        return None


def _digits() -> tuple[object, ...]:
    """How decimals are calculated with, without what happened in calculations."""
    found = getcontext()
    traps = frozenset(kind for kind, on in found.traps.items() if on)
    return found.prec, found.rounding, found.Emin, found.Emax, found.capitals, found.clamp, traps


def _put_environment(before: dict[str, str]) -> None:
    for name in os.environ.keys() - before.keys():
        del os.environ[name]
    os.environ.update(before)


def _put_path(before: list[str]) -> None:
    sys.path[:] = before


_SHARED: dict[str, tuple[Callable[[], Any], Callable[[Any], object]]] = {
    "trace-folder": (os.getcwd, os.chdir),
    "trace-environment": (lambda: dict(os.environ), _put_environment),
    "trace-path": (lambda: list(sys.path), _put_path),
    "trace-locale": (
        lambda: locale.setlocale(locale.LC_ALL),
        lambda name: locale.setlocale(locale.LC_ALL, name),
    ),
    "trace-recursion": (sys.getrecursionlimit, sys.setrecursionlimit),
    "trace-interrupt": (
        lambda: signal.getsignal(signal.SIGINT),
        lambda handler: signal.signal(signal.SIGINT, handler),
    ),
}
"""How to read what belongs to all of the process, and how to put it back."""


# --- time -----------------------------------------------------------------------------------------


@contextmanager
def _time(seconds: int | None) -> Iterator[None]:
    """Raise in a call that takes longer, and every second after it, should it not end by then.

    Only the main thread can be interrupted, on systems that have alarms, while nobody else uses
    the one that there is; and only between two steps of Python.
    """
    if seconds is None or not _may_set_alarm():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        try:
            signal.setitimer(signal.ITIMER_REAL, 0)
        finally:  # it may ring just before; not again within the second
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def _may_set_alarm() -> bool:
    if not hasattr(signal, "setitimer"):
        return False
    if not _is_main_thread():
        return False
    free = signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
    return free and signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def _ring(_: int, frame: FrameType | None) -> None:
    place = "" if frame is None else place_of(frame.f_code.co_filename, frame.f_lineno)
    raise OutOfTime(place)
