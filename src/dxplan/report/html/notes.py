"""Notes that many targets share, said once instead of on every card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import attrs

from dxplan.report.html.ranges import ranges
from dxplan.report.html.targets import Section

_MANY = 4


@attrs.frozen
class Shared:
    """A note on many targets.

    :param numbers: of the targets.
    """

    text: str
    numbers: str


def shared_notes(sections: Sequence[Section]) -> tuple[tuple[Shared, ...], tuple[Section, ...]]:
    """The notes of four targets or more, and the sections without them."""
    cards = [card for section in sections for card in section.cards]
    counts = Counter(note for card in cards for note in card.notes)
    often = {note for note, count in counts.items() if count >= _MANY}
    shared = tuple(
        Shared(note, ranges([card.number for card in cards if note in card.notes]))
        for note in counts
        if note in often
    )
    return shared, tuple(_without(section, often) for section in sections)


def _without(section: Section, often: set[str]) -> Section:
    cards = (
        attrs.evolve(card, notes=tuple(note for note in card.notes if note not in often))
        for card in section.cards
    )
    return attrs.evolve(section, cards=tuple(cards))
