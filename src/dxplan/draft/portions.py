"""Sentences with more numbers than anybody writes, cut to shorter ones."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TypeVar

import attrs

from dxplan.draft.model import Quantity, Recurrence, Sentence, Time

_MOST = 24
"""So many numbers of a sentence are held against each other, so that no sentence takes long."""
_Placed = TypeVar("_Placed", Quantity, Time, Recurrence)


def portions_of(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence itself, or what it says for each so many of its numbers."""
    many = sentence.quantities
    if len(many) <= _MOST:
        yield sentence
        return
    starts = [0, *(many[at].start for at in range(_MOST, len(many), _MOST)), len(sentence.text)]
    cut = [many[at : at + _MOST] for at in range(0, len(many), _MOST)]
    for quantities, (first, last) in zip(cut, itertools.pairwise(starts), strict=True):
        if quantities[0].start < 0:
            yield attrs.evolve(sentence, quantities=quantities)
            continue
        yield attrs.evolve(
            sentence,
            text=sentence.text[first:last],
            quantities=_within(quantities, first, last),
            times=_within(sentence.times, first, last),
            recurrences=_within(sentence.recurrences, first, last),
        )


def _within(placed: tuple[_Placed, ...], first: int, last: int) -> tuple[_Placed, ...]:
    """What stands there, by its place there; what stands at no place in the sentence stays."""
    return tuple(
        each
        if each.start < 0
        else attrs.evolve(each, start=each.start - first, end=each.end - first)
        for each in placed
        if each.start < 0 or first <= each.start < last
    )
