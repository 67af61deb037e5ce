"""Sentences that belong together: what is to be done, by whom and when, each on its own line."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from dxplan.draft.model import Document, Sentence


@attrs.frozen
class Item:
    """What one rule, or a few, are made of.

    :param sentence: what it carries altogether.
    :param about: what is to be done; ``texts`` are the sentences that say all this.
    """

    sentence: Sentence
    about: str
    texts: tuple[str, ...]


def items_of(document: Document) -> Iterator[Item]:
    """The sentences of a document, those under one heading put together where labels say so."""
    group: list[Sentence] = []
    for sentence in document.sentences:
        if group and not (sentence.label and _same_item(group[-1], sentence)):
            yield _item(group)
            group = []
        if sentence.label:
            group.append(sentence)
        else:
            yield Item(sentence, _about(sentence), (sentence.text,))
    if group:
        yield _item(group)


def _same_item(one: Sentence, other: Sentence) -> bool:
    return (
        one.heading == other.heading and one.above == other.above and _parent(one) == _parent(other)
    )


def _parent(sentence: Sentence) -> str:
    return sentence.section.rpartition(".")[0]


def _item(group: list[Sentence]) -> Item:
    first = group[0]
    timed = next((s for s in group if s.label == "time" and (s.times or s.recurrences)), first)
    # They stand in another sentence than the numbers: at no place in it.
    elsewhere = [attrs.evolve(time, start=-1, end=-1) for time in timed.times]
    joined = attrs.evolve(
        first,
        section=_parent(first) if len(group) > 1 else first.section,
        times=first.times if timed is first else tuple(elsewhere) or first.times,
        recurrences=timed.recurrences or first.recurrences,
        units=tuple(unit for each in group for unit in each.units),
        quantities=first.quantities,
    )
    about = first.heading or _about(first)
    return Item(joined, about, tuple(each.text for each in group))


def _about(sentence: Sentence) -> str:
    """What a sentence says is to be done, without the unit or label that it begins with."""
    head, colon, rest = sentence.text.partition(":")
    if colon and len(head) < 80 and len(rest.split()) > 3:
        return rest.strip()
    return sentence.text
