"""Building many small values at once, undisturbed by the search for garbage among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep Python from looking through all nodes again and again while nothing but nodes is made.

    None of them are garbage, and none refer to each other in a circle; the looking takes as long as
    the making. Where several threads are in here, the first to leave turns it on again, which costs
    the others time and nothing else.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _settled()
            gc.enable()


def _settled() -> None:
    """Put everything made so far among what is old, as it would be after being looked through.

    Else the first three searches behind this would look through all of it, one for each age. What
    turns out to be garbage later is found with what is old.
    """
    # What a host program froze is to stay so; freezing is a matter of this kind of Python.
    if hasattr(gc, "freeze") and not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
