"""How far long work is, for whoever watches it.

The work itself neither knows nor cares: where it goes through many things it takes them from
:func:`steps`. Whoever watches asks when it wants to know, so that nothing waits for a screen.
The watcher is a context variable, as limits are: readers are called through plugins.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias, TypeVar

T = TypeVar("T")
HowFar: TypeAlias = Callable[[], tuple[int, int]]
"""What is done, and of how much; of nothing where that is not known."""
Watcher: TypeAlias = Callable[[str, HowFar], None]
"""Is told that a stage begins, and what to ask how far it is.

Stages are ``opening`` (files, by bytes), ``reading`` (rows), ``adding`` (files added up where they
are, in hundredths), ``judging`` (targets), ``comparing`` (targets of a parent) and ``trying``
(rules).
"""


class _Watch:
    """Who watches, and whether a stage is under way; the stages inside it are parts of it."""

    def __init__(self, watcher: Watcher) -> None:
        self.watcher = watcher
        self.busy = False


_WATCH: ContextVar[_Watch | None] = ContextVar("dxplan_watch", default=None)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Let somebody watch what is done meanwhile.

    >>> seen = []
    >>> with watched(lambda stage, how_far: seen.append((stage, how_far))):
    ...     for each in steps("judging", "ab"):
    ...         seen.append(seen[0][1]())
    >>> seen[0][0], seen[1:], seen[0][1]()
    ('judging', [(0, 2), (1, 2)], (2, 2))
    """
    token = _WATCH.set(_Watch(watcher))
    try:
        yield
    finally:
        _WATCH.reset(token)


def steps(
    stage: str, items: Sequence[T], weights: Sequence[int] | None = None
) -> Generator[T, None, None]:
    """The same items, one after the other, as a stage that can be watched.

    A single item is no stage: what is done inside it may be one.

    :param weights: how much work each of them is; all are the same without it.
    """
    watch = _WATCH.get()
    if watch is None or watch.busy or len(items) < 2:
        yield from items
        return
    shares = weights or [1] * len(items)
    done, total = 0, sum(shares)
    watch.busy = True
    watch.watcher(stage, lambda: (done, total))
    try:
        for item, share in zip(items, shares, strict=True):
            yield item
            done += share
    finally:
        watch.busy = False


def begin(stage: str, how_far: HowFar) -> None:
    """Tell whoever watches that a stage begins whose work is done elsewhere."""
    watch = _WATCH.get()
    if watch is not None and not watch.busy:
        watch.watcher(stage, how_far)
