"""Building many small values at once, undisturbed by the search for garbage among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep Python from looking through all nodes again and again while nothing but nodes is made.

    Next to none of them are garbage, and the looking takes as long as the making. Where several
    threads are in here, the first to leave turns it on again, which costs the others time and
    nothing else.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # One look through what is new, after which it is old; left alone, Python looks through
            # all of it for every age that it passes.
            gc.collect(1)
            gc.enable()
