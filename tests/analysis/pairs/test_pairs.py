"""What is said about rules two by two: all pairs of some states of a plan, each way round.

``states`` holds families of states that are alike; a blank line parts them. ``said`` holds what is
said of each state and each pair; ``DXPLAN_UPDATE_GOLDEN=1`` writes it anew.

- ``alone``: what is wrong with the rules of a state among themselves.
- ``became``: what is different in the state behind ``>``.
- ``refined``: whether that one, as a child, asks for no less.
- ``ranked``: which of both asks for more; ``together``: what is wrong with the rules of both in one
  plan. Both are the same each way round, and told once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.analysis.pairs.told import of_both, of_one, of_two

HERE = Path(__file__).parent


def _parts(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").strip("\n").split("\n\n") if path.exists() else []


FAMILIES = {path.stem: _parts(path) for path in sorted(HERE.glob("states/*.txt"))}
PLACES = [(family, place) for family, states in FAMILIES.items() for place in range(len(states))]


def _said(states: list[str], place: int) -> Iterator[str]:
    yield states[place]
    yield from of_one(states[place])
    for other, text in enumerate(states):
        if other != place:
            yield f"> {text}".replace("\n", "\n> ")
            yield from of_two(states[place], text)
        if other > place:
            yield from of_both(states[place], text)


@pytest.mark.parametrize(("family", "place"), PLACES)
def test_what_is_said_of_two_states_of_a_plan(family: str, place: int) -> None:
    path = HERE / "said" / f"{family}.txt"
    text = "\n".join(_said(FAMILIES[family], place))
    if os.environ.get("DXPLAN_UPDATE_GOLDEN"):
        parts = _parts(path)[:place]
        path.write_text("\n\n".join([*parts, text]) + "\n", encoding="utf-8")
    assert text == _parts(path)[place]
