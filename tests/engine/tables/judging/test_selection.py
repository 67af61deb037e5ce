"""Who reported all of a side: what the register asks for, and what the other side is of."""

from __future__ import annotations

import numpy as np

from dxplan.engine.tables.judging.selection import Present, Side, is_full, nobody

PRIMARY, SECONDARY = ("primary",), ("secondary",)


def flags(text: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """``x`` for whom it holds."""
    return np.array([letter == "x" for letter in text])


def present(anything: str, **by_key: str) -> Present:
    keys = {"primary": PRIMARY, "secondary": SECONDARY}
    return Present(flags(anything), {keys[name]: flags(each) for name, each in by_key.items()})  # type: ignore[misc]


def full(own: Present, other: Present, *needed: frozenset[tuple[str]]) -> str:
    side = Side(None, {}, needed)  # type: ignore[arg-type]
    return "".join("x" if each else "-" for each in is_full(side, own, other))


def test_without_anything_asked_for_whoever_reported_anything_is_full() -> None:
    assert full(present("x-x"), nobody(3)) == "x-x"


def test_of_what_the_register_asks_for_one_of_its_keys_is_enough() -> None:
    own = present("xxxx", primary="x-x-", secondary="--xx")
    assert full(own, nobody(4), frozenset({PRIMARY})) == "x-x-"
    assert full(own, nobody(4), frozenset({PRIMARY, SECONDARY})) == "x-xx"
    assert full(own, nobody(4), frozenset({PRIMARY}), frozenset({SECONDARY})) == "--x-"


def test_what_the_other_side_has_this_one_needs_too() -> None:
    own = present("xxxx", primary="x-x-")
    assert full(own, present("xxxx", primary="xx--")) == "x-xx"
    assert full(own, present("xxxx", secondary="xx--")) == "--xx"
